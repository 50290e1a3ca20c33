// Pictures of circles and of weeks, as a phone shows them on a light and on a dark screen: for looking at.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './schemas.mjs';

const require = createRequire(import.meta.url);
const { drawArcs, drawStar } = require('../dist/src/pictures/draw.js');
const { LEGEND, YOU } = require('../dist/src/features/home/circle-views.js');

const names = JSON.parse(readFileSync(join(root, 'test/support/names.json'), 'utf8'));
const COUNTS = [2, 8, 30, 60];
const SCREENS = { light: '#ffffff', dark: '#1a1d21' };
const PHONE_WIDTH = 360;

/** One person in the middle; the others helped them, were helped, or both. */
function circleOf(count) {
  const people = names.slice(0, count - 1).map((name, at) => ({ name, direction: LEGEND[at % 3].direction }));
  return drawStar(YOU, people, LEGEND);
}

/** Everybody referred somebody a little further on. */
function weekOf(count) {
  const between = names
    .slice(0, count)
    .map((_, from) => ({ from, to: (from * 3 + 1) % count }))
    .filter(({ from, to }) => from !== to);
  return drawArcs(names.slice(0, count), between);
}

/** @param browser Playwright's */
export async function picturesOfCircles(browser, folder) {
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage({ viewport: { width: PHONE_WIDTH, height: 1 }, deviceScaleFactor: 2 });
  for (const [screen, background] of Object.entries(SCREENS)) {
    for (const count of COUNTS) {
      for (const [what, png] of [
        ['circle', await circleOf(count)],
        ['week', await weekOf(count)],
      ]) {
        const source = `data:image/png;base64,${png.toString('base64')}`;
        await page.setContent(
          `<body style="margin:0;padding:12px;background:${background}"><img style="width:100%;display:block" src="${source}">`,
        );
        const shot = await page.screenshot({ fullPage: true });
        await sharp(shot)
          .png({ palette: true })
          .toFile(join(folder, `${what}-${count}-${screen}.png`));
      }
    }
  }
  await page.close();
}
