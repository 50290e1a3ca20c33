import type { MessageKind } from '../../delivery/message-kind';
import type { Referral } from '../../store/referral-store';
import { readAsked } from '../asked-outcomes';
import { isOpenIn } from '../outcome-rows';
import { FOLLOW_UP } from '../prompts';
import { forgetSettled, giversGone, giversOf, referralIdsOf } from '../receiver-prompt';
import { OUTCOME_TOLD } from '../tell-outcome';
import { namesOf } from '../who-is';
import { isWritingTime, nextWritingTime } from '../writing-time';
import { businessMessage, copyMessage, talkingMessage } from './told-views';
import { followUpMessage } from './views';

/** The kind of the text that a giver drafted for themselves. */
export const DRAFT = 'draft';

/** The occurrence that stands for "Not now": a draft about a referral (the subject) that is never sent. */
export const DECLINED = 'declined';

/** Asks a receiver how all that is due turned out. */
const followUp: MessageKind = {
  kind: FOLLOW_UP,

  async render(context, delivery) {
    const { db, workspaceId, recipient, now } = context;
    const all = await db.read.referrals.findMany(workspaceId, referralIdsOf(delivery));
    let shown = all;
    if (delivery.messageTs === null) {
      const people = await db.read.members.findMany(workspaceId, [delivery.recipientId!, ...giversOf(all)]);
      const members = new Map(people.map((member) => [member.userId, member]));
      const gone = await giversGone(context, delivery, members);
      const isOff = members.get(delivery.recipientId!)?.followUpsOff ?? false;
      shown = isOff ? [] : all.filter((each) => isOpenIn(delivery, each) && !gone.has(each.giverId));
    }
    if (shown.length === 0) return 'nothing';
    const asked = await readAsked(db.read, delivery, now, shown, recipient?.timeZone);
    if (delivery.messageTs === null && !isWritingTime(now, asked.time)) {
      return { notBefore: nextWritingTime(now, asked.time) };
    }
    return followUpMessage(asked);
  },

  async sent(store, delivery) {
    await forgetSettled(store, delivery, (referral) => isOpenIn(delivery, referral));
  },
};

/** A kind that tells a giver how a referral turned out, and is corrected where it stands when the answer changes. */
function told(
  kind: 'talking' | 'business',
  show: (about: { receiver: string; referral: Referral; isDeclined: boolean }) => ReturnType<typeof talkingMessage>,
): MessageKind {
  return {
    kind: OUTCOME_TOLD[kind],
    act: 'outcome',
    async render({ db, workspaceId }, { subjectId: referralId, messageTs }) {
      const referral = await db.read.referrals.find(workspaceId, referralId);
      if (!referral) return 'nothing';
      if (messageTs === null && (referral.outcome !== kind || referral.withdrawnAt)) return 'nothing';
      const nameOf = await namesOf(db, workspaceId, [referral.receiverId]);
      const declined = await db.read.deliveries.named(workspaceId, DRAFT, referralId, DECLINED);
      return show({ receiver: nameOf(referral.receiverId), referral, isDeclined: declined !== null });
    },
  };
}

/** To oneself: the text as it was left, easy to copy. It is kept only until then. Subject: whom it is meant for. */
const draft: MessageKind = {
  kind: DRAFT,
  async render({ db, workspaceId }, { subjectId: receiverId, occurrence, recipientId }) {
    const text = await db.read.drafts.read(workspaceId, recipientId!, occurrence);
    if (typeof text !== 'string') return 'nothing';
    const nameOf = await namesOf(db, workspaceId, [receiverId]);
    return copyMessage(nameOf(receiverId), text);
  },
};

/** What following up makes Goodturn owe. */
export const followUpMessages: MessageKind[] = [
  followUp,
  told('talking', talkingMessage),
  told('business', businessMessage),
  draft,
];
