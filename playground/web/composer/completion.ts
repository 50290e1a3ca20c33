import type { Sight } from '../../page/contract';
import { cityOf } from '../time';

/** What may be meant by what is being typed. */
export interface Completion {
  /** the part of the text that a suggestion takes the place of */
  from: number;
  to: number;
  suggestions: Suggestion[];
}

export interface Suggestion {
  kind: 'command' | 'person' | 'channel';
  id: string;
  /** what it becomes in the text */
  insert: string;
  title: string;
  detail: string;
}

type Known = Pick<Sight, 'commands' | 'people' | 'conversations'>;

/** Suggestions for the word before the caret: `/` at the start of the text, `@` and `#` at the start of a word. */
export function completionAt(text: string, caret: number, known: Known, most: number): Completion | null {
  const word =
    /(?:^|[\s(])([@#][^\s@#]*)$/.exec(text.slice(0, caret))?.[1] ?? /^\/\S*$/.exec(text.slice(0, caret))?.[0];
  if (word === undefined) return null;
  const suggestions = suggestionsFor(word, known).slice(0, most);
  return suggestions.length === 0 ? null : { from: caret - word.length, to: caret, suggestions };
}

function suggestionsFor(word: string, known: Known): Suggestion[] {
  const begun = word.slice(1).toLowerCase();
  if (word.startsWith('/')) return commands(word.toLowerCase(), known);
  return word.startsWith('@') ? people(begun, known) : channels(begun, known);
}

const commands = (begun: string, known: Known): Suggestion[] =>
  known.commands
    .filter(({ command }) => command.toLowerCase().startsWith(begun))
    .map(({ command, usageHint, description }) => ({
      kind: 'command',
      id: command,
      insert: command,
      title: `${command} ${usageHint}`.trim(),
      detail: description,
    }));

/** By the start of the handle or of any word of the name; members before the app. */
const people = (begun: string, known: Known): Suggestion[] =>
  known.people
    .filter(({ handle, name }) => [handle, ...name.split(/\s+/)].some((one) => one.toLowerCase().startsWith(begun)))
    .sort((one, other) => Number(one.isApp) - Number(other.isApp))
    .map(({ id, handle, name, timeZone, isApp }) => ({
      kind: 'person',
      id,
      insert: `@${handle}`,
      title: name,
      detail: [`@${handle}`, isApp ? 'app' : timeZone === null ? '' : `in ${cityOf(timeZone)}`]
        .filter((part) => part !== '')
        .join(' · '),
    }));

const channels = (begun: string, known: Known): Suggestion[] =>
  known.conversations
    .filter(({ kind, name, archived }) => {
      const isChannel = kind === 'public' || kind === 'private';
      return isChannel && !archived && name.toLowerCase().startsWith(begun);
    })
    .map(({ id, name, kind }) => ({
      kind: 'channel',
      id,
      insert: `#${name}`,
      title: `#${name}`,
      detail: kind === 'private' ? 'private' : '',
    }));

/** The text with the suggestion in it, and where the caret is then. */
export function completed(
  text: string,
  { from, to }: Completion,
  { insert }: Suggestion,
): { text: string; caret: number } {
  const after = text.slice(to);
  const blank = after.startsWith(' ') ? '' : ' ';
  return { text: `${text.slice(0, from)}${insert}${blank}${after}`, caret: from + insert.length + 1 };
}

/** Nothing is left to complete: Enter sends it. */
export const isWhole = (text: string, { from, to }: Completion, suggestion: Suggestion | undefined): boolean =>
  text.slice(from, to) === suggestion?.insert;

/** How the command that the text starts with is used. */
export function usageOf(text: string, commands: Sight['commands']): Sight['commands'][number] | undefined {
  const word = /^(\/\S+)\s/.exec(text)?.[1];
  return commands.find(({ command }) => command === word);
}
