import { z } from 'zod';
import { Refused } from '../../domain/errors';
import { MINUTE_MS } from '../../domain/clock';

/** The same referral again within this is asked about. */
export const REPEAT_WITHIN_MS = 10 * MINUTE_MS;

const about = {
  prospect: z.string(),
  prospectId: z.string().nullable(),
};

const remarks = {
  /** the request that says it: what it recorded is found by this */
  origin: z.string(),
  note: z.string().nullable(),
  warmth: z.enum(['cold', 'warm', 'hot']).nullable(),
  private: z.boolean(),
  source: z.enum(['command', 'form', 'message']),
  permalink: z.string().nullable(),
};

/** What a giver said in one go, cleaned: one referral for each receiver. */
export const lineSchema = z.object({ receiverIds: z.array(z.string()), ...about, ...remarks });
export type Line = z.infer<typeof lineSchema>;

/** A line whose receiver was typed as a name, with everybody it may mean. */
export const namesSchema = z.object({
  remarks: z.object(remarks),
  candidates: z.array(z.object({ receiverId: z.string(), ...about })),
});
export type Names = z.infer<typeof namesSchema>;
export type Candidate = Names['candidates'][number];

/** What "Record it again" records is told apart from what the line recorded itself. */
export const againOrigin = (origin: string): string => `${origin}:again`;

/** The request that a referral goes back to. */
export const firstOrigin = (origin: string): string => origin.replace(/:again$/, '');

/** Drafts are named after the request they come from: a repeated request finds its draft. */
export const draftIds = {
  again: (workspaceId: string, origin: string): string => `again:${workspaceId}:${origin}`,
  names: (workspaceId: string, origin: string): string => `names:${workspaceId}:${origin}`,
};

/** The request that a draft comes from. */
export function originOfDraft(workspaceId: string, draftId: string): string {
  const [, origin] = draftId.split(`:${workspaceId}:`);
  return origin ?? '';
}

/** Reads what a form's builder put into its private_metadata. */
export function readMetadata<T>(schema: z.ZodType<T>, metadata: string): T {
  const read = schema.safeParse(JSON.parse(metadata || 'null'));
  if (read.success) return read.data;
  throw new Refused('This form is from another version of Goodturn: please open it again.');
}
