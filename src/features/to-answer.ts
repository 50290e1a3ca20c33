import { Refused } from '../domain/errors';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';
import { withdrawnBy } from './answered';

export const NO_SUCH_REFERRAL = 'This referral is not here any more, so there is nothing to answer.';
const NOT_YOURS = 'This one is for the person who was referred to answer.';

/** @param giver plain text */
export function withdrawn(giver: string): string {
  return `${withdrawnBy(giver)} It needs no answer.`;
}

/**
 * A referral that this person may answer.
 *
 * @throws Refused when it is somebody else's, withdrawn or gone
 */
export async function toAnswer(
  store: Store,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  id: string,
): Promise<Referral> {
  const referral = await store.referrals.find(workspaceId, id);
  if (!referral) throw new Refused(NO_SUCH_REFERRAL);
  if (referral.receiverId !== userId) throw new Refused(NOT_YOURS);
  if (referral.withdrawnAt) {
    const giver = await store.members.find(workspaceId, referral.giverId);
    throw new Refused(withdrawn(giver?.name ?? 'The giver'));
  }
  return referral;
}
