import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Asking } from '../../domain/question-policy';
import { isThanked } from '../../domain/thanks-state';
import { clip } from '../../domain/user-text';
import { fromDay, onDay } from '../../domain/when';
import { actions, button, context, plain, section, shortened } from '../../slack/blocks';
import { emphasise, escape } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Referral } from '../../store/referral-store';
import { PROSPECT_MAX_ALONE, shortProspect } from '../referral-rows';

export const reviewIds = {
  /** one referral; its submission closes the review */
  page: 'review.page',
  next: 'review.page.next',
  previous: 'review.page.previous',
  /** value: a referral's id */
  ask: 'review.question.ask',
  /** the field of the note, which tells of each pause in the typing */
  typing: 'review.note.typing',
  /** value: how many come before the page */
  older: 'review.business.older',
  newer: 'review.business.newer',
  /** value: the receiver's id */
  draft: 'review.draft.open',
  // a modal without a submission
  end: 'review-end',
} as const;

export const BUSINESS_ROWS = 10;
/** Slack takes so much in an input. */
const FIELD_MAX = 3_000;

const ALONE = 'Nobody but you sees this.';

export const noteBlock = (referralId: string): string => `note:${referralId}`;

/** Names are plain text here and below. */
interface Sight {
  receiver: string;
  now: Date;
  /** the viewer's */
  zone: string;
}

export interface ReviewedPage extends Sight {
  metadata: string;
  referral: Referral;
  /** how many come before it */
  before: number;
  total: number;
  note: string;
  asking: Asking;
  /** what is wrong with the note; plain text */
  problem?: string;
}

/** One referral, as its giver looks back on it. */
export function pageView(page: ReviewedPage): ModalView {
  const { referral, receiver, before, total, note, metadata, problem } = page;
  const turning = [
    ...(before > 0 ? [button('Previous', reviewIds.previous, referral.id)] : []),
    button('Next', reviewIds.next, referral.id, { style: 'primary' }),
  ];
  return {
    type: 'modal',
    callback_id: reviewIds.page,
    private_metadata: metadata,
    title: plain('Review'),
    submit: plain('Done'),
    close: plain('Close'),
    blocks: [
      ...(referral.withdrawnAt
        ? [section('You withdrew this referral meanwhile.')]
        : [
            context(`${before + 1} of ${total} that you gave ${escape(receiver)}, newest first. ${ALONE}`),
            ...aboutIt(page),
          ]),
      noteField(referral.id, note),
      ...(problem ? [section(escape(problem))] : []),
      actions(...turning),
    ],
  };
}

function aboutIt(page: ReviewedPage): KnownBlock[] {
  const { referral, receiver, now, zone } = page;
  const { prospect, recordedAt, note } = referral;
  const given = `You referred ${escape(receiver)} to ${emphasise(prospect)} ${onDay(recordedAt, now, zone)}.`;
  return [
    section(given),
    ...(note ? quotation(note) : []),
    ...thanksBlocks(page),
    ...outcomeBlocks(page),
    ...askingBlocks(page),
  ];
}

function thanksBlocks({ referral, receiver, now, zone }: ReviewedPage): KnownBlock[] {
  const { thanks, alreadyThankedAt, outcome } = referral;
  const name = escape(receiver);
  if (thanks?.note === '') return [section(`${name} thanked you ${onDay(thanks.thankedAt, now, zone)}.`)];
  if (thanks) return [section(`${name} thanked you ${onDay(thanks.thankedAt, now, zone)}:`), ...quotation(thanks.note)];
  if (alreadyThankedAt) return [section(`${name} noted that you were thanked already.`)];
  if (isThanked(referral)) return [section(`${name} thanked you with folded hands on the digest. 🙏`)];
  // what was no match is not waited for
  if (outcome === 'no_fit') return [];
  return [section('No thanks were sent through me so far. People often say thanks in person.')];
}

function outcomeBlocks({ referral, receiver }: ReviewedPage): KnownBlock[] {
  const { outcome, outcomeReason } = referral;
  const name = escape(receiver);
  switch (outcome) {
    case 'open':
      return [section('How it worked out is not known yet.')];
    case 'talking':
      return [section(`${name} says they are still talking.`)];
    case 'business':
      return [section(`${name} says it became business.`)];
    case 'no_fit': {
      const sentence = `${name} says it wasn't a match this time.`;
      if (!outcomeReason) return [section(sentence)];
      return [section(`${sentence} What would have fitted better, in ${name}'s words:`), ...quotation(outcomeReason)];
    }
  }
}

function askingBlocks({ asking, referral, receiver, now, zone }: ReviewedPage): KnownBlock[] {
  const name = escape(receiver);
  switch (asking.kind) {
    case 'may': {
      const about = `Ask how it worked out: ${clip(referral.prospect, 40)}`;
      const ask = button('Ask how it worked out', reviewIds.ask, referral.id, { about });
      const how = asking.joins
        ? 'It joins what you asked a moment ago.'
        : `I'll ask ${name} for you, in one kind message.`;
      return [actions(ask), context(how)];
    }
    case 'known':
      return [];
    case 'left':
      return [context(`${name} has left, so there is nobody to ask.`)];
    case 'asked-about-this':
      return [
        context(`You asked ${name} about it ${onDay(asking.at, now, zone)}. ${askAgain(asking.again, now, zone)}`),
      ];
    case 'asked-lately':
      return [context(`You asked ${name} ${onDay(asking.at, now, zone)}. ${askAgain(asking.again, now, zone)}`)];
    case 'followed-up':
      return [
        context(
          `I asked ${name} about it ${onDay(asking.at, now, zone)}. You can ask ${fromDay(asking.again, now, zone)}.`,
        ),
      ];
    case 'follow-up-ahead':
      return [context(`I ask ${name} about it myself within the next week, and tell you what I hear.`)];
  }
}

const askAgain = (again: Date, now: Date, zone: string): string => `You can ask again ${fromDay(again, now, zone)}.`;

function noteField(referralId: string, note: string): InputBlock {
  return {
    type: 'input',
    block_id: noteBlock(referralId),
    optional: true,
    // kept as it is typed: closing the review loses none of it
    dispatch_action: true,
    label: plain('A note for yourself'),
    hint: plain('Nobody but you sees this. I keep it as you type.'),
    element: {
      type: 'plain_text_input',
      action_id: reviewIds.typing,
      multiline: true,
      dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      ...(note ? { initial_value: shortened(note, FIELD_MAX) } : {}),
    },
  };
}

export interface ReviewEnd extends Sight {
  metadata: string;
  /** what became business: one more than a page where there are more */
  business: Referral[];
  from: number;
  receiverIsHere: boolean;
}

/** After the last one: what became business, and what could be said about it. */
export function endView(end: ReviewEnd): ModalView {
  const { receiver, metadata, business, from, now, zone } = end;
  const name = escape(receiver);
  const lead = `That is everything you gave ${name}.`;
  const rows = business.slice(0, BUSINESS_ROWS).map(({ prospect, recordedAt }) => {
    return `• ${shortProspect(prospect, PROSPECT_MAX_ALONE)}, given ${onDay(recordedAt, now, zone)}`;
  });
  const turns = [
    ...(from > 0 ? [button('Newer', reviewIds.newer, String(Math.max(from - BUSINESS_ROWS, 0)))] : []),
    ...(business.length > rows.length ? [button('Older', reviewIds.older, String(from + rows.length))] : []),
  ];
  const blocks: KnownBlock[] =
    rows.length === 0
      ? [section(`${lead} What becomes business is listed here.`)]
      : [
          section(`${lead} This became business:`),
          ...rows.map((row) => section(row)),
          ...(turns.length > 0 ? [actions(...turns)] : []),
          ...draftBlocks(end),
        ];
  return {
    type: 'modal',
    callback_id: reviewIds.end,
    private_metadata: metadata,
    title: plain('Review'),
    close: plain('Close'),
    blocks: [...blocks, actions(button('Previous', reviewIds.previous, 'end'))],
  };
}

function draftBlocks({ receiver, receiverIsHere, business }: ReviewEnd): KnownBlock[] {
  const name = escape(receiver);
  if (!receiverIsHere) return [context(`${name} has left, so there is nobody here to write to.`)];
  const about = `Draft a message to ${receiver}`;
  return [
    context(`If you would like to tell ${name} that you are glad, I have a draft that you can send yourself.`),
    actions(button('Draft a message', reviewIds.draft, business[0]!.receiverId, { about })),
  ];
}
