import type { Client } from './client';
import { clearMessages, messagesAbout } from './erasure-messages';
import { forgetRecords, tracesOf } from './erasure-records';
import type { Erasure } from './generated/sqlite/client';

export type { Erasure };

/** People who want to be forgotten. */
export function erasureStore(db: Client) {
  const toBeCleared = (workspaceId: string, standIn: string) => ({
    workspaceId,
    OR: [{ recipientId: standIn }, { referrals: { some: { referralId: standIn } } }],
  });

  const store = {
    /** Those whose messages are not all redrawn yet, in any workspace where Goodturn is installed: the tick's one question. */
    async underWay(): Promise<Erasure[]> {
      const all = await db.erasure.findMany({ orderBy: { requestedAt: 'asc' } });
      if (all.length === 0) return [];
      const gone = await db.workspace.findMany({ where: { uninstalledAt: { not: null } }, select: { id: true } });
      return all.filter(({ workspaceId }) => !gone.some(({ id }) => id === workspaceId));
    },

    /**
     * Forgets a member: their id, name and words are gone from every record, messages that are owed to or about them
     * end, and those that were sent are planned to be redrawn or deleted. Said again, it forgets what came since.
     *
     * @param standIn takes their place in what belongs to others; never used before
     */
    async begin(workspaceId: string, userId: string, standIn: string, now: Date): Promise<void> {
      // the first write: what this person does at the same moment comes before it or after it
      await db.member.updateMany({ where: { workspaceId, userId }, data: { workspaceId } });
      const key = { workspaceId_userId: { workspaceId, userId } };
      const before = await db.erasure.findUnique({ where: key });
      await db.erasure.upsert({
        where: key,
        create: { workspaceId, userId, standIn, requestedAt: now },
        update: { standIn, requestedAt: now },
      });
      if (before) {
        // one erasure for both: what the first has left to do is the second's
        const old = before.standIn;
        await db.delivery.updateMany({ where: { workspaceId, recipientId: old }, data: { recipientId: standIn } });
        await db.deliveryReferral.deleteMany({
          where: { workspaceId, referralId: old, delivery: { task: null } },
        });
        await db.deliveryReferral.updateMany({
          where: { workspaceId, referralId: old },
          data: { referralId: standIn },
        });
      }
      const traces = await tracesOf(db, workspaceId, userId);
      const messages = await messagesAbout(db, workspaceId, userId, traces);
      await forgetRecords(db, workspaceId, { userId, standIn }, traces.needIds, now);
      await clearMessages(db, workspaceId, { userId, standIn }, messages, now);
    },

    /** Whether a message is still to be redrawn or deleted. */
    async isUnderWay({ workspaceId, standIn }: Pick<Erasure, 'workspaceId' | 'standIn'>): Promise<boolean> {
      const waiting = await db.delivery.findFirst({
        where: { ...toBeCleared(workspaceId, standIn), task: { not: null } },
        select: { id: true },
      });
      return waiting !== null;
    },

    /**
     * Forgets that there was something to forget. Does nothing where another process did it, where they asked once more
     * meanwhile, or where messages are still to be redrawn.
     *
     * @param givingUp it does not wait for those, and forgets where they are
     */
    async finish({ workspaceId, userId, standIn }: Erasure, givingUp: boolean): Promise<void> {
      if (!givingUp && (await store.isUnderWay({ workspaceId, standIn }))) return;
      const last = await db.erasure.deleteMany({ where: { workspaceId, userId, standIn } });
      if (last.count === 0) return;
      const unchanged = { ...toBeCleared(workspaceId, standIn), task: { not: null } };
      await db.delivery.updateMany({
        where: unchanged,
        data: { state: 'ended', task: null, channelId: null, messageTs: null, version: { increment: 1 } },
      });
      await db.delivery.deleteMany({ where: { workspaceId, recipientId: standIn } });
      await db.deliveryReferral.deleteMany({ where: { workspaceId, referralId: standIn } });
      if (!(await store.isKnownAgain(workspaceId, userId))) {
        // their row may be there by chance: what was under way when they were forgotten had just looked them up
        const unused = { firstUsedAt: null, lastUsedAt: null, welcomedAt: null, homeSeenAt: null };
        await db.member.deleteMany({ where: { workspaceId, userId, ...unused } });
      }
    },

    /** Whether anything was recorded with this member since they were forgotten. */
    async isKnownAgain(workspaceId: string, userId: string): Promise<boolean> {
      const id = { select: { id: true } } as const;
      const found = [
        await db.referral.findFirst({
          where: { workspaceId, OR: [{ giverId: userId }, { receiverId: userId }, { prospectId: userId }] },
          ...id,
        }),
        await db.ask.findFirst({ where: { workspaceId, OR: [{ askerId: userId }, { giverId: userId }] }, ...id }),
        await db.conversation.findFirst({
          where: { workspaceId, OR: [{ authorId: userId }, { withId: userId }] },
          ...id,
        }),
        await db.need.findFirst({ where: { workspaceId, authorId: userId }, ...id }),
        await db.delivery.findFirst({ where: { workspaceId, recipientId: userId }, ...id }),
      ];
      return found.some((row) => row !== null);
    },
  };
  return store;
}
