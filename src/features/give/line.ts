import { z } from 'zod';
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
  /** what it answers, where a form was opened for that */
  needId: z.string().optional(),
  askId: z.string().optional(),
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
