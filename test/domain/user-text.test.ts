import { describe, expect, test } from '@jest/globals';
import { cleanLine, cleanText, clip, isBlank, isolated, lengthOf, sameText, textKey } from '../../src/domain/user-text';

describe('a line is made storable', () => {
  test.each([
    ['blanks at its ends go', '  Bob  ', 'Bob'],
    ['blanks inside collapse', "Bob's   firm", "Bob's firm"],
    ['tabs and line breaks become blanks', 'a\tb\nc\r\nd\u2028e\u0085f', 'a b c d e f'],
    ['no-break and wide blanks become blanks', 'a\u00a0\u3000b', 'a b'],
    ['control characters go', 'B\u0000o\u0008b\u007f\u009b', 'Bob'],
    ['overrides and embeddings go', '\u202aa\u202bb\u202cc\u202dd\u202ee', 'abcde'],
    ['isolates go', '\u2066a\u2067b\u2068c\u2069', 'abc'],
    ['zero-width characters at its ends go', '\u200b\u200d\u2060Bob\u200b\u200c\ufeff', 'Bob'],
    ['marks of direction at its ends go', '\u200fBob\u200e', 'Bob'],
    ['marks of direction inside stay', 'א\u200fb', 'א\u200fb'],
    ['Hangul fillers and braille blanks at its ends go', '\u3164\u2800Bob\uffa0\u2800', 'Bob'],
    ['lone surrogates go', 'a\ud83db\udc00', 'ab'],
    ['pairs of surrogates stay', 'a🎉b', 'a🎉b'],
    ['noncharacters go', 'a\uffff\ufdd0b', 'ab'],
    ['hidden tag characters go', 'Bob\u{e0041}\u{e0042}', 'Bob'],
    ['the flag of Scotland stays', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['an emoji family stays whole', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['a red heart stays red', 'Bob ❤️', 'Bob ❤️'],
    ['the joiner of Persian words stays', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['letters are composed', 'Cafe\u0301', 'Café'],
    ['entities stay as they are', '&lt;Bob&gt; &amp;amp;', '&lt;Bob&gt; &amp;amp;'],
    ['prototype words stay', '__proto__', '__proto__'],
    ['nothing stays nothing', '', ''],
    ['invisible characters alone are nothing', '\u200b\ufe0f\u{e0041}\u202e', ''],
  ])('%s', (_sentence, text, expected) => {
    expect(cleanLine(text)).toBe(expected);
  });
});

describe('a text keeps its lines', () => {
  test.each([
    ['line breaks stay', 'a\nb', 'a\nb'],
    ['every kind of line break is one', 'a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
    ['blanks at the end of a line go', 'a  \nb\t', 'a\nb'],
    ['blanks at the start of a line stay', 'a\n  b', 'a\n  b'],
    ['one empty line stays', 'a\n\nb', 'a\n\nb'],
    ['more than one empty line is one', 'a\n\n \n\nb', 'a\n\nb'],
    ['empty lines at its ends go', '\n\na\n\n', 'a'],
    ['tabs become blanks', 'a\tb', 'a b'],
    ['control characters and overrides go', 'a\u0007\u202e\nb', 'a\nb'],
  ])('%s', (_sentence, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test('what was cleaned is clean', () => {
    for (const text of ['a \u200b\n\n\nb\u202e ', '❤️\ufe0f\ufe0f ', '\u200d🎉\u200d', 'e\u0301\u200b\u0301']) {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
      expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
    }
  });
});

describe('a text is blank when nobody would see anything', () => {
  test.each([
    ['nothing', '', true],
    ['blanks', ' \t\n\u00a0\u3000', true],
    ['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff', true],
    ['overrides', '\u202e\u2069', true],
    ['variation selectors alone', '\ufe0f\ufe0f', true],
    ['control characters', '\u0000\u001b', true],
    ['soft hyphens', '\u00ad', true],
    ['braille blanks and Hangul fillers', '\u2800\u3164\u115f', true],
    ['a full stop', '.', false],
    ['an emoji', '❤️', false],
    ['a letter among invisible ones', '\u200ba\u200b', false],
  ])('%s', (_sentence, text, expected) => {
    expect(isBlank(text)).toBe(expected);
  });
});

describe('two texts are the same but for case and blanks', () => {
  test.each([
    ['case', 'ACME Corp', 'acme corp', true],
    ['blanks', ' Acme  Corp ', 'Acme Corp', true],
    ['no blank at all', 'AcmeCorp', 'Acme Corp', true],
    ['kinds of blank', 'Acme\u00a0Corp', 'Acme Corp', true],
    ['composition', 'Cafe\u0301', 'CAFÉ', true],
    ['sharp s', 'Straße', 'STRASSE', true],
    ['smart quotes', 'Bob’s “firm”', 'Bob\'s "firm"', true],
    ['invisible characters', 'Ac\u200bme', 'Acme', true],
    ['wide letters', 'ＡＣＭＥ', 'acme', true],
    ['accents differ', 'Café', 'Cafe', false],
    ['letters differ', "Bob's firm", "Bob's farm", false],
    ['punctuation differs', 'A-B', 'AB', false],
  ])('%s', (_sentence, a, b, expected) => {
    expect(sameText(a, b)).toBe(expected);
    expect(textKey(a) === textKey(b)).toBe(expected);
  });
});

describe('length is told in characters', () => {
  test.each([
    ['letters', 'abc', 3],
    ['emoji outside the basic plane', '🎉🎉', 2],
    ['composed letters', 'é', 1],
    ['nothing', '', 0],
  ])('%s', (_sentence, text, expected) => {
    expect(lengthOf(text)).toBe(expected);
  });
});

describe('a text is clipped between characters', () => {
  test.each([
    ['what fits stays', 'abc', 3, 'abc'],
    ['what does not fit ends in an ellipsis', 'abcdef', 4, 'abc…'],
    ['emoji are counted once', '🎉🎉🎉', 3, '🎉🎉🎉'],
    ['an emoji is not cut', 'ab🎉🎉', 3, 'ab…'],
    ['a family is not cut', 'a👨‍👩‍👧b', 4, 'a…'],
    ['an accent is not cut off', 'ae\u0301\u0323xyz', 4, 'a…'],
    ['a flag is not cut', '🇩🇪🇩🇪', 3, '🇩🇪…'],
    ['no blank before the ellipsis', 'ab cdef', 4, 'ab…'],
    ['room for the ellipsis alone', 'abc', 1, '…'],
    ['no room', 'abc', 0, ''],
  ])('%s', (_sentence, text, max, expected) => {
    expect(clip(text, max)).toBe(expected);
    expect(lengthOf(clip(text, max))).toBeLessThanOrEqual(max);
  });
});

describe('a name in a sentence', () => {
  test.each([
    ['runs from left to right', 'Gina', 'Gina'],
    ['has an accent, an emoji, or is Chinese', 'Zoë 🎉 王', 'Zoë 🎉 王'],
    ['is Hebrew', 'דוד', '\u2068דוד\u2069'],
    ['is Arabic with a number', 'ليلى 7', '\u2068ليلى 7\u2069'],
    ['ends in a mark that stands for a letter', 'Gina\u200f', '\u2068Gina\u200f\u2069'],
  ])('that %s turns nothing around', (_sentence, name, shown) => {
    expect(isolated(name)).toBe(shown);
  });
});

test.each([
  ['blanks', ' '.repeat(100_000) + 'x'],
  ['blanks inside lines', ('a' + ' '.repeat(1_000)).repeat(100)],
  ['invisible characters', 'x' + '\u200b'.repeat(100_000) + 'y'],
  ['line breaks', 'x' + '\n '.repeat(50_000) + 'y'],
  ['flags without an end', '🏴\u{e0067}'.repeat(20_000)],
  ['accents', 'a' + '\u0301'.repeat(100_000)],
])('a very long text of %s takes no longer than it is', (_sentence, text) => {
  const started = performance.now();
  for (const read of [cleanLine, cleanText, isBlank, textKey, lengthOf]) read(text);
  clip(text, 50);
  expect(performance.now() - started).toBeLessThan(4_000);
});
