import { after } from '../../domain/clock';
import { isPutOff, MIN_GAP_MS } from '../../domain/nudge-policy';
import type { MessageKind } from '../../delivery/message-kind';
import type { Member } from '../../store/member-store';
import type { Referral } from '../../store/referral-store';
import { nudgeStateOf } from '../nudge-switch';
import { NUDGE } from '../prompts';
import { forgetSettled, giversGone, giversOf, referralIdsOf } from '../receiver-prompt';
import { isWritingTime, nextWritingTime, type WritingTime, writingTimeOf } from '../writing-time';
import { type NudgeRow, nudgeMessage } from './views';

/** Asks a receiver to say thanks for all that is due. */
export const nudge: MessageKind = {
  kind: NUDGE,

  async render(context, delivery) {
    const { db, workspaceId, recipient, now } = context;
    const receiverId = delivery.recipientId!;
    const [workspace, days, referrals] = await Promise.all([
      db.read.workspaces.find(workspaceId),
      db.read.workspaces.nudgeDays(workspaceId),
      db.read.referrals.findMany(workspaceId, referralIdsOf(delivery)),
    ]);
    const people = await db.read.members.findMany(workspaceId, [receiverId, ...giversOf(referrals)]);
    const members = new Map(people.map((member) => [member.userId, member]));
    const receiver = members.get(receiverId);
    const time = writingTimeOf(receiver, workspace, recipient?.timeZone);

    let shown = referrals;
    if (delivery.messageTs === null) {
      const gone = await giversGone(context, delivery, members);
      shown = receiver?.nudgesOff ? [] : referrals.filter((each) => each.awaitsThanks && !gone.has(each.giverId));
      if (shown.length > 0 && !isWritingTime(now, time)) return { notBefore: nextWritingTime(now, time) };
    }
    if (shown.length === 0) return 'nothing';

    const isLatest = delivery.occurrence === String(receiver?.nudgeCount);
    const rowOf = (referral: Referral): NudgeRow => {
      const giver = members.get(referral.giverId);
      const isAsked = referral.awaitsThanks && !giver?.leftAt;
      const isAhead = isAsked && referral.nudgeAt !== null;
      const wasPutOff = isAhead && isPutOff(nudgeStateOf(referral), days);
      return {
        referral,
        giverName: giver?.name ?? 'a member',
        // an older message showed it before its last one did
        isLast: isAsked && isLatest && referral.nudgeAt === null && referral.nudgeStep >= days.length,
        comesUpAt: wasPutOff ? comesUpAt(referral.nudgeAt!, receiver ?? null, now, time) : null,
        canBePutOff: isAhead && !wasPutOff,
      };
    };
    return nudgeMessage({
      deliveryId: delivery.id,
      rows: shown.map(rowOf),
      isOff: receiver?.nudgesOff ?? false,
      now,
      zone: time.zone,
    });
  },

  async sent(store, delivery, now) {
    await store.members.nudged(delivery.workspaceId, delivery.recipientId!, now);
    await forgetSettled(store, delivery, ({ awaitsThanks }) => awaitsThanks);
  },

  // It may have gone out all the same: the next one keeps its distance.
  async refused(store, delivery, _code, now) {
    await store.members.nudged(delivery.workspaceId, delivery.recipientId!, now);
  },
};

/** When a reminder that falls due at `dueAt` comes: in working hours, and not too soon after the last one. */
function comesUpAt(dueAt: Date, receiver: Member | null, now: Date, time: WritingTime): Date {
  const earliest = receiver?.lastNudgedAt ? after(receiver.lastNudgedAt, MIN_GAP_MS) : dueAt;
  const latest = new Date(Math.max(dueAt.getTime(), earliest.getTime(), now.getTime()));
  return nextWritingTime(latest, time);
}
