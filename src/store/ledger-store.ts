import type { Client } from './client';
import type { Conversation, Need, Prisma } from './generated/sqlite/client';
import type { Referral } from './referral-store';

/** A referral that its owner gave, with what they noted about it for themselves. */
export type GivenReferral = Referral & { giverNote: { text: string } | null };

/** Where a page begins: behind this row, by the fields that the rows are sorted by. */
export type After<T, Key extends keyof T> = Pick<T, Key> | undefined;

/** What comes behind a row in the order of these fields. */
function behind<T extends object>(row: T | undefined, keys: (keyof T & string)[], direction: 'lt' | 'gt') {
  if (!row) return {};
  const steps = keys.map((key, at) => ({
    ...Object.fromEntries(keys.slice(0, at).map((same) => [same, row[same]])),
    [key]: { [direction]: row[key] },
  }));
  return { OR: steps };
}

/** What one member's ledger is made of, in pages that a change meanwhile cannot shift. */
export function ledgerStore(db: Client) {
  const newestFirst = [{ recordedAt: 'desc' as const }, { id: 'desc' as const }];
  const referralsWhere = (
    workspaceId: string,
    side: { giverId: string } | { receiverId: string },
    after: After<Referral, 'recordedAt' | 'id'>,
  ): Prisma.ReferralWhereInput => ({
    workspaceId,
    ...side,
    withdrawnAt: null,
    ...behind(after, ['recordedAt', 'id'], 'lt'),
  });

  return {
    /** What a member logged, the latest day first. */
    conversations: (
      workspaceId: string,
      authorId: string,
      after: After<Conversation, 'heldOn' | 'loggedAt' | 'id'>,
      take: number,
    ): Promise<Conversation[]> =>
      db.conversation.findMany({
        where: { workspaceId, authorId, ...behind(after, ['heldOn', 'loggedAt', 'id'], 'lt') },
        orderBy: [{ heldOn: 'desc' }, { loggedAt: 'desc' }, { id: 'desc' }],
        take,
      }),

    /** With whom a member ever logged a conversation. */
    async met(workspaceId: string, authorId: string): Promise<string[]> {
      const people = await db.conversation.findMany({
        where: { workspaceId, authorId },
        distinct: ['withId'],
        select: { withId: true },
      });
      return people.map(({ withId }) => withId);
    },

    /** What a member gave and did not withdraw, newest first. */
    given: (
      workspaceId: string,
      giverId: string,
      after: After<Referral, 'recordedAt' | 'id'>,
      take: number,
    ): Promise<GivenReferral[]> =>
      db.referral.findMany({
        where: referralsWhere(workspaceId, { giverId }, after),
        include: { thanks: true, giverNote: { select: { text: true } } },
        orderBy: newestFirst,
        take,
      }),

    /** What a member received and was not withdrawn, newest first; the givers' own notes are theirs. */
    received: (
      workspaceId: string,
      receiverId: string,
      after: After<Referral, 'recordedAt' | 'id'>,
      take: number,
    ): Promise<Referral[]> =>
      db.referral.findMany({
        where: referralsWhere(workspaceId, { receiverId }, after),
        include: { thanks: true },
        orderBy: newestFirst,
        take,
      }),

    /** Everybody's open needs, the one that waits longest first. */
    openNeeds: (workspaceId: string, after: After<Need, 'statedAt' | 'id'>, take: number): Promise<Need[]> =>
      db.need.findMany({
        where: { workspaceId, state: 'open', ...behind(after, ['statedAt', 'id'], 'gt') },
        orderBy: [{ statedAt: 'asc' }, { id: 'asc' }],
        take,
      }),

    /** Whether there is nothing of this member's own to put into a ledger. */
    async isEmpty(workspaceId: string, userId: string): Promise<boolean> {
      const anything = { select: { id: true } } as const;
      const found = await Promise.all([
        db.conversation.findFirst({ where: { workspaceId, authorId: userId }, ...anything }),
        db.referral.findFirst({ where: referralsWhere(workspaceId, { giverId: userId }, undefined), ...anything }),
        db.referral.findFirst({ where: referralsWhere(workspaceId, { receiverId: userId }, undefined), ...anything }),
        db.need.findFirst({ where: { workspaceId, authorId: userId, state: 'open' }, ...anything }),
      ]);
      return found.every((row) => row === null);
    },
  };
}
