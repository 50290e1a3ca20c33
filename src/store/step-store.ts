import { firstAhead, waitingFor } from '../domain/day-steps';
import type { Client } from './client';

/** Referrals moved at a time: a transaction is short, also in a large workspace. */
const AT_A_TIME = 200;
const inOrder = { orderBy: { id: 'asc' }, take: AT_A_TIME } as const;

const goOnFrom = (moved: { id: string }[]): string | null =>
  moved.length < AT_A_TIME ? null : (moved.at(-1)?.id ?? null);

/**
 * The days on which referrals come up, when an admin changes them. Steps that have fallen due stay as they are. Each call
 * moves some, from the id `from` on, and returns where to go on; null: that was all.
 */
export function stepStore(db: Client) {
  return {
    /** Moves the nudges still ahead to other days after the recording; what a receiver put off stays where it is. */
    async moveNudges(
      workspaceId: string,
      before: readonly number[],
      days: readonly number[],
      now: Date,
      from = '',
    ): Promise<string | null> {
      const ahead = await db.referral.findMany({
        where: { workspaceId, id: { gt: from }, awaitsThanks: true, nudgeAt: { gt: now } },
        select: { id: true, recordedAt: true, nudgeStep: true, nudgeAt: true },
        ...inOrder,
      });
      for (const { id, recordedAt, nudgeStep, nudgeAt } of ahead) {
        const ownDay = waitingFor(nudgeStep, recordedAt, before).dueAt;
        if (nudgeAt?.getTime() !== ownDay?.getTime()) continue;
        const next = firstAhead(nudgeStep, recordedAt, days, now);
        await db.referral.updateMany({
          where: { workspaceId, id },
          data: { nudgeStep: next.nextStep, nudgeAt: next.dueAt },
        });
      }
      return goOnFrom(ahead);
    },

    /** The same for the questions how a referral turned out. */
    async moveFollowUps(workspaceId: string, days: readonly number[], now: Date, from = ''): Promise<string | null> {
      const ahead = await db.referral.findMany({
        where: { workspaceId, id: { gt: from }, followUpAt: { gt: now } },
        select: { id: true, recordedAt: true, followUpStep: true },
        ...inOrder,
      });
      for (const { id, recordedAt, followUpStep } of ahead) {
        const next = firstAhead(followUpStep, recordedAt, days, now);
        await db.referral.updateMany({
          where: { workspaceId, id },
          data: { followUpStep: next.nextStep, followUpAt: next.dueAt },
        });
      }
      return goOnFrom(ahead);
    },
  };
}
