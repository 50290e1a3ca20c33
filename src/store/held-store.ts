import type { Client } from './client';

/** What is held on one member, for their own eyes: what others noted about them for themselves is not part of it. */
export function heldStore(db: Client) {
  return {
    /** How many there are of each kind. */
    async counts(workspaceId: string, userId: string) {
      const given = { workspaceId, giverId: userId };
      const received = { workspaceId, receiverId: userId };
      const [gave, got, prospect, thanks, notes, needs, askedOthers, wasAsked, conversations, questions] =
        await Promise.all([
          db.referral.count({ where: given }),
          db.referral.count({ where: received }),
          db.referral.count({ where: { workspaceId, prospectId: userId } }),
          db.thanks.count({ where: { workspaceId, referral: received } }),
          db.giverNote.count({ where: { ...given, text: { not: '' } } }),
          db.need.count({ where: { workspaceId, authorId: userId } }),
          db.ask.count({ where: { workspaceId, askerId: userId } }),
          db.ask.count({ where: given }),
          db.conversation.count({ where: { workspaceId, authorId: userId } }),
          db.question.count({ where: given }),
        ]);
      const [reactions, messages, member] = await Promise.all([
        db.reaction.count({ where: { workspaceId, userId } }),
        db.delivery.count({ where: { workspaceId, recipientId: userId, state: 'sent' } }),
        db.member.count({ where: { workspaceId, userId } }),
      ]);
      return {
        member: member > 0,
        gave,
        got,
        prospect,
        thanks,
        notes,
        needs,
        askedOthers,
        wasAsked,
        conversations,
        questions,
        reactions,
        messages,
      };
    },

    /** All of it, oldest first. What a giver noted for themselves is read for that giver alone. */
    async everything(workspaceId: string, userId: string) {
      const oldest = { orderBy: [{ recordedAt: 'asc' as const }, { id: 'asc' as const }] };
      const own = { workspaceId, userId };
      return {
        member: await db.member.findFirst({ where: own }),
        given: await db.referral.findMany({
          where: { workspaceId, giverId: userId },
          include: { thanks: true, giverNote: { select: { text: true } } },
          ...oldest,
        }),
        received: await db.referral.findMany({
          where: { workspaceId, receiverId: userId },
          include: { thanks: true },
          ...oldest,
        }),
        asProspect: await db.referral.findMany({ where: { workspaceId, prospectId: userId }, ...oldest }),
        needs: await db.need.findMany({ where: { workspaceId, authorId: userId }, orderBy: { statedAt: 'asc' } }),
        passedOn: await db.needPass.findMany({ where: own, orderBy: { passedAt: 'asc' } }),
        asks: await db.ask.findMany({
          where: { workspaceId, OR: [{ askerId: userId }, { giverId: userId }] },
          orderBy: { askedAt: 'asc' },
        }),
        conversations: await db.conversation.findMany({
          where: { workspaceId, authorId: userId },
          orderBy: [{ heldOn: 'asc' }, { id: 'asc' }],
        }),
        questions: await db.question.findMany({
          where: { workspaceId, OR: [{ giverId: userId }, { receiverId: userId }] },
          orderBy: { askedAt: 'asc' },
        }),
        reactions: await db.reaction.findMany({ where: own, orderBy: { messageTs: 'asc' } }),
        settingChanges: await db.settingChange.findMany({
          where: { workspaceId, changedById: userId },
          orderBy: { changedAt: 'asc' },
        }),
      };
    },

    /** Whether messages about this member are still being redrawn since they asked to be forgotten. */
    async isBeingForgotten(workspaceId: string, userId: string): Promise<boolean> {
      return (await db.erasure.count({ where: { workspaceId, userId } })) > 0;
    },
  };
}
