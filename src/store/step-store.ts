import { firstAhead, waitingFor } from '../domain/day-steps';
import type { Client } from './client';

/** The days on which referrals come up, when an admin changes them. Steps that have fallen due stay as they are. */
export function stepStore(db: Client) {
  return {
    /** Moves the nudges still ahead to other days after the recording; what a receiver put off stays where it is. */
    async moveNudges(
      workspaceId: string,
      before: readonly number[],
      days: readonly number[],
      now: Date,
    ): Promise<void> {
      const ahead = await db.referral.findMany({
        where: { workspaceId, awaitsThanks: true, nudgeAt: { gt: now } },
        select: { id: true, recordedAt: true, nudgeStep: true, nudgeAt: true },
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
    },

    /** The same for the questions how a referral turned out. */
    async moveFollowUps(workspaceId: string, days: readonly number[], now: Date): Promise<void> {
      const ahead = await db.referral.findMany({
        where: { workspaceId, followUpAt: { gt: now } },
        select: { id: true, recordedAt: true, followUpStep: true },
      });
      for (const { id, recordedAt, followUpStep } of ahead) {
        const next = firstAhead(followUpStep, recordedAt, days, now);
        await db.referral.updateMany({
          where: { workspaceId, id },
          data: { followUpStep: next.nextStep, followUpAt: next.dueAt },
        });
      }
    },
  };
}
