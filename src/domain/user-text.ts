/**
 * What people type, made fit to be stored and compared. Nothing here decodes or escapes: `&lt;` stays `&lt;`, and what
 * is shown in Slack or in a spreadsheet is escaped there.
 */

const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g;
const LINE_BLANKS = /[\t\v\f\u001f]/g;
/** Controls, bidirectional overrides, embeddings and isolates, lone surrogates, and what XML and Postgres refuse. */
const NEVER_KEPT =
  /[\p{Surrogate}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|(?!\n)\p{Cc}/gu;
/** Tag characters can smuggle text that nobody sees; the flags of England, Scotland and Wales are made of them. */
const TAGS = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
/** Blanks, characters without a shape, and the two that only look like a blank: the braille blank, the null notehead. */
const UNSEEN = /^[\s\p{Cc}\p{Surrogate}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800\u{1d159}]$/u;
/** These give the character before them its shape ("❤️", a flag), so they may end a text. */
const SHAPES = /^[\p{Variation_Selector}\u{e0020}-\u{e007f}]$/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text on one line: blanks collapsed, nothing invisible at its ends, no control characters. NFC. */
export function cleanLine(text: string): string {
  return trimUnseen(withoutControls(text).replace(/\s+/g, ' ')).normalize('NFC');
}

/** The text with its lines kept (`\n`), at most one empty line in a row, otherwise clean like cleanLine. NFC. */
export function cleanText(text: string): string {
  const lines = withoutControls(text)
    .split('\n')
    .map((line) => line.trimEnd());
  const kept = lines.filter((line, at) => line !== '' || lines[at - 1] !== '');
  return trimUnseen(kept.join('\n')).normalize('NFC');
}

/** True when nobody would see anything: no characters, or only blanks and invisible ones. */
export function isBlank(text: string): boolean {
  return trimUnseen(text) === '';
}

/** What two texts have in common when they are the same but for case, blanks and the shape of quotes. */
export function textKey(text: string): string {
  return withoutControls(text)
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .toUpperCase()
    .toLowerCase();
}

/** True when two texts differ at most in case and blanks. */
export function sameText(a: string, b: string): boolean {
  return textKey(a) === textKey(b);
}

/** Length in characters as people are told it: Unicode code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The text in at most `max` code points, ending in "…" where something was cut; never cuts through a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max || lengthOf(text) <= max) return text;
  if (max < 1) return '';
  let kept = '';
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    length += lengthOf(segment);
    if (length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Letters of scripts that run from right to left, and the marks that stand for one. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name or a few words to stand in a sentence: where they run from right to left, what is around them does not. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** The text without what no text of a person's keeps; line breaks become `\n`, other blank controls a blank. */
export function withoutControls(text: string): string {
  return text
    .replace(LINE_BREAK, '\n')
    .replace(LINE_BLANKS, ' ')
    .replace(NEVER_KEPT, '')
    .replace(TAGS, (_tags, flag?: string) => flag ?? '');
}

/** The text without invisible characters and blanks at either end. A loop: a regular expression may go quadratic. */
export function trimUnseen(text: string): string {
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && UNSEEN.test(characters[start] ?? '')) start += 1;
  while (end > start && UNSEEN.test(characters[end - 1] ?? '') && !endsAShape(characters, end - 1)) end -= 1;
  return characters.slice(start, end).join('');
}

function endsAShape(characters: readonly string[], at: number): boolean {
  const before = characters[at - 1] ?? '';
  return SHAPES.test(characters[at] ?? '') && (SHAPES.test(before) || !UNSEEN.test(before));
}
