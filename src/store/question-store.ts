import type { Client } from './client';
import type { Question } from './generated/sqlite/client';

export type { Question };

/** Givers who ask receivers how referrals worked out. */
export function questionStore(db: Client) {
  return {
    find: (workspaceId: string, id: string): Promise<Question | null> =>
      db.question.findFirst({ where: { workspaceId, id } }),

    /** What one member has asked of another, the latest first. */
    between: (workspaceId: string, giverId: string, receiverId: string): Promise<Question[]> =>
      db.question.findMany({
        where: { workspaceId, giverId, receiverId },
        orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      }),

    ask: (workspaceId: string, question: Omit<Question, 'workspaceId'>): Promise<Question> =>
      db.question.create({ data: { workspaceId, ...question } }),

    /** Notes that a referral is in a question: the giver's latest about it. */
    async include(workspaceId: string, questionId: string, referralId: string): Promise<void> {
      await db.referral.updateMany({ where: { workspaceId, id: referralId }, data: { questionId } });
    },

    /**
     * When a message of one of these kinds last went out, after `since`, that showed a referral; one that is on its way
     * counts from when it was planned.
     */
    async lastShown(
      workspaceId: string,
      kinds: readonly string[],
      referralId: string,
      since: Date,
    ): Promise<Date | null> {
      const shown = await db.delivery.findMany({
        where: {
          workspaceId,
          kind: { in: [...kinds] },
          referrals: { some: { referralId } },
          OR: [{ sentAt: { gt: since } }, { state: { in: ['planned', 'sending'] } }],
        },
        select: { sentAt: true, plannedAt: true },
      });
      const times = shown.map(({ sentAt, plannedAt }) => sentAt ?? plannedAt);
      return times.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
    },
  };
}
