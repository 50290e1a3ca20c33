import type { Button, KnownBlock } from '@slack/types';
import { goesOut, type ThanksKind } from '../../domain/card-policy';
import { clip } from '../../domain/user-text';
import { onComingDay } from '../../domain/when';
import { actions, button, type Message, say, section } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import { withdrawnBy } from '../answer-words';
import { onItsWay } from '../on-its-way-words';
import { withSettings } from '../settings-link';
import { few, PROSPECT_MAX, PROSPECT_MAX_ALONE, shortName, shortProspect } from '../referral-rows';

export const cardIds = {
  /** value: the name of thanks said together, as for the next three */
  sent: 'cards.answer.sent',
  again: 'cards.answer.again',
  neverMind: 'cards.answer.never_mind',
  change: 'cards.answer.change',
  /** value: the reminder's own id, as for the next */
  stop: 'cards.switch.off',
  resume: 'cards.switch.on',
} as const;

/** Thanks that were said together, with the card or gift that goes with them. */
export interface CardRow {
  batchId: string;
  /** plain text */
  giver: string;
  /** of the referrals that stand; none where all were withdrawn */
  prospects: string[];
  kind: ThanksKind;
  answer: 'sent' | 'later' | 'never mind' | null;
  /** when it comes up again, where that was chosen */
  asksAgainAt: Date | null;
}

export interface CardReminder {
  deliveryId: string;
  rows: CardRow[];
  isOff: boolean;
  now: Date;
  /** the receiver's */
  zone: string;
}

const WORDS = {
  card: { it: 'the card', one: 'a handwritten card', many: 'handwritten cards' },
  gift: { it: 'the gift', one: 'a gift', many: 'gifts' },
};
const wordsFor = ({ kind }: Pick<CardRow, 'kind'>) => WORDS[kind === 'gift' ? 'gift' : 'card'];

/** The reminder as it reads now: each card or gift with its buttons, or with its answer. */
export function reminderMessage(reminder: CardReminder): Message {
  const { rows, isOff, deliveryId } = reminder;
  const going = rows.filter((row) => settledOtherwise(row) === null);
  const footer = [
    ...(isOff ? [section('Questions about cards and gifts are off for you, until you turn them on again.')] : []),
    actions(
      isOff
        ? button('Turn these questions on again', cardIds.resume, deliveryId)
        : button('Stop these questions', cardIds.stop, deliveryId, STOPPING),
    ),
  ];
  const [only, ...more] = rows;
  if (going.length === 0) {
    const sentences = [...new Set(rows.map((row) => settledOtherwise(row) ?? ''))];
    return { text: sentences.join(' '), blocks: sentences.map((sentence) => section(sentence)) };
  }
  if (only && more.length === 0) {
    const question = isOpen(only) ? ` Did you send ${wordsFor(only).it}?` : '';
    const sentence = `You chose ${wordsFor(only).one} to thank ${aboutRow(only, PROSPECT_MAX_ALONE)}.${question}`;
    return { text: sentence, blocks: [...rowBlocks(only, sentence, reminder), ...footer] };
  }
  const sentence = introOf(going);
  const rowText = (row: CardRow) => {
    const about = aboutRow(row, PROSPECT_MAX);
    return isOpen(row) ? `${about}: did you send ${wordsFor(row).it}?` : `${about}: ${wordsFor(row).one}.`;
  };
  return {
    text: sentence,
    blocks: [section(sentence), ...rows.flatMap((row) => rowBlocks(row, rowText(row), reminder)), ...footer],
  };
}

const STOPPING = {
  confirm: {
    title: 'Stop these questions?',
    text: 'I will not ask about cards and gifts until you turn these questions on again.',
    yes: 'Stop these questions',
    no: 'Keep them',
  },
};

/** Why nothing is to be asked about it any more, apart from an answer. */
function settledOtherwise({ giver, prospects, kind }: CardRow): string | null {
  if (prospects.length === 0) return withdrawnBy(shortName(giver));
  return goesOut(kind) ? null : refusals.anotherWay(shortName(giver));
}

const isOpen = (row: CardRow): boolean => row.answer === null && settledOtherwise(row) === null;

/** "Gina for the referral to _Bob's firm_" */
function aboutRow({ giver, prospects }: CardRow, room: number): string {
  const names = prospects.map((prospect) => shortProspect(prospect, prospects.length > 1 ? PROSPECT_MAX : room));
  return `${escape(shortName(giver))} for the ${forReferrals(names)}`;
}

const forReferrals = (names: string[]): string =>
  `${names.length > 1 ? 'referrals' : 'referral'} to ${few(names, 'more')}`;

function introOf(going: CardRow[]): string {
  const kinds = new Set(going.map((row) => wordsFor(row).many));
  const givers = [...new Set(going.map(({ giver }) => escape(shortName(giver))))];
  const question = going.some(isOpen) ? ' Did you send them?' : '';
  return `You chose ${[...kinds].join(' and ')} to thank ${few(givers, 'others')}.${question}`;
}

function rowBlocks(row: CardRow, text: string, { isOff, now, zone }: CardReminder): KnownBlock[] {
  const { batchId, giver } = row;
  const settled = settledOtherwise(row);
  if (settled !== null) return [section(settled)];
  if (isOpen(row)) return [section(text), actions(...answerButtons(row, isOff))];
  const change = button('Change', cardIds.change, batchId, { about: `Change your answer about ${clip(giver, 40)}` });
  return [section(`${text}\n${answerOf(row, now, zone)}`, change)];
}

function answerOf({ answer, asksAgainAt, ...row }: CardRow, now: Date, zone: string): string {
  if (answer === 'sent') return `You said that you sent ${wordsFor(row).it}.`;
  if (answer === 'later' && asksAgainAt) return `I'll ask again ${onComingDay(asksAgainAt, now, zone)}.`;
  return "You said “Never mind”, so I won't ask again.";
}

/** The answers to one row; while these questions are off, none comes again. */
export function answerButtons({ batchId, giver, kind }: Pick<CardRow, 'batchId' | 'giver' | 'kind'>, isOff: boolean) {
  const about = `${wordsFor({ kind }).it} for ${clip(giver, 30)}`;
  const buttons: Button[] = [button('Sent', cardIds.sent, batchId, { about: `Sent: ${about}`, style: 'primary' })];
  if (!isOff) buttons.push(button('Remind me again', cardIds.again, batchId, { about: `Remind me again: ${about}` }));
  return [...buttons, button('Never mind', cardIds.neverMind, batchId, { about: `Never mind ${about}` })];
}

/** To the giver: what the receiver says has happened, and no more. */
export function onItsWayMessage(receiver: string, kind: 'card' | 'gift', prospects: string[]): Message {
  const names = prospects.map((prospect) => shortProspect(prospect, PROSPECT_MAX_ALONE));
  return withSettings(say(`${onItsWay(receiver, kind)}, as thanks for the ${forReferrals(names)}.`));
}

export const refusals = {
  gone: 'These thanks are not here any more, so there is nothing to answer.',
  anotherWay: (giver: string) => `You are thanking ${escape(giver)} another way now, so there is nothing to send.`,
  off: 'These questions are off for you, so I would not ask again. Turn them on first.',
};
