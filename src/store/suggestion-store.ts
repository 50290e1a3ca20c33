import type { Client } from './client';
import type { Member, Need } from './generated/sqlite/client';

/** Suggestions of what a member could give: whose turn it is, and what there is to suggest. */
export function suggestionStore(db: Client) {
  /** Those of these needs that a member said "Not now" to. */
  const passed = async (workspaceId: string, userId: string, needIds: string[]): Promise<Set<string>> => {
    const passes = await db.needPass.findMany({ where: { workspaceId, userId, needId: { in: needIds } } });
    return new Set(passes.map(({ needId }) => needId));
  };
  /** Those of these needs that a member gave something for, not withdrawn. */
  const givenFor = async (workspaceId: string, userId: string, needIds: string[]): Promise<Set<string>> => {
    const given = await db.referral.findMany({
      where: { workspaceId, giverId: userId, needId: { in: needIds }, withdrawnAt: null },
      select: { needId: true },
    });
    return new Set(given.map(({ needId }) => needId!));
  };

  return {
    passed,
    givenFor,

    /**
     * Whose turn it is to be looked at, in any workspace: the tick's one question.
     *
     * @param tooFar a look that lies further ahead was set by a clock that has been put back since
     */
    membersDue: (now: Date, tooFar: Date): Promise<Pick<Member, 'workspaceId' | 'userId'>[]> =>
      db.member.findMany({
        where: { OR: [{ suggestionCheckAt: { lte: now } }, { suggestionCheckAt: { gt: tooFar } }] },
        select: { workspaceId: true, userId: true },
        orderBy: [{ workspaceId: 'asc' }, { userId: 'asc' }],
      }),

    /** Sets when a member is looked at next, and holds their row until the transaction ends. */
    async lookAgain(workspaceId: string, userId: string, suggestionCheckAt: Date): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { suggestionCheckAt } });
    },

    /**
     * Claims the member's next suggestion.
     *
     * @returns false when another process was first
     */
    async claim(workspaceId: string, userId: string, suggestionCount: number): Promise<boolean> {
      const claimed = await db.member.updateMany({
        where: { workspaceId, userId, suggestionCount },
        data: { suggestionCount: suggestionCount + 1 },
      });
      return claimed.count > 0;
    },

    /** Notes when a suggestion really went out. */
    async suggested(workspaceId: string, userId: string, lastSuggestedAt: Date): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { lastSuggestedAt } });
    },

    async setOff(workspaceId: string, userId: string, suggestionsOff: boolean): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { suggestionsOff } });
    },

    /** "Not now" */
    async pass(workspaceId: string, userId: string, needId: string, passedAt: Date): Promise<void> {
      await db.needPass.upsert({
        where: { workspaceId_userId_needId: { workspaceId, userId, needId } },
        create: { workspaceId, userId, needId, passedAt },
        update: {},
      });
    },

    /** Who has given this member a referral that stands. */
    async helpersOf(workspaceId: string, userId: string): Promise<string[]> {
      const groups = await db.referral.groupBy({
        by: ['giverId'],
        where: { workspaceId, receiverId: userId, withdrawnAt: null },
      });
      return groups.map(({ giverId }) => giverId);
    },

    /**
     * What some members look for and this one could help with, whoever waits longest first: neither passed on nor given
     * for.
     */
    async openTo(workspaceId: string, userId: string, authorIds: string[]): Promise<Need[]> {
      const others = authorIds.filter((authorId) => authorId !== userId);
      const open = await db.need.findMany({
        where: { workspaceId, authorId: { in: others }, state: 'open' },
        orderBy: [{ statedAt: 'asc' }, { id: 'asc' }],
      });
      const ids = open.map(({ id }) => id);
      const settled = [await passed(workspaceId, userId, ids), await givenFor(workspaceId, userId, ids)];
      return open.filter(({ id }) => !settled.some((those) => those.has(id)));
    },

    /** Those of these needs that a message of `kind` has shown this member, or is about to. */
    async shownBefore(workspaceId: string, kind: string, userId: string, needIds: string[]): Promise<Set<string>> {
      const shown = await db.deliveryNeed.findMany({
        where: {
          workspaceId,
          needId: { in: needIds },
          delivery: { workspaceId, kind, subjectId: userId, state: { not: 'ended' } },
        },
        select: { needId: true },
      });
      return new Set(shown.map(({ needId }) => needId));
    },

    /** Whether a message of one of these kinds is on its way to a member, or went out after `since`. */
    async isPrompted(workspaceId: string, kinds: string[], userId: string, since: Date): Promise<boolean> {
      const one = await db.delivery.findFirst({
        where: {
          workspaceId,
          kind: { in: kinds },
          subjectId: userId,
          OR: [{ state: { in: ['planned', 'sending'] } }, { sentAt: { gt: since } }],
        },
        select: { id: true },
      });
      return one !== null;
    },

    /** Whether a prompt that this member wants is known to fall due by `until`. */
    async willBePrompted(member: Member, until: Date): Promise<boolean> {
      const { workspaceId, userId } = member;
      const due = { lte: until };
      const steps = [
        ...(member.nudgesOff ? [] : [{ awaitsThanks: true, nudgeAt: due }]),
        ...(member.followUpsOff ? [] : [{ followUpAt: due }]),
        ...(member.cardRemindersOff ? [] : [{ withdrawnAt: null, thanks: { cardCheckAt: due } }]),
      ];
      const select = { id: true } as const;
      if (steps.length > 0) {
        const referral = await db.referral.findFirst({ where: { workspaceId, receiverId: userId, OR: steps }, select });
        if (referral) return true;
      }
      if (member.needChecksOff) return false;
      const asked = { workspaceId, authorId: userId, state: 'open', askedAt: null, checkAt: due } as const;
      return (await db.need.findFirst({ where: asked, select })) !== null;
    },
  };
}
