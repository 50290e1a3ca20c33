import { Temporal } from '@js-temporal/polyfill';

/** Weekdays (1 is Monday, 7 Sunday) and local times `HH:MM`; work is from `from` to before `to` on the same day. */
export interface WorkingHours {
  days: readonly number[];
  from: string;
  to: string;
}

/** Monday to Friday, 9 to 5. Public holidays are not known. */
export const WORKING_HOURS: WorkingHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };

/** The IANA zone if it is one that exists, or else the fallback, or else UTC. */
export function usableZone(zone: string | undefined | null, fallback: string): string {
  return [zone, fallback].find(isZone) ?? 'UTC';
}

/** True when `at` is within working hours on the clocks of `zone` (a usable zone: any other throws RangeError). */
export function isWorkingTime(at: Date, zone: string, hours: WorkingHours = WORKING_HOURS): boolean {
  const local = localTime(at, zone);
  return isWorkingDay(local.dayOfWeek, hours) && isDuringWork(local.toPlainTime(), hours);
}

/**
 * The instant itself when it is within working hours, otherwise the first one after it that is: the start of work on the
 * clocks of `zone`. Hours without a single day throw RangeError.
 */
export function nextWorkingMinute(at: Date, zone: string, hours: WorkingHours = WORKING_HOURS): Date {
  if (isWorkingTime(at, zone, hours)) return at;
  const today = localTime(at, zone).toPlainDate();
  // a week ahead and a day more, for a zone that drops a whole day, as Samoa did
  for (let days = 0; days <= 15; days += 1) {
    const date = today.add({ days });
    if (!isWorkingDay(date.dayOfWeek, hours)) continue;
    const opening = firstInstant(date.toPlainDateTime(Temporal.PlainTime.from(hours.from)), zone);
    if (opening >= at && isWorkingTime(opening, zone, hours)) return opening;
  }
  throw new RangeError(`No working time in ${JSON.stringify(hours)}`);
}

/**
 * The instant at which the clocks of `zone` first show `local`. A time that daylight saving skips is the first minute
 * after the gap (02:30 becomes 03:00), one that occurs twice is the first.
 */
export function firstInstant(local: Temporal.PlainDateTime, zone: string): Date {
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const gapEnd = earlier.toPlainDateTime().equals(local) ? null : earlier.getTimeZoneTransition('next');
  return new Date((gapEnd ?? earlier).epochMilliseconds);
}

/** What the clocks of `zone` show at an instant. */
export function localTime(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

function isWorkingDay(dayOfWeek: number, hours: WorkingHours): boolean {
  return hours.days.includes(dayOfWeek);
}

function isDuringWork(time: Temporal.PlainTime, hours: WorkingHours): boolean {
  return Temporal.PlainTime.compare(time, hours.from) >= 0 && Temporal.PlainTime.compare(time, hours.to) < 0;
}

/** The zone that somebody means who types "europe/berlin" or "America/New York"; null where there is none. */
export function zoneNamed(typed: string): string | null {
  const name = typed.trim().replaceAll(/\s+/g, '_');
  const known = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === name.toLowerCase());
  // an offset is no zone: it knows no daylight saving
  return known ?? (/^[a-z]/i.test(name) && isZone(name) ? name : null);
}

/** Whether that is a zone of the IANA database; upper and lower case are the same. */
export function isZone(zone: string | undefined | null): zone is string {
  if (!zone) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
