import { randomUUID } from 'node:crypto';
import type { Client } from './client';
import type { Delivery as DeliveryRow, Prisma } from './generated/sqlite/client';
import { inChunks } from './in-chunks';

export type Delivery = DeliveryRow & { referrals: { referralId: string }[]; needs: { needId: string }[] };

/** A message to be owed. The first four name it: planned again, it is the same one. */
export interface Owed {
  kind: string;
  subjectId: string;
  occurrence?: string;
  /** the member it is for; or none, for a message to `channelId` */
  recipientId?: string;
  channelId?: string;
  /** the referrals it shows: a change to one of them redraws it */
  referralIds?: string[];
  /** the needs it shows, likewise */
  needIds?: string[];
  dueAt: Date;
}

export const withShown = {
  referrals: { select: { referralId: true } },
  needs: { select: { needId: true } },
} as const;

/** Sent or still to be sent: a change to what it shows concerns it. */
const UNSETTLED = ['planned', 'sending', 'sent'] as const satisfies DeliveryRow['state'][];

export function deliveryStore(db: Client) {
  const redrawWhere = async (these: Prisma.DeliveryWhereInput, now: Date): Promise<void> => {
    // A message on its way sees the grown version when it is confirmed, and is redrawn then; one that is not yet on its
    // way cannot be claimed, and rendered from what was, before this change is committed.
    await db.delivery.updateMany({
      where: { ...these, state: { in: [...UNSETTLED] } },
      data: { version: { increment: 1 } },
    });
    await db.delivery.updateMany({
      where: { ...these, state: 'sent', task: null, messageTs: { not: null } },
      data: { task: 'redraw', dueAt: now, retryAt: new Date(0), attempts: 0 },
    });
  };

  // asked the other way round, every message of the workspace would be looked at
  const redrawThese = async (workspaceId: string, shown: { deliveryId: string }[], now: Date): Promise<void> => {
    await inChunks([...new Set(shown.map(({ deliveryId }) => deliveryId))], async (ids) => {
      await redrawWhere({ workspaceId, id: { in: ids } }, now);
      return [];
    });
  };

  return {
    /** Plans a message; one that is planned, sent or ended already stays as it is. */
    async plan(workspaceId: string, owed: Owed): Promise<DeliveryRow> {
      const { kind, subjectId, occurrence = '', recipientId, channelId, referralIds = [], needIds = [], dueAt } = owed;
      const name = { workspaceId, kind, subjectId, occurrence };
      const id = randomUUID();
      const delivery = await db.delivery.upsert({
        where: { workspaceId_kind_subjectId_occurrence: name },
        create: { id, ...name, recipientId, channelId, plannedAt: dueAt, dueAt, retryAt: new Date(0) },
        update: {},
      });
      if (delivery.id === id && referralIds.length > 0) {
        await db.deliveryReferral.createMany({
          data: referralIds.map((referralId) => ({ workspaceId, deliveryId: id, referralId })),
        });
      }
      if (delivery.id === id && needIds.length > 0) {
        await db.deliveryNeed.createMany({
          data: needIds.map((needId) => ({ workspaceId, deliveryId: id, needId })),
        });
      }
      return delivery;
    },

    /** Has one more referral shown by a message that is not sent yet. */
    async alsoShow(workspaceId: string, deliveryId: string, referralId: string): Promise<void> {
      await db.deliveryReferral.upsert({
        where: { deliveryId_referralId: { deliveryId, referralId } },
        create: { workspaceId, deliveryId, referralId },
        update: {},
      });
    },

    /** Has a message no longer show referrals: they were settled before it went out. */
    async noLongerShow(workspaceId: string, deliveryId: string, referralIds: string[]): Promise<void> {
      await db.deliveryReferral.deleteMany({ where: { workspaceId, deliveryId, referralId: { in: referralIds } } });
    },

    /** The same for needs. */
    async noLongerShowNeeds(workspaceId: string, deliveryId: string, needIds: string[]): Promise<void> {
      await db.deliveryNeed.deleteMany({ where: { workspaceId, deliveryId, needId: { in: needIds } } });
    },

    find: (workspaceId: string, id: string): Promise<Delivery | null> =>
      db.delivery.findFirst({ where: { workspaceId, id }, include: withShown }),

    named: (workspaceId: string, kind: string, subjectId: string, occurrence = ''): Promise<Delivery | null> =>
      db.delivery.findUnique({
        where: { workspaceId_kind_subjectId_occurrence: { workspaceId, kind, subjectId, occurrence } },
        include: withShown,
      }),

    /** All of a kind about one subject, oldest first. */
    about: (workspaceId: string, kind: string, subjectId: string): Promise<Delivery[]> =>
      db.delivery.findMany({
        where: { workspaceId, kind, subjectId },
        include: withShown,
        orderBy: { plannedAt: 'asc' },
      }),

    /** The sent message at that place in Slack. */
    at: (workspaceId: string, channelId: string, messageTs: string): Promise<Delivery | null> =>
      db.delivery.findFirst({ where: { workspaceId, channelId, messageTs }, include: withShown }),

    /** Those of a kind for a member or channel that are not sent yet. */
    unsent: (
      workspaceId: string,
      kind: string,
      to: { recipientId?: string; channelId?: string },
    ): Promise<Delivery[]> =>
      db.delivery.findMany({
        where: { workspaceId, kind, ...to, state: { in: ['planned', 'sending'] } },
        include: withShown,
      }),

    /** Has whatever waits for a better time to be sent to a member looked at again: what is a good time has changed. */
    async lookAgain(workspaceId: string, recipientId: string, now: Date): Promise<void> {
      await db.delivery.updateMany({
        where: { workspaceId, recipientId, state: 'planned', task: 'send', dueAt: { gt: now } },
        data: { dueAt: now },
      });
    },

    /** Holds a message's row until the transaction ends, and reads it: nobody records it as sent meanwhile. */
    async hold(workspaceId: string, id: string): Promise<Delivery | null> {
      await db.delivery.updateMany({ where: { workspaceId, id }, data: { workspaceId } });
      return db.delivery.findFirst({ where: { workspaceId, id }, include: withShown });
    },

    /** Has every sent message that shows one of these referrals redrawn. */
    async redrawShowing(workspaceId: string, referralIds: string[], now: Date): Promise<void> {
      const shown = await inChunks(referralIds, (ids) =>
        db.deliveryReferral.findMany({ where: { workspaceId, referralId: { in: ids } }, select: { deliveryId: true } }),
      );
      await redrawThese(workspaceId, shown, now);
    },

    /** Has every sent message that shows this need redrawn. */
    async redrawShowingNeed(workspaceId: string, needId: string, now: Date): Promise<void> {
      const shown = await db.deliveryNeed.findMany({ where: { workspaceId, needId }, select: { deliveryId: true } });
      await redrawThese(workspaceId, shown, now);
    },

    /** Has every message about one of these redrawn, of whatever kind. */
    redrawAbout: (workspaceId: string, subjectIds: string[], now: Date): Promise<void> =>
      redrawWhere({ workspaceId, subjectId: { in: subjectIds } }, now),

    /** Has messages redrawn whatever they show. */
    redraw: (workspaceId: string, ids: string[], now: Date): Promise<void> =>
      redrawWhere({ workspaceId, id: { in: ids } }, now),

    /** Takes messages back: what is not sent never is, what is sent is deleted. */
    async remove(workspaceId: string, ids: string[], now: Date): Promise<void> {
      const these = { workspaceId, id: { in: ids } };
      // holds the rows: between the steps nobody claims, confirms or puts off what is taken back
      await db.delivery.updateMany({
        where: { ...these, state: { in: [...UNSETTLED] } },
        data: { version: { increment: 1 } },
      });
      await db.delivery.updateMany({ where: { ...these, state: 'planned' }, data: { state: 'ended', task: null } });
      await db.delivery.updateMany({
        where: { ...these, state: 'sent' },
        data: { task: 'remove', dueAt: now, retryAt: new Date(0), attempts: 0 },
      });
      // a send under way deletes its message once it is confirmed
      await db.delivery.updateMany({ where: { ...these, state: 'sending' }, data: { task: 'remove' } });
    },
  };
}
