import { after, DAY_MS } from '../domain/clock';
import { firstFollowUp, followUpReopened, isFollowedUp } from '../domain/follow-up-policy';
import { reopened } from '../domain/nudge-policy';
import { isOfForgotten } from '../domain/stand-in';
import { awaitsThanks } from '../domain/thanks-state';
import type { Client } from './client';
import { deliveryStore } from './delivery-store';
import type { Prisma, Referral as ReferralRow, Thanks } from './generated/sqlite/client';
import { workspaceStore } from './workspace-store';

export type Referral = ReferralRow & { thanks: Thanks | null };

export type NewReferral = Pick<
  ReferralRow,
  | 'id'
  | 'giverId'
  | 'receiverId'
  | 'prospect'
  | 'prospectId'
  | 'note'
  | 'warmth'
  | 'private'
  | 'source'
  | 'permalink'
  | 'origin'
  | 'recordedAt'
> &
  Partial<Pick<ReferralRow, 'needId' | 'askId'>>;

/** What may change once a referral is recorded. */
export type ReferralChange = Partial<
  Pick<
    ReferralRow,
    | 'prospect'
    | 'prospectId'
    | 'note'
    | 'warmth'
    | 'private'
    | 'withdrawnAt'
    | 'introducedAt'
    | 'outcome'
    | 'outcomeAt'
    | 'outcomeReason'
    | 'alreadyThankedAt'
    | 'prayedInId'
    | 'shareOutcome'
  >
>;

export type ReferralFilter = { of: string; role?: 'given' | 'received'; with?: string };

const withThanks = { thanks: true } as const;
// the id breaks ties between referrals of one line
const newestFirst = [{ recordedAt: 'desc' as const }, { id: 'desc' as const }];

function matching({ of, role, with: other }: ReferralFilter): Prisma.ReferralWhereInput {
  const given = { giverId: of, ...(other ? { receiverId: other } : {}) };
  const received = { receiverId: of, ...(other ? { giverId: other } : {}) };
  if (role === 'given') return given;
  if (role === 'received') return received;
  return { OR: [given, received] };
}

export function referralStore(db: Client) {
  /** Whether it awaits thanks now and which nudge is next; nothing where that is as it was. */
  const nextNudge = async (referral: Referral, now: Date) => {
    const { workspaceId, recordedAt, nudgeStep } = referral;
    const awaits = awaitsThanks(referral) && !isOfForgotten(referral);
    if (awaits === referral.awaitsThanks) return {};
    if (!awaits) return { awaitsThanks: false, nudgeAt: null };
    const next = reopened(recordedAt, await workspaceStore(db).nudgeDays(workspaceId), now, nudgeStep);
    return { awaitsThanks: true, nudgeStep: next.nextStep, nudgeAt: next.dueAt };
  };

  /** Which question how it turned out is next; nothing where that is as it was. */
  const nextFollowUp = async (referral: Referral, now: Date) => {
    const { workspaceId, recordedAt, followUpStep, followUpAt } = referral;
    if ((isFollowedUp(referral) && !isOfForgotten(referral)) === (followUpAt !== null)) return {};
    if (followUpAt) return { followUpAt: null };
    const next = followUpReopened(recordedAt, await workspaceStore(db).followUpDays(workspaceId), now, followUpStep);
    return next.dueAt ? { followUpStep: next.nextStep, followUpAt: next.dueAt } : {};
  };

  const store = {
    find: (workspaceId: string, id: string): Promise<Referral | null> =>
      db.referral.findFirst({ where: { workspaceId, id }, include: withThanks }),

    findMany: (workspaceId: string, ids: string[]): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, id: { in: ids } },
        include: withThanks,
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    async record(workspaceId: string, referral: NewReferral): Promise<Referral> {
      const [firstDay] = await workspaceStore(db).nudgeDays(workspaceId);
      const followUpDays = await workspaceStore(db).followUpDays(workspaceId);
      return db.referral.create({
        data: {
          ...referral,
          workspaceId,
          nudgeAt: firstDay === undefined ? null : after(referral.recordedAt, firstDay * DAY_MS),
          followUpAt: firstFollowUp(referral.recordedAt, followUpDays).dueAt,
        },
        include: withThanks,
      });
    },

    /** Those that one request recorded: a repeated request finds them here. */
    byOrigin: (workspaceId: string, origin: string): Promise<Referral[]> =>
      db.referral.findMany({ where: { workspaceId, origin }, include: withThanks, orderBy: { id: 'asc' } }),

    /** What was given for one ask, not withdrawn, oldest first. */
    answering: (workspaceId: string, askId: string): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, askId, withdrawnAt: null },
        include: withThanks,
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    /** What `giverId` recorded since, not withdrawn. */
    givenSince: (workspaceId: string, giverId: string, since: Date): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, giverId, recordedAt: { gt: since }, withdrawnAt: null },
        include: withThanks,
      }),

    /** One page, newest first, withdrawn ones left out. */
    list: (workspaceId: string, filter: ReferralFilter, page: { skip: number; take: number }): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, withdrawnAt: null, ...matching(filter) },
        include: withThanks,
        orderBy: newestFirst,
        ...page,
      }),

    count: (workspaceId: string, filter: ReferralFilter): Promise<number> =>
      db.referral.count({ where: { workspaceId, withdrawnAt: null, ...matching(filter) } }),

    /** What `receiverId` has not thanked for (from `giverId`, or from anybody), oldest first. */
    awaitingThanks: (workspaceId: string, receiverId: string, giverId?: string): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, receiverId, awaitsThanks: true, ...(giverId ? { giverId } : {}) },
        include: withThanks,
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    /** What `receiverId` received from `giverId` and has not written thanks for, oldest first. */
    withoutWrittenThanks: (workspaceId: string, receiverId: string, giverId: string): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, receiverId, giverId, withdrawnAt: null, thanks: null },
        include: withThanks,
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    /**
     * Changes a referral, keeps whether it awaits thanks and which nudge is next, and has every message that shows it
     * redrawn.
     */
    async change(workspaceId: string, id: string, change: ReferralChange, now: Date): Promise<Referral> {
      await db.referral.updateMany({ where: { workspaceId, id }, data: change });
      return store.refresh(workspaceId, id, now);
    },

    /** What follows from a change to the referral or its thanks; see `change`. */
    async refresh(workspaceId: string, id: string, now: Date): Promise<Referral> {
      const referral = await db.referral.findFirstOrThrow({ where: { workspaceId, id }, include: withThanks });
      await deliveryStore(db).redrawShowing(workspaceId, [id], now);
      const next = { ...(await nextNudge(referral, now)), ...(await nextFollowUp(referral, now)) };
      if (Object.keys(next).length === 0) return referral;
      return db.referral.update({ where: { id }, data: next, include: withThanks });
    },

    /** Sets the next nudge of one referral: its step and when it falls due (null: none). */
    async scheduleNudge(workspaceId: string, id: string, nudgeStep: number, nudgeAt: Date | null): Promise<void> {
      await db.referral.updateMany({ where: { workspaceId, id }, data: { nudgeStep, nudgeAt } });
    },

    /** Whose referrals have a nudge due at `now`, in any workspace: the tick's one question. */
    async receiversDueForNudge(now: Date): Promise<{ workspaceId: string; receiverId: string }[]> {
      const groups = await db.referral.groupBy({
        by: ['workspaceId', 'receiverId'],
        where: { awaitsThanks: true, nudgeAt: { lte: now } },
        orderBy: [{ workspaceId: 'asc' }, { receiverId: 'asc' }],
      });
      return groups.map(({ workspaceId, receiverId }) => ({ workspaceId, receiverId }));
    },

    /** What is due to be nudged about with one receiver, oldest first. */
    dueForNudge: (workspaceId: string, receiverId: string, now: Date): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, receiverId, awaitsThanks: true, nudgeAt: { lte: now } },
        include: withThanks,
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    /** Nudges of this member's referrals, given or received, that have fallen due by `now`. */
    nudgesFallenDue: (workspaceId: string, userId: string, now: Date): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, nudgeAt: { lte: now }, OR: [{ giverId: userId }, { receiverId: userId }] },
        include: withThanks,
      }),

    /** Recorded since, in no digest yet, not withdrawn; oldest first. */
    newsForDigest: (workspaceId: string, since: Date): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, digestId: null, withdrawnAt: null, recordedAt: { gte: since } },
        include: withThanks,
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    /** The news of one digest, withdrawn ones left out; oldest first. */
    inDigest: (workspaceId: string, digestId: string): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, digestId, withdrawnAt: null },
        include: withThanks,
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    /** What this receiver's prayer on one digest closed, withdrawn ones too. */
    prayedIn: (workspaceId: string, digestId: string, receiverId: string): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, receiverId, prayedInId: digestId },
        include: withThanks,
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    async putInDigest(workspaceId: string, ids: string[], digestId: string): Promise<void> {
      await db.referral.updateMany({ where: { workspaceId, id: { in: ids } }, data: { digestId } });
    },

    /** How many referrals in the workspace await thanks, and of how many receivers; nobody waits for who has left. */
    async waiting(workspaceId: string): Promise<{ referrals: number; receivers: number }> {
      const left = await db.member.findMany({
        where: { workspaceId, leftAt: { not: null } },
        select: { userId: true },
      });
      const gone = new Set(left.map(({ userId }) => userId));
      const pairs = await db.referral.groupBy({
        by: ['receiverId', 'giverId'],
        where: { workspaceId, awaitsThanks: true },
        _count: { _all: true },
      });
      const here = pairs.filter(({ receiverId, giverId }) => !gone.has(receiverId) && !gone.has(giverId));
      return {
        referrals: here.reduce((sum, pair) => sum + pair._count._all, 0),
        receivers: new Set(here.map(({ receiverId }) => receiverId)).size,
      };
    },

    /** What awaited thanks when a digest was built, whatever was answered or withdrawn since. */
    async awaitedThanksAt(
      workspaceId: string,
      { id, builtAt }: { id: string; builtAt: Date },
    ): Promise<Pick<Referral, 'receiverId' | 'withdrawnAt'>[]> {
      const left = await db.member.findMany({
        where: { workspaceId, leftAt: { lte: builtAt } },
        select: { userId: true },
      });
      const gone = new Set(left.map(({ userId }) => userId));
      const since = { gt: builtAt };
      const waited = await db.referral.findMany({
        where: {
          workspaceId,
          recordedAt: { lte: builtAt },
          AND: [
            { OR: [{ withdrawnAt: null }, { withdrawnAt: since }] },
            { OR: [{ thanks: null }, { thanks: { thankedAt: since } }] },
            { OR: [{ alreadyThankedAt: null }, { alreadyThankedAt: since }] },
            { OR: [{ prayedInId: null }, { prayedInId: id }] },
            { OR: [{ outcome: { not: 'no_fit' } }, { outcomeAt: since }] },
          ],
        },
        select: { receiverId: true, giverId: true, withdrawnAt: true },
      });
      return waited.filter(({ receiverId, giverId }) => !gone.has(receiverId) && !gone.has(giverId));
    },
  };
  return store;
}
