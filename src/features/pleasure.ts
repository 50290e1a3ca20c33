import type { Store } from '../store/store';

/** The kind of the message that tells a receiver that it was their giver's pleasure. Subject: thanks said together. */
export const PLEASURE = 'pleasure';

/** Whether the receiver is told that it was a pleasure; `said`: it does not come as a message. */
export type Pleasure = 'told' | 'to be told' | 'said';

/** Null where the giver has not said so. */
export async function pleasureSaid(store: Store, workspaceId: string, batchId: string): Promise<Pleasure | null> {
  const pleasure = await store.deliveries.named(workspaceId, PLEASURE, batchId);
  if (!pleasure) return null;
  if (pleasure.state === 'sent') return 'told';
  return pleasure.state === 'planned' || pleasure.state === 'sending' ? 'to be told' : 'said';
}
