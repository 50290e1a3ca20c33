import type { Client } from './client';
import type { Referral } from './referral-store';

/** How referrals turned out: when that is asked, and what is news of it. */
export function followUpStore(db: Client) {
  return {
    /** Sets the next question how one referral turned out: its step and when it falls due (null: none). */
    async schedule(workspaceId: string, id: string, followUpStep: number, followUpAt: Date | null): Promise<void> {
      await db.referral.updateMany({ where: { workspaceId, id }, data: { followUpStep, followUpAt } });
    },

    /** Whose referrals have a follow-up due at `now`, in any workspace: the tick's one question. */
    async receiversDue(now: Date): Promise<{ workspaceId: string; receiverId: string }[]> {
      const groups = await db.referral.groupBy({
        by: ['workspaceId', 'receiverId'],
        where: { followUpAt: { lte: now } },
        orderBy: [{ workspaceId: 'asc' }, { receiverId: 'asc' }],
      });
      return groups.map(({ workspaceId, receiverId }) => ({ workspaceId, receiverId }));
    },

    /** What is due to be asked about with one receiver, oldest first. */
    due: (workspaceId: string, receiverId: string, now: Date): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, receiverId, followUpAt: { lte: now } },
        include: { thanks: true },
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),

    /** Follow-ups of this member's referrals, given or received, that have fallen due by `now`. */
    fallenDue: (workspaceId: string, userId: string, now: Date): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, followUpAt: { lte: now }, OR: [{ giverId: userId }, { receiverId: userId }] },
        include: { thanks: true },
      }),

    /** Became business since and is in no digest as that yet, not withdrawn; oldest first. */
    newsForDigest: (workspaceId: string, since: Date): Promise<Referral[]> =>
      db.referral.findMany({
        where: {
          workspaceId,
          outcome: 'business',
          outcomeDigestId: null,
          withdrawnAt: null,
          outcomeAt: { gte: since },
        },
        include: { thanks: true },
        orderBy: [{ outcomeAt: 'asc' }, { id: 'asc' }],
      }),

    /** What one digest says became business, as it stands now; oldest first. */
    inDigest: (workspaceId: string, digestId: string): Promise<Referral[]> =>
      db.referral.findMany({
        where: { workspaceId, outcomeDigestId: digestId, outcome: 'business', withdrawnAt: null },
        include: { thanks: true },
        orderBy: [{ outcomeAt: 'asc' }, { id: 'asc' }],
      }),

    async putInDigest(workspaceId: string, ids: string[], digestId: string): Promise<void> {
      await db.referral.updateMany({ where: { workspaceId, id: { in: ids } }, data: { outcomeDigestId: digestId } });
    },
  };
}
