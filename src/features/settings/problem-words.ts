import { type DaysProblem, LATEST_DAY } from '../../domain/day-steps';

/** What makes no sense in a form, each beside its field: plain text. */
export const problemWords = {
  noDay: 'Choose at least one day. To hear nothing from me, pause instead.',
  noTime: (example: string): string => `Choose a time, for example ${example}.`,
  endsBefore: (from: string): string => `Choose a time after ${from}, on the same day.`,
  pausePast: 'Choose tomorrow or a later day, or leave it empty for no pause.',
  noWeekday: 'Choose a day.',
  noZone: 'I know no such time zone. Type one like Europe/Berlin or America/Chicago.',
  days: (problem: DaysProblem, example: string): string => `${DAYS_PROBLEMS[problem]} For example: ${example}.`,
  numberTo: (most: number): string => `Give a number from 1 to ${most}.`,
  notMoreThanGiven: 'Give a number from 0 up to the referrals given.',
  daysTo: (most: number): string => `Give a number of days from 1 to ${most}.`,
  howLong: 'Choose how long.',
};

const DAYS_PROBLEMS: Record<DaysProblem, string> = {
  'how-many': 'Give one to three days.',
  'not-whole': 'Give whole days, as numbers.',
  'too-far': `Give days from 1 to ${LATEST_DAY}.`,
  'not-growing': 'Each day must come after the one before it.',
};
