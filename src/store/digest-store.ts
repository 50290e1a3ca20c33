import type { Client } from './client';
import type { Digest, DigestSchedule } from './generated/sqlite/client';

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
      first: Pick<DigestSchedule, 'timeZone' | 'newsSince' | 'nextAt'>,
    ): Promise<DigestSchedule> =>
      db.digestSchedule.upsert({
        where: { workspaceId },
        create: { workspaceId, channelId, chosenById, ...first },
        update: { channelId, chosenById, lostAt: null },
      }),

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

    /** Schedules whose time has come, in any workspace. */
    due: (now: Date): Promise<DigestSchedule[]> =>
      db.digestSchedule.findMany({ where: { nextAt: { lte: now }, lostAt: null }, orderBy: { workspaceId: 'asc' } }),

    find: (workspaceId: string, id: string): Promise<Digest | null> =>
      db.digest.findFirst({ where: { workspaceId, id } }),

    create: (workspaceId: string, digest: Omit<Digest, 'workspaceId'>): Promise<Digest> =>
      db.digest.create({ data: { workspaceId, ...digest } }),

    bySchedule: (workspaceId: string, scheduledAt: Date): Promise<Digest | null> =>
      db.digest.findUnique({ where: { workspaceId_scheduledAt: { workspaceId, scheduledAt } } }),

    latest: (workspaceId: string): Promise<Digest | null> =>
      db.digest.findFirst({ where: { workspaceId }, orderBy: { builtAt: 'desc' } }),
  };
}
