import type { Mention } from './text-parts';
import { cleanLine } from './user-text';

/** What stands where only a member (or text) can stand, as people see it: "@here", "@designers", "#general". */
export interface NotAMember {
  what: 'broadcast' | 'group' | 'channel';
  shown: string;
}

type Piece =
  | { kind: 'blank'; text: string }
  | { kind: 'word'; text: string }
  /** A quotation mark whose partner stands at the place `partner`; one without a partner is part of a word. */
  | { kind: 'quote'; text: string; partner: number }
  | { kind: 'member'; mention: Mention }
  | { kind: 'not-a-member'; notAMember: NotAMember }
  | { kind: 'link'; text: string };

/** A piece of a command's text, from `start` to before `end` in it; entities are decoded, quotes looked through. */
export type Token = Piece & { start: number; end: number; quoted: boolean };

/** How Slack writes people, channels, groups and links; any other `<` is a character like others. */
const MARKED = String.raw`<(?:@[UW][A-Z0-9]+|#[CGD][A-Z0-9]+|![a-z][^<>|]*|[a-z][a-z0-9+.\-]*:[^<>|]+)(?:\|[^<>]*)?>`;
const UNSEEN = String.raw`[\s\p{Default_Ignorable_Code_Point}\u2800]`;
/** Every character fits one alternative in one way, so the time taken is in proportion to the length. */
const CHUNK = new RegExp(`(${MARKED})|(${UNSEEN}+)|(?:[^\\s<]|<(?!${MARKED.slice(1)}))+`, 'gu');
const BROADCAST = /^(@(?:here|channel|everyone))([.,;:!?]*)$/i;

const QUOTES = { double: '"“”„‟«»', single: "'‘’‚‛" };
const BEFORE_A_QUOTE = new RegExp(`^(?:${UNSEEN}|[(\\[{])?$`, 'u');
const AFTER_A_QUOTE = new RegExp(`^(?:${UNSEEN}|[.,;:!?)\\]}])?$`, 'u');

/** Cuts a command's text (without control characters) into tokens, in time linear in its length. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const chunks = [...text.matchAll(CHUNK)];
  const partners = partnersOfQuotes(text, chunks);
  let quotedUntil = -1;
  const add = (piece: Piece, start: number, end: number) => {
    tokens.push({ ...piece, start, end, quoted: start < quotedUntil });
    if (piece.kind === 'quote') quotedUntil = Math.max(quotedUntil, piece.partner);
  };
  const addPlain = (start: number, end: number) => {
    const plain = text.slice(start, end);
    const [, broadcast, punctuation] = BROADCAST.exec(plain) ?? [];
    if (broadcast === undefined) {
      if (plain !== '') add({ kind: 'word', text: decoded(plain) }, start, end);
      return;
    }
    const middle = start + broadcast.length;
    add({ kind: 'not-a-member', notAMember: { what: 'broadcast', shown: broadcast.toLowerCase() } }, start, middle);
    if (punctuation) add({ kind: 'word', text: punctuation }, middle, end);
  };
  for (const { index: start, 0: chunk, 1: marked, 2: blank } of chunks) {
    const end = start + chunk.length;
    if (marked !== undefined) add(readMarked(chunk.slice(1, -1)), start, end);
    else if (blank !== undefined) add({ kind: 'blank', text: shownBlank(chunk) }, start, end);
    else {
      let from = start;
      for (let at = start; at < end; at += 1) {
        const partner = partners.get(at);
        if (partner === undefined) continue;
        addPlain(from, at);
        add({ kind: 'quote', text: text.charAt(at), partner }, at, at + 1);
        from = at + 1;
      }
      addPlain(from, end);
    }
  }
  return tokens;
}

/** What stands between Slack's angle brackets. */
function readMarked(inner: string): Piece {
  const bar = inner.indexOf('|');
  const id = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : cleanLine(decoded(inner.slice(bar + 1)));
  if (id.startsWith('@')) {
    return {
      kind: 'member',
      mention: { userId: id.slice(1), ...(label === '' ? {} : { label: label.replace(/^@/, '') }) },
    };
  }
  if (id.startsWith('#')) {
    const shown = label === '' ? 'a channel' : `#${label.replace(/^#/, '')}`;
    return { kind: 'not-a-member', notAMember: { what: 'channel', shown } };
  }
  if (id.startsWith('!subteam^')) {
    const shown = label === '' ? 'a user group' : `@${label.replace(/^@/, '')}`;
    return { kind: 'not-a-member', notAMember: { what: 'group', shown } };
  }
  if (/^!(?:here|channel|everyone)$/.test(id)) {
    return { kind: 'not-a-member', notAMember: { what: 'broadcast', shown: `@${id.slice(1)}` } };
  }
  if (id.startsWith('!')) return { kind: 'link', text: label === '' ? id.slice(1) : label };
  return { kind: 'link', text: shownLink(decoded(id), label) };
}

/** A link as its label, with the address behind it unless the label is that address. */
function shownLink(url: string, label: string): string {
  const bare = (address: string) => address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
  return label === '' ? url : bare(label) === bare(url) ? label : `${label} (${url})`;
}

function shownBlank(blank: string): string {
  const lineBreaks = blank.split('\n').length - 1;
  if (lineBreaks > 0) return lineBreaks > 1 ? '\n\n' : '\n';
  return /\s/.test(blank) ? ' ' : blank;
}

/** Slack escapes these three and no others; each is decoded once. */
function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_entity, name) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}

/**
 * Where quotes open and close: each place mapped to its partner's. A quote opens at the start of a word and closes at
 * the end of one, so neither the apostrophe in "Bob's" nor the inch in `5"` is one.
 */
function partnersOfQuotes(text: string, chunks: readonly RegExpMatchArray[]): Map<number, number> {
  const marks: { at: number; kind: 'double' | 'single' }[] = [];
  for (const { index = 0, 0: chunk, 1: marked, 2: blank } of chunks) {
    if (marked !== undefined || blank !== undefined) continue;
    for (let at = index; at < index + chunk.length; at += 1) {
      const character = text.charAt(at);
      if (QUOTES.double.includes(character)) marks.push({ at, kind: 'double' });
      else if (QUOTES.single.includes(character)) marks.push({ at, kind: 'single' });
    }
  }
  const opens = (at: number) => text.charAt(at) !== '’' && BEFORE_A_QUOTE.test(text.charAt(at - 1));
  const closes = (at: number) => AFTER_A_QUOTE.test(text.charAt(at + 1));
  const closers = {
    double: marks.filter((mark) => mark.kind === 'double' && closes(mark.at)),
    single: marks.filter((mark) => mark.kind === 'single' && closes(mark.at)),
  };
  const next = { double: 0, single: 0 };
  const partners = new Map<number, number>();
  let free = 0;
  for (const { at, kind } of marks) {
    if (at < free || !opens(at)) continue;
    while ((closers[kind][next[kind]]?.at ?? Infinity) <= at) next[kind] += 1;
    const closer = closers[kind][next[kind]];
    if (closer === undefined) continue;
    partners.set(at, closer.at).set(closer.at, at);
    free = closer.at + 1;
  }
  return partners;
}
