import { Temporal } from '@js-temporal/polyfill';
import { CLOCK_CHOICES, type ClockChoice } from '../page/contract';

/** Whose clocks a choice goes by. */
export interface Zones {
  /** of the person one is */
  own: string;
  workspace: string;
}

const NINE = Temporal.PlainTime.from('09:00');
const MONDAY = 1;
const FRIDAY = 5;

/** What the menu calls each choice. */
export function clockChoices({ own, workspace }: Zones): { choice: ClockChoice; label: string }[] {
  const labels: Record<ClockChoice, string> = {
    now: 'Now, in real time',
    day: 'One day on',
    morning: `Next working morning, 09:00 in ${cityOf(own)}`,
    monday: `Next Monday, 09:00 in ${cityOf(workspace)}`,
    month: 'One month on',
  };
  return CLOCK_CHOICES.map((choice) => ({ choice, label: labels[choice] }));
}

/** Where a choice leads from `now`. Null: to real time. */
export function targetOf(choice: ClockChoice, now: Date, { own, workspace }: Zones): Date | null {
  switch (choice) {
    case 'now':
      return null;
    case 'day':
      return instant(localTime(now, own).add({ hours: 24 }));
    case 'morning':
      return nextNine(now, own, (day) => day <= FRIDAY);
    case 'monday':
      return nextNine(now, workspace, (day) => day === MONDAY);
    case 'month':
      return instant(localTime(now, own).add({ months: 1 }));
  }
}

/** "Monday, 30 November, 09:00 in Chicago" */
export function inWords(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}`;
  return `${part('weekday')}, ${part('day')} ${part('month')}, ${time} in ${cityOf(zone)}`;
}

/** "New York" of "America/New_York" */
export function cityOf(zone: string): string {
  return zone.split('/').at(-1)!.replaceAll('_', ' ');
}

export function localTime(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

/** When it is so late on the clocks of a zone; a time that daylight saving skips is an hour later. */
export function atLocal(date: Temporal.PlainDate, time: Temporal.PlainTime | string, zone: string): Date {
  return instant(date.toZonedDateTime({ timeZone: zone, plainTime: time }));
}

/** The first 09:00 on such a day (1 is Monday) that is at least an hour ahead: nearer, one would not notice. */
function nextNine(now: Date, zone: string, isMeant: (dayOfWeek: number) => boolean): Date {
  const earliest = now.getTime() + 3_600_000;
  for (let date = localTime(now, zone).toPlainDate(); ; date = date.add({ days: 1 })) {
    const at = atLocal(date, NINE, zone);
    if (isMeant(date.dayOfWeek) && at.getTime() >= earliest) return at;
  }
}

const instant = (at: Temporal.ZonedDateTime): Date => new Date(at.epochMilliseconds);
