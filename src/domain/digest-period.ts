import { Temporal } from '@js-temporal/polyfill';
import { after, MINUTE_MS } from './clock';
import { firstInstant, localTime, nextWorkingMinute } from './working-hours';

/** When the weekly digest is posted: weekday (1 is Monday, 7 Sunday), local time `HH:MM`, IANA zone. */
export interface DigestSchedule {
  day: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  time: string;
  zone: string;
}

/** A digest that is at most this late is on time: it was a tick or a restart, not downtime. */
export const ON_TIME_MS = 10 * MINUTE_MS;

/**
 * The first scheduled instant strictly after `last`. A local time that daylight saving skips is the next valid minute,
 * one that occurs twice is the first. An unknown zone or time throws RangeError.
 */
export function nextDigestAt(last: Date, schedule: DigestSchedule): Date {
  const today = localTime(last, schedule.zone).toPlainDate();
  const daysAhead = (schedule.day - today.dayOfWeek + 7) % 7;
  const time = Temporal.PlainTime.from(schedule.time);
  for (let days = daysAhead; ; days += 7) {
    const at = firstInstant(today.add({ days }).toPlainDateTime(time), schedule.zone);
    if (at > last) return at;
  }
}

/**
 * When a digest scheduled for `scheduledAt` goes out, seen at `now`, not before it: now if it is on time, whatever the
 * hour its admins chose. After downtime it waits for working hours.
 */
export function digestSendTime(scheduledAt: Date, now: Date, zone: string): Date {
  if (now < scheduledAt) return scheduledAt;
  return now <= after(scheduledAt, ON_TIME_MS) ? now : nextWorkingMinute(now, zone);
}
