import { cardAfter } from '../domain/card-policy';
import type { Client } from './client';
import type { Thanks } from './generated/sqlite/client';

export type { Thanks };
export type NewThanks = Pick<Thanks, 'batchId' | 'note' | 'kind' | 'mayQuote' | 'source' | 'thankedAt'>;

export function thanksStore(db: Client) {
  return {
    /**
     * Written thanks for one referral: the first, or a change of its words; a card or gift is asked about later. Call
     * `referrals.refresh` after it.
     */
    async say(workspaceId: string, referralId: string, id: string, thanks: NewThanks): Promise<Thanks> {
      const before = await db.thanks.findUnique({ where: { referralId } });
      const card = cardAfter(before, thanks.kind, thanks.thankedAt);
      return db.thanks.upsert({
        where: { referralId },
        create: { id, workspaceId, referralId, ...card, ...thanks },
        // changed words stay with the message that carried the first ones, and with their digest
        update: { note: thanks.note, kind: thanks.kind, mayQuote: thanks.mayQuote, ...card },
      });
    },

    /** Thanks said together, with the referrals they are for. */
    batch: (workspaceId: string, batchId: string) =>
      db.thanks.findMany({ where: { workspaceId, batchId }, include: { referral: true }, orderBy: { id: 'asc' } }),

    /** Quotable, in no digest yet, said since; of referrals that are neither private nor withdrawn. Oldest first. */
    newsForDigest: (workspaceId: string, since: Date) =>
      db.thanks.findMany({
        where: {
          workspaceId,
          mayQuote: true,
          digestId: null,
          thankedAt: { gte: since },
          referral: { private: false, withdrawnAt: null },
        },
        include: { referral: true },
        orderBy: [{ thankedAt: 'asc' }, { id: 'asc' }],
      }),

    /** What one digest quotes, as it may be quoted now. */
    inDigest: (workspaceId: string, digestId: string) =>
      db.thanks.findMany({
        where: { workspaceId, digestId, mayQuote: true, referral: { private: false, withdrawnAt: null } },
        include: { referral: true },
        orderBy: [{ thankedAt: 'asc' }, { id: 'asc' }],
      }),

    /** What this receiver said, and no digest has quoted yet, is not to be quoted. */
    async quoteNone(workspaceId: string, receiverId: string): Promise<void> {
      await db.thanks.updateMany({
        where: { workspaceId, digestId: null, mayQuote: true, referral: { receiverId } },
        data: { mayQuote: false },
      });
    },

    async putInDigest(workspaceId: string, ids: string[], digestId: string): Promise<void> {
      await db.thanks.updateMany({ where: { workspaceId, id: { in: ids } }, data: { digestId } });
    },
  };
}
