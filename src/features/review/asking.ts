import { after } from '../../domain/clock';
import { APART_MS, type Asking, askingAt, type PastQuestion } from '../../domain/question-policy';
import type { Delivery } from '../../store/delivery-store';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import { OUTCOME_QUESTIONS } from '../asked-outcomes';
import { isOpenIn } from '../outcome-rows';
import { QUESTION } from '../prompts';
import { referralIdsOf } from '../receiver-prompt';

/** Whether the giver of a referral may ask its receiver about it now, and the message that it would join. */
export async function askingOf(
  store: Store,
  referral: Referral,
  now: Date,
): Promise<{ asking: Asking; lately: Delivery | null }> {
  const { workspaceId, id, receiverId, outcome, followUpAt } = referral;
  const lately = await lastAsked(store, referral);
  const receiver = await store.members.find(workspaceId, receiverId);
  const facts = {
    outcome,
    receiverIsHere: !receiver?.leftAt,
    asked: lately?.asked ?? null,
    shownAt: await store.questions.lastShown(workspaceId, OUTCOME_QUESTIONS, id, after(now, -APART_MS)),
    followUpAt: receiver?.followUpsOff ? null : followUpAt,
  };
  return { asking: askingAt(facts, now), lately: lately?.delivery ?? null };
}

/** What this giver asked this receiver last, and the message that asks it. */
async function lastAsked(
  store: Store,
  { workspaceId, giverId, receiverId, questionId }: Referral,
): Promise<{ asked: PastQuestion; delivery: Delivery } | null> {
  const questions = await store.questions.between(workspaceId, giverId, receiverId);
  for (const { id, askedAt } of questions) {
    const delivery = await store.deliveries.named(workspaceId, QUESTION, id);
    if (!delivery || !asksSomebody(delivery)) continue;
    const takesMore = await isUnanswered(store, delivery);
    return { delivery, asked: { at: askedAt, sentAt: delivery.sentAt, holdsThis: id === questionId, takesMore } };
  }
  return null;
}

/** Whether a message is still to be sent, or stands there, or on Home, and waits for an answer about all that is in it. */
async function isUnanswered(store: Store, delivery: Delivery): Promise<boolean> {
  const { task, state, sentAt, channelId } = delivery;
  if (task === 'remove') return false;
  if (sentAt === null) return true;
  // one that was sent and is gone had a place
  if (state !== 'sent' && channelId !== null) return false;
  const shown = await store.referrals.findMany(delivery.workspaceId, referralIdsOf(delivery));
  return shown.length > 0 && shown.every((referral) => isOpenIn(delivery, referral));
}

/** Reached its reader, as a message or on Home alone, or is on its way: one that ended before asked nobody. */
function asksSomebody({ sentAt, state }: Pick<Delivery, 'sentAt' | 'state'>): boolean {
  return sentAt !== null || state === 'planned' || state === 'sending';
}
