import type { Ask } from './ask-store';
import type { Client } from './client';
import type { Delivery } from './delivery-store';
import { withShown } from './delivery-store';
import { inChunks } from './in-chunks';
import type { Need } from './need-store';
import type { Referral } from './referral-store';

const withThanks = { thanks: true } as const;
const newestFirst = [{ recordedAt: 'desc' as const }, { id: 'desc' as const }];
const longestWaiting = [{ statedAt: 'asc' as const }, { id: 'asc' as const }];

/** Messages that ask how referrals turned out, looked at for what is still unanswered. */
const MOST_QUESTIONS = 10;

/** Referrals, given or received, that are looked at for who is in somebody's circle. */
const MOST_OF_CIRCLE = 500;

/** What the App Home shows: each question costs as much as its answer is long, whatever the history. */
export function homeStore(db: Client) {
  /** Those of these people who have left. */
  const goneAmong = async (workspaceId: string, userIds: string[]): Promise<Set<string>> => {
    const gone = await inChunks(userIds, (some) =>
      db.member.findMany({
        where: { workspaceId, userId: { in: some }, leftAt: { not: null } },
        select: { userId: true },
      }),
    );
    return new Set(gone.map(({ userId }) => userId));
  };

  return {
    /** What `receiverId` may thank for, newest first. */
    async awaitingThanks(
      workspaceId: string,
      receiverId: string,
      most: number,
    ): Promise<{ some: Referral[]; count: number }> {
      const owed = { workspaceId, receiverId, awaitsThanks: true };
      const groups = await db.referral.groupBy({ by: ['giverId'], where: owed, _count: { _all: true } });
      const givers = groups.map(({ giverId }) => giverId);
      // nobody waits for who has left
      const gone = await goneAmong(workspaceId, givers);
      const here = givers.filter((giverId) => !gone.has(giverId));
      const newest = await inChunks(here, (some) =>
        db.referral.findMany({
          where: { ...owed, giverId: { in: some } },
          include: withThanks,
          orderBy: newestFirst,
          take: most,
        }),
      );
      return {
        some: newest.sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime()).slice(0, most),
        count: groups.reduce((sum, { giverId, _count }) => sum + (gone.has(giverId) ? 0 : _count._all), 0),
      };
    },

    /** Asks that wait for `giverId`, the longest waiting first; those that rest are left out. */
    asksOf: (workspaceId: string, giverId: string, most: number): Promise<Ask[]> =>
      db.ask.findMany({
        where: { workspaceId, giverId, state: 'open' },
        orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
        take: most,
      }),

    /** Answers to what `askerId` asked, the latest first: "Not yet" until it is met, all others since `since`. */
    answersTo: (workspaceId: string, askerId: string, since: Date, most: number): Promise<Ask[]> =>
      db.ask.findMany({
        where: {
          workspaceId,
          askerId,
          state: { in: ['not_yet', 'declined'] },
          OR: [{ state: 'not_yet', metAt: null }, { answeredAt: { gte: since } }],
        },
        orderBy: [{ answeredAt: 'desc' }, { id: 'desc' }],
        take: most,
      }),

    /**
     * The latest messages that asked `receiverId` how referrals turned out, newest first: those named `aboutThem` by the
     * receiver, those named `aboutQuestion` by a member's question, sent or not.
     */
    async questionsTo(
      workspaceId: string,
      receiverId: string,
      { aboutThem, aboutQuestion }: { aboutThem: string; aboutQuestion: string },
    ): Promise<Delivery[]> {
      const questions = await db.question.findMany({
        where: { workspaceId, receiverId },
        orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
        select: { id: true },
        take: MOST_QUESTIONS,
      });
      return db.delivery.findMany({
        where: {
          workspaceId,
          OR: [
            { kind: aboutThem, subjectId: receiverId, state: 'sent' },
            // one that they want on Home alone has ended without being sent
            { kind: aboutQuestion, subjectId: { in: questions.map(({ id }) => id) }, state: { in: ['sent', 'ended'] } },
          ],
        },
        include: withShown,
        orderBy: [{ plannedAt: 'desc' }, { id: 'desc' }],
        take: MOST_QUESTIONS,
      });
    },

    /**
     * With whom something passed, the latest first: whom the member helped, and who helped them. Of a long history it
     * looks at the newest part.
     */
    async circle(workspaceId: string, userId: string): Promise<{ userId: string; theyHelped: boolean; at: Date }[]> {
      const newest = { orderBy: { recordedAt: 'desc' as const }, take: MOST_OF_CIRCLE };
      const [given, received] = await Promise.all([
        db.referral.findMany({
          where: { workspaceId, giverId: userId, withdrawnAt: null },
          select: { receiverId: true, recordedAt: true },
          ...newest,
        }),
        db.referral.findMany({
          where: { workspaceId, receiverId: userId, withdrawnAt: null },
          select: { giverId: true, recordedAt: true },
          ...newest,
        }),
      ]);
      return [
        ...given.map(({ receiverId, recordedAt }) => ({ userId: receiverId, theyHelped: false, at: recordedAt })),
        ...received.map(({ giverId, recordedAt }) => ({ userId: giverId, theyHelped: true, at: recordedAt })),
      ].sort((a, b) => b.at.getTime() - a.at.getTime());
    },

    /** A member's own needs that are open or rest: open ones first, as on the board. */
    ownNeeds: (workspaceId: string, authorId: string, most: number): Promise<Need[]> =>
      db.need.findMany({
        where: { workspaceId, authorId, state: { in: ['open', 'resting'] } },
        orderBy: [{ state: 'asc' }, ...longestWaiting],
        take: most,
      }),

    /** What others are looking for, the longest waiting first. */
    othersNeeds: (workspaceId: string, viewerId: string, most: number): Promise<Need[]> =>
      db.need.findMany({
        where: { workspaceId, state: 'open', authorId: { not: viewerId } },
        orderBy: longestWaiting,
        take: most,
      }),
  };
}
