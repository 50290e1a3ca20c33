import type { MessageKind } from '../../delivery/message-kind';
import { goesOut } from '../../domain/card-policy';
import { CARD_REMINDER } from '../prompts';
import { forgetSettled, giversGone, giversOf, referralIdsOf } from '../receiver-prompt';
import { namesOf } from '../who-is';
import { isWritingTime, nextWritingTime, writingTimeOf } from '../writing-time';
import { CARD_SENT, isAsked, kindOf, rowsOf } from './rows';
import { onItsWayMessage, reminderMessage } from './views';

/** Asks a receiver whether the cards and gifts of their thanks went out. */
const reminder: MessageKind = {
  kind: CARD_REMINDER,

  async render(context, delivery) {
    const { db, workspaceId, recipient, now } = context;
    const receiverId = delivery.recipientId!;
    const [workspace, all] = await Promise.all([
      db.read.workspaces.find(workspaceId),
      db.read.referrals.findMany(workspaceId, referralIdsOf(delivery)),
    ]);
    const people = await db.read.members.findMany(workspaceId, [receiverId, ...giversOf(all)]);
    const members = new Map(people.map((member) => [member.userId, member]));
    const receiver = members.get(receiverId);
    const isOff = receiver?.cardRemindersOff ?? false;
    const time = writingTimeOf(receiver, workspace, recipient?.timeZone);
    let shown = all;
    if (delivery.messageTs === null) {
      const gone = await giversGone(context, delivery, members);
      shown = isOff ? [] : all.filter((each) => isAsked(each) && !gone.has(each.giverId));
      if (shown.length > 0 && !isWritingTime(now, time)) return { notBefore: nextWritingTime(now, time) };
    }
    if (shown.length === 0) return 'nothing';
    const nameOf = (userId: string) => members.get(userId)?.name ?? 'a member';
    const rows = await rowsOf(db.read, delivery, shown, nameOf, time);
    return reminderMessage({ deliveryId: delivery.id, rows, isOff, now, zone: time.zone });
  },

  sent: (store, delivery) => forgetSettled(store, delivery, isAsked),
};

/** To the giver, once the receiver says that it was sent. */
const onItsWay: MessageKind = {
  kind: CARD_SENT,
  act: 'thanks',
  // what was said stays said, even where Slack no longer lets it be corrected
  whenStale: 'leave',
  async render({ db, workspaceId }, delivery) {
    const { subjectId: batchId, messageTs } = delivery;
    const batch = await db.read.thanks.batch(workspaceId, batchId);
    const [first] = batch;
    const said = kindOf(delivery);
    const kind = first && (said ?? first.kind);
    if (!kind || !goesOut(kind)) return 'nothing';
    // not said yet, or what was said is not known: only what holds now is
    const asItStands = messageTs === null || said === null;
    if (asItStands && (first.cardSentAt === null || first.kind !== kind)) return 'nothing';
    const standing = batch.filter(({ referral }) => !referral.withdrawnAt);
    if (messageTs === null && standing.length === 0) return 'nothing';
    const about = (standing.length > 0 ? standing : batch).map(({ referralId }) => referralId);
    const referrals = await db.read.referrals.findMany(workspaceId, about);
    const { receiverId } = first.referral;
    const nameOf = await namesOf(db, workspaceId, [receiverId]);
    return onItsWayMessage(
      nameOf(receiverId),
      kind,
      referrals.map(({ prospect }) => prospect),
    );
  },
};

export const cardMessages: MessageKind[] = [reminder, onItsWay];
