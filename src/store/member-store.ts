import { askStore } from './ask-store';
import type { Client } from './client';
import { forgottenAmong } from './forgotten-member';
import type { Member } from './generated/sqlite/client';
import { needStore } from './need-store';

export type { Member };

/** What Slack says of a member at the moment. */
export interface MemberProfile {
  userId: string;
  name: string;
  timeZone: string | null;
}

/** What a member chooses for themselves. */
export type MemberChoices = Pick<
  Member,
  'quoting' | 'inPicture' | 'workDays' | 'workFrom' | 'workTo' | 'pausedUntil' | 'homeOnly'
>;

export function memberStore(db: Client) {
  const key = (workspaceId: string, userId: string) => ({ workspaceId_userId: { workspaceId, userId } });
  return {
    /** Who is forgotten is found as somebody who has left. */
    find: async (workspaceId: string, userId: string): Promise<Member | null> =>
      forgottenAmong(workspaceId, [userId])[0] ?? db.member.findUnique({ where: key(workspaceId, userId) }),

    /** The same for several. */
    findMany: async (workspaceId: string, userIds: string[]): Promise<Member[]> => [
      ...(await db.member.findMany({ where: { workspaceId, userId: { in: userIds } } })),
      ...forgottenAmong(workspaceId, userIds),
    ],

    /** Who has used Goodturn and is here. */
    async using(workspaceId: string): Promise<string[]> {
      const members = await db.member.findMany({
        where: { workspaceId, firstUsedAt: { not: null }, leftAt: null },
        select: { userId: true },
      });
      return members.map(({ userId }) => userId);
    },

    /** Keeps what Slack said of members; an unknown zone leaves the last known one. */
    async remember(workspaceId: string, profiles: MemberProfile[]): Promise<void> {
      for (const { userId, name, timeZone } of profiles) {
        await db.member.upsert({
          where: key(workspaceId, userId),
          create: { workspaceId, userId, name, timeZone },
          update: { name, ...(timeZone ? { timeZone } : {}) },
        });
      }
    },

    /**
     * Notes that the member used Goodturn, and holds their row until the transaction ends: two requests of one person
     * are handled one after the other.
     *
     * @returns whether it was their first time
     */
    async used(workspaceId: string, userId: string, now: Date): Promise<boolean> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { lastUsedAt: now } });
      const first = await db.member.updateMany({
        where: { workspaceId, userId, firstUsedAt: null },
        // from now on there is somebody to suggest things to
        data: { firstUsedAt: now, suggestionCheckAt: now },
      });
      return first.count > 0;
    },

    /**
     * Claims the one welcome there is for a member.
     *
     * @returns false when they had it, or when another request was first
     */
    async welcome(workspaceId: string, userId: string, now: Date): Promise<boolean> {
      const claimed = await db.member.updateMany({
        where: { workspaceId, userId, welcomedAt: null },
        data: { welcomedAt: now },
      });
      return claimed.count > 0;
    },

    /** Notes that they opened the App Home; the first time counts. */
    async sawHome(workspaceId: string, userId: string, now: Date): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId, homeSeenAt: null }, data: { homeSeenAt: now } });
    },

    /** Those of them, or of all, who have opened the App Home, and are here. */
    async withHome(workspaceId: string, userIds?: string[]): Promise<string[]> {
      const among = userIds ? { userId: { in: userIds } } : {};
      const members = await db.member.findMany({
        where: { workspaceId, ...among, homeSeenAt: { not: null }, leftAt: null },
        select: { userId: true },
        orderBy: { userId: 'asc' },
      });
      return members.map(({ userId }) => userId);
    },

    /** Notes that they have left, which ends their needs and asks; coming back opens none of them again. */
    async left(workspaceId: string, userId: string, now: Date): Promise<void> {
      const gone = await db.member.updateMany({ where: { workspaceId, userId, leftAt: null }, data: { leftAt: now } });
      if (gone.count > 0) {
        await needStore(db).endAllOf(workspaceId, userId, now);
        await askStore(db).endAllOf(workspaceId, userId, now);
      }
    },

    /** @returns whether they had been away */
    async cameBack(workspaceId: string, userId: string): Promise<boolean> {
      const back = await db.member.updateMany({
        where: { workspaceId, userId, leftAt: { not: null } },
        data: { leftAt: null },
      });
      return back.count > 0;
    },

    /** The conversation their messages go to; null: to be opened anew. */
    async setDirectMessages(workspaceId: string, userId: string, dmChannelId: string | null): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { dmChannelId } });
    },

    async setNudgesOff(workspaceId: string, userId: string, nudgesOff: boolean): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { nudgesOff } });
    },

    /** "Not taking asks now" */
    async setAsksOff(workspaceId: string, userId: string, asksOff: boolean): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { asksOff } });
    },

    /** Keeps what they chose, in a transaction that holds their row. */
    async choose(workspaceId: string, userId: string, choices: Partial<MemberChoices>): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: choices });
    },

    async lookAgainForNudges(workspaceId: string, userId: string, nudgeCheckAt: Date): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { nudgeCheckAt } });
    },

    /**
     * Claims the member's next nudge.
     *
     * @returns false when another process was first
     */
    async claimNudge(workspaceId: string, userId: string, nudgeCount: number): Promise<boolean> {
      const claimed = await db.member.updateMany({
        where: { workspaceId, userId, nudgeCount },
        data: { nudgeCount: nudgeCount + 1 },
      });
      return claimed.count > 0;
    },

    /** Notes when a nudge really went out: the next one keeps its distance from then. */
    async nudged(workspaceId: string, userId: string, at: Date): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { lastNudgedAt: at } });
    },

    async setFollowUpsOff(workspaceId: string, userId: string, followUpsOff: boolean): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { followUpsOff } });
    },

    async lookAgainForFollowUps(workspaceId: string, userId: string, followUpCheckAt: Date): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { followUpCheckAt } });
    },

    /**
     * Claims the member's next follow-up.
     *
     * @returns false when another process was first
     */
    async claimFollowUp(workspaceId: string, userId: string, followUpCount: number): Promise<boolean> {
      const claimed = await db.member.updateMany({
        where: { workspaceId, userId, followUpCount },
        data: { followUpCount: followUpCount + 1 },
      });
      return claimed.count > 0;
    },
  };
}
