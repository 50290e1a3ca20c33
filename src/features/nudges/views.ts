import type { KnownBlock } from '@slack/types';
import { onComingDay } from '../../domain/when';
import { actions, button, context, type Message, section } from '../../slack/blocks';
import { answerButtons, answerIds } from '../answer-buttons';
import { answerOf, withdrawnBy } from '../answer-words';
import {
  few,
  intro,
  introText,
  MOST_NAMED,
  MOST_ROWS,
  namesIn,
  aboutOf,
  type ReferralRow,
  roomForEach,
  rowLine,
  shortName,
  shortProspect,
} from '../referral-rows';

/** Each button's value is the reminder's own id. */
export const nudgeIds = {
  later: 'nudges.later.choose',
  stop: 'nudges.reminders.stop',
  resume: 'nudges.reminders.resume',
} as const;

export interface NudgeRow extends ReferralRow {
  /** nothing follows about it */
  isLast: boolean;
  /** when it comes up again, where it was put off */
  comesUpAt: Date | null;
  /** another reminder about it is ahead and can be put off */
  canBePutOff: boolean;
}

export interface Nudge {
  deliveryId: string;
  rows: NudgeRow[];
  /** reminders are switched off */
  isOff: boolean;
  now: Date;
  /** the receiver's */
  zone: string;
}

/** The reminder as it reads now: each row with its buttons, or with its answer. */
export function nudgeMessage(nudge: Nudge): Message {
  const { rows, now, zone } = nudge;
  const standing = rows.filter(({ referral }) => !referral.withdrawnAt);
  const open = standing.filter(isOpen);
  if (standing.length === 0) {
    const sentences = [...new Set(rows.map(({ giverName }) => withdrawnBy(shortName(giverName))))];
    return { text: sentences.join(' '), blocks: sentences.map((sentence) => section(sentence)) };
  }
  const prompt = open.length > 0 ? ' A line of thanks goes a long way.' : '';
  const text = `${introText(standing, now, zone)}.${prompt}`;
  if (rows.length === 1) return { text, blocks: [...rowBlocks(rows[0]!, text), ...footer(nudge, open)] };
  const shown = rows.slice(0, MOST_ROWS);
  const room = roomForEach(shown.length);
  const hidden = rows.slice(MOST_ROWS).filter(isOpen);
  return {
    text,
    blocks: [
      section(`${intro(standing)}.${prompt}`),
      ...shown.flatMap((row) => rowBlocks(row, rowText(row, nudge, open, room))),
      ...(hidden.length > 0
        ? [section(`and ${hidden.length} more`, button('Show all', answerIds.showWaiting, nudge.deliveryId))]
        : []),
      ...footer(nudge, open),
    ],
  };
}

/** Said when there was nothing to put off for some of them. */
export function noneLeftSentence(prospects: string[]): string {
  return `There is no further reminder to postpone for ${few(
    prospects.map((prospect) => shortProspect(prospect)),
    'more',
  )}. The buttons in that message keep working.`;
}

function isOpen({ referral }: NudgeRow): boolean {
  return referral.awaitsThanks;
}

function rowText(row: NudgeRow, { now, zone }: Nudge, open: NudgeRow[], room: number): string {
  const mark = row.isLast && closing(open) === 'marked' ? ', last reminder' : '';
  return `${rowLine(row, now, zone, room)}${mark}`;
}

function rowBlocks({ referral, giverName }: NudgeRow, text: string): KnownBlock[] {
  if (referral.withdrawnAt) return [section(withdrawnBy(shortName(giverName)))];
  const about = aboutOf(referral.prospect, giverName);
  const answer = answerOf(referral, shortName(giverName));
  if (answer === null) return [section(text), actions(...answerButtons(referral.id, about))];
  const change = button('Change', answerIds.change, referral.id, { about: `Change your answer about ${about}` });
  return [section(`${text}\n${answer}`, change)];
}

function footer(nudge: Nudge, open: NudgeRow[]): KnownBlock[] {
  const { deliveryId, isOff } = nudge;
  if (isOff) {
    return [
      section('Reminders to say thanks are off for you, until you turn them on again.'),
      actions(button('Turn reminders on again', nudgeIds.resume, deliveryId)),
    ];
  }
  if (open.length === 0) return [];
  const comesUp = comesUpSentence(nudge, open);
  const nothingToPutOff = comesUp !== null && !open.some(({ canBePutOff }) => canBePutOff);
  const last = closingLine(open);
  return [
    ...(comesUp ? [section(comesUp)] : []),
    actions(
      ...(nothingToPutOff ? [] : [button('Remind me later', nudgeIds.later, deliveryId)]),
      button('Stop these reminders', nudgeIds.stop, deliveryId, {
        confirm: {
          title: 'Stop these reminders?',
          text: 'No reminders to say thanks will come, for any referral, until you turn them on again.',
          yes: 'Stop these reminders',
          no: 'Keep them',
        },
      }),
    ),
    ...(last ? [context(last)] : []),
  ];
}

/** "I'll remind you about _Bob's firm_ on Friday." */
function comesUpSentence({ now, zone }: Nudge, open: NudgeRow[]): string | null {
  const byDay = new Map<string, NudgeRow[]>();
  for (const row of open) {
    if (!row.comesUpAt) continue;
    const day = onComingDay(row.comesUpAt, now, zone);
    byDay.set(day, [...(byDay.get(day) ?? []), row]);
  }
  if (byDay.size === 0) return null;
  return [...byDay].map(([day, rows]) => `I'll remind you about ${namesIn(rows)} ${day}.`).join(' ');
}

/** How the closing line says which it means: by name, all of them, or those marked so. */
function closing(open: NudgeRow[]): 'none' | 'named' | 'all' | 'marked' {
  const last = open.filter(({ isLast }) => isLast);
  if (last.length === 0) return 'none';
  if (last.length <= MOST_NAMED) return 'named';
  return last.length === open.length ? 'all' : 'marked';
}

function closingLine(open: NudgeRow[]): string | null {
  const last = open.filter(({ isLast }) => isLast);
  switch (closing(open)) {
    case 'none':
      return null;
    case 'named':
      return `This is the last reminder about ${namesIn(last)}.`;
    case 'all':
      return `This is the last reminder about these ${last.length} referrals.`;
    case 'marked':
      return 'This is the last reminder about those marked “last reminder”.';
  }
}
