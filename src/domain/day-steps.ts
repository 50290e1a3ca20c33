import { after, DAY_MS } from './clock';

/** What a tick needs to know of a referral: the index of its next unused step and when that falls due (null: never). */
export interface NextStep {
  nextStep: number;
  dueAt: Date | null;
}

/** The first unused step from `from` on that is still ahead; `steps` are days after `recordedAt`. */
export function firstAhead(from: number, recordedAt: Date, steps: readonly number[], now: Date): NextStep {
  const ahead = steps.findIndex((days, step) => step >= from && after(recordedAt, days * DAY_MS) > now);
  return ahead < 0 ? noneLeft(steps) : waitingFor(ahead, recordedAt, steps);
}

export function waitingFor(step: number, recordedAt: Date, steps: readonly number[]): NextStep {
  const days = steps[step];
  return days === undefined ? noneLeft(steps) : { nextStep: step, dueAt: after(recordedAt, days * DAY_MS) };
}

export function noneLeft(steps: readonly number[]): NextStep {
  return { nextStep: steps.length, dueAt: null };
}

/** Most steps that a referral may have. */
const MOST_STEPS = 3;
/** No step is later than this. */
export const LATEST_DAY = 365;

/** What is wrong with days that somebody typed. */
export type DaysProblem = 'how-many' | 'not-whole' | 'too-far' | 'not-growing';

/** Days as somebody types them ("2, 7, 14"): one to three whole days, each after the one before, at most a year. */
export function readDays(typed: string): number[] | DaysProblem {
  const parts = typed.split(/[\s,;]+|\band\b/).filter((part) => part !== '');
  if (parts.some((part) => !/^\d+$/.test(part))) return 'not-whole';
  if (parts.length === 0 || parts.length > MOST_STEPS) return 'how-many';
  const days = parts.map(Number);
  if (days.some((day) => day < 1 || day > LATEST_DAY)) return 'too-far';
  return days.every((day, at) => at === 0 || day > days[at - 1]!) ? days : 'not-growing';
}
