import type { Client } from './client';
import type { Reaction } from './generated/sqlite/client';

export type { Reaction };

export function reactionStore(db: Client) {
  return {
    /**
     * Keeps the latest word on one emoji: an older event than the one known changes nothing.
     *
     * @returns whether it was news
     */
    async note(reaction: Reaction): Promise<boolean> {
      const { workspaceId, channelId, messageTs, userId, name, standing, eventTs } = reaction;
      const key = { workspaceId, channelId, messageTs, userId, name };
      await db.reaction.upsert({
        where: { workspaceId_channelId_messageTs_userId_name: key },
        create: { ...key, standing: false, eventTs: '' },
        update: {},
      });
      const newer = await db.reaction.updateMany({
        where: { ...key, eventTs: { lt: eventTs } },
        data: { standing, eventTs },
      });
      return newer.count > 0;
    },

    /** The reactions that stand on one message. */
    standing: (workspaceId: string, channelId: string, messageTs: string): Promise<Reaction[]> =>
      db.reaction.findMany({ where: { workspaceId, channelId, messageTs, standing: true } }),

    /** Forgets what was noted in a channel on messages from `sinceTs` on that turned out to be none of Goodturn's. */
    async forgetStrays(workspaceId: string, channelId: string, sinceTs: string): Promise<void> {
      const inChannel = { workspaceId, channelId, messageTs: { gte: sinceTs } };
      const own = await db.delivery.findMany({ where: inChannel, select: { messageTs: true } });
      const known = own.flatMap(({ messageTs }) => messageTs ?? []);
      await db.reaction.deleteMany({ where: { ...inChannel, messageTs: { gte: sinceTs, notIn: known } } });
    },
  };
}
