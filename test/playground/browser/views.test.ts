import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  composer,
  describeInBrowser,
  newest,
  opens,
  presses,
  type Stage,
  startStage,
  types,
  violations,
} from '../../support/browser';

/** A new one each time: the same referral again would be asked about. */
let friends = 0;

/** Each view: how one gets there from the one before. */
const VIEWS: [string, (page: Page) => Promise<unknown>][] = [
  ['a channel with the guide', (page) => opens(page, 'general')],
  ['suggestions', (page) => composer(page).pressSequentially('/ref')],
  [
    'an answer that only one sees',
    async (page) => {
      friends += 1;
      await types(page, `/referral @nia to Friend ${friends}`);
      await newest(page, `Friend ${friends}`).waitFor();
    },
  ],
  [
    'a question before something is done',
    async (page) => {
      await presses(newest(page, `Friend ${friends}`), 'Withdraw');
      await page.getByRole('alertdialog').or(page.getByRole('dialog')).first().waitFor();
    },
  ],
  [
    'the digest',
    async (page) => {
      await page.keyboard.press('Escape');
      await opens(page, 'referrals');
    },
  ],
  [
    'the menu of a message',
    async (page) => {
      const message = page.getByRole('article').last();
      await message.hover();
      await presses(message, 'More actions');
      await page.getByRole('menu').waitFor();
    },
  ],
  [
    'the form, with errors',
    async (page) => {
      await page.keyboard.press('Escape');
      await opens(page, 'general');
      await types(page, '/referral');
      const form = page.getByRole('dialog', { name: 'Give a referral' });
      await form.getByRole('button', { name: /^(Give|Record|Send|Submit)/ }).click();
      await form.getByRole('alert').first().waitFor();
    },
  ],
  [
    'choosing a member in the form',
    async (page) => {
      await page.getByRole('combobox', { name: /Who are you referring/ }).fill('a');
      await page.getByRole('option').first().waitFor();
    },
  ],
  [
    'the direct messages with the app',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Give a referral' }).waitFor({ state: 'detached' });
      await opens(page, 'Goodturn');
    },
  ],
  ['about the app', (page) => presses(page, 'About')],
  [
    'Home',
    async (page) => {
      await presses(page, 'Home');
      await page.getByRole('heading', { name: 'Your referrals' }).waitFor();
    },
  ],
  [
    'the settings',
    async (page) => {
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    },
  ],
  [
    'whom one could be',
    async (page) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page
        .getByRole('banner')
        .getByRole('button', { name: /^You are/ })
        .click();
      await page.getByRole('menu').waitFor();
    },
  ],
  [
    'the clock',
    async (page) => {
      await page.keyboard.press('Escape');
      await page
        .getByRole('banner')
        .getByRole('button', { name: /^The clock/ })
        .click();
      await page.getByRole('menu').waitFor();
    },
  ],
  [
    'the drawer for developers',
    async (page) => {
      await page.keyboard.press('Escape');
      await presses(page.getByRole('banner'), 'For developers');
      await page.getByRole('heading', { name: 'Faults' }).waitFor();
    },
  ],
  [
    'a payload',
    async (page) => {
      await page.getByRole('listitem').filter({ hasText: '/referral' }).getByRole('button').first().click();
      await page.getByRole('region', { name: /sent/i }).first().waitFor();
    },
  ],
];

describeInBrowser('every view', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());

  it.each(['light', 'dark'] as const)('has nothing that axe-core objects to, %s', async (colorScheme) => {
    const { page, complaints } = await stage.seat('U0GINA', { colorScheme });
    const found: Record<string, string[]> = {};
    for (const [name, arrive] of VIEWS) {
      await arrive(page);
      found[name] = await violations(page);
    }
    expect(found).toEqual(Object.fromEntries(VIEWS.map(([name]) => [name, []])));
    expect(complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe-core objects to at the width of a phone, %s',
    async (colorScheme) => {
      const { page } = await stage.seat('U0ALICE', { colorScheme, width: 360, height: 740 });
      expect(await violations(page)).toEqual([]);
      await opens(page, 'referrals');
      expect(await violations(page)).toEqual([]);
      await types(page, '/referral');
      const form = page.getByRole('dialog', { name: 'Give a referral' });
      await form.waitFor();
      expect(await violations(page)).toEqual([]);
      // or the next window of hers would find it open
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
    },
  );

  it('draws Home, and its buttons work', async () => {
    const { page } = await stage.seat('U0OMAR');
    await opens(page, 'Goodturn');
    await presses(page, 'Home');
    await page.getByRole('heading', { name: 'Your referrals' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await presses(page, 'Share a need');
    const form = page.getByRole('dialog', { name: 'Share a need' });
    await form.getByLabel('What are you looking for?').fill('a forklift');
    await form.getByRole('button', { name: 'Put it on the board' }).click();
    const answer = page.getByRole('dialog', { name: 'Goodturn' });
    await answer.getByText('a forklift').waitFor();
    await answer.getByRole('button', { name: 'Close' }).first().click();
    await page.getByLabel('Goodturn, Home').getByText('a forklift').waitFor();
  });
});
