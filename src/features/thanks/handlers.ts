import { Refused } from '../../domain/errors';
import { alreadyThanked } from '../../domain/thanks-state';
import { noticeView } from '../../slack/blocks';
import { answerButtons, answerIds } from '../answer-buttons';
import { answersInPlace } from '../answers-in-place';
import type { ActionRequest } from '../feature';
import { PLEASURE } from '../pleasure';
import { toAnswer } from '../to-answer';
import { lookUp } from '../who-is';
import { isHere, seenIn, showAnswer } from './answering';
import { inWords, waitingRows } from './in-words';
import { giverLeft, NO_SUCH_THANKS, NOT_YOUR_THANKS, receiverLeft } from './refusals';
import { thanksFormFor } from './thanks-form';
import { notedAlready } from './views';
import { answersView } from './waiting-view';

export async function onSayThanks(request: ActionRequest): Promise<void> {
  const referral = await toAnswer(request.db.read, request, request.value);
  const { giver } = await inWords(request, [referral]);
  if (!(await isHere(request, referral.giverId))) throw new Refused(giverLeft(giver));
  request.openModal(await thanksFormFor(request, [referral], await seenIn(request)));
}

export async function onAlreadyThanked(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value } = request;
  const now = clock.now();
  const referral = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const before = await toAnswer(store, request, value);
    return store.referrals.change(workspaceId, value, alreadyThanked(before, now), now);
  });
  request.wake();
  const { giver, prospects } = await inWords(request, [referral]);
  const place = await seenIn(request);
  const sentence = notedAlready(giver, prospects);
  if (request.view && !place.viewId && !place.url) request.openModal(noticeView('Noted', sentence));
  else showAnswer(request, place, sentence);
}

/** Written thanks are changed in their form; any other answer by the buttons, once more in place. */
export async function onChange(request: ActionRequest): Promise<void> {
  const { db, workspaceId, userId, value, message } = request;
  const referral = await toAnswer(db.read, request, value);
  if (referral.thanks) return onSayThanks(request);
  const [row] = await waitingRows(request, workspaceId, userId, [referral]);
  const answers = answerButtons(referral.id, row!.called);
  const blocks =
    message?.blocks && answersInPlace(message.blocks, { referralId: referral.id, change: answerIds.change, answers });
  if (blocks && message.text) request.replace({ text: message.text, blocks });
  else request.openModal(answersView(row!));
}

/** The giver's answer to thanks: passed on once. */
export async function onMyPleasure(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value: batchId } = request;
  const now = clock.now();
  const batch = await db.read.thanks.batch(workspaceId, batchId);
  const [first] = batch;
  if (!first) throw new Refused(NO_SUCH_THANKS);
  const { giverId, receiverId } = first.referral;
  if (giverId !== userId) throw new Refused(NOT_YOUR_THANKS);
  const receiver = (await lookUp(request, workspaceId, [receiverId])).get(receiverId);
  if (receiver?.kind !== 'member') throw new Refused(receiverLeft(receiver?.name));
  await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const referralIds = batch.map(({ referralId }) => referralId);
    const about = { kind: PLEASURE, subjectId: batchId, recipientId: receiverId, referralIds };
    await store.deliveries.plan(workspaceId, { ...about, dueAt: now });
    const told = await store.deliveries.named(workspaceId, 'thanks', batchId);
    if (told) await store.deliveries.redraw(workspaceId, [told.id], now);
  });
  request.wake();
}
