import { randomUUID } from 'node:crypto';
import type { Delivery } from '../../store/delivery-store';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { ActionRequest } from '../feature';
import { QUESTION } from '../prompts';
import { lookUp } from '../who-is';
import { askingOf } from './asking';
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
    if (receiver?.kind === 'member') await store.members.cameBack(workspaceId, receiverId);
    else await store.members.left(workspaceId, receiverId, now);
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
  const { lately } = await askingOf(store, referral, now);
  // from here on nobody records it as sent, or ended
  if (lately) await store.deliveries.hold(workspaceId, lately.id);
  const { asking, lately: held } = await askingOf(store, referral, now);
  if (asking.kind !== 'may') return;
  if (asking.joins && held) return join(store, held, id, now);
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

/** Has the message of a moment ago ask about one more. */
async function join(store: Store, held: Delivery, referralId: string, now: Date): Promise<void> {
  const { workspaceId, id, subjectId: questionId } = held;
  await store.questions.include(workspaceId, questionId, referralId);
  await store.deliveries.alsoShow(workspaceId, id, referralId);
  // one that is on its way without it is redrawn when it has arrived; on Home alone it is read anew each time
  await store.deliveries.redraw(workspaceId, [id], now);
}
