import { after, DAY_MS } from '../domain/clock';
import { digestSendTime, type DigestSchedule as Weekly, nextDigestAt } from '../domain/digest-period';
import { usableZone } from '../domain/working-hours';
import type { DigestSchedule } from '../store/digest-store';
import type { Store } from '../store/store';

/** The first digest goes back so far. */
const FIRST_COVERS_MS = 7 * DAY_MS;

/** When digests come, unless an admin says otherwise. */
export const FIRST_TIMES: Pick<Weekly, 'day' | 'time'> = { day: 1, time: '09:00' };

/** When a schedule's digests are posted, as the domain reads it. */
export function weeklyOf({ day, time, timeZone }: Pick<DigestSchedule, 'day' | 'time' | 'timeZone'>): Weekly {
  return { day: day as Weekly['day'], time, zone: usableZone(timeZone, 'UTC') };
}

/** When the digest that a schedule has next goes out, seen at `now`: late ones wait for working hours. */
export function sendTimeOf(schedule: DigestSchedule, now: Date): Date {
  return digestSendTime(schedule.nextAt, now, weeklyOf(schedule).zone);
}

/** A schedule for a workspace that has none. */
export function firstSchedule(weekly: Weekly, now: Date) {
  const nextAt = nextDigestAt(now, weekly);
  return {
    day: weekly.day,
    time: weekly.time,
    timeZone: weekly.zone,
    nextAt,
    newsSince: after(nextAt, -FIRST_COVERS_MS),
  };
}

/** Takes back digests that were built and not posted: what was news in them is news again. */
export async function takeBackUnsent(store: Store, workspaceId: string, now: Date): Promise<void> {
  for (const { id, state, subjectId } of await store.deliveries.unsent(workspaceId, 'digest', {})) {
    // one that is on its way may have been posted
    if (state !== 'planned') continue;
    await store.deliveries.remove(workspaceId, [id], now);
    await store.digests.undo(workspaceId, subjectId, now);
  }
}
