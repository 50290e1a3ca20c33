import { randomUUID } from 'node:crypto';
import type { Question } from '../../store/question-store';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { ActionRequest } from '../feature';
import { QUESTION } from '../prompts';
import { lookUp } from '../who-is';
import { askingOf, asksSomebody } from './asking';
import { ownReferral, pageOf } from './pages';
import { keepNote } from './walk';

/** `Ask how it worked out`: whether that may be asked is looked at once more, and the page then says how it stands. */
export async function onAsk(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value, values, actedAt } = request;
  const { receiverId } = await ownReferral(db.read, request, value);
  const receiver = (await lookUp(request, workspaceId, [receiverId])).get(receiverId);
  const now = clock.now();
  const problem = await db.transaction(async (store) => {
    // holds the giver's row: of two presses at once, the second one sees what the first one asked
    await store.members.used(workspaceId, userId, now);
    if (receiver?.kind !== 'member') await store.members.left(workspaceId, receiverId, now);
    const own = await ownReferral(store, request, value);
    await ask(store, own, now);
    return keepNote(store, own, values, actedAt);
  });
  request.wake();
  request.updateModal(await pageOf(request, await ownReferral(db.read, request, value), problem));
}

async function ask(store: Store, referral: Referral, now: Date): Promise<void> {
  if (referral.withdrawnAt) return;
  const { workspaceId, id, giverId, receiverId } = referral;
  const { asking, lately } = await askingOf(store, referral, now);
  if (asking.kind !== 'may') return;
  if (asking.joins && lately && (await join(store, lately, id, now))) return;
  const question = { id: randomUUID(), giverId, receiverId, askedAt: now };
  await store.questions.ask(workspaceId, question);
  await store.questions.include(workspaceId, question.id, id);
  await store.deliveries.plan(workspaceId, {
    kind: QUESTION,
    subjectId: question.id,
    recipientId: receiverId,
    referralIds: [id],
    dueAt: now,
  });
}

/** Has the message of a moment ago ask about one more. @returns false where that one ended before it was sent */
async function join(store: Store, { workspaceId, id }: Question, referralId: string, now: Date): Promise<boolean> {
  const planned = await store.deliveries.named(workspaceId, QUESTION, id);
  const held = planned && (await store.deliveries.hold(workspaceId, planned.id));
  if (!held || !asksSomebody(held)) return false;
  await store.questions.include(workspaceId, id, referralId);
  await store.deliveries.alsoShow(workspaceId, held.id, referralId);
  // one that is on its way without it is redrawn when it has arrived
  await store.deliveries.redraw(workspaceId, [held.id], now);
  return true;
}
