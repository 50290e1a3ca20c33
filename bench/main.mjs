// The benchmark table. Everything is real: the built app, its embedded database, a browser where there is one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findChromium, launchChromium } from '../scripts/chromium.mjs';
import { root } from '../scripts/schemas.mjs';
import { publishHome } from './home.mjs';

const require = createRequire(import.meta.url);
const { startPlayground } = require('../dist/playground/playground.js');
const { createLog } = require('../dist/src/log.js');

const rows = [];
const row = (what, value, goal) => rows.push([what, value, goal]);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const compressed = ['index.html', 'page.js', 'page.css']
  .map((file) => gzipSync(readFileSync(join(root, 'dist/web', file)), { level: 9 }).length)
  .reduce((sum, size) => sum + size, 0);
row('The page, compressed', `${(compressed / 1000).toFixed(0)} kB`, 'under 300 kB');

const folder = mkdtempSync(join(tmpdir(), 'goodturn-bench-'));
let started = performance.now();
const playground = await startPlayground({
  databaseUrl: `file:${join(folder, 'goodturn.db')}`,
  port: 0,
  clock: { now: () => new Date() },
  log: createLog('error', process.stderr),
});
row('The playground, from its start to its address', `${(performance.now() - started).toFixed(0)} ms`, '');
await playground.ready;
row('The same, to the end of its made-up history', `${(performance.now() - started).toFixed(0)} ms`, '');

const chromium = findChromium();
if (chromium) {
  const browser = await launchChromium(chromium);
  const views = [];
  for (let round = 0; round < 7; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    started = performance.now();
    await page.goto(playground.address);
    await page.getByRole('article').first().waitFor();
    views.push(performance.now() - started);
    await context.close();
  }
  await browser.close();
  row('First view of the page, on loopback', `${median(views).toFixed(0)} ms`, 'under 1,000 ms');
} else {
  row('First view of the page, on loopback', 'not measured: no Chromium', 'under 1,000 ms');
}
await playground.stop();

const { drawStar } = require('../dist/src/pictures/draw.js');
const names = JSON.parse(readFileSync(join(root, 'test/support/names.json'), 'utf8'));
const drawings = [];
let largest = 0;
for (let round = 0; round < 21; round += 1) {
  started = performance.now();
  const everybody = names.map((name, at) => ({ name, direction: ['outward', 'inward', 'both'][at % 3] }));
  largest = Math.max(largest, (await drawStar('You', everybody, [])).length);
  drawings.push(performance.now() - started);
}
row('The first picture of 60 people, its tools loaded', `${drawings[0].toFixed(0)} ms`, '');
row('A picture of 60 people', `${median(drawings).toFixed(0)} ms`, 'under 300 ms');
row('The same, in bytes', `${(largest / 1000).toFixed(0)} kB`, 'under 100 kB');

const homes = await publishHome(folder, 5_000, 21);
row('Home with 5,000 referrals', `${median(homes).toFixed(0)} ms`, 'under 150 ms');
rmSync(folder, { recursive: true, force: true });

const widths = [0, 1].map((column) => Math.max(...rows.map((each) => each[column].length)));
for (const [what, value, goal] of rows) {
  process.stdout.write(`${what.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${goal}\n`);
}
