import type { KnownBlock } from '@slack/types';
import { clip } from '../../domain/user-text';
import { sinceDay } from '../../domain/when';
import { actions, button, context, type Message, section } from '../../slack/blocks';
import { command, emphasise, escape } from '../../slack/mrkdwn';
import type { Need } from '../../store/need-store';
import { helpButton } from '../need-buttons';
import { few, shortName } from '../referral-rows';

export const suggestionIds = {
  /** value: a need's id */
  pass: 'suggestions.need.pass',
  /** value: the suggestion's own id, as for the next */
  stop: 'suggestions.switch.off',
  resume: 'suggestions.switch.on',
} as const;

export interface SuggestionRow {
  need: Need;
  /** plain text */
  author: string;
  /** its reader gave something for it */
  hasHelped: boolean;
}

export interface Suggestion {
  deliveryId: string;
  /** whoever waits longest first */
  rows: SuggestionRow[];
  isOff: boolean;
  now: Date;
  /** the reader's */
  zone: string;
}

const NAMED_MAX = 40;

/** The suggestion as it reads now: each need with its buttons, or with what became of it. */
export function suggestionMessage(suggestion: Suggestion): Message {
  const { rows, isOff, deliveryId } = suggestion;
  const open = rows.filter(isOpen);
  const sentence = introOf(rows, open);
  return {
    text: sentence,
    blocks: [
      section(sentence),
      ...rows.flatMap((row) => rowBlocks(row, suggestion)),
      ...(open.length > 0 && !isOff ? [context('No answer is fine too: each of these is suggested to you once.')] : []),
      ...(isOff ? [section('These suggestions are off for you, until you turn them on again.')] : []),
      actions(
        isOff
          ? button('Turn these suggestions on again', suggestionIds.resume, deliveryId)
          : button('Stop these suggestions', suggestionIds.stop, deliveryId, STOPPING),
      ),
    ],
  };
}

const STOPPING = {
  confirm: {
    title: 'Stop these suggestions?',
    text: 'Nothing that people are looking for will be suggested to you until you turn this on again.',
    yes: 'Stop them',
    no: 'Keep them',
  },
};

const isOpen = ({ need, hasHelped }: SuggestionRow): boolean => need.state === 'open' && !hasHelped;

function introOf(rows: SuggestionRow[], open: SuggestionRow[]): string {
  if (rows.length === 0) return `That is all for now. ${command('needs')} shows what everybody is looking for.`;
  if (open.length === 0) return 'People who have helped you were looking for this. It is settled now.';
  const isOnes = new Set(open.map(({ need }) => need.authorId)).size === 1;
  const needs = open.map(({ need, author }) => {
    const what = emphasise(clip(need.text, NAMED_MAX));
    return isOnes ? what : `${what} (${escape(shortName(author))})`;
  });
  const looking = isOnes
    ? `${escape(shortName(open[0]!.author))}, who has helped you, is`
    : 'People who have helped you are';
  return `${looking} looking for ${few(needs, 'more')}. Do you know someone?`;
}

function rowBlocks(row: SuggestionRow, { now, zone }: Suggestion): KnownBlock[] {
  const { need, author, hasHelped } = row;
  const who = escape(shortName(author));
  const what = emphasise(need.text);
  if (hasHelped) return [section(`${who}: ${what}. You have helped with it.`)];
  if (need.state === 'fulfilled') return [section(`${who}: ${what}. It was found.`)];
  if (need.state !== 'open') return [section(`${who} is not looking for ${what} at the moment.`)];
  const pass = button('Not now', suggestionIds.pass, need.id, { about: `Not now: ${clip(need.text, NAMED_MAX)}` });
  return [section(`${who}: ${what}, ${sinceDay(need.statedAt, now, zone)}.`), actions(helpButton(need, author), pass)];
}

export const GONE = `That need is not there any more. ${command('needs')} shows the board.`;
