import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/** In pixels. A phone shows a picture at about half its size, where they still are as large as other small print. */
export const LETTERS = 24;

/** The project's fonts, from the sources as from dist/. */
function fontFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'assets', 'fonts'))) {
    if (dirname(folder) === folder)
      throw new Error('The folder assets/fonts with the fonts of the pictures is missing.');
    folder = dirname(folder);
  }
  return join(folder, 'assets', 'fonts');
}

const MAIN = 'NotoSans-Regular.ttf';
const files = readdirSync(fontFolder()).filter((file) => file.endsWith('.ttf') && file !== MAIN);
const names = [MAIN, ...files].map((file) => {
  const name = `Goodturn ${file.replace(/-Regular\.ttf$|\.ttf$/, '')}`;
  GlobalFonts.registerFromPath(join(fontFolder(), file), name);
  return name;
});

/** All of the fonts, as CSS lists them: what one of them lacks comes from the next. */
export const FONT = names.map((name) => `"${name}"`).join(', ');

const ruler = createCanvas(1, 1).getContext('2d');
ruler.font = `${LETTERS}px ${FONT}`;

/** How wide a text is drawn, in pixels. */
export const widthOf = (text: string): number => ruler.measureText(text).width;

/** Rare Chinese characters, private ones and the like are in none of the fonts: a picture leaves them out. */
const NOT_DRAWN = /[\u{20000}-\u{10ffff}\p{Co}\p{Cn}]/gu;
/** Marks piled upon one letter would reach into the names above and below; no language needs more. */
const PILED = /(\p{M}{6})\p{M}+/gu;
const SAME_AGAIN = /(\p{M})\1+/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A name as it is drawn: on one line, and ending in "…" where it would be wider than so many pixels. Never nothing. */
export function shortName(name: string, most: number): string {
  const drawn = name.replace(NOT_DRAWN, '').replace(SAME_AGAIN, '$1').replace(PILED, '$1');
  const whole = drawn.replace(/\s+/g, ' ').trim();
  if (whole === '') return '…';
  if (widthOf(whole) <= most) return whole;
  const characters = Array.from(graphemes.segment(whole), ({ segment }) => segment);
  const cut = () => `${characters.join('').trimEnd()}…`;
  while (characters.length > 1 && widthOf(cut()) > most) characters.pop();
  return cut();
}
