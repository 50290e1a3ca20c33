import type { Act } from '../../domain/acts';
import { dayAndMonth, weekdayName } from '../../domain/when';
import type { WorkingHours } from '../../domain/working-hours';
import { listed } from '../../slack/mrkdwn';
import type { MemberChoices } from '../../store/member-store';

/** Acts of others, as the settings name them; plain text. */
export const ACTS_CALLED: Record<Act, string> = {
  referral: 'Referrals to you',
  thanks: 'Thanks',
  ask: 'Asks, and answers to yours',
  question: 'Questions about how a referral worked out',
  pleasure: '“My pleasure” after your thanks',
  outcome: 'What became of referrals you gave',
};

/** What has changed, a sentence each. */
export const changed = {
  purpose: (called: string, isOff: boolean) => `${called} are ${isOff ? 'off' : 'on'}.`,

  quoting: (choice: MemberChoices['quoting']) =>
    ({
      ask: 'Each time you say thanks, the form asks whether the digest may quote it.',
      always: 'The digest may quote your thanks, except for private referrals.',
      never: 'The digest does not quote your thanks.',
    })[choice],

  inPicture: (is: boolean) =>
    is
      ? "The digest's picture may show your name, where there is one."
      : "The digest's picture does not show your name.",

  hours: ({ days, from, to }: WorkingHours) => `Your working hours are ${daysInWords(days)}, ${from} to ${to}.`,

  pause: (until: Date | null, now: Date, zone: string) =>
    until
      ? `I start no messages myself before ${dayAndMonth(until, now, zone)}. What others do for you still comes.`
      : 'Your pause has ended.',

  homeOnly: (added: Act[], removed: Act[]) => [
    ...(added.length > 0 ? [`Home only: ${actsInWords(added)}.`] : []),
    ...(removed.length > 0 ? [`As messages again: ${actsInWords(removed)}.`] : []),
  ],

  asks: (asksOff: boolean) =>
    asksOff
      ? 'You are not taking asks now. People are told so kindly, before they write.'
      : 'You are taking asks again.',
};

const actsInWords = (acts: Act[]) => acts.map((act) => ACTS_CALLED[act]).join('; ');

/** "Monday to Friday", "Monday, Wednesday and Thursday" */
function daysInWords(days: readonly number[]): string {
  const [first = 1] = days;
  const last = days.at(-1) ?? first;
  const isRow = days.length > 2 && last - first === days.length - 1;
  return isRow ? `${weekdayName(first)} to ${weekdayName(last)}` : listed(days.map(weekdayName));
}

/** @param sentences one for each change */
export function savedWords(sentences: string[]): string {
  return sentences.length === 0 ? 'Everything stays as it was.' : `Saved. ${sentences.join(' ')}`;
}
