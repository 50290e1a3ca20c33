import type { Client } from './client';
import { type Delivery, withShown } from './delivery-store';
import type { Delivery as DeliveryRow } from './generated/sqlite/client';

/** Its files are remembered where other things are that matter for some days, and are forgotten with them. */
const filesKey = ({ id }: Pick<DeliveryRow, 'id'>): string => `files:${id}`;

/** The other side of a delivery: what is to be done now, claimed, and what became of it. */
export function deliveryWorkStore(db: Client) {
  return {
    /**
     * What is to be done now, oldest first: due by the clock of what is due (`at`), not leased or put off by the wall
     * clock (`wall`), in no workspace that Slack asked to pause.
     */
    async due(at: Date, wall: Date, most: number): Promise<DeliveryRow[]> {
      const paused = await db.workspace.findMany({
        where: { OR: [{ sendNotBefore: { gt: wall } }, { uninstalledAt: { not: null } }] },
        select: { id: true },
      });
      return db.delivery.findMany({
        where: {
          task: { not: null },
          dueAt: { lte: at },
          retryAt: { lte: wall },
          ...(paused.length > 0 ? { workspaceId: { notIn: paused.map(({ id }) => id) } } : {}),
        },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        take: most,
      });
    },

    /** What is due at `at` and not done yet, where Goodturn is installed: how many, and since when the oldest waits. */
    async owed(at: Date): Promise<{ count: number; since: Date | null }> {
      const gone = await db.workspace.findMany({ where: { uninstalledAt: { not: null } }, select: { id: true } });
      const where = { task: { not: null }, dueAt: { lte: at }, workspaceId: { notIn: gone.map(({ id }) => id) } };
      const [count, first] = await Promise.all([
        db.delivery.count({ where }),
        db.delivery.findFirst({ where, orderBy: { dueAt: 'asc' }, select: { dueAt: true } }),
      ]);
      return { count, since: first?.dueAt ?? null };
    },

    /** When the next thing that is due at `at` may be tried (wall clock), or null when nothing is left. */
    async nextTry(at: Date, wall: Date): Promise<Date | null> {
      const silent = await db.workspace.findMany({
        where: { OR: [{ sendNotBefore: { gt: wall } }, { uninstalledAt: { not: null } }] },
        select: { id: true, sendNotBefore: true, uninstalledAt: true },
      });
      const owed = { task: { not: null }, dueAt: { lte: at } };
      const tries: Date[] = [];
      for (const { id, sendNotBefore, uninstalledAt } of silent) {
        // nothing is tried where Goodturn is not installed
        if (uninstalledAt) continue;
        const waiting = await db.delivery.findFirst({ where: { ...owed, workspaceId: id }, select: { id: true } });
        if (waiting && sendNotBefore) tries.push(sendNotBefore);
      }
      const next = await db.delivery.findFirst({
        where: { ...owed, workspaceId: { notIn: silent.map(({ id }) => id) } },
        orderBy: { retryAt: 'asc' },
        select: { retryAt: true },
      });
      if (next) tries.push(next.retryAt);
      return tries.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
    },

    /**
     * Claims a row as read by `due`; a claim ends with `retryAt`.
     *
     * @returns the row as claimed, or null when somebody else was first
     */
    async claim(row: DeliveryRow, leaseId: string, wall: Date, until: Date): Promise<Delivery | null> {
      const claimed = await db.delivery.updateMany({
        where: {
          id: row.id,
          task: row.task,
          state: row.state,
          version: row.version,
          leaseId: row.leaseId,
          retryAt: { lte: wall },
        },
        data: {
          leaseId,
          retryAt: until,
          attempts: { increment: 1 },
          ...(row.state === 'planned' ? { state: 'sending', claimedAt: wall } : {}),
        },
      });
      if (claimed.count === 0) return null;
      return db.delivery.findUnique({ where: { id: row.id }, include: withShown });
    },

    /** Remembers the conversation before anything is posted to it. */
    async setChannel(claimed: Delivery, channelId: string): Promise<void> {
      await db.delivery.updateMany({ where: { id: claimed.id }, data: { channelId } });
    },

    /** Its conversation is gone: another one is opened at the next try. */
    async forgetChannel(claimed: Delivery): Promise<void> {
      await db.delivery.updateMany({ where: { id: claimed.id, leaseId: claimed.leaseId }, data: { channelId: null } });
    },

    /** Remembers which files the message shows, before they are shared; those of an earlier try stay remembered. */
    async rememberFiles(claimed: Delivery, ids: string[], wall: Date): Promise<void> {
      const { workspaceId, recipientId } = claimed;
      const id = filesKey(claimed);
      const earlier = await db.draft.findUnique({ where: { id } });
      const content = JSON.stringify([...(earlier ? (JSON.parse(earlier.content) as string[]) : []), ...ids]);
      await db.draft.upsert({
        where: { id },
        create: { id, workspaceId, userId: recipientId ?? '', content, createdAt: wall },
        update: { content, createdAt: wall },
      });
    },

    /** The files that it was about to show, and since when (wall clock); null where it never came to that. */
    async filesOf(delivery: Pick<DeliveryRow, 'id'>): Promise<{ ids: string[]; at: Date } | null> {
      const kept = await db.draft.findUnique({ where: { id: filesKey(delivery) } });
      return kept && { ids: JSON.parse(kept.content) as string[], at: kept.createdAt };
    },

    /**
     * Records where the message is; what was asked for during the send is done next. One with files has no `messageTs`:
     * Slack does not say where it is, and it stays as it is.
     */
    async sent(claimed: Delivery, place: { channelId: string; messageTs: string | null }, now: Date): Promise<void> {
      if (place.messageTs === null) await db.draft.deleteMany({ where: { id: filesKey(claimed) } });
      const settled = {
        ...place,
        state: 'sent' as const,
        sentAt: now,
        leaseId: null,
        retryAt: new Date(0),
        attempts: 0,
        problem: null,
      };
      const unchanged = { id: claimed.id, version: claimed.version, task: 'send' as const };
      const asPlanned = await db.delivery.updateMany({ where: unchanged, data: { ...settled, task: null } });
      if (asPlanned.count > 0) return;
      await db.delivery.updateMany({ where: { id: claimed.id, task: 'remove' }, data: settled });
      await db.delivery.updateMany({
        where: { id: claimed.id, task: 'send' },
        data: { ...settled, task: place.messageTs === null ? null : 'redraw' },
      });
    },

    /** Records that a redraw or a removal is done. */
    async done(claimed: Delivery): Promise<void> {
      const finished = await db.delivery.updateMany({
        where: { id: claimed.id, leaseId: claimed.leaseId, version: claimed.version },
        data: {
          task: null,
          leaseId: null,
          attempts: 0,
          problem: null,
          ...(claimed.task === 'remove' ? { state: 'ended', messageTs: null } : {}),
        },
      });
      // changed meanwhile: the same again, from fresh data
      if (finished.count === 0) {
        await db.delivery.updateMany({
          where: { id: claimed.id, leaseId: claimed.leaseId },
          data: { leaseId: null, retryAt: new Date(0) },
        });
      }
    },

    /**
     * Nothing is owed any more: what it was about was settled before it went out.
     *
     * @returns false when the claim had run out and the message is in other hands
     */
    async end(claimed: Delivery, problem?: string): Promise<boolean> {
      const ended = await db.delivery.updateMany({
        where: { id: claimed.id, leaseId: claimed.leaseId },
        data: { state: problem ? 'failed' : 'ended', task: null, leaseId: null, problem: problem ?? null },
      });
      return ended.count > 0;
    },

    /**
     * Settled before it was sent, unless what it is about changed once more since it was claimed: then look again.
     *
     * @param reachedAt when its recipient had it on Home, where they want it there alone; null: it reached nobody
     * @returns whether it has ended
     */
    async settled(claimed: Delivery, reachedAt: Date | null = null): Promise<boolean> {
      const ended = await db.delivery.updateMany({
        where: { id: claimed.id, leaseId: claimed.leaseId, version: claimed.version },
        data: { state: 'ended', task: null, leaseId: null, problem: null, sentAt: reachedAt },
      });
      if (ended.count > 0) return true;
      await db.delivery.updateMany({
        where: { id: claimed.id, leaseId: claimed.leaseId },
        data: { state: 'planned', leaseId: null, retryAt: new Date(0), attempts: 0 },
      });
      return false;
    },

    /** Surely not sent: owed still, but due later. */
    async waitUntil(claimed: Delivery, dueAt: Date): Promise<void> {
      await db.delivery.updateMany({
        where: { id: claimed.id, leaseId: claimed.leaseId },
        data: { dueAt, state: 'planned', leaseId: null, retryAt: new Date(0), attempts: 0 },
      });
    },

    /** Slack refuses to change a sent message: it stays as it is, unless it was taken back meanwhile. */
    async leaveAsIs(claimed: Delivery): Promise<void> {
      const held = { id: claimed.id, leaseId: claimed.leaseId };
      const left = await db.delivery.updateMany({
        where: { ...held, task: claimed.task },
        data: { task: null, leaseId: null, attempts: 0 },
      });
      if (left.count === 0) await db.delivery.updateMany({ where: held, data: { leaseId: null } });
    },

    /** Nothing is ever done with it again: where it is, or was, in Slack is forgotten. */
    async dropAddress(claimed: Delivery): Promise<void> {
      await db.delivery.updateMany({
        where: { id: claimed.id, leaseId: claimed.leaseId },
        data: { state: 'ended', task: null, leaseId: null, channelId: null, messageTs: null, attempts: 0 },
      });
    },

    /** Holds a claimed message's row until the transaction ends. @returns false when it is for nobody any more */
    async holds({ id, workspaceId, leaseId, recipientId }: Delivery): Promise<boolean> {
      const held = await db.delivery.updateMany({ where: { id, leaseId, recipientId }, data: { workspaceId } });
      return held.count > 0;
    },

    /** Gives a claim back, to be tried again at `retryAt`; `unsent`: Slack surely does not have the message. */
    async putOff(claimed: Delivery, retryAt: Date, problem: string, unsent: boolean): Promise<void> {
      await db.delivery.updateMany({
        where: { id: claimed.id, leaseId: claimed.leaseId },
        data: {
          retryAt,
          problem,
          leaseId: null,
          ...(unsent && claimed.messageTs === null ? { state: 'planned' } : {}),
        },
      });
    },

    /** Asks for the message to be deleted instead of redrawn. */
    async removeInstead(claimed: Delivery): Promise<void> {
      await db.delivery.updateMany({
        where: { id: claimed.id, leaseId: claimed.leaseId },
        data: { task: 'remove', leaseId: null, retryAt: new Date(0) },
      });
    },
  };
}
