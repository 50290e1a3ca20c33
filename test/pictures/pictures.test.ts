import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it, test } from '@jest/globals';
import sharp from 'sharp';
import { drawArcs, drawStar } from '../../src/pictures/draw';
import type { Drawing } from '../../src/pictures/drawing';
import { FONT, LETTERS, shortName, widthOf } from '../../src/pictures/lettering';
import { arcs } from '../../src/pictures/arcs';
import { star } from '../../src/pictures/star';
import NAMES from '../support/names.json';

const DIRECTIONS = ['outward', 'inward', 'both'] as const;
const LEGEND = DIRECTIONS.map((direction) => ({ direction, words: 'each other' }));

const people = (count: number, names = NAMES) =>
  Array.from({ length: count }, (_, at) => ({ name: names[at % names.length]!, direction: DIRECTIONS[at % 3]! }));
/** Every other person refers somebody further round, some to each other. */
const between = (count: number) =>
  Array.from({ length: count - 1 }, (_, from) => ({
    from,
    to: (from + 1 + (from % 7)) % count,
  })).filter(({ from, to }) => from !== to);

interface Box {
  words: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What is written in a drawing, and where. */
function writtenIn({ elements }: Drawing): Box[] {
  return elements.flatMap((element) => {
    if (element.type !== 'text') return [];
    const { text, x, y, align, fontSize } = element.style as Record<string, never> & {
      text: string;
      x: number;
      y: number;
    };
    const width = widthOf(text) * (Number(fontSize) / LETTERS);
    const left = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x;
    return { words: text, left, right: left + width, top: y - LETTERS * 0.7, bottom: y + LETTERS * 0.7 };
  });
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('what is written in a picture', () => {
  const counts = Array.from({ length: 60 }, (_, at) => at + 1);
  it.each([
    ['the circle of one person', (count: number) => star('You', people(count), LEGEND)],
    [
      'who referred whom',
      (count: number) =>
        arcs(
          people(count + 1).map(({ name }) => name),
          between(count + 1),
        ),
    ],
  ])('never meets, and never leaves the paper: %s, with 1 to 60 others', (_what, draw) => {
    for (const count of counts) {
      const drawing = draw(count);
      const boxes = writtenIn(drawing);
      expect(boxes.length).toBeGreaterThan(count);
      const meeting = boxes.flatMap((a, at) =>
        boxes.slice(at + 1).flatMap((b) => (meet(a, b) ? [[a.words, b.words]] : [])),
      );
      const outside = boxes.filter(
        ({ left, right, top, bottom }) => left < 0 || right > drawing.width || top < 0 || bottom > drawing.height,
      );
      expect({ count, meeting, outside }).toEqual({ count, meeting: [], outside: [] });
    }
  });

  it('has everybody once, in letters of one size', () => {
    const drawing = star('You', people(30), LEGEND.slice(0, 1));
    const names = writtenIn(drawing).map(({ words }) => words);
    for (const name of NAMES.slice(0, 14)) expect(names.filter((each) => each === name)).toHaveLength(1);
    const sizes = drawing.elements.flatMap((element) =>
      element.type === 'text' ? [(element.style as { fontSize: number }).fontSize] : [],
    );
    expect(new Set(sizes.slice(0, 31))).toEqual(new Set([LETTERS]));
  });
});

describe('a name', () => {
  /** The picture of one character. */
  const inkOf = (character: string): string => {
    const canvas = createCanvas(60, 60);
    const drawn = canvas.getContext('2d');
    drawn.font = `${LETTERS}px ${FONT}`;
    drawn.fillText(character, 10, 40);
    return Buffer.from(drawn.getImageData(0, 0, 60, 60).data).toString('base64');
  };

  test.each(NAMES)('is drawn in letters, not in boxes: %s', (name) => {
    // no font has this one, so it is drawn as what stands for a missing letter
    const box = inkOf('\ue000');
    const letters = [...name].filter((each) => /\p{L}|\p{Extended_Pictographic}/u.test(each));
    expect(letters.filter((each) => inkOf(each) === box)).toEqual([]);
  });

  it('is shortened where it would be too wide, never within a character, and stays whole where it fits', () => {
    expect(shortName('Carol Ramos', 200)).toBe('Carol Ramos');
    const short = shortName('Bartholomew Featherstonehaugh', 200);
    expect(short).toMatch(/^Bartholomew F.*…$/);
    expect(widthOf(short)).toBeLessThanOrEqual(200);
    const family = '👨‍👩‍👧‍👦'.repeat(20);
    expect(shortName(family, 200).replace(/…$/, '').replaceAll('👨‍👩‍👧‍👦', '')).toBe('');
  });

  it('leaves out what no font has, and stands on one line', () => {
    expect(shortName('𠮷田\n \u{e123}Ken', 200)).toBe('田 Ken');
    // nobody is a place without a name
    expect(shortName('𠮷𠮷', 200)).toBe('…');
  });

  it('does not climb over the names above it, whatever is piled upon a letter', () => {
    const tall = shortName(`ก${'\u0e47'.repeat(80)}`, 200);
    expect(tall).toBe('ก\u0e47');
    const marks = Array.from({ length: 30 }, (_, at) => String.fromCodePoint(0x300 + at)).join('');
    expect([...shortName(`a${marks}b`, 200)]).toHaveLength(8);
    for (const name of ['བསྒྲུབས་', 'ក្ស្រ្តី', 'မြွှေ', 'Nguyễn Thị Ánh', 'עִבְרִית', 'مُحَمَّدٌ'])
      expect(shortName(name, 400)).toBe(name);
  });
});

describe('a picture', () => {
  test.each([2, 8, 30, 60])('of %i people is a PNG of less than 100 kB', async (count) => {
    for (const png of [
      await drawStar('You', people(count), LEGEND),
      await drawArcs(
        people(count).map(({ name }) => name),
        between(count),
      ),
    ]) {
      const { format, width, channels } = await sharp(png).metadata();
      expect({ format, width, channels }).toMatchObject({ format: 'png', width: 720 });
      expect(png.length).toBeLessThan(100_000);
      const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      // rounded corners, and paper of its own between them: it suits a light and a dark screen
      expect(data[3]).toBeLessThan(10);
      const middle = (Math.floor(info.height / 2) * info.width + 5) * 4;
      expect([...data.subarray(middle, middle + 4)].every((value) => value > 230)).toBe(true);
    }
  });

  it('looks the same each time', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => drawStar('You', people(12), LEGEND)));
    expect(first!.equals(second!)).toBe(true);
  });
});
