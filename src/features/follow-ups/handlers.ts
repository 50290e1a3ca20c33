import { Refused } from '../../domain/errors';
import { clip } from '../../domain/user-text';
import type { Delivery } from '../../store/delivery-store';
import type { Store } from '../../store/store';
import { answersInPlace } from '../answers-in-place';
import { OUTCOME_QUESTIONS, readAsked } from '../asked-outcomes';
import type { ActionRequest } from '../feature';
import { outcomeButtons, outcomeIds } from '../outcome-buttons';
import { PROSPECT_MAX } from '../referral-rows';
import { QUESTIONS_NOT_YOURS } from '../refusals';
import { recordOutcome } from '../tell-outcome';
import { toAnswer } from '../to-answer';
import { NOT_BUSINESS, PRIVATE, TOO_OLD } from './refusals';
import { allPage, showAnswer, shownIn } from './showing';
import { followUpIds, oneView, pageIn } from './views';

/** The question that was pressed on, in a message or in the modal that shows all of it. */
async function askedIn(store: Store, { workspaceId, message, view }: ActionRequest): Promise<Delivery | null> {
  const delivery = message
    ? await store.deliveries.at(workspaceId, message.channelId, message.ts)
    : await store.deliveries.find(workspaceId, pageIn(view?.private_metadata ?? '').deliveryId);
  return delivery && OUTCOME_QUESTIONS.includes(delivery.kind) ? delivery : null;
}

/** `It became business` and `Still talking` */
export function onAnswer(outcome: 'business' | 'talking'): (request: ActionRequest) => Promise<void> {
  return async (request) => {
    const { db, clock, workspaceId, userId, value } = request;
    const now = clock.now();
    const referral = await db.transaction(async (store) => {
      await store.members.used(workspaceId, userId, now);
      const before = await toAnswer(store, request, value);
      const asked = await askedIn(store, request);
      // a question that `--at` sent ahead of its time is answered after it
      const at = outcome === 'talking' && asked && asked.plannedAt > now ? asked.plannedAt : now;
      return recordOutcome(store, before, outcome, null, now, at);
    });
    request.wake();
    showAnswer(request, await shownIn(request), referral, outcome);
  };
}

/** The answers once more, in place of the one that was given. */
export async function onChange(request: ActionRequest): Promise<void> {
  const { db, clock, value, message } = request;
  const referral = await toAnswer(db.read, request, value);
  const answers = outcomeButtons(referral.id, clip(referral.prospect, PROSPECT_MAX));
  const blocks =
    message?.blocks && answersInPlace(message.blocks, { referralId: referral.id, change: outcomeIds.change, answers });
  if (blocks && message.text !== undefined) return request.replace({ text: message.text, blocks });
  const asked = await askedIn(db.read, request);
  if (!asked) throw new Refused(TOO_OLD);
  request.openModal(oneView(await readAsked(db.read, asked, clock.now(), [referral])));
}

/** `Share it`: the digest may name it; `Don't share it` takes that back. */
export function onShare(shareOutcome: boolean): (request: ActionRequest) => Promise<void> {
  return async (request) => {
    const { db, clock, workspaceId, userId, value, view } = request;
    const now = clock.now();
    await db.transaction(async (store) => {
      await store.members.used(workspaceId, userId, now);
      const referral = await toAnswer(store, request, value);
      if (shareOutcome && referral.outcome !== 'business') throw new Refused(NOT_BUSINESS);
      if (shareOutcome && referral.private) throw new Refused(PRIVATE);
      await store.referrals.change(workspaceId, value, { shareOutcome }, now);
    });
    request.wake();
    if (view?.callback_id !== followUpIds.all) return;
    const page = await allPage(request, workspaceId, userId, view.private_metadata ?? '');
    if (page) request.updateModal(page);
  };
}

/** `Show all` */
export async function onShowAll(request: ActionRequest): Promise<void> {
  const page = await allPage(request, request.workspaceId, request.userId, request.value);
  if (!page) throw new Refused(QUESTIONS_NOT_YOURS);
  request.openModal(page);
}

export async function onTurnPage(request: ActionRequest): Promise<void> {
  const page = await allPage(request, request.workspaceId, request.userId, request.value);
  if (page) request.updateModal(page);
}
