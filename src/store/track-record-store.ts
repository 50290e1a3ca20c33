import { isStandIn } from '../domain/stand-in';
import type { Client } from './client';
import type { Prisma } from './generated/sqlite/client';
import { inChunks } from './in-chunks';

/** The two sides of a referral, as one member sees their own. */
export type Side = 'given' | 'received';

/** How many referrals there were, and what came of those. */
export interface Sums {
  referrals: number;
  thanked: number;
  business: number;
}

/** Somebody on the other side of a member's referrals. */
export interface Partner {
  userId: string;
  /** when something last passed in that direction */
  lastAt: Date;
}

/** A member to whom much was given, and from whom nothing came back. */
export interface OneSided {
  userId: string;
  given: number;
  business: number;
  firstAt: Date;
}

export interface Page {
  skip: number;
  take: number;
}

/**
 * One member's own track record, for their own eyes: every method is asked with their id, and counts in the database
 * along the index of what they gave or received. Withdrawn ones count nowhere.
 */
export function trackRecordStore(db: Client) {
  const own = (workspaceId: string, userId: string, side: Side): Prisma.ReferralWhereInput => ({
    workspaceId,
    ...(side === 'given' ? { giverId: userId } : { receiverId: userId }),
    withdrawnAt: null,
  });

  /** Without those who have left or are forgotten; asked about these people alone: many may have left a workspace. */
  const whoIsHere = async <T extends { receiverId: string }>(workspaceId: string, groups: T[]): Promise<T[]> => {
    const ids = groups.map(({ receiverId }) => receiverId);
    const left = await inChunks(ids, (some) =>
      db.member.findMany({
        where: { workspaceId, userId: { in: some }, leftAt: { not: null } },
        select: { userId: true },
      }),
    );
    const gone = new Set(left.map(({ userId }) => userId));
    return groups.filter(({ receiverId }) => !gone.has(receiverId) && !isStandIn(receiverId));
  };

  return {
    /** What was given or received since then (null: ever). */
    async sums(workspaceId: string, userId: string, side: Side, since: Date | null): Promise<Sums> {
      const where = { ...own(workspaceId, userId, side), ...(since ? { recordedAt: { gte: since } } : {}) };
      const [referrals, thanked, business] = await Promise.all([
        db.referral.count({ where }),
        db.referral.count({
          where: {
            ...where,
            OR: [{ thanks: { isNot: null } }, { alreadyThankedAt: { not: null } }, { prayedInId: { not: null } }],
          },
        }),
        db.referral.count({ where: { ...where, outcome: 'business' } }),
      ]);
      return { referrals, thanked, business };
    },

    /** One page of whom they gave to, or got something from; the latest first. */
    async partners(workspaceId: string, userId: string, side: Side, page: Page): Promise<Partner[]> {
      const where = own(workspaceId, userId, side);
      if (side === 'given') {
        const groups = await db.referral.groupBy({
          by: ['receiverId'],
          where,
          _max: { recordedAt: true },
          orderBy: [{ _max: { recordedAt: 'desc' } }, { receiverId: 'asc' }],
          ...page,
        });
        return groups.map(({ receiverId, _max }) => ({ userId: receiverId, lastAt: _max.recordedAt! }));
      }
      const groups = await db.referral.groupBy({
        by: ['giverId'],
        where,
        _max: { recordedAt: true },
        orderBy: [{ _max: { recordedAt: 'desc' } }, { giverId: 'asc' }],
        ...page,
      });
      return groups.map(({ giverId, _max }) => ({ userId: giverId, lastAt: _max.recordedAt! }));
    },

    /** One page of those they gave something to, and nothing from `before` on; the longest ago first, who is here. */
    async quiet(workspaceId: string, userId: string, before: Date, page: Page): Promise<Partner[]> {
      const groups = await db.referral.groupBy({
        by: ['receiverId'],
        where: own(workspaceId, userId, 'given'),
        _max: { recordedAt: true },
        having: { recordedAt: { _max: { lt: before } } },
        orderBy: [{ _max: { recordedAt: 'asc' } }, { receiverId: 'asc' }],
      });
      const shown = (await whoIsHere(workspaceId, groups)).slice(page.skip, page.skip + page.take);
      return shown.map(({ receiverId, _max }) => ({ userId: receiverId, lastAt: _max.recordedAt! }));
    },

    /**
     * Those who are here, got at least `given` from them, the first of it at `before` or earlier, at least `business`
     * of it became business, and never gave them anything; the longest first.
     */
    async oneSided(
      workspaceId: string,
      userId: string,
      least: { given: number; business: number; before: Date },
    ): Promise<OneSided[]> {
      const all = await db.referral.groupBy({
        by: ['receiverId'],
        where: own(workspaceId, userId, 'given'),
        _count: { id: true },
        _min: { recordedAt: true },
        having: { id: { _count: { gte: least.given } }, recordedAt: { _min: { lte: least.before } } },
        orderBy: [{ _min: { recordedAt: 'asc' } }, { receiverId: 'asc' }],
      });
      const groups = await whoIsHere(workspaceId, all);
      const others = groups.map(({ receiverId }) => receiverId);
      const [became, back] = await Promise.all([
        inChunks(others, (some) =>
          db.referral.groupBy({
            by: ['receiverId'],
            where: { ...own(workspaceId, userId, 'given'), receiverId: { in: some }, outcome: 'business' },
            _count: { id: true },
          }),
        ),
        inChunks(others, (some) =>
          db.referral.groupBy({
            by: ['giverId'],
            where: { ...own(workspaceId, userId, 'received'), giverId: { in: some } },
          }),
        ),
      ]);
      const business = new Map(became.map(({ receiverId, _count }) => [receiverId, _count.id]));
      const gaveBack = new Set(back.map(({ giverId }) => giverId));
      return groups
        .map(({ receiverId, _count, _min }) => ({
          userId: receiverId,
          given: _count.id,
          business: business.get(receiverId) ?? 0,
          firstAt: _min.recordedAt!,
        }))
        .filter((each) => each.business >= least.business && !gaveBack.has(each.userId));
    },
  };
}
