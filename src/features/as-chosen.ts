import type { MessageKind } from '../delivery/message-kind';
import { actsIn } from '../domain/acts';
import { isPaused, nextWritingTime, writingTimeOf } from './writing-time';

/**
 * A kind of message as its recipients chose to get it, looked at as it goes out: one that carries a member's act is not
 * sent to whoever has that on the App Home alone, and a notice waits for the end of a pause. Prompts keep their own hours
 * and switches.
 */
export function asChosen(kind: MessageKind): MessageKind {
  const { act, isNotice } = kind;
  if (!act && !isNotice) return kind;
  return {
    ...kind,
    async render(context, delivery) {
      const { db, workspaceId, recipient, now } = context;
      const isUnsent = delivery.messageTs === null && delivery.recipientId !== null;
      const member = isUnsent ? await db.read.members.find(workspaceId, delivery.recipientId!) : null;
      const rendered = await kind.render(context, delivery);
      if (member && act && rendered !== 'nothing' && actsIn(member.homeOnly).includes(act)) return 'on Home';
      if (!member || !isNotice || rendered === 'nothing' || !isPaused(member, now)) return rendered;
      const workspace = await db.read.workspaces.find(workspaceId);
      return { notBefore: nextWritingTime(now, writingTimeOf(member, workspace, recipient?.timeZone)) };
    },
  };
}
