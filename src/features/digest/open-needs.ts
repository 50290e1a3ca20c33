import type { KnownBlock } from '@slack/types';
import { cleanLine, clip } from '../../domain/user-text';
import { counted } from '../../domain/when';
import { section } from '../../slack/blocks';
import { emphasise, escape, listed } from '../../slack/mrkdwn';
import type { Need } from '../../store/need-store';
import type { Store } from '../../store/store';
import { helpButton } from '../need-buttons';
import { namesOf } from '../who-is';

/** Those that wait longest; the board has the others. */
const MOST_SHOWN = 5;
const NAMED_IN_TEXT = 3;
/** A row stays under 15 words, its name included. */
const MOST_WORDS = 9;
const LONGEST = 80;
const LONGEST_NAME = 40;

/** A need as a digest shows it; plain text. */
export interface NeedRow {
  need: Pick<Need, 'id' | 'text'>;
  author: string;
  state: 'open' | 'found' | 'resting';
}

/**
 * What a digest that was built at `builtAt` says people are looking for: the same ones each time it is redrawn, as they
 * stand now. What was withdrawn since is left out.
 */
export async function openNeeds(store: Store, workspaceId: string, builtAt: Date): Promise<NeedRow[]> {
  const needs = await store.needs.openAt(workspaceId, builtAt, MOST_SHOWN);
  const nameOf = await namesOf(
    { read: store },
    workspaceId,
    needs.map(({ authorId }) => authorId),
  );
  return needs.flatMap(({ id, text, authorId, state }): NeedRow[] => {
    if (state === 'withdrawn') return [];
    const stands = state === 'fulfilled' ? 'found' : state;
    return [{ need: { id, text }, author: nameOf(authorId), state: stands }];
  });
}

/** One line, whatever was typed: a line break or a fence in it would reach into other rows. */
const inLine = (text: string): string => cleanLine(text).replaceAll('```', '`\u200b`\u200b`');

function inFewWords(text: string): string {
  const words = inLine(text).split(' ');
  const few = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join(' ')}…` : words.join(' ');
  return clip(few, LONGEST);
}

const nameIn = (name: string): string => escape(clip(inLine(name), LONGEST_NAME));

const AFTERWARDS = { open: '', found: ', found', resting: ', resting now' };

/** "Open needs", each with a way to help while it is open. */
export function needBlocks(rows: readonly NeedRow[]): KnownBlock[] {
  if (rows.length === 0) return [];
  return [
    section('*Open needs, longest waiting first*'),
    ...rows.map(({ need, author, state }) =>
      section(
        `• ${nameIn(author)}: ${emphasise(inFewWords(need.text))}${AFTERWARDS[state]}`,
        state === 'open' ? helpButton(need, author) : undefined,
      ),
    ),
  ];
}

/** The same for a notification: "2 open needs. Gina is looking for a bookkeeper and Bob is looking for a van" */
export function needsInText(rows: readonly NeedRow[]): string {
  const named = rows
    .slice(0, NAMED_IN_TEXT)
    .map(({ need, author }) => `${nameIn(author)} is looking for ${escape(inFewWords(need.text))}`);
  const others = rows.length - named.length;
  return `${counted(rows.length, 'open need')}. ${listed(others > 0 ? [...named, `${others} more`] : named)}`;
}
