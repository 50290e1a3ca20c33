import { after, DAY_MS } from '../../domain/clock';
import type { DueJob, Finding } from '../../jobs/due';
import type { Member } from '../../store/member-store';
import type { Store } from '../../store/store';
import { cameBack, finding, type Look, lookAtEach, whoHasLeft } from '../due-members';
import { CARD_REMINDER } from '../prompts';
import { referralIdsOf } from '../receiver-prompt';
import { isWritingTime, writingTimeOf } from '../writing-time';

/** As many rows with the longest names as Slack takes in one message; the others are asked about a day later. */
const MOST_ASKED = 6;

/** Who is to be asked whether a card or gift went out, and what is to be done about each of them. */
export const dueCards: DueJob = async (deps, now) =>
  lookAtEach(deps, await deps.db.read.cards.receiversDue(now), CARD_REMINDER, now, lookAt);

async function lookAt(look: Look, userId: string, member: Member | undefined): Promise<Finding[]> {
  const { db, now, workspace } = look;
  // somebody known to have left is asked about: an event may have been missed
  const isAway = member?.leftAt ? (await look.profileOf(userId))?.kind !== 'member' : false;
  if (!member || isAway || member.cardRemindersOff) {
    return [
      finding(look, null, async (store) => {
        await store.cards.hold(workspace.id, userId);
        await store.cards.drop(workspace.id, await store.cards.due(workspace.id, userId, now));
      }),
    ];
  }
  // the zone as last seen: whoever moved is waited for when the message is sent
  const back = member.leftAt ? [cameBack(look, userId)] : [];
  if (!isWritingTime(now, writingTimeOf(member, workspace))) return back;
  const due = await db.read.cards.due(workspace.id, userId, now);
  const giverIds = due.map(({ referral }) => referral.giverId);
  const { gone, noting } = await whoHasLeft(look, giverIds);
  const isForSomebody = due.some(({ referral }) => !referral.withdrawnAt && !gone.has(referral.giverId));
  const line = isForSomebody ? `send ${CARD_REMINDER} to ${userId} in ${workspace.id}` : null;
  return [...back, ...noting, finding(look, line, (store) => ask(store, workspace.id, userId, gone, now))];
}

/** One question for all that is due, or more of the one that is not sent yet; another process may have been first. */
async function ask(
  store: Store,
  workspaceId: string,
  userId: string,
  gone: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  await store.cards.hold(workspaceId, userId);
  const due = await store.cards.due(workspaceId, userId, now);
  // asked about once; those of who has left, and of referrals that were withdrawn, are not made up
  await store.cards.drop(workspaceId, due);
  const standing = due.filter(({ referral }) => !referral.withdrawnAt && !gone.has(referral.giverId));
  const batches = [...new Set(standing.map(({ batchId }) => batchId))];
  if (batches.length === 0) return;
  const [unsent] = await store.deliveries.unsent(workspaceId, CARD_REMINDER, { recipientId: userId });
  const waiting = unsent ? await store.referrals.findMany(workspaceId, referralIdsOf(unsent)) : [];
  const room = Math.max(MOST_ASKED - new Set(waiting.map(({ thanks }) => thanks?.batchId)).size, 0);
  for (const batchId of batches.slice(room)) {
    await store.cards.answer(workspaceId, batchId, { cardCheckAt: after(now, DAY_MS), cardSentAt: null });
  }
  const asked = new Set(batches.slice(0, room));
  const referralIds = standing.filter(({ batchId }) => asked.has(batchId)).map(({ referralId }) => referralId);
  if (unsent) {
    for (const id of referralIds) await store.deliveries.alsoShow(workspaceId, unsent.id, id);
    // one that is on its way without them is redrawn when it has arrived
    await store.deliveries.redraw(workspaceId, [unsent.id], now);
    return;
  }
  const before = await store.deliveries.about(workspaceId, CARD_REMINDER, userId);
  await store.deliveries.plan(workspaceId, {
    kind: CARD_REMINDER,
    subjectId: userId,
    // old ones may have been deleted: one more than there are may be taken
    occurrence: String(Math.max(0, ...before.map(({ occurrence }) => Number(occurrence))) + 1),
    recipientId: userId,
    referralIds,
    dueAt: now,
  });
}
