import { mayNudgeReceiver } from '../../domain/nudge-policy';
import type { Profile } from '../../slack/members';
import type { Delivery } from '../../store/delivery-store';
import type { Member } from '../../store/member-store';
import type { Store } from '../../store/store';
import { useUpSteps } from '../nudge-switch';
import { NUDGE } from '../prompts';

/** The member's latest nudge, while it is not sent yet. */
export async function unsentNudge(store: Store, workspaceId: string, member: Member): Promise<Delivery | null> {
  const { userId, nudgeCount } = member;
  const latest = await store.deliveries.named(workspaceId, NUDGE, userId, String(nudgeCount));
  return latest?.task === 'send' ? latest : null;
}

/** Plans one nudge for all that is due, or adds it to the one that is not sent yet; another process may be first. */
export async function planNudge(
  store: Store,
  workspaceId: string,
  receiver: Profile,
  giversGone: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  // the first write: holds the receiver's row until the transaction ends
  await store.members.remember(workspaceId, [receiver]);
  await store.members.cameBack(workspaceId, receiver.userId);
  const member = (await store.members.find(workspaceId, receiver.userId))!;
  if (member.nudgesOff) return;
  const unsent = await unsentNudge(store, workspaceId, member);
  if (unsent) return addTo(store, unsent, giversGone, now);
  if (!mayNudgeReceiver(member.lastNudgedAt, now)) return;
  const fallenDue = await store.referrals.dueForNudge(workspaceId, member.userId, now);
  const due = fallenDue.filter(({ giverId }) => !giversGone.has(giverId));
  if (due.length === 0) return;
  if (!(await store.members.claimNudge(workspaceId, member.userId, member.nudgeCount))) return;
  await useUpSteps(store, workspaceId, due, now);
  await store.deliveries.plan(workspaceId, {
    kind: NUDGE,
    subjectId: member.userId,
    occurrence: String(member.nudgeCount + 1),
    recipientId: member.userId,
    referralIds: due.map(({ id }) => id),
    dueAt: now,
  });
}

/** What falls due while a nudge waits to be sent joins it. */
export async function joinUnsentNudge(store: Store, workspaceId: string, receiverId: string, now: Date): Promise<void> {
  await holdMember(store, workspaceId, receiverId, now);
  const member = await store.members.find(workspaceId, receiverId);
  const unsent = member && (await unsentNudge(store, workspaceId, member));
  if (unsent) await addTo(store, unsent, new Set(), now);
}

async function addTo(store: Store, unsent: Delivery, giversGone: ReadonlySet<string>, now: Date): Promise<void> {
  const { workspaceId } = unsent;
  const fallenDue = await store.referrals.dueForNudge(workspaceId, unsent.recipientId!, now);
  const due = fallenDue.filter(({ giverId }) => !giversGone.has(giverId));
  await useUpSteps(store, workspaceId, due, now);
  for (const { id } of due) await store.deliveries.alsoShow(workspaceId, unsent.id, id);
  // one that is on its way without them is redrawn when it has arrived
  await store.deliveries.redraw(workspaceId, [unsent.id], now);
}

/** The receiver wants no reminders, or has left: what fell due is not made up. */
export async function dropDue(store: Store, workspaceId: string, receiverId: string, now: Date): Promise<void> {
  await holdMember(store, workspaceId, receiverId, now);
  await useUpSteps(store, workspaceId, await store.referrals.dueForNudge(workspaceId, receiverId, now), now);
}

/** Steps about referrals by people who have left are not made up either. */
export async function dropOfGivers(
  store: Store,
  workspaceId: string,
  receiverId: string,
  giversGone: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  await holdMember(store, workspaceId, receiverId, now);
  for (const giverId of giversGone) await store.members.left(workspaceId, giverId, now);
  const fallenDue = await store.referrals.dueForNudge(workspaceId, receiverId, now);
  await useUpSteps(
    store,
    workspaceId,
    fallenDue.filter(({ giverId }) => giversGone.has(giverId)),
    now,
  );
}

// a write to their row holds it: the nudges of one receiver are planned one after the other
async function holdMember(store: Store, workspaceId: string, userId: string, now: Date): Promise<void> {
  await store.members.lookAgainForNudges(workspaceId, userId, now);
}
