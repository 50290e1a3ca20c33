import { Temporal } from '@js-temporal/polyfill';
import { firstInstant, localTime } from './working-hours';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The day of `at` as a person in `zone` says it at `now`: "today", "yesterday", "on Tuesday", "on 3 March". */
export function onDay(at: Date, now: Date, zone: string): string {
  return dayWords(localTime(at, zone).toPlainDate(), localTime(now, zone).toPlainDate());
}

/** The same for a day of the calendar, YYYY-MM-DD. */
export function onDate(date: string, now: Date, zone: string): string {
  return dayWords(Temporal.PlainDate.from(date), localTime(now, zone).toPlainDate());
}

/** The day of `at` on the calendars of `zone`: YYYY-MM-DD. */
export function dateIn(at: Date, zone: string): string {
  return localTime(at, zone).toPlainDate().toString();
}

/** The same for many instants, which costs less that way. */
export function datesIn(zone: string): (at: Date) => string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  // Canada writes the year first
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, calendar: 'iso8601', ...parts });
  return (at) => format.format(at);
}

/** When a day of the calendar, YYYY-MM-DD, begins on the clocks of `zone`. */
export function firstInstantOf(date: string, zone: string): Date {
  return firstInstant(Temporal.PlainDate.from(date).toPlainDateTime(), zone);
}

/** Whether that is a day of the calendar, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

function dayWords(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const ago = day.until(today, { largestUnit: 'days' }).days;
  if (ago === 0) return 'today';
  if (ago === 1) return 'yesterday';
  if (ago > 1 && ago < 7) return `on ${WEEKDAYS[day.dayOfWeek - 1]}`;
  return `on ${dateWords(day, today)}`;
}

/** The day of `at`, not before `now`, as a person in `zone` says it: "today", "tomorrow", "on Friday", "on 3 March". */
export function onComingDay(at: Date, now: Date, zone: string): string {
  const day = localTime(at, zone).toPlainDate();
  const today = localTime(now, zone).toPlainDate();
  const ahead = today.until(day, { largestUnit: 'days' }).days;
  if (ahead <= 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  return ahead < 7 ? `on ${WEEKDAYS[day.dayOfWeek - 1]}` : `on ${dateWords(day, today)}`;
}

/** From when on, for an instant after `now`: "later today", "from tomorrow", "from 7 December". */
export function fromDay(at: Date, now: Date, zone: string): string {
  const day = localTime(at, zone).toPlainDate();
  const today = localTime(now, zone).toPlainDate();
  const ahead = today.until(day, { largestUnit: 'days' }).days;
  if (ahead <= 0) return 'later today';
  return ahead === 1 ? 'from tomorrow' : `from ${dateWords(day, today)}`;
}

/** Since when, for an instant in the past: "since yesterday", "since Tuesday", "since 3 March". */
export function sinceDay(at: Date, now: Date, zone: string): string {
  return `since ${onDay(at, now, zone).replace(/^on /, '')}`;
}

/** Since which month, for a time further back: "since May", "since May last year", "since May 2024". */
export function sinceMonth(at: Date, now: Date, zone: string): string {
  const day = localTime(at, zone);
  const { year } = localTime(now, zone);
  const month = `since ${MONTHS[day.month - 1]}`;
  if (day.year === year) return month;
  return day.year === year - 1 ? `${month} last year` : `${month} ${day.year}`;
}

/** The start of the day so many calendar months before today, where somebody is: 31 May less 3 is 28 February. */
export function monthsBefore(now: Date, months: number, zone: string): Date {
  return firstInstant(localTime(now, zone).toPlainDate().subtract({ months }).toPlainDateTime(), zone);
}

/** "24 August", with the year where that is another one. */
export function dayAndMonth(at: Date, now: Date, zone: string): string {
  return dateWords(localTime(at, zone).toPlainDate(), localTime(now, zone).toPlainDate());
}

/** The weekday of `at` on the clocks of `zone`, for a message that carries its own date: "on Tuesday". */
export function onWeekday(at: Date, zone: string): string {
  return `on ${WEEKDAYS[localTime(at, zone).dayOfWeek - 1]}`;
}

/** The name of a weekday, 1 (Monday) to 7 (Sunday). */
export function weekdayName(day: number): string {
  return WEEKDAYS[(day - 1) % 7] ?? '';
}

/** How long ago as a person says it: "today", "yesterday", "3 days ago", "3 weeks ago", then the date. */
export function ago(at: Date, now: Date, zone: string): string {
  const day = localTime(at, zone).toPlainDate();
  const today = localTime(now, zone).toPlainDate();
  const days = day.until(today, { largestUnit: 'days' }).days;
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  if (days < 60) return `${Math.floor(days / 7)} weeks ago`;
  return `on ${dateWords(day, today)}`;
}

function dateWords(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const words = `${day.day} ${MONTHS[day.month - 1]}`;
  return day.year === today.year ? words : `${words} ${day.year}`;
}

/** "1 referral", "2 referrals", "1,234 referrals" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
