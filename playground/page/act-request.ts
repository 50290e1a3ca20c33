import { z } from 'zod';
import { parseJson } from '../server/json';
import { type ActRequest, CLOCK_CHOICES, FAULT_KINDS } from './contract';
import { Problem } from './problem';

const id = z.string().min(1).max(300);
const place = z.union([z.strictObject({ message: id }), z.strictObject({ view: id })]);
const entry = z.union([z.string(), z.array(z.string()).max(1000), z.null()]);
const control = { place, blockId: id, actionId: id };

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('send'), conversation: id, text: z.string() }),
  z.strictObject({ kind: z.literal('press'), ...control, option: z.string().optional() }),
  z.strictObject({ kind: z.literal('enter'), ...control, entry }),
  z.strictObject({
    kind: z.literal('submit'),
    view: id,
    entries: z.record(z.string(), z.record(z.string(), entry)),
  }),
  z.strictObject({ kind: z.literal('close'), view: id, all: z.boolean() }),
  z.strictObject({ kind: z.literal('shortcut'), callbackId: id }),
  z.strictObject({ kind: z.literal('message_shortcut'), callbackId: id, message: id }),
  z.strictObject({
    kind: z.literal('react'),
    message: id,
    emoji: z.string().regex(/^[a-z0-9_'+-]{1,100}(::skin-tone-[2-6])?$/),
    add: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('dismiss'), message: id }),
  z.strictObject({ kind: z.literal('read'), conversation: id }),
  z.strictObject({ kind: z.literal('open_home') }),
  z.strictObject({ kind: z.literal('direct_message'), person: id }),
  z.strictObject({ kind: z.literal('clock'), choice: z.enum(CLOCK_CHOICES) }),
  z.strictObject({
    kind: z.literal('fault'),
    fault: z.enum(FAULT_KINDS),
    on: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('guide'), hidden: z.boolean() }),
  z.strictObject({ kind: z.literal('start_over') }),
]);

const actRequest: z.ZodType<ActRequest> = z.strictObject({ as: id, act });

/** @throws {Problem} where it is nothing that the page would send */
export function readActRequest(text: string): ActRequest {
  const { data } = actRequest.safeParse(parseJson(text));
  if (data !== undefined) return data;
  throw new Problem('That request makes no sense here, and nothing was changed. Reload the page and try again.', 400);
}
