import { Refused } from '../domain/errors';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';
import { needsNoAnswer } from './answer-words';
import { NO_SUCH_REFERRAL, NOT_YOURS_TO_ANSWER } from './refusals';

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
  if (referral.receiverId !== userId) throw new Refused(NOT_YOURS_TO_ANSWER);
  if (referral.withdrawnAt) {
    const giver = await store.members.find(workspaceId, referral.giverId);
    throw new Refused(needsNoAnswer(giver?.name));
  }
  return referral;
}
