import type { Reaction } from '../../store/reaction-store';
import type { Store } from '../../store/store';

/** Folded hands, in any skin tone. */
export function isPrayer(name: string): boolean {
  return name === 'pray' || name.startsWith('pray::');
}

/** Whom a digest shows as receiver, as it reads now. */
async function receiversShown(store: Store, workspaceId: string, digestId: string): Promise<Set<string>> {
  const referrals = await store.referrals.inDigest(workspaceId, digestId);
  return new Set(referrals.filter((referral) => !referral.private).map(({ receiverId }) => receiverId));
}

/** How many people's cheers stand on a digest: every reaction but a receiver's prayer. 0 for one that was not posted. */
export async function cheersOn(store: Store, workspaceId: string, digestId: string): Promise<number> {
  const delivery = await store.deliveries.named(workspaceId, 'digest', digestId);
  if (!delivery?.channelId || !delivery.messageTs) return 0;
  const receivers = await receiversShown(store, workspaceId, digestId);
  const standing = await store.reactions.standing(workspaceId, delivery.channelId, delivery.messageTs);
  const cheers = standing.filter(({ name, userId }) => !isPrayer(name) || !receivers.has(userId));
  return new Set(cheers.map(({ userId }) => userId)).size;
}

/** A message that shows a digest, and whose reactions on it are looked at. */
export interface PrayerPlace {
  workspaceId: string;
  digestId: string;
  channelId: string;
  messageTs: string;
}

/**
 * Brings a receiver's thanks by prayer in line with the reactions that stand, in a transaction. A standing one thanks
 * for each of their unthanked referrals that the digest shows, one message for each giver; where none stands, what it
 * closed is open again and the givers' messages are deleted.
 */
export async function settlePrayer(store: Store, place: PrayerPlace, userId: string, now: Date): Promise<void> {
  const { workspaceId, digestId, channelId, messageTs } = place;
  const standing = (await store.reactions.standing(workspaceId, channelId, messageTs)).filter(
    (reaction) => reaction.userId === userId && isPrayer(reaction.name),
  );
  if (standing.length === 0) await takeBack(store, workspaceId, digestId, userId, now);
  else await thank(store, workspaceId, digestId, userId, latestOf(standing), now);
}

function latestOf(reactions: Reaction[]): string {
  return reactions
    .map(({ eventTs }) => eventTs)
    .sort()
    .at(-1)!;
}

const subjectOf = (digestId: string, giverId: string, receiverId: string) => `${digestId}:${giverId}:${receiverId}`;

/** Reads a prayer's subject. */
export function prayerOf(subjectId: string): { digestId: string; giverId: string; receiverId: string } {
  const [digestId = '', giverId = '', receiverId = ''] = subjectId.split(':');
  return { digestId, giverId, receiverId };
}

async function thank(
  store: Store,
  workspaceId: string,
  digestId: string,
  receiverId: string,
  eventTs: string,
  now: Date,
): Promise<void> {
  const shown = await store.referrals.inDigest(workspaceId, digestId);
  const open = shown.filter((each) => each.receiverId === receiverId && !each.private && each.awaitsThanks);
  for (const { id } of open) await store.referrals.change(workspaceId, id, { prayedInId: digestId }, now);
  for (const giverId of new Set(open.map((each) => each.giverId))) {
    await store.deliveries.plan(workspaceId, {
      kind: 'prayer',
      subjectId: subjectOf(digestId, giverId, receiverId),
      occurrence: eventTs,
      recipientId: giverId,
      referralIds: open.filter((each) => each.giverId === giverId).map(({ id }) => id),
      dueAt: now,
    });
  }
}

async function takeBack(
  store: Store,
  workspaceId: string,
  digestId: string,
  receiverId: string,
  now: Date,
): Promise<void> {
  const closed = await store.referrals.prayedIn(workspaceId, digestId, receiverId);
  // a referral that was thanked otherwise since stays thanked: `change` looks at all there is
  for (const { id } of closed) await store.referrals.change(workspaceId, id, { prayedInId: null }, now);
  for (const giverId of new Set(closed.map((each) => each.giverId))) {
    const told = await store.deliveries.about(workspaceId, 'prayer', subjectOf(digestId, giverId, receiverId));
    await store.deliveries.remove(
      workspaceId,
      told.map(({ id }) => id),
      now,
    );
  }
}
