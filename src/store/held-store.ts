import { homePicture } from '../domain/picture-places';
import type { Client } from './client';

/** What is held on one member, for their own eyes: what others noted about them for themselves is not part of it. */
export function heldStore(db: Client) {
  /** What Goodturn has sent them; what it never sent, they were never told. */
  const sentTo = (workspaceId: string, recipientId: string) => ({ workspaceId, recipientId, state: 'sent' as const });

  /** What they did for the workspace. */
  const roles = async (workspaceId: string, userId: string) => ({
    isInstaller: (await db.workspace.count({ where: { id: workspaceId, installedById: userId } })) > 0,
    choseChannel: (await db.digestSchedule.count({ where: { workspaceId, chosenById: userId } })) > 0,
  });

  /** Of their circle, as it is on their Home. */
  const pictureOf = (workspaceId: string, userId: string) => ({ workspaceId, place: homePicture(userId) });

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
      const own = { workspaceId, userId };
      const [reactions, messages, member, wasQuestioned, passedOn, drafts, settingChanges, pictures] =
        await Promise.all([
          db.reaction.count({ where: own }),
          db.delivery.count({ where: sentTo(workspaceId, userId) }),
          db.member.count({ where: own }),
          db.question.count({ where: received }),
          db.needPass.count({ where: own }),
          db.draft.count({ where: own }),
          db.settingChange.count({ where: { workspaceId, changedById: userId } }),
          db.picture.count({ where: pictureOf(workspaceId, userId) }),
        ]);
      return {
        ...(await roles(workspaceId, userId)),
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
        wasQuestioned,
        reactions,
        messages,
        passedOn,
        drafts,
        settingChanges,
        pictures,
      };
    },

    /** All of it, oldest first. What a giver noted for themselves is read for that giver alone. */
    async everything(workspaceId: string, userId: string) {
      const oldest = { orderBy: [{ recordedAt: 'asc' as const }, { id: 'asc' as const }] };
      const own = { workspaceId, userId };
      return {
        ...(await roles(workspaceId, userId)),
        erasure: await db.erasure.findFirst({ where: own }),
        drafts: await db.draft.findMany({ where: own, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
        messages: await db.delivery.findMany({
          where: sentTo(workspaceId, userId),
          orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
        }),
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
        pictures: await db.picture.findMany({ where: pictureOf(workspaceId, userId), orderBy: { madeAt: 'asc' } }),
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
