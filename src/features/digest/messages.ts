import type { MessageKind } from '../../delivery/message-kind';
import { goesWithoutPicture } from '../../delivery/with-pictures';
import { after, MINUTE_MS } from '../../domain/clock';
import { digestSendTime } from '../../domain/digest-period';
import { digestPicture } from '../../domain/picture-places';
import { usableZone } from '../../domain/working-hours';
import type { Delivery } from '../../store/delivery-store';
import { namesOf } from '../who-is';
import { postsQuietWeeks, readDigest } from './contents';
import { digestMessage } from './digest-view';
import { isChannelLost, loseChannel } from './lost-channel';
import { isPrayer, prayerOf, settlePrayer } from './reactions';
import { lostMessage, prayerMessage } from './views';
import { weekPicture } from './week-picture';

/** Slack's clock and this machine's may differ by so much. */
const CLOCK_DIFFERENCE_MS = 10 * MINUTE_MS;

/** The earliest `ts` that a digest on its way can have: reactions on older messages are none of ours. */
export function earliestTs({ claimedAt, plannedAt }: Delivery): string {
  return (after(claimedAt ?? plannedAt, -CLOCK_DIFFERENCE_MS).getTime() / 1000).toFixed(6);
}

/** To the channel: the week's news, as they read now. */
const digest: MessageKind = {
  kind: 'digest',
  whenStale: 'leave',
  async render(context, delivery) {
    const { subjectId, messageTs } = delivery;
    const { db, workspaceId, now } = context;
    const read = await readDigest(db.read, workspaceId, subjectId);
    if (!read) return 'nothing';
    const { content } = read;
    if (messageTs === null) {
      // what was found or rests since it was built is no news to anybody
      content.needs = content.needs.filter(({ state }) => state === 'open');
      const news = content.total + content.rows.length + content.business;
      const needs = (await postsQuietWeeks(db.read, workspaceId)) ? content.needs.length : 0;
      if (news + needs === 0) return 'nothing';
      // Slack was down for longer than a moment: not at night, and not on a weekend
      const sendAt = digestSendTime(read.digest.builtAt, now, usableZone(read.zone, 'UTC'));
      if (sendAt > now) return { notBefore: sendAt };
    }
    const week = goesWithoutPicture(delivery) ? null : content.week;
    return digestMessage({ ...content, picture: await weekPicture(context, subjectId, week) });
  },
  // a picture of it may be with Slack already
  async unsent(store, { workspaceId, subjectId: digestId }, now) {
    await store.pictures.outdate(workspaceId, [digestPicture(digestId)], now);
  },
  // reactions may have come before it was known where the digest is
  async sent(store, delivery, now) {
    const { workspaceId, subjectId: digestId, channelId, messageTs } = delivery;
    if (!channelId || !messageTs) return;
    await store.reactions.forgetStrays(workspaceId, channelId, earliestTs(delivery));
    const standing = await store.reactions.standing(workspaceId, channelId, messageTs);
    const prayed = standing.filter(({ name }) => isPrayer(name)).map(({ userId }) => userId);
    for (const userId of new Set(prayed)) {
      await settlePrayer(store, { workspaceId, digestId, channelId, messageTs }, userId, now);
    }
  },
  async refused(store, delivery, code, now) {
    const { workspaceId, subjectId: digestId, channelId } = delivery;
    // posted or not, nobody can tell: posted again, the news might be there twice
    if (code === 'fate unknown') return;
    await store.digests.undo(workspaceId, digestId, now);
    if (channelId) await store.reactions.forgetStrays(workspaceId, channelId, earliestTs(delivery));
    const schedule = await store.digests.schedule(workspaceId);
    if (schedule && schedule.channelId === channelId && isChannelLost(code)) {
      await loseChannel(store, schedule, code, now);
    }
  },
};

/** To whoever chose the channel, while it is lost. */
const digestLost: MessageKind = {
  kind: 'digest_lost',
  isNotice: true,
  async render({ db, workspaceId }, { subjectId }) {
    const [channelId = '', code = ''] = subjectId.split(':');
    const schedule = await db.read.digests.schedule(workspaceId);
    if (!schedule?.lostAt || schedule.channelId !== channelId) return 'nothing';
    return lostMessage(channelId, code);
  },
};

/** To a giver: folded hands on a digest. What was delivered stays, also when a referral is withdrawn afterwards. */
const prayer: MessageKind = {
  kind: 'prayer',
  act: 'thanks',
  async render({ db, workspaceId }, { subjectId, referrals, messageTs }) {
    const { digestId, giverId, receiverId } = prayerOf(subjectId);
    const shown = await db.read.referrals.findMany(
      workspaceId,
      referrals.map(({ referralId }) => referralId),
    );
    const thanked = shown.filter(
      (each) => each.giverId === giverId && (messageTs !== null || (each.prayedInId === digestId && !each.withdrawnAt)),
    );
    if (thanked.length === 0) return 'nothing';
    const nameOf = await namesOf(db, workspaceId, [
      receiverId,
      ...thanked.flatMap(({ prospectId }) => prospectId ?? []),
    ]);
    return prayerMessage(
      nameOf(receiverId),
      thanked.map(({ prospect, prospectId }) => (prospectId ? nameOf(prospectId) : prospect)),
    );
  },
};

export const digestMessages: MessageKind[] = [digest, digestLost, prayer];
