import { MAX_NOTE } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { cleanText, lengthOf } from '../../domain/user-text';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { ActionRequest, FormValues, SubmitAnswer, SubmitRequest } from '../feature';
import { endOf, ownReferral, pageOf, placeIn } from './pages';
import { NO_SUCH_PAGE, noteTooLong } from './refusals';
import { noteBlock } from './views';

/**
 * Keeps the note as it stands in the modal, in the transaction of whatever was pressed.
 *
 * @returns what is wrong with it: then the note that was kept before stays
 */
export async function keepNote(
  store: Store,
  { workspaceId, id, giverId }: Referral,
  values: FormValues,
  at: Date,
): Promise<string | undefined> {
  const text = cleanText(values.text(noteBlock(id)));
  const length = lengthOf(text);
  if (length > MAX_NOTE) return noteTooLong(length, MAX_NOTE);
  await store.giverNotes.keep(workspaceId, giverId, id, text, at);
  return undefined;
}

/** `Next` and `Previous`: neither loses what was typed. */
export function onTurn(direction: 'next' | 'previous'): (request: ActionRequest) => Promise<void> {
  return async (request) => {
    const { db, clock, workspaceId, userId, values, actedAt } = request;
    const { receiverId, referralId } = placeIn(request.view?.private_metadata);
    const now = clock.now();
    const { current, problem } = await db.transaction(async (store) => {
      await store.members.used(workspaceId, userId, now);
      if (!referralId) return {};
      const referral = await ownReferral(store, request, referralId);
      return { current: referral, problem: await keepNote(store, referral, values, actedAt) };
    });
    if (current && problem) return request.updateModal(await pageOf(request, current, problem));
    const there = await db.read.given[direction](workspaceId, userId, receiverId, current);
    if (there) return request.updateModal(await pageOf(request, there));
    if (direction === 'next') return request.updateModal(await endOf(request, receiverId));
    // what came before was withdrawn meanwhile
    if (current) return request.updateModal(await pageOf(request, current));
    request.updateModal(await endOf(request, receiverId));
  };
}

/** Each pause in the typing: closing the review loses nothing. */
export async function onTyping(request: ActionRequest): Promise<void> {
  const { db, values, actedAt } = request;
  const { referralId, tooLong } = placeIn(request.view?.private_metadata);
  if (!referralId) return;
  const { referral, problem } = await db.transaction(async (store) => {
    const own = await ownReferral(store, request, referralId);
    return { referral: own, problem: await keepNote(store, own, values, actedAt) };
  });
  // redrawn where what is said about the note changes, and not under the typing otherwise
  if (Boolean(problem) !== Boolean(tooLong)) request.updateModal(await pageOf(request, referral, problem));
}

/** `Done` */
export async function onDone(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId, values } = request;
  const { referralId } = placeIn(request.metadata);
  if (!referralId) return undefined;
  const now = clock.now();
  const problem = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const kept = await store.giverNotes.find(workspaceId, userId, referralId);
    // what was typed is told by Slack's clock, which may be ahead of this one: this is the last word all the same
    const at = kept && kept.changedAt > now ? kept.changedAt : now;
    return keepNote(store, await ownReferral(store, request, referralId), values, at);
  });
  return problem ? { errors: { [noteBlock(referralId)]: problem } } : undefined;
}

/** `Older` and `Newer` among what became business */
export async function onTurnBusiness(request: ActionRequest): Promise<void> {
  const { receiverId } = placeIn(request.view?.private_metadata);
  if (!/^\d{1,5}$/.test(request.value)) throw new Refused(NO_SUCH_PAGE);
  request.updateModal(await endOf(request, receiverId, Number(request.value)));
}
