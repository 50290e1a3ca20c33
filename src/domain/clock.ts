/** The one source of the time: passed in, so that tests and `npm run jobs -- --at …` choose it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** @returns the instant `ms` milliseconds after `at` (before it, when negative) */
export function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
