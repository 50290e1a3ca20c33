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
