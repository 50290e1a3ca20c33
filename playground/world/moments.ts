import type { Temporal } from '@js-temporal/polyfill';
import type { Person } from '../server/people/person';
import { atLocal, localTime } from './clock-choices';

const MINUTE_MS = 60_000;
const FRIDAY = 5;

export const zoneOf = (person: Person): string => person.tz ?? person.workspace.tz;

/** The days of the history: working days and Mondays of the workspace before an instant. */
export class Days {
  private constructor(
    readonly now: Date,
    private readonly zone: string,
  ) {}

  /** A digest that would be posted while the history is played belongs to it, and what comes last comes after it. */
  static until(now: Date, zone: string): Days {
    const soon = new Days(new Date(now.getTime() + MINUTE_MS), zone).digest(0);
    return new Days(soon > now ? soon : now, zone);
  }

  /** A time on somebody's own clock, `count` working days ago: 1 is the last one before today. */
  workday(count: number, time: string, person: Person): Date {
    let date = this.today;
    for (let left = count; left > 0;) {
      date = date.subtract({ days: 1 });
      if (date.dayOfWeek <= FRIDAY) left -= 1;
    }
    return this.at(date, time, person);
  }

  at(date: Temporal.PlainDate, time: string, person: Person): Date {
    return atLocal(date, time, zoneOf(person));
  }

  /** The Monday on which the last digest but `before` was posted; the last one may be today. */
  monday(before: number): Temporal.PlainDate {
    const today = this.today;
    const last = today.subtract({ days: today.dayOfWeek - 1 });
    const isAhead = atLocal(last, '09:00', this.zone) > this.now;
    return last.subtract({ weeks: before + (isAhead ? 1 : 0) });
  }

  /** When digests were posted since an instant: Mondays at 09:00. */
  digestsSince(from: Date): Date[] {
    const found: Date[] = [];
    for (let at = this.digest(0); at > from; at = this.digest(found.length)) found.push(at);
    return found;
  }

  /** So many minutes ago, or after that share of the time since the last digest: it is news in the next. */
  lately(minutesAgo: number, share: number): Date {
    const sinceDigest = this.now.getTime() - this.digest(0).getTime();
    return new Date(this.now.getTime() - Math.min(minutesAgo * MINUTE_MS, sinceDigest * share));
  }

  ago(minutes: number): Date {
    return new Date(this.now.getTime() - minutes * MINUTE_MS);
  }

  private digest(before: number): Date {
    return atLocal(this.monday(before), '09:00', this.zone);
  }

  private get today(): Temporal.PlainDate {
    return localTime(this.now, this.zone).toPlainDate();
  }
}

/** Whoever of them is up at that time; the last of them where nobody else is. */
export function whoIsUp(at: Date, people: Person[]): Person {
  const isUp = (person: Person) => {
    const { hour } = localTime(at, zoneOf(person));
    return hour >= 7 && hour < 23;
  };
  return people.find(isUp) ?? people.at(-1)!;
}

/** Each working day's beginning in between, on these people's clocks. */
export function mornings(from: Date, to: Date, people: Person[]): Date[] {
  return people.flatMap((person) => {
    const zone = zoneOf(person);
    const found: Date[] = [];
    for (let date = localTime(from, zone).toPlainDate(); ; date = date.add({ days: 1 })) {
      const at = atLocal(date, '09:00', zone);
      if (at > to) return found;
      if (at > from && date.dayOfWeek <= FRIDAY) found.push(at);
    }
  });
}
