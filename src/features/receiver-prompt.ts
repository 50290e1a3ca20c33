import type { RenderContext } from '../delivery/message-kind';
import { after, MINUTE_MS } from '../domain/clock';
import type { Profile } from '../slack/members';
import type { Delivery } from '../store/delivery-store';
import type { Member } from '../store/member-store';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';

/** A DM that Goodturn starts by itself, about referrals that time has made due with their receiver: one for all of them. */
export interface ReceiverPrompt {
  kind: string;
  /** for the operator */
  called: string;
  /** Whose referrals are due, in any workspace: the tick's one question. */
  receiversDue(store: Store, now: Date): Promise<{ workspaceId: string; receiverId: string }[]>;
  /** What is due with one receiver, oldest first. */
  due(store: Store, workspaceId: string, receiverId: string, now: Date): Promise<Referral[]>;
  isOff(member: Member): boolean;
  /** planned so far: claims the next one */
  countOf(member: Member): number;
  /** not looked at again before (outside working hours) */
  checkAtOf(member: Member): Date | null;
  /** Whether another one may come now, by the time of the last. */
  mayCome(member: Member, now: Date): boolean;
  lookAgain(store: Store, workspaceId: string, userId: string, at: Date): Promise<void>;
  /** @returns false when another process was first */
  claim(store: Store, workspaceId: string, userId: string, count: number): Promise<boolean>;
  /** Uses up the step that fell due for each of these, and what else did by `now`: steps still ahead stay. */
  useUpSteps(store: Store, workspaceId: string, referrals: Referral[], now: Date): Promise<void>;
}

/** The member's latest, while it is not sent yet. */
export async function unsentPrompt(
  prompt: ReceiverPrompt,
  store: Store,
  workspaceId: string,
  member: Member,
): Promise<Delivery | null> {
  const latest = await store.deliveries.named(workspaceId, prompt.kind, member.userId, String(prompt.countOf(member)));
  return latest?.task === 'send' ? latest : null;
}

/** Plans one for all that is due, or adds it to the one that is not sent yet; another process may be first. */
export async function planPrompt(
  prompt: ReceiverPrompt,
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
  if (prompt.isOff(member)) return;
  const unsent = await unsentPrompt(prompt, store, workspaceId, member);
  if (unsent) return addTo(prompt, store, unsent, giversGone, now);
  if (!prompt.mayCome(member, now)) return;
  const fallenDue = await prompt.due(store, workspaceId, member.userId, now);
  const due = fallenDue.filter(({ giverId }) => !giversGone.has(giverId));
  if (due.length === 0) return;
  const count = prompt.countOf(member);
  if (!(await prompt.claim(store, workspaceId, member.userId, count))) return;
  await prompt.useUpSteps(store, workspaceId, due, now);
  await store.deliveries.plan(workspaceId, {
    kind: prompt.kind,
    subjectId: member.userId,
    occurrence: String(count + 1),
    recipientId: member.userId,
    referralIds: due.map(({ id }) => id),
    dueAt: now,
  });
}

/** What falls due while one waits to be sent joins it. */
export async function joinUnsentPrompt(
  prompt: ReceiverPrompt,
  store: Store,
  workspaceId: string,
  receiverId: string,
  now: Date,
): Promise<void> {
  await holdMember(prompt, store, workspaceId, receiverId, now);
  const member = await store.members.find(workspaceId, receiverId);
  const unsent = member && (await unsentPrompt(prompt, store, workspaceId, member));
  if (unsent) await addTo(prompt, store, unsent, new Set(), now);
}

async function addTo(
  prompt: ReceiverPrompt,
  store: Store,
  unsent: Delivery,
  giversGone: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const { workspaceId } = unsent;
  const fallenDue = await prompt.due(store, workspaceId, unsent.recipientId!, now);
  const due = fallenDue.filter(({ giverId }) => !giversGone.has(giverId));
  await prompt.useUpSteps(store, workspaceId, due, now);
  for (const { id } of due) await store.deliveries.alsoShow(workspaceId, unsent.id, id);
  // one that is on its way without them is redrawn when it has arrived
  await store.deliveries.redraw(workspaceId, [unsent.id], now);
}

/** The receiver wants none, or has left: what fell due is not made up. */
export async function dropDue(
  prompt: ReceiverPrompt,
  store: Store,
  workspaceId: string,
  receiverId: string,
  now: Date,
): Promise<void> {
  await holdMember(prompt, store, workspaceId, receiverId, now);
  await prompt.useUpSteps(store, workspaceId, await prompt.due(store, workspaceId, receiverId, now), now);
}

/** Steps about referrals by people who have left are not made up either. */
export async function dropOfGivers(
  prompt: ReceiverPrompt,
  store: Store,
  workspaceId: string,
  receiverId: string,
  giversGone: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  await holdMember(prompt, store, workspaceId, receiverId, now);
  for (const giverId of giversGone) await store.members.left(workspaceId, giverId, now);
  const fallenDue = await prompt.due(store, workspaceId, receiverId, now);
  await prompt.useUpSteps(
    store,
    workspaceId,
    fallenDue.filter(({ giverId }) => giversGone.has(giverId)),
    now,
  );
}

// a write to their row holds it: the prompts of one receiver are planned one after the other
async function holdMember(
  prompt: ReceiverPrompt,
  store: Store,
  workspaceId: string,
  userId: string,
  now: Date,
): Promise<void> {
  await prompt.lookAgain(store, workspaceId, userId, now);
}

/** A prompt that waited longer than this asks Slack again whether the givers are still there. */
const GIVERS_KNOWN_FOR_MS = 10 * MINUTE_MS;

/** Givers who have left, as stored; asked again where the message waited for long and an event may have been missed. */
export async function giversGone(
  { slack, now }: RenderContext,
  delivery: Delivery,
  members: ReadonlyMap<string, Member>,
): Promise<Set<string>> {
  const others = [...members.values()].filter(({ userId }) => userId !== delivery.recipientId);
  if (now <= after(delivery.plannedAt, GIVERS_KNOWN_FOR_MS)) {
    return new Set(others.filter(({ leftAt }) => leftAt).map(({ userId }) => userId));
  }
  const profiles = await Promise.all(others.map(({ userId }) => slack.profile(delivery.workspaceId, userId)));
  return new Set(others.filter((_, at) => profiles[at]?.kind !== 'member').map(({ userId }) => userId));
}

export function referralIdsOf(delivery: Delivery): string[] {
  return delivery.referrals.map(({ referralId }) => referralId);
}

export function giversOf(referrals: Referral[]): string[] {
  return [...new Set(referrals.map(({ giverId }) => giverId))];
}

/** In the transaction that records it as sent: what was settled before it went out was not in it, and is not to be. */
export async function forgetSettled(
  store: Store,
  delivery: Delivery,
  isOpen: (referral: Referral) => boolean,
): Promise<void> {
  const { workspaceId } = delivery;
  const referrals = await store.referrals.findMany(workspaceId, referralIdsOf(delivery));
  const givers = await store.members.findMany(workspaceId, giversOf(referrals));
  const gone = new Set(givers.filter(({ leftAt }) => leftAt).map(({ userId }) => userId));
  const settled = referrals.filter((each) => !isOpen(each) || gone.has(each.giverId));
  if (settled.length === referrals.length) return;
  await store.deliveries.noLongerShow(
    workspaceId,
    delivery.id,
    settled.map(({ id }) => id),
  );
}
