import type { Client } from './client';
import { ENDED } from '../domain/ask-policy';
import { deliveryStore } from './delivery-store';
import type { Ask } from './generated/sqlite/client';

export type { Ask };
export type NewAsk = Pick<Ask, 'id' | 'askerId' | 'giverId' | 'text' | 'reason' | 'origin' | 'askedAt' | 'restsAt'>;
export type AskChange = Partial<Pick<Ask, 'state' | 'criteria' | 'metAt' | 'answeredAt' | 'restsAt'>>;

const oldestFirst = [{ askedAt: 'asc' as const }, { id: 'asc' as const }];

export function askStore(db: Client) {
  return {
    find: (workspaceId: string, id: string): Promise<Ask | null> => db.ask.findFirst({ where: { workspaceId, id } }),

    /** The one that a request made: a repeated request finds it here. */
    byOrigin: (workspaceId: string, origin: string): Promise<Ask | null> =>
      db.ask.findUnique({ where: { workspaceId_origin: { workspaceId, origin } } }),

    record: (workspaceId: string, ask: NewAsk): Promise<Ask> => db.ask.create({ data: { ...ask, workspaceId } }),

    /** What one member has asked of another and waits for an answer at `now`, oldest first. */
    openBetween: (workspaceId: string, askerId: string, giverId: string, now: Date): Promise<Ask[]> =>
      db.ask.findMany({
        where: { workspaceId, askerId, giverId, state: 'open', restsAt: { gt: now } },
        orderBy: oldestFirst,
      }),

    /** What waits for this member's answer, or rests. */
    waitingFor: (workspaceId: string, giverId: string): Promise<Ask[]> =>
      db.ask.findMany({ where: { workspaceId, giverId, state: { in: ['open', 'resting'] } }, orderBy: oldestFirst }),

    /** Holds an ask's row until the transaction ends, and reads it: two presses are handled one after the other. */
    async hold(workspaceId: string, id: string): Promise<Ask | null> {
      await db.ask.updateMany({ where: { workspaceId, id }, data: { workspaceId } });
      return db.ask.findFirst({ where: { workspaceId, id } });
    },

    /** Changes an ask and has what was sent about it corrected. */
    async change(workspaceId: string, id: string, change: AskChange, now: Date): Promise<void> {
      await db.ask.updateMany({ where: { workspaceId, id }, data: change });
      await deliveryStore(db).redrawAbout(workspaceId, [id], now);
    },

    /** Ends whatever is not over, asked by this member or of them. */
    async endAllOf(workspaceId: string, userId: string, now: Date): Promise<void> {
      const unsettled = await db.ask.findMany({
        where: {
          workspaceId,
          AND: [
            { OR: [{ askerId: userId }, { giverId: userId }] },
            { OR: [{ state: { in: ['open', 'not_yet'] } }, { state: 'resting', restsAt: { not: null } }] },
          ],
        },
        select: { id: true },
      });
      const ids = unsettled.map(({ id }) => id);
      await db.ask.updateMany({ where: { workspaceId, id: { in: ids } }, data: ENDED });
      await deliveryStore(db).redrawAbout(workspaceId, ids, now);
    },

    /** Workspaces in which an ask that nobody answered is to rest: the tick's one question. */
    async workspacesDueToRest(now: Date): Promise<string[]> {
      const groups = await db.ask.groupBy({
        by: ['workspaceId'],
        where: { state: 'open', restsAt: { lte: now } },
        orderBy: { workspaceId: 'asc' },
      });
      return groups.map(({ workspaceId }) => workspaceId);
    },

    async rest(workspaceId: string, now: Date): Promise<void> {
      await db.ask.updateMany({
        where: { workspaceId, state: 'open', restsAt: { lte: now } },
        data: { state: 'resting' },
      });
    },
  };
}
