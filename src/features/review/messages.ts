import type { MessageKind } from '../../delivery/message-kind';
import { isStandIn } from '../../domain/stand-in';
import { say } from '../../slack/blocks';
import { readAsked } from '../asked-outcomes';
import { withdrawnBy } from '../answer-words';
import { isOpenIn } from '../outcome-rows';
import { QUESTION } from '../prompts';
import { forgetSettled, giversGone, referralIdsOf } from '../receiver-prompt';
import { questionMessage } from './question-view';

/** Asks a receiver for their giver how referrals worked out. Subject: the question; a withdrawn referral leaves it. */
export const questionKind: MessageKind = {
  kind: QUESTION,
  act: 'question',

  async render(context, delivery) {
    const { db, workspaceId, recipient, now } = context;
    const question = await db.read.questions.find(workspaceId, delivery.subjectId);
    // nobody waits for the answer any more
    if (!question || isStandIn(question.giverId)) return 'nothing';
    const all = await db.read.referrals.findMany(workspaceId, referralIdsOf(delivery));
    const standing = all.filter(({ withdrawnAt }) => !withdrawnAt);
    const people = await db.read.members.findMany(workspaceId, [question.giverId]);
    const members = new Map(people.map((member) => [member.userId, member]));
    if (delivery.messageTs === null) {
      const gone = await giversGone(context, delivery, members);
      const shown = gone.size > 0 ? [] : standing.filter((referral) => isOpenIn(delivery, referral));
      if (shown.length === 0) return 'nothing';
      return questionMessage(await readAsked(db.read, delivery, now, shown, recipient?.timeZone));
    }
    if (standing.length === 0) return say(withdrawnBy(members.get(question.giverId)?.name));
    return questionMessage(await readAsked(db.read, delivery, now, standing));
  },

  async sent(store, delivery) {
    await forgetSettled(store, delivery, (referral) => isOpenIn(delivery, referral));
  },
};
