import type { Token } from './command-tokens';
import type { TextPart } from './text-parts';

export type Warmth = 'cold' | 'warm' | 'hot';

/** A member, or what stands in a member's place. */
export type Person = Extract<Token, { kind: 'member' | 'not-a-member' }>;

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const TO = /^to:?$/;
const BECAUSE = /^because[,:]?$/;
const DASH = /^[-\u2010-\u2015\u2212]+$/;
const SEPARATOR = /^(?:and|[,;&+])+$/;
const COMMAS = /^[,;]+$/;
const PUNCTUATION = /^[.,;:!?]+$/;
const TAG_WORD = /^[([]*(?:#(?:hot|warm|cold|private)[)\].,;:!?/&+]*)+$/;
const TAG = /#(hot|warm|cold|private)/g;

/** The first `to` of a line outside quotes; -1 where there is none. */
export function findTo(tokens: readonly Token[]): number {
  return tokens.findIndex(isTo);
}

export function isTo(token: Token | undefined): boolean {
  return TO.test(keyword(token));
}

/** Where the note starts: at the first `because`, or dash between blanks, outside quotes; -1 where there is none. */
export function findNote(tokens: readonly Token[]): number {
  return tokens.findIndex((token, at) => isBecause(token) || isDashBetweenBlanks(tokens, at));
}

export function isBecause(token: Token): boolean {
  return BECAUSE.test(keyword(token));
}

/** The end of a line is a blank like any other, its start is none. */
function isDashBetweenBlanks(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1];
  return DASH.test(keyword(tokens[at])) && tokens[at - 1]?.kind === 'blank' && (!after || after.kind === 'blank');
}

/** Takes `#hot`, `#private` and their like out of a line, wherever they stand outside quotes. The last warmth counts. */
export function takeTags(tokens: readonly Token[]): { rest: Token[]; warmth?: Warmth; isPrivate: boolean } {
  const rest: Token[] = [];
  const tags: string[] = [];
  tokens.forEach((token, at) => {
    const found = tagsIn(token);
    const before = tokens[at - 1];
    const isCommaOfATag = before?.end === token.start && tagsIn(before).length > 0 && PUNCTUATION.test(keyword(token));
    if (found.length === 0 && !isCommaOfATag) rest.push(token);
    tags.push(...found);
  });
  const warmth = tags.findLast((tag): tag is Warmth => tag !== 'private');
  return { rest, isPrivate: tags.includes('private'), ...(warmth && { warmth }) };
}

/** Where a channel of that name exists, Slack sends the tag as a link to it. */
function tagsIn(token: Token): string[] {
  const isChannel = token.kind === 'not-a-member' && token.notAMember.what === 'channel' && !token.quoted;
  const word = isChannel ? token.notAMember.shown.toLowerCase() : keyword(token);
  return TAG_WORD.test(word) ? [...word.matchAll(TAG)].map((match) => match[1] ?? '') : [];
}

/** The people that a line starts with, separated by blanks, commas or "and", and where the line goes on after them. */
export function leadingPeople(tokens: readonly Token[]): { people: Person[]; end: number } {
  const people: Person[] = [];
  let end = 0;
  for (const [at, token] of tokens.entries()) {
    if (isPerson(token)) {
      people.push(token);
      end = at + 1;
    } else if (token.kind !== 'blank' && !SEPARATOR.test(keyword(token))) break;
  }
  if (people.length > 0) while (tokens[end]?.kind === 'blank' || keyword(tokens[end]) === ',') end += 1;
  return { people, end };
}

/** The people that a line ends in, if a `to` stands before them, and what stands before that `to`. */
export function peopleAfterLastTo(tokens: readonly Token[]): { before: Token[]; people: Person[] } | undefined {
  const people: Person[] = [];
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (isTo(token)) return people.length > 0 ? { before: tokens.slice(0, at), people: people.reverse() } : undefined;
    if (isPerson(token)) people.push(token);
    else if (!isFiller(token)) return undefined;
  }
  return undefined;
}

/** The people of a text that is nothing but people; undefined for a longer text. */
export function peopleAlone(tokens: readonly Token[]): Person[] | undefined {
  const people = tokens.filter(isPerson);
  return people.length > 0 && tokens.every((token) => isPerson(token) || isFiller(token)) ? people : undefined;
}

/** A name without the blanks and commas around it, and without quotes where they are around the whole of it. */
export function bareName(tokens: readonly Token[]): Token[] {
  const end =
    tokens.findLastIndex((token) => token.kind !== 'blank' && !(isWord(token) && COMMAS.test(token.text))) + 1;
  const name = trimBlanks(tokens.slice(0, end));
  const first = name[0];
  const last = name.at(-1);
  if (first?.kind === 'quote' && last?.kind === 'quote' && first.partner === last.start) {
    return trimBlanks(name.slice(1, -1));
  }
  return isWord(last) ? [...name.slice(0, -1), { ...last, text: withoutCommas(last.text) }] : name;
}

function isWord(token: Token | undefined): token is Extract<Token, { kind: 'word' }> {
  return token?.kind === 'word' && !token.quoted;
}

function withoutCommas(word: string): string {
  let end = word.length;
  while (COMMAS.test(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

/** The tokens as text parts: people who are members stay mentions, all else is text as people see it. */
export function partsOf(tokens: readonly Token[], lineBreaks: 'kept' | 'blanks'): TextPart[] {
  const parts: TextPart[] = [];
  let text: string[] = [];
  const flush = () => {
    if (text.length > 0) parts.push({ text: text.join('') });
    text = [];
  };
  for (const token of trimBlanks(tokens)) {
    if (token.kind === 'member') {
      flush();
      parts.push({ ...token.mention });
    } else if (token.kind === 'not-a-member') text.push(token.notAMember.shown);
    else if (token.kind !== 'blank') text.push(token.text);
    else if (!/\s$/.test(text.at(-1) ?? '')) text.push(lineBreaks === 'kept' ? token.text : token.text && ' ');
  }
  flush();
  return parts;
}

export function trimBlanks(tokens: readonly Token[]): Token[] {
  const start = tokens.findIndex((token) => token.kind !== 'blank');
  return start < 0 ? [] : tokens.slice(start, tokens.findLastIndex((token) => token.kind !== 'blank') + 1);
}

function isPerson(token: Token | undefined): token is Person {
  return token?.kind === 'member' || token?.kind === 'not-a-member';
}

function isFiller(token: Token | undefined): boolean {
  const word = keyword(token);
  return token?.kind === 'blank' || SEPARATOR.test(word) || PUNCTUATION.test(word);
}

/** A word outside quotes as the grammar reads it, in lower case; '' for everything else. */
function keyword(token: Token | undefined): string {
  return isWord(token) ? token.text.replace(INVISIBLE, '').toLowerCase() : '';
}
