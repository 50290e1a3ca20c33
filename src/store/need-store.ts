import type { Client } from './client';
import { deliveryStore } from './delivery-store';
import type { Need, Prisma } from './generated/sqlite/client';

export type { Need };

export type NewNeed = Pick<Need, 'id' | 'authorId' | 'text' | 'origin' | 'statedAt' | 'checkAt'>;
/** What may change once a need is stated. */
export type NeedChange = Partial<Pick<Need, 'text' | 'state' | 'statedAt' | 'settledAt' | 'checkAt' | 'askedAt'>>;

/** Whoever waits longest first; the id breaks ties. */
const oldestFirst = [{ statedAt: 'asc' as const }, { id: 'asc' as const }];

export function needStore(db: Client) {
  /** What a member finds on the board: everybody's open needs, then those of their own that rest. */
  const onBoard = (workspaceId: string, viewerId: string): Prisma.NeedWhereInput => ({
    workspaceId,
    OR: [{ state: 'open' }, { state: 'resting', authorId: viewerId }],
  });

  return {
    find: (workspaceId: string, id: string): Promise<Need | null> => db.need.findFirst({ where: { workspaceId, id } }),

    findMany: (workspaceId: string, ids: string[]): Promise<Need[]> =>
      db.need.findMany({ where: { workspaceId, id: { in: ids } }, orderBy: oldestFirst }),

    /** The one that a request stated: a repeated request finds it here. */
    byOrigin: (workspaceId: string, origin: string): Promise<Need | null> =>
      db.need.findUnique({ where: { workspaceId_origin: { workspaceId, origin } } }),

    /** A member's own open needs, the one that waits longest first. */
    openOf: (workspaceId: string, authorId: string): Promise<Need[]> =>
      db.need.findMany({ where: { workspaceId, authorId, state: 'open' }, orderBy: oldestFirst }),

    state: (workspaceId: string, need: NewNeed): Promise<Need> => db.need.create({ data: { workspaceId, ...need } }),

    async change(workspaceId: string, id: string, change: NeedChange): Promise<Need> {
      await db.need.updateMany({ where: { workspaceId, id }, data: change });
      return db.need.findFirstOrThrow({ where: { workspaceId, id } });
    },

    /** One page of the board: both databases sort `open` before `resting`. */
    board: (workspaceId: string, viewerId: string, page: { skip: number; take: number }): Promise<Need[]> =>
      db.need.findMany({
        where: onBoard(workspaceId, viewerId),
        orderBy: [{ state: 'asc' }, ...oldestFirst],
        ...page,
      }),

    countBoard: (workspaceId: string, viewerId: string): Promise<number> =>
      db.need.count({ where: onBoard(workspaceId, viewerId) }),

    /** What was open at that instant, the ones that waited longest, whatever became of them since. */
    openAt: (workspaceId: string, at: Date, most: number): Promise<Need[]> =>
      db.need.findMany({
        where: { workspaceId, statedAt: { lte: at }, OR: [{ state: 'open' }, { settledAt: { gte: at } }] },
        orderBy: oldestFirst,
        take: most,
      }),

    /** Who gave which referrals that answer these needs, and to whom; withdrawn ones left out. */
    answers: (workspaceId: string, needIds: string[]) =>
      db.referral.findMany({
        where: { workspaceId, needId: { in: needIds }, withdrawnAt: null },
        select: { id: true, needId: true, giverId: true, receiverId: true, private: true },
      }),

    /** Whose needs are due to be asked about at `now`, in any workspace. */
    async authorsDue(now: Date): Promise<{ workspaceId: string; authorId: string }[]> {
      const groups = await db.need.groupBy({
        by: ['workspaceId', 'authorId'],
        where: { state: 'open', askedAt: null, checkAt: { lte: now } },
        orderBy: [{ workspaceId: 'asc' }, { authorId: 'asc' }],
      });
      return groups.map(({ workspaceId, authorId }) => ({ workspaceId, authorId }));
    },

    /** Holds the author's row until the transaction ends: what they press waits, and what they pressed is seen. */
    async holdAuthor(workspaceId: string, authorId: string): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId: authorId }, data: { workspaceId } });
    },

    /** The needs of one author that are due to be asked about. */
    due: (workspaceId: string, authorId: string, now: Date, most: number): Promise<Need[]> =>
      db.need.findMany({
        where: { workspaceId, authorId, state: 'open', askedAt: null, checkAt: { lte: now } },
        orderBy: oldestFirst,
        take: most,
      }),

    /** Asked about, not answered, and due to rest at `now`, in any workspace. */
    dueToRest: (now: Date): Promise<Need[]> =>
      db.need.findMany({
        where: { state: 'open', askedAt: { not: null }, checkAt: { lte: now } },
        orderBy: oldestFirst,
      }),

    /** Their author has left: nobody looks for these any more, and what shows them says so. @returns whether there were any */
    async endAllOf(workspaceId: string, authorId: string, now: Date): Promise<boolean> {
      const open = await db.need.findMany({ where: { workspaceId, authorId, state: 'open' }, select: { id: true } });
      const ended = await db.need.updateMany({
        where: { workspaceId, authorId, state: 'open' },
        data: { state: 'withdrawn', settledAt: now, checkAt: null },
      });
      for (const { id } of open) await deliveryStore(db).redrawShowingNeed(workspaceId, id, now);
      return ended.count > 0;
    },

    /** Whether a member wants no questions about their needs. */
    async setChecksOff(workspaceId: string, userId: string, needChecksOff: boolean): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { needChecksOff } });
    },
  };
}
