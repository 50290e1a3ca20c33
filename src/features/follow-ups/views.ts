import type { KnownBlock, ModalView } from '@slack/types';
import type { OutcomeAnswer } from '../../domain/follow-up-policy';
import { clip } from '../../domain/user-text';
import { onComingDay } from '../../domain/when';
import { actions, button, context, type Message, noticeView, plain, section } from '../../slack/blocks';
import { emphasise } from '../../slack/mrkdwn';
import { withdrawnBy } from '../answer-words';
import type { AskedOutcomes } from '../asked-outcomes';
import { outcomeIds } from '../outcome-buttons';
import { type OutcomeRow, rowBlocks } from '../outcome-rows';
import { intro, introText, MOST_ROWS, PROSPECT_MAX_ALONE, roomForEach, rowLine, shortName } from '../referral-rows';

export const followUpIds = {
  /** value: the question's own id, as for the next */
  stop: 'follow-ups.questions.stop',
  resume: 'follow-ups.questions.resume',
  /** value: the question's id and the page, as `pageIn` reads it */
  older: 'follow-ups.all.older',
  newer: 'follow-ups.all.newer',
  // modals without a submission: their names tell where a button was pressed
  all: 'all-questions',
  one: 'one-question',
} as const;

const PAGE = 15;

/** The question as it reads now: each row with its buttons, or with its answer. */
export function followUpMessage(followUp: AskedOutcomes): Message {
  const { deliveryId, rows, now, zone } = followUp;
  const standing = rows.filter(({ referral }) => !referral.withdrawnAt);
  if (standing.length === 0) {
    const sentences = [...new Set(rows.map(({ giverName }) => withdrawnBy(shortName(giverName))))];
    return { text: sentences.join(' '), blocks: sentences.map((sentence) => section(sentence)) };
  }
  const open = standing.filter(({ isAsked }) => isAsked);
  const it = standing.length === 1 ? 'it' : 'these';
  const question = open.length > 0 ? ` How did ${it} turn out?` : '';
  const text = `${introText(standing, now, zone)}.${question}`;
  if (rows.length === 1) return { text, blocks: [...rowBlocks(rows[0]!, text), ...footer(followUp, open)] };
  const shown = rows.slice(0, MOST_ROWS);
  const room = roomForEach(shown.length);
  const hidden = rows.length - shown.length;
  return {
    text,
    blocks: [
      section(`${intro(standing)}.${question}`),
      ...shown.flatMap((row) => rowBlocks(row, rowLine(row, now, zone, room))),
      ...(hidden > 0 ? [section(`and ${hidden} more`, button('Show all', outcomeIds.showAll, deliveryId))] : []),
      ...footer(followUp, open),
    ],
  };
}

function footer({ deliveryId, isOff, now, zone }: AskedOutcomes, open: OutcomeRow[]): KnownBlock[] {
  if (isOff) {
    return [
      section('Questions about how referrals turned out are off for you, until you turn them on again.'),
      actions(button('Turn these questions on again', followUpIds.resume, deliveryId)),
    ];
  }
  if (open.length === 0) return [];
  const line = whatFollows(open, now, zone);
  return [
    actions(
      button('Stop these questions', followUpIds.stop, deliveryId, {
        confirm: {
          title: 'Stop these questions?',
          text: 'No questions about how referrals turned out will come until you turn them on again.',
          yes: 'Stop these questions',
          no: 'Keep them',
        },
      }),
    ),
    ...(line ? [context(line)] : []),
  ];
}

/** What comes of leaving it alone, where that is the same for all of them. */
function whatFollows(open: OutcomeRow[], now: Date, zone: string): string | null {
  const these = open.length === 1 ? 'it' : 'them';
  if (open.every(({ isLast }) => isLast)) return `I won't ask about ${these} again.`;
  const days = new Set(open.map(({ asksAgainAt }) => (asksAgainAt ? onComingDay(asksAgainAt, now, zone) : null)));
  const [day] = days;
  return days.size === 1 && day ? `No answer now is fine: I'll ask again ${day}.` : null;
}

// The same in a modal

/** The question's id and the page, from a button's value or a modal's metadata. */
export function pageIn(text: string): { deliveryId: string; page: number } {
  const [deliveryId = '', page = '0'] = text.split(':');
  return { deliveryId, page: Number(page) || 0 };
}

/** A page of all that one question is about; a page that is no more is the last one. */
export function allView({ deliveryId, rows, now, zone }: AskedOutcomes, wanted: number): ModalView {
  const lastPage = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
  const page = Math.min(Math.max(0, wanted), lastPage);
  const turns = [
    ...(page > 0 ? [button('Earlier', followUpIds.newer, `${deliveryId}:${page - 1}`)] : []),
    ...(page < lastPage ? [button('More', followUpIds.older, `${deliveryId}:${page + 1}`)] : []),
  ];
  return {
    type: 'modal',
    callback_id: followUpIds.all,
    private_metadata: `${deliveryId}:${page}`,
    title: plain('How did they turn out?'),
    close: plain('Close'),
    blocks: [
      ...rows
        .slice(page * PAGE, (page + 1) * PAGE)
        .flatMap((row) => rowBlocks(row, rowLine(row, now, zone, PROSPECT_MAX_ALONE))),
      ...(turns.length > 0 ? [actions(...turns)] : []),
    ],
  };
}

/** The answers about one referral, where the message that holds `Change` cannot show them itself. */
export function oneView({ deliveryId, rows, now, zone }: AskedOutcomes): ModalView {
  const [row] = rows;
  return {
    type: 'modal',
    callback_id: followUpIds.one,
    private_metadata: `${deliveryId}:0`,
    title: plain('Change your answer'),
    close: plain('Close'),
    blocks: row ? rowBlocks({ ...row, isAsked: true }, rowLine(row, now, zone, PROSPECT_MAX_ALONE)) : [],
  };
}

export const notedView = (sentence: string): ModalView => noticeView('Noted', sentence);

const NOTED: Record<OutcomeAnswer, string> = {
  business: 'it became business',
  talking: 'you are still talking',
  no_fit: "it didn't work out this time",
};

/** What an answer is shown as where no message shows it. */
export const notedAnswer = (prospect: string, answer: OutcomeAnswer): string =>
  `Noted about ${emphasise(clip(prospect, 300))}: ${NOTED[answer]}.`;
