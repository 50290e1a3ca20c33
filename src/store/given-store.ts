import type { Client } from './client';
import type { Prisma } from './generated/sqlite/client';
import type { Referral } from './referral-store';

const withThanks = { thanks: true } as const;
const newestFirst = [{ recordedAt: 'desc' as const }, { id: 'desc' as const }];
const oldestFirst = [{ recordedAt: 'asc' as const }, { id: 'asc' as const }];

/** Where one referral stands among the others. */
type Place = Pick<Referral, 'recordedAt' | 'id'>;

/** What one member gave another, to be walked through newest first; withdrawn ones are left out. */
export function givenStore(db: Client) {
  const from = (workspaceId: string, giverId: string, receiverId: string): Prisma.ReferralWhereInput => ({
    workspaceId,
    giverId,
    receiverId,
    withdrawnAt: null,
  });
  const olderThan = ({ recordedAt, id }: Place): Prisma.ReferralWhereInput => ({
    recordedAt: { lte: recordedAt },
    OR: [{ recordedAt: { lt: recordedAt } }, { id: { lt: id } }],
  });
  const newerThan = ({ recordedAt, id }: Place): Prisma.ReferralWhereInput => ({
    recordedAt: { gte: recordedAt },
    OR: [{ recordedAt: { gt: recordedAt } }, { id: { gt: id } }],
  });

  return {
    /** The newest, or the newest of those older than one. */
    next: (workspaceId: string, giverId: string, receiverId: string, than?: Place): Promise<Referral | null> =>
      db.referral.findFirst({
        where: { ...from(workspaceId, giverId, receiverId), ...(than ? olderThan(than) : {}) },
        include: withThanks,
        orderBy: newestFirst,
      }),

    /** The oldest, or the oldest of those newer than one. */
    previous: (workspaceId: string, giverId: string, receiverId: string, than?: Place): Promise<Referral | null> =>
      db.referral.findFirst({
        where: { ...from(workspaceId, giverId, receiverId), ...(than ? newerThan(than) : {}) },
        include: withThanks,
        orderBy: oldestFirst,
      }),

    /** How many there are, or how many are newer than one. */
    count: (workspaceId: string, giverId: string, receiverId: string, than?: Place): Promise<number> =>
      db.referral.count({ where: { ...from(workspaceId, giverId, receiverId), ...(than ? newerThan(than) : {}) } }),

    /** Those that became business, newest first: one page of them, or all. */
    business: (
      workspaceId: string,
      giverId: string,
      receiverId: string,
      page: { skip?: number; take?: number } = {},
    ): Promise<Referral[]> =>
      db.referral.findMany({
        where: { ...from(workspaceId, giverId, receiverId), outcome: 'business' },
        include: withThanks,
        orderBy: newestFirst,
        ...page,
      }),
  };
}
