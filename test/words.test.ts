import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';

/** Where people read what is written; everything else decides, keeps or carries. */
const FOR_WORDS = /(?:^|-)(?:views?|words|refusals|buttons?|rows)\.ts$/;
/** What else is made with `new` from a text is an error that operators alone read. */
const MADE_FOR_PEOPLE = ['Refused', 'Map', 'Set'];
const PLACES = ['src/app.ts', 'src/bolt', 'src/delivery', 'src/domain', 'src/features', 'src/slack', 'src/store'];

const files = PLACES.flatMap((place) =>
  place.endsWith('.ts')
    ? [place]
    : readdirSync(place, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
        .map((file) => join(place, file)),
);

/** What the voice of Goodturn does without: also guesses at a gender, and idioms. */
const NEVER_SAID =
  /!|\b(?:still haven't|(?<!Home )only|just|unfortunately|oops|sorry|failed|invalid|he|she|his|her|him|for your eyes|put off)\b/i;

/** Two words or more that end as sentences do. What is logged ends without a stop. */
const isSentence = (text: string) => /\S\s+\S/.test(text) && /[\p{L}\d…)”"'`][.?!:]["”]?\s*$/u.test(text);

interface Node {
  type?: string;
  value?: unknown;
  callee?: { value?: string };
  quasis?: { cooked: string }[];
}

/** The texts of a program, "X" for what is filled in; without those of errors. */
function textsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(textsIn);
  const { type, value, callee, quasis = [] } = node as Node;
  if (type === 'NewExpression' && !MADE_FOR_PEOPLE.includes(callee?.value ?? '')) return [];
  const own = type === 'StringLiteral' ? [String(value)] : quasis.map(({ cooked }) => cooked).join('X');
  return [own, ...Object.values(node).map(textsIn)].flat();
}

const sentencesIn = (program: string) => textsIn(parseSync(program, { syntax: 'typescript' }).body).filter(isSentence);

describe('what people read', () => {
  it.each([
    ["throw new Refused('That is not here any more.')", ['That is not here any more.']],
    ['const lead = `${name} has left.`', ['X has left.']],
    ["log.info({}, 'a message has no permalink for us')", []],
    ["throw new Error('Two features handle the same id: all of them.')", []],
  ])('is told from what they do not, in: %s', (program, sentences) => {
    expect(sentencesIn(program)).toEqual(sentences);
  });

  it('shouts, belittles and hurries nobody', () => {
    const texts = files
      .filter((file) => FOR_WORDS.test(file.split('/').at(-1)!))
      .flatMap((file) => textsIn(parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' }).body));
    expect(texts.length).toBeGreaterThan(1_000);
    const words = texts.filter((text) => /\s/.test(text));
    expect(words.filter((text) => NEVER_SAID.test(text))).toEqual([]);
  });

  it('is in files that are named for it, and nowhere else', () => {
    expect(files.length).toBeGreaterThan(200);
    const elsewhere = files
      .filter((file) => !FOR_WORDS.test(file.split('/').at(-1)!))
      .flatMap((file) => sentencesIn(readFileSync(file, 'utf8')).map((sentence) => `${file}: ${sentence}`));
    expect(elsewhere).toEqual([]);
  });
});
