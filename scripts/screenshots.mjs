// Makes the README's pictures from a running playground, always of the same week, into docs/.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, launchChromium } from './chromium.mjs';
import { picturesOfCircles } from './circle-pictures.mjs';
import { root } from './schemas.mjs';

const require = createRequire(import.meta.url);
const { startPlayground } = require('../dist/playground/playground.js');
const { createLog } = require('../dist/src/log.js');

const chromium = findChromium();
if (!chromium) {
  process.stderr.write('There is no Chromium: set CHROMIUM_PATH.\n');
  process.exit(1);
}
const docs = join(root, 'docs');
mkdirSync(docs, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'goodturn-pictures-'));
const begin = Date.parse('2026-11-24T15:00:00Z') - performance.now();
const playground = await startPlayground({
  databaseUrl: `file:${join(folder, 'goodturn.db')}`,
  port: 0,
  clock: { now: () => new Date(Math.floor(begin + performance.now())) },
  log: createLog('error', process.stderr),
});
await playground.ready;
const browser = await launchChromium(chromium);
const page = await browser.newPage({ viewport: { width: 1040, height: 680 }, reducedMotion: 'reduce' });

const goTo = async (as, conversation) => {
  await page.goto(`${playground.address}/?as=${as}&in=${conversation}`);
  await page.getByRole('article').first().waitFor();
};
const picture = async (name) => {
  // what appears by and by has appeared, and the pointer is on nothing
  await page.mouse.move(0, 0);
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: join(docs, `${name}.png`) });
};
const message = (text) => page.getByRole('article').filter({ hasText: text }).last();

await goTo('U0GINA', 'C0GENERAL');
await page.getByRole('button', { name: 'Hide the guide' }).click();
const field = page.getByRole('textbox', { name: /^Message to/ });
await field.fill("/referral @alice to Bob's firm because they need a new boat yard");
await field.press('Enter');
await message('Noted').waitFor();
await field.fill('/referral @omar to ');
await picture('give');
await field.fill('');

await goTo('U0ALICE', 'app');
await message("Bob's firm")
  .getByRole('button', { name: /^Say thanks/ })
  .click();
await page.getByLabel('Your note').fill('They called the same day, and we walk the yard on Friday. You made my week.');
await page.getByLabel('Yes, with my name').check();
await picture('thank');
await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
await page.getByRole('dialog').waitFor({ state: 'detached' });

await goTo('U0ALICE', 'app');
await page.getByRole('button', { name: 'Home', exact: true }).click();
const circle = page.getByRole('img', { name: /^Your circle/ });
await circle.waitFor();
await circle.scrollIntoViewIfNeeded();
await picture('home');

await goTo('U0GINA', 'C0REFERRALS');
await page.getByRole('button', { name: /^The clock/ }).click();
await page.getByRole('menuitem', { name: /Monday/ }).click();
await message("Bob's firm").waitFor({ timeout: 60_000 });
await page
  .getByRole('banner')
  .getByRole('button', { name: /^The clock/, disabled: false })
  .waitFor();
await picture('digest');

await picturesOfCircles(browser, join(docs, 'circles'));
await browser.close();
await playground.stop();
rmSync(folder, { recursive: true, force: true });
