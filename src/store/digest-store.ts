import { digestPicture } from '../domain/picture-places';
import type { Client } from './client';
import type { Digest, DigestSchedule } from './generated/sqlite/client';
import { pictureStore } from './picture-store';

export type { Digest, DigestSchedule };

export function digestStore(db: Client) {
  return {
    schedule: (workspaceId: string): Promise<DigestSchedule | null> =>
      db.digestSchedule.findUnique({ where: { workspaceId } }),

    /** Chooses the channel; a schedule that exists keeps its day, time, zone and news. */
    chooseChannel: (
      workspaceId: string,
      channelId: string,
      chosenById: string,
      first: Pick<DigestSchedule, 'timeZone' | 'newsSince' | 'nextAt'> & Partial<Pick<DigestSchedule, 'day' | 'time'>>,
    ): Promise<DigestSchedule> =>
      db.digestSchedule.upsert({
        where: { workspaceId },
        create: { workspaceId, channelId, chosenById, ...first },
        update: { channelId, chosenById, lostAt: null },
      }),

    /** Changes when digests come; what is news stays so. */
    async setTimes(
      workspaceId: string,
      times: Pick<DigestSchedule, 'day' | 'time' | 'timeZone' | 'nextAt'>,
    ): Promise<void> {
      await db.digestSchedule.updateMany({ where: { workspaceId }, data: times });
    },

    /** No channel gets it any more. */
    async unset(workspaceId: string): Promise<void> {
      await db.digestSchedule.deleteMany({ where: { workspaceId } });
    },

    /**
     * Claims the digest that is due at `scheduledAt` by moving the schedule on, and holds the schedule until the
     * transaction ends.
     *
     * @returns false when another process was first, or the channel is lost
     */
    async claim(workspaceId: string, scheduledAt: Date, nextAt: Date): Promise<boolean> {
      const claimed = await db.digestSchedule.updateMany({
        where: { workspaceId, nextAt: scheduledAt, lostAt: null },
        data: { nextAt },
      });
      return claimed.count > 0;
    },

    async moveNext(workspaceId: string, nextAt: Date): Promise<void> {
      await db.digestSchedule.updateMany({ where: { workspaceId }, data: { nextAt } });
    },

    /** @returns false when it was known to be lost */
    async channelLost(workspaceId: string, channelId: string, now: Date): Promise<boolean> {
      const lost = await db.digestSchedule.updateMany({
        where: { workspaceId, channelId, lostAt: null },
        data: { lostAt: now },
      });
      return lost.count > 0;
    },

    /** Schedules whose time has come, in any workspace where Goodturn is installed. */
    async due(now: Date): Promise<DigestSchedule[]> {
      const schedules = await db.digestSchedule.findMany({
        where: { nextAt: { lte: now }, lostAt: null },
        orderBy: { workspaceId: 'asc' },
      });
      if (schedules.length === 0) return [];
      const gone = await db.workspace.findMany({
        where: { id: { in: schedules.map(({ workspaceId }) => workspaceId) }, uninstalledAt: { not: null } },
        select: { id: true },
      });
      return schedules.filter(({ workspaceId }) => !gone.some(({ id }) => id === workspaceId));
    },

    find: (workspaceId: string, id: string): Promise<Digest | null> =>
      db.digest.findFirst({ where: { workspaceId, id } }),

    create: (workspaceId: string, digest: Omit<Digest, 'workspaceId'>): Promise<Digest> =>
      db.digest.create({ data: { workspaceId, ...digest } }),

    bySchedule: (workspaceId: string, scheduledAt: Date): Promise<Digest | null> =>
      db.digest.findUnique({ where: { workspaceId_scheduledAt: { workspaceId, scheduledAt } } }),

    latest: (workspaceId: string): Promise<Digest | null> =>
      db.digest.findFirst({ where: { workspaceId }, orderBy: { builtAt: 'desc' } }),

    /** The one before it. */
    before: (workspaceId: string, builtAt: Date): Promise<Digest | null> =>
      db.digest.findFirst({ where: { workspaceId, builtAt: { lt: builtAt } }, orderBy: { builtAt: 'desc' } }),

    /** Undoes a digest that was never posted: what was news in it is news again. */
    async undo(workspaceId: string, id: string, now: Date): Promise<void> {
      await db.referral.updateMany({ where: { workspaceId, digestId: id }, data: { digestId: null } });
      await db.thanks.updateMany({ where: { workspaceId, digestId: id }, data: { digestId: null } });
      await db.referral.updateMany({ where: { workspaceId, outcomeDigestId: id }, data: { outcomeDigestId: null } });
      await pictureStore(db).outdate(workspaceId, [digestPicture(id)], now);
      await db.digest.deleteMany({ where: { workspaceId, id } });
    },
  };
}
