// https://docs.slack.dev/messaging/formatting-message-text
import { emojiOf } from './emoji';
import { safeHref } from './links';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike' | 'code'; children: Inline[] }
  | { kind: 'emoji'; name: string }
  | { kind: 'link'; href: string; label: string }
  | { kind: 'user' | 'channel'; id: string; label: string | null }
  /** `@here`, a group of users */
  | { kind: 'range'; label: string };

export interface Line {
  /** begins with a bullet that was typed */
  isItem: boolean;
  children: Inline[];
}

export type Part = { kind: 'lines' | 'quote'; lines: Line[] } | { kind: 'pre'; children: Inline[] };

/** Slack's markup as a tree; takes time in proportion to the length, whatever was typed. */
export function parseMrkdwn(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('```', at);
    const close = open < 0 ? -1 : text.indexOf('```', open + 4);
    if (close < 0) break;
    parts.push(...linesOf(text.slice(at, open).replace(/\n$/, '')));
    const inside = text
      .slice(open + 3, close)
      .replace(/^\n/, '')
      .replace(/\n$/, '');
    parts.push({ kind: 'pre', children: parseCode(inside) });
    at = text[close + 3] === '\n' ? close + 4 : close + 3;
  }
  return [...parts, ...linesOf(text.slice(at))];
}

/** The three entities that Slack knows. */
export function decode(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}

// What people type comes as `&gt;`, what apps write as `>`; both quote.
const QUOTE = /^(?:>|&gt;) ?/;
const QUOTE_ALL = /^(?:>>>|&gt;&gt;&gt;) ?/;

function linesOf(text: string): Part[] {
  if (text === '') return [];
  const parts: { kind: 'lines' | 'quote'; lines: Line[] }[] = [];
  let restIsQuoted = false;
  for (const raw of text.split('\n')) {
    const startsAll: boolean = !restIsQuoted && QUOTE_ALL.test(raw);
    const isQuote = restIsQuoted || QUOTE.test(raw);
    const line = startsAll ? raw.replace(QUOTE_ALL, '') : restIsQuoted ? raw : raw.replace(QUOTE, '');
    restIsQuoted ||= startsAll;
    const kind = isQuote ? 'quote' : 'lines';
    const last = parts.at(-1);
    const parsed = { isItem: /^\s*[•◦▪‣] /.test(line), children: parseLine(line) };
    if (last?.kind === kind) last.lines.push(parsed);
    else parts.push({ kind, lines: [parsed] });
  }
  return parts;
}

type Mark = '*' | '_' | '~';

const KINDS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/** Emphasis that was begun; the lowest has no mark. */
interface Frame {
  mark: Mark | null;
  children: Inline[];
}

const ANGLE = /<([^<>\n]+)>/y;
const EMOJI = /:([a-z0-9_+'-]{1,80}(?:::skin-tone-[2-6])?):/y;

/** One line, or one without line breaks: emphasis does not reach over them. */
export function parseLine(line: string): Inline[] {
  const frames: Frame[] = [{ mark: null, children: [] }];
  const top = (): Frame => frames.at(-1) ?? { mark: null, children: [] };
  let textFrom = 0;
  let at = 0;

  const endText = (): void => {
    if (at > textFrom) push(top().children, { kind: 'text', text: decode(line.slice(textFrom, at)) });
  };
  const take = (node: Inline, length: number): void => {
    endText();
    push(top().children, node);
    at += length;
    textFrom = at;
  };

  while (at < line.length) {
    const character = line[at];
    if (character === '`') {
      const end = line.indexOf('`', at + 1);
      if (end > at + 1) {
        take({ kind: 'code', children: parseCode(line.slice(at + 1, end)) }, end + 1 - at);
        continue;
      }
    } else if (character === '<' || character === ':') {
      const found = tokenAt(line, at);
      if (found) {
        take(found.node, found.length);
        continue;
      }
    } else if (character === '*' || character === '_' || character === '~') {
      const { opens, closes } = edges(line, at, character);
      const isOpen = frames.some((frame) => frame.mark === character);
      if (closes && isOpen) {
        endText();
        closeFrame(frames, character);
        at += 1;
        textFrom = at;
        continue;
      }
      if (opens) {
        endText();
        // Bold in bold says nothing: the later beginning counts, and nesting stays shallow.
        if (isOpen) abandon(frames, character);
        frames.push({ mark: character, children: [] });
        at += 1;
        textFrom = at;
        continue;
      }
    }
    at += 1;
  }
  endText();
  while (frames.length > 1) flatten(frames);
  return top().children;
}

const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/;

function edges(line: string, at: number, mark: Mark): { opens: boolean; closes: boolean } {
  const before = line[at - 1];
  const after = line[at + 1];
  const isSolid = (character: string | undefined): boolean =>
    character !== undefined && character !== mark && !SPACE.test(character);
  const isNoWord = (character: string | undefined): boolean => character === undefined || !WORD.test(character);
  return { opens: isNoWord(before) && isSolid(after), closes: isSolid(before) && isNoWord(after) };
}

/** What was begun and not ended is text. */
function flatten(frames: Frame[]): Frame | undefined {
  const frame = frames.pop();
  const below = frames.at(-1);
  if (frame?.mark && below) {
    push(below.children, { kind: 'text', text: frame.mark });
    for (const child of frame.children) push(below.children, child);
  }
  return frame;
}

function abandon(frames: Frame[], mark: Mark): void {
  while (flatten(frames)?.mark !== mark);
}

function closeFrame(frames: Frame[], mark: Mark): void {
  while (frames.at(-1)?.mark !== mark) flatten(frames);
  const frame = frames.pop();
  if (frame) push(frames.at(-1)?.children ?? [], { kind: KINDS[mark], children: frame.children });
}

function push(into: Inline[], node: Inline): void {
  const last = into.at(-1);
  if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
  else into.push(node.kind === 'text' ? { ...node } : node);
}

/** In code nothing counts but what Slack itself put between angle brackets. */
function parseCode(text: string): Inline[] {
  const children: Inline[] = [];
  let textFrom = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const found = tokenAt(text, at);
    if (!found) {
      at += 1;
      continue;
    }
    if (at > textFrom) push(children, { kind: 'text', text: decode(text.slice(textFrom, at)) });
    push(children, found.node);
    at += found.length;
    textFrom = at;
  }
  if (textFrom < text.length) push(children, { kind: 'text', text: decode(text.slice(textFrom)) });
  return children;
}

/** An emoji where its text is one that is known. */
export function emojiAt(text: string, at: number): { name: string; length: number } | null {
  EMOJI.lastIndex = at;
  const [all, name] = EMOJI.exec(text) ?? [];
  return all !== undefined && name !== undefined && emojiOf(name) !== null ? { name, length: all.length } : null;
}

function tokenAt(text: string, at: number): { node: Inline; length: number } | null {
  if (text[at] === ':') {
    const found = emojiAt(text, at);
    return found && { node: { kind: 'emoji', name: found.name }, length: found.length };
  }
  ANGLE.lastIndex = at;
  const [all, inside] = ANGLE.exec(text) ?? [];
  const node = inside === undefined ? null : angle(inside);
  return node && { node, length: all?.length ?? 1 };
}

/** What stands between `<` and `>`; null where it means nothing, and so is text. */
function angle(inside: string): Inline | null {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : decode(inside.slice(bar + 1)) || null;
  if (/^@[UW][A-Z0-9]+$/.test(target)) return { kind: 'user', id: target.slice(1), label };
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return special(target.slice(1), label);
  const href = safeHref(decode(target));
  return href === null ? null : { kind: 'link', href, label: label ?? href.replace(/^mailto:/i, '') };
}

function special(target: string, label: string | null): Inline | null {
  if (/^(?:here|channel|everyone)$/.test(target)) return { kind: 'range', label: `@${target}` };
  if (target.startsWith('subteam^')) return { kind: 'range', label: label ?? '@group' };
  // its fallback is what the app wants read where dates are not set in the reader's own way
  if (target.startsWith('date^')) return { kind: 'text', text: label ?? '' };
  return { kind: 'text', text: label ?? `<${target}>` };
}
