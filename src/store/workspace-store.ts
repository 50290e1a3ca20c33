import { after, DAY_MS } from '../domain/clock';
import type { Client } from './client';
import type { Workspace } from './generated/sqlite/client';

export type { Workspace };

/** What an installation tells about a workspace. */
export interface Installed {
  name: string;
  botUserId: string;
  sealedToken: string | null;
  scopes: string;
  /** where Slack says so: with a given token it does not */
  installedById?: string;
}

export function workspaceStore(db: Client) {
  const store = {
    find: (workspaceId: string): Promise<Workspace | null> => db.workspace.findUnique({ where: { id: workspaceId } }),

    /** Holds a workspace's row until the transaction ends: two changes are made one after the other. */
    async hold(workspaceId: string): Promise<void> {
      await db.workspace.updateMany({ where: { id: workspaceId }, data: { id: workspaceId } });
    },

    /** Records an installation, a first one or another: from now on this one counts. */
    install: (workspaceId: string, installed: Installed, now: Date): Promise<Workspace> =>
      db.workspace.upsert({
        where: { id: workspaceId },
        create: { id: workspaceId, ...installed, installedAt: now },
        update: { ...installed, installedAt: now, uninstalledAt: null },
      }),

    /**
     * Records that an installation has ended.
     *
     * @param by the latest that it did: of a later installation it says nothing
     * @returns false when that was an earlier one, or is known
     */
    async uninstall(workspaceId: string, now: Date, by = now): Promise<boolean> {
      const ended = await db.workspace.updateMany({
        where: { id: workspaceId, uninstalledAt: null, installedAt: { lte: by } },
        // a pause was about this token, not about the one of the next installation
        data: { uninstalledAt: now, sealedToken: null, sendNotBefore: null },
      });
      return ended.count > 0;
    },

    /** Removes the workspace and everything that belongs to it. */
    async erase(workspaceId: string): Promise<void> {
      const where = { workspaceId };
      // thanks, notes and what deliveries show go with their parents
      await db.delivery.deleteMany({ where });
      await db.reaction.deleteMany({ where });
      await db.referral.deleteMany({ where });
      await db.need.deleteMany({ where });
      await db.needPass.deleteMany({ where });
      await db.question.deleteMany({ where });
      await db.conversation.deleteMany({ where });
      await db.ask.deleteMany({ where });
      await db.digest.deleteMany({ where });
      await db.picture.deleteMany({ where });
      await db.digestSchedule.deleteMany({ where });
      await db.draft.deleteMany({ where });
      await db.settingChange.deleteMany({ where });
      await db.erasure.deleteMany({ where });
      await db.member.deleteMany({ where });
      await db.workspace.deleteMany({ where: { id: workspaceId } });
    },

    /** Workspaces that Goodturn was removed from so long ago that, at `now`, nothing of them is kept any longer. */
    async pastGrace(now: Date): Promise<string[]> {
      const gone = await db.workspace.findMany({ where: { uninstalledAt: { not: null } }, orderBy: { id: 'asc' } });
      return gone
        .filter(({ uninstalledAt, graceDays }) => after(uninstalledAt!, graceDays * DAY_MS) <= now)
        .map(({ id }) => id);
    },

    /** Erases such a workspace, unless it is installed again by now. */
    async eraseAfterGrace(workspaceId: string, now: Date): Promise<void> {
      // an installation comes before, or finds nothing
      await store.hold(workspaceId);
      if ((await store.pastGrace(now)).includes(workspaceId)) await store.erase(workspaceId);
    },

    /** Sets the zone used where a member's own is unknown. */
    async setTimeZone(workspaceId: string, timeZone: string): Promise<void> {
      await db.workspace.update({ where: { id: workspaceId }, data: { timeZone } });
    },

    /** Days after recording on which thanks are asked for, smallest first. */
    async nudgeDays(workspaceId: string): Promise<number[]> {
      const { nudgeDays } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
      return nudgeDays.split(',').map(Number);
    },

    /** Days after recording on which it is asked how a referral turned out, smallest first. */
    async followUpDays(workspaceId: string): Promise<number[]> {
      const { followUpDays } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
      return followUpDays.split(',').map(Number);
    },

    /** Sends nothing to this workspace before `until` (wall clock). */
    async pauseSending(workspaceId: string, until: Date): Promise<void> {
      await db.workspace.updateMany({
        where: { id: workspaceId, OR: [{ sendNotBefore: null }, { sendNotBefore: { lt: until } }] },
        data: { sendNotBefore: until },
      });
    },
  };
  return store;
}
