import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { Answers } from '../given-for-view';
import { isOpenIn } from '../outcome-rows';
import { type Pleasure, pleasureSaid } from '../pleasure';
import { QUESTION } from '../prompts';

/** What messages about a referral tell beside the referral itself: whoever wants them on Home alone finds it there. */
export interface Told extends Answers {
  /** whether the giver said that it was a pleasure */
  pleasure: Pleasure | null;
  /** the giver waits for the receiver to say how it worked out */
  giverAsks: boolean;
}

export async function toldOf(store: Store, referral: Referral): Promise<Told> {
  const { workspaceId, thanks, questionId, needId, askId } = referral;
  const [pleasure, question, need, ask] = await Promise.all([
    thanks && pleasureSaid(store, workspaceId, thanks.batchId),
    questionId ? store.deliveries.named(workspaceId, QUESTION, questionId) : null,
    needId ? store.needs.find(workspaceId, needId) : null,
    askId ? store.asks.find(workspaceId, askId) : null,
  ]);
  // on Home alone, it has ended without being sent
  const isAsked = question?.state === 'sent' || question?.state === 'ended';
  return { pleasure, giverAsks: isAsked && isOpenIn(question, referral), need, ask };
}
