import { randomUUID } from 'node:crypto';
import { Refused } from '../../domain/errors';
import { standInOf } from '../../domain/stand-in';
import type { ActionRequest, CommandRequest, Request } from '../feature';
import { lookUp } from '../who-is';
import { COPY } from './messages';
import { erasedView, heldView, refusals } from './views';

/** `/referral forget me`: shows what is held; nothing is erased before it is confirmed. */
export async function onForget(request: CommandRequest): Promise<undefined> {
  if (!/^me[.!]?$/i.test(request.rest.trim())) throw new Refused(refusals.onlyMe);
  await onOpen(request);
}

/** The same from a button. Everybody sees their own. */
export async function onOpen(request: Request): Promise<void> {
  request.openModal(await heldBy(request));
}

async function heldBy({ db, workspaceId, userId }: Request, copyIsOnItsWay = false) {
  const [counts, isBeingForgotten] = await Promise.all([
    db.read.held.counts(workspaceId, userId),
    db.read.held.isBeingForgotten(workspaceId, userId),
  ]);
  return heldView({ userId, counts, isBeingForgotten, copyIsOnItsWay });
}

/** "Send me a copy": a file in their direct messages; one that is on its way serves everybody who is impatient. */
export async function onCopy(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, requestId } = request;
  ownOnly(request);
  const profile = (await lookUp(request, workspaceId, [userId])).get(userId);
  if (profile?.kind !== 'member') throw new Refused(refusals.notAMember);
  const now = clock.now();
  await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profile]);
    await store.members.used(workspaceId, userId, now);
    const underWay = await store.deliveries.unsent(workspaceId, COPY, { recipientId: userId });
    if (underWay.length > 0) return;
    await store.deliveries.plan(workspaceId, {
      kind: COPY,
      // two people may press at the same instant
      subjectId: `${userId}:${requestId}`,
      recipientId: userId,
      dueAt: now,
    });
  });
  request.wake();
  request.updateModal(await heldBy(request, true));
}

/** "Erase everything about me", confirmed. Pressed twice, the second finds nothing. */
export async function onErase(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId } = request;
  ownOnly(request);
  const standIn = standInOf(randomUUID());
  await db.transaction((store) => store.erasures.begin(workspaceId, userId, standIn, clock.now()));
  request.wake();
  request.updateModal(erasedView());
}

/** @throws Refused when the button was made for somebody else: nobody erases or copies what is another's */
function ownOnly({ userId, value }: ActionRequest): void {
  if (value !== userId) throw new Refused(refusals.notYours);
}
