import { after, MINUTE_MS } from '../../domain/clock';
import { isPutOff, MIN_GAP_MS } from '../../domain/nudge-policy';
import { isWorkingTime, nextWorkingMinute, usableZone } from '../../domain/working-hours';
import type { MessageKind, RenderContext } from '../../delivery/message-kind';
import type { Delivery } from '../../store/delivery-store';
import type { Member } from '../../store/member-store';
import type { Referral } from '../../store/referral-store';
import { nudgeStateOf } from '../nudge-switch';
import { NUDGE } from '../prompts';
import { type NudgeRow, nudgeMessage } from './views';

/** A reminder that waited longer than this asks Slack again whether the givers are still there. */
const GIVERS_KNOWN_FOR_MS = 10 * MINUTE_MS;

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
    const zone = usableZone(recipient ? recipient.timeZone : receiver?.timeZone, workspace!.timeZone);

    let shown = referrals;
    if (delivery.messageTs === null) {
      const gone = await giversGone(context, delivery, members);
      shown = receiver?.nudgesOff ? [] : referrals.filter((each) => each.awaitsThanks && !gone.has(each.giverId));
      if (shown.length > 0 && !isWorkingTime(now, zone)) return { notBefore: nextWorkingMinute(now, zone) };
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
        comesUpAt: wasPutOff ? comesUpAt(referral.nudgeAt!, receiver ?? null, now, zone) : null,
        canBePutOff: isAhead && !wasPutOff,
      };
    };
    return nudgeMessage({
      deliveryId: delivery.id,
      rows: shown.map(rowOf),
      isOff: receiver?.nudgesOff ?? false,
      now,
      zone,
    });
  },

  async sent(store, delivery, now) {
    const { workspaceId } = delivery;
    await store.members.nudged(workspaceId, delivery.recipientId!, now);
    // What was settled before it went out was not in it, and is not to appear in it later.
    const referrals = await store.referrals.findMany(workspaceId, referralIdsOf(delivery));
    const givers = await store.members.findMany(workspaceId, giversOf(referrals));
    const gone = new Set(givers.filter(({ leftAt }) => leftAt).map(({ userId }) => userId));
    const settled = referrals.filter((each) => !each.awaitsThanks || gone.has(each.giverId));
    if (settled.length === referrals.length) return;
    await store.deliveries.noLongerShow(
      workspaceId,
      delivery.id,
      settled.map(({ id }) => id),
    );
  },

  // It may have gone out all the same: the next one keeps its distance.
  async refused(store, delivery, _code, now) {
    await store.members.nudged(delivery.workspaceId, delivery.recipientId!, now);
  },
};

function referralIdsOf(delivery: Delivery): string[] {
  return delivery.referrals.map(({ referralId }) => referralId);
}

function giversOf(referrals: Referral[]): string[] {
  return [...new Set(referrals.map(({ giverId }) => giverId))];
}

/** Givers who have left, as stored; asked again where the message waited for long and an event may have been missed. */
async function giversGone(
  { slack, now }: RenderContext,
  delivery: Delivery,
  members: Map<string, Member>,
): Promise<Set<string>> {
  const others = [...members.values()].filter(({ userId }) => userId !== delivery.recipientId);
  if (now <= after(delivery.plannedAt, GIVERS_KNOWN_FOR_MS)) {
    return new Set(others.filter(({ leftAt }) => leftAt).map(({ userId }) => userId));
  }
  const profiles = await Promise.all(others.map(({ userId }) => slack.profile(delivery.workspaceId, userId)));
  return new Set(others.filter((_, at) => profiles[at]?.kind !== 'member').map(({ userId }) => userId));
}

/** When a reminder that falls due at `dueAt` comes: in working hours, and not too soon after the last one. */
function comesUpAt(dueAt: Date, receiver: Member | null, now: Date, zone: string): Date {
  const earliest = receiver?.lastNudgedAt ? after(receiver.lastNudgedAt, MIN_GAP_MS) : dueAt;
  const latest = new Date(Math.max(dueAt.getTime(), earliest.getTime(), now.getTime()));
  return nextWorkingMinute(latest, zone);
}
