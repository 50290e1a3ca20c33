import { after } from '../../domain/clock';
import { APART_MS, ASKED_EVERY_MS, type Asking, askingAt } from '../../domain/question-policy';
import type { Delivery } from '../../store/delivery-store';
import type { Question } from '../../store/question-store';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import { OUTCOME_QUESTIONS } from '../asked-outcomes';
import { QUESTION } from '../prompts';

/** Whether the giver of a referral may ask its receiver about it now, and the question that it would join. */
export async function askingOf(
  store: Store,
  referral: Referral,
  now: Date,
): Promise<{ asking: Asking; lately: Question | null }> {
  const { workspaceId, id, receiverId, outcome, questionId, followUpAt } = referral;
  const lately = await askedLately(store, referral, now);
  const receiver = await store.members.find(workspaceId, receiverId);
  const facts = {
    outcome,
    receiverIsHere: !receiver?.leftAt,
    asked: lately && { at: lately.askedAt, holdsThis: lately.id === questionId },
    shownAt: await store.questions.lastShown(workspaceId, OUTCOME_QUESTIONS, id, after(now, -APART_MS)),
    followUpAt: receiver?.followUpsOff ? null : followUpAt,
  };
  return { asking: askingAt(facts, now), lately };
}

/** What this giver asked this receiver last, while it stands in the way of asking again. */
async function askedLately(
  store: Store,
  { workspaceId, giverId, receiverId }: Referral,
  now: Date,
): Promise<Question | null> {
  const questions = await store.questions.since(workspaceId, giverId, receiverId, after(now, -ASKED_EVERY_MS));
  for (const question of questions) {
    const delivery = await store.deliveries.named(workspaceId, QUESTION, question.id);
    if (delivery && asksSomebody(delivery)) return question;
  }
  return null;
}

/** Went out, or is on its way: one that ended before asked nobody. */
export function asksSomebody({ sentAt, state }: Pick<Delivery, 'sentAt' | 'state'>): boolean {
  return sentAt !== null || state === 'planned' || state === 'sending';
}
