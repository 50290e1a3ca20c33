import { after, DAY_MS } from './clock';
import {
  firstInstant,
  isWorkingTime,
  localTime,
  nextWorkingMinute,
  WORKING_HOURS,
  type WorkingHours,
} from './working-hours';

/** Needs in one suggestion; what waits longest comes first. */
export const MOST_SUGGESTED = 5;

/** Nobody gets a suggestion within this of another prompt, before it or after it. */
export const QUIET_MS = 7 * DAY_MS;

/** No look is planned further ahead than this. */
export const FURTHEST_LOOK_MS = 14 * DAY_MS;

const DAYS_BETWEEN = 7;
/** Time to look around, before the first one. */
const SETTLE_IN_MS = 3 * DAY_MS;

const MONDAY = 1;
const TUESDAY = 2;

/** Working hours but on Mondays, which have the digest; whoever works on Mondays alone has no other day. */
function suggestionHours(hours: WorkingHours): WorkingHours {
  const days = hours.days.filter((day) => day !== MONDAY);
  return days.length > 0 ? { ...hours, days } : hours;
}

/** In a member's working hours on the clocks of `zone`, as a rule not on a Monday. */
export function isSuggestionTime(at: Date, zone: string, hours = WORKING_HOURS): boolean {
  return isWorkingTime(at, zone, suggestionHours(hours));
}

/** The first such minute from `at` on. */
export function nextSuggestionTime(at: Date, zone: string, hours = WORKING_HOURS): Date {
  return nextWorkingMinute(at, zone, suggestionHours(hours));
}

/**
 * When a member is looked at once more: as the next Tuesday begins. Always a Tuesday, however late the last look was, so
 * that nobody's day drifts through the week.
 */
export function nextLook(at: Date, zone: string): Date {
  const today = localTime(at, zone).toPlainDate();
  const ahead = (TUESDAY - today.dayOfWeek + 7) % 7 || 7;
  return firstInstant(today.add({ days: ahead }).toPlainDateTime(WORKING_HOURS.from), zone);
}

/** When a member is looked at for the first time. */
export function firstLook(firstUsedAt: Date, zone: string): Date {
  return nextLook(after(firstUsedAt, SETTLE_IN_MS), zone);
}

/** Whether another suggestion may come: at most one in a week of the member's own days; a clock that was ahead does not count. */
export function maySuggest(last: Date | null, now: Date, zone: string): boolean {
  if (last === null || last > now) return true;
  const [then, today] = [last, now].map((at) => localTime(at, zone).toPlainDate());
  return then!.until(today!, { largestUnit: 'days' }).days >= DAYS_BETWEEN;
}
