import { cardAskedAt, goesOut } from '../../domain/card-policy';
import { Refused } from '../../domain/errors';
import type { Store } from '../../store/store';
import { answersInPlace } from '../answers-in-place';
import type { ActionRequest } from '../feature';
import { QUESTIONS_NOT_YOURS } from '../refusals';
import { CARD_REMINDER } from '../prompts';
import { referralIdsOf } from '../receiver-prompt';
import { needsNoAnswer } from '../answer-words';
import { namesOf } from '../who-is';
import { CARD_SENT, cardSentOf, kindOf, neverMindTo } from './rows';
import { answerButtons, cardIds, refusals } from './views';

/** Thanks said together by whoever presses, with a card or gift that goes with them. */
interface Card {
  batchId: string;
  giverId: string;
  giver: string;
  kind: 'card' | 'gift';
  isSent: boolean;
  referralIds: string[];
}

/** @throws Refused when they are somebody else's, gone, withdrawn, or thanks of another kind */
async function ownCard(store: Store, { workspaceId, userId, value }: ActionRequest): Promise<Card> {
  const batch = await store.thanks.batch(workspaceId, value);
  const [first] = batch;
  if (!first) throw new Refused(refusals.gone);
  const { giverId, receiverId } = first.referral;
  if (receiverId !== userId) throw new Refused(QUESTIONS_NOT_YOURS);
  const giver = (await namesOf({ read: store }, workspaceId, [giverId]))(giverId);
  const standing = batch.filter(({ referral }) => !referral.withdrawnAt);
  if (standing.length === 0) throw new Refused(needsNoAnswer(giver));
  if (!goesOut(first.kind)) throw new Refused(refusals.anotherWay(giver));
  return {
    batchId: value,
    giverId,
    giver,
    kind: first.kind,
    isSent: first.cardSentAt !== null,
    referralIds: standing.map(({ referralId }) => referralId),
  };
}

/** `Sent`, `Remind me again` and `Never mind`; each takes the place of what was answered before. */
export function onAnswer(answer: 'sent' | 'again' | 'never mind'): (request: ActionRequest) => Promise<void> {
  return async (request) => {
    const { db, clock, workspaceId, userId } = request;
    const now = clock.now();
    await db.transaction(async (store) => {
      await store.members.used(workspaceId, userId, now);
      const card = await ownCard(store, request);
      if (answer === 'sent') await tellGiver(store, workspaceId, card, now);
      else await takeBack(store, workspaceId, card, now);
      if (answer === 'again') {
        const member = await store.members.find(workspaceId, userId);
        if (member?.cardRemindersOff) throw new Refused(refusals.off);
        await store.cards.answer(workspaceId, card.batchId, { cardCheckAt: cardAskedAt(now), cardSentAt: null });
      }
      if (answer === 'never mind') await noteNeverMind(store, request, card, now);
      await redrawReminders(store, request, card, now);
    });
    request.wake();
  };
}

/** Told once, however often it is pressed; again only where it was taken back meanwhile. */
async function tellGiver(store: Store, workspaceId: string, card: Card, now: Date): Promise<void> {
  if (card.isSent) return;
  const { batchId, giverId, kind, referralIds } = card;
  await store.cards.answer(workspaceId, batchId, { cardCheckAt: null, cardSentAt: now });
  const before = await store.deliveries.about(workspaceId, CARD_SENT, batchId);
  await store.deliveries.plan(workspaceId, {
    kind: CARD_SENT,
    subjectId: batchId,
    occurrence: cardSentOf(kind, before.length + 1),
    recipientId: giverId,
    referralIds,
    dueAt: now,
  });
}

/** It is open again whether it went out: what the giver was told is deleted, silently. */
async function takeBack(store: Store, workspaceId: string, { batchId, kind, isSent }: Card, now: Date): Promise<void> {
  await store.cards.answer(workspaceId, batchId, { cardCheckAt: null, cardSentAt: null });
  if (!isSent) return;
  const told = await store.deliveries.about(workspaceId, CARD_SENT, batchId);
  await store.deliveries.remove(
    workspaceId,
    // a card that went out before the gift stays told
    told.filter((each) => (kindOf(each) ?? kind) === kind).map(({ id }) => id),
    now,
  );
}

/** The reminder that holds the button; null when it is not known any more. */
async function pressedReminder(store: Store, { workspaceId, message }: ActionRequest) {
  const pressed = message ? await store.deliveries.at(workspaceId, message.channelId, message.ts) : null;
  return pressed?.kind === CARD_REMINDER ? pressed : null;
}

async function noteNeverMind(store: Store, request: ActionRequest, card: Card, now: Date): Promise<void> {
  const { workspaceId } = request;
  const pressed = await pressedReminder(store, request);
  if (!pressed) return;
  // a message that ends before it is sent: it stands for the answer, also when the reminder is redrawn later
  const note = await store.deliveries.plan(workspaceId, {
    kind: CARD_SENT,
    subjectId: card.batchId,
    occurrence: neverMindTo(pressed.id),
    recipientId: card.giverId,
    dueAt: now,
  });
  await store.deliveries.remove(workspaceId, [note.id], now);
}

async function redrawReminders(store: Store, request: ActionRequest, { referralIds }: Card, now: Date): Promise<void> {
  const { workspaceId, userId } = request;
  const reminders = await store.deliveries.about(workspaceId, CARD_REMINDER, userId);
  const showing = reminders.filter((each) => referralIdsOf(each).some((id) => referralIds.includes(id)));
  await store.deliveries.redraw(
    workspaceId,
    showing.map(({ id }) => id),
    now,
  );
}

/** The answers once more in place of the one that was given; "Sent" is taken back at once. */
export async function onChange(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, message, value } = request;
  const now = clock.now();
  const { card, isOff } = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const found = await ownCard(store, request);
    if (found.isSent) {
      await takeBack(store, workspaceId, found, now);
      await redrawReminders(store, request, found, now);
    }
    const member = await store.members.find(workspaceId, userId);
    return { card: found, isOff: member?.cardRemindersOff ?? false };
  });
  request.wake();
  if (card.isSent) return;
  const answers = answerButtons(card, isOff);
  const blocks =
    message?.blocks && answersInPlace(message.blocks, { referralId: value, change: cardIds.change, answers });
  if (blocks && message.text) request.replace({ text: message.text, blocks });
}
