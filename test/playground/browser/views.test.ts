import { readFileSync } from 'node:fs';
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
} from '../../support/browser';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeRun {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

/** What axe-core has against the page as it stands, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<AxeRun>('axe.run(document, { resultTypes: ["violations"] })');
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}. ${failureSummary ?? ''}`),
  );
}

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

  /** As an app would call it. */
  const call = async (method: string, args: object) => {
    const { slack, workspace } = stage.playground.world;
    const answer = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const body = (await answer.json()) as Record<string, string>;
    expect(body).toMatchObject({ ok: true });
    return body;
  };

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

  it('shows pictures and opens files, where an app has shared them', async () => {
    const { workspace } = stage.playground.world;
    workspace.scopes.add('files:write');
    const share = async (filename: string, content: Buffer) => {
      const place = await call('files.getUploadURLExternal', { filename, length: content.length });
      await fetch(place['upload_url']!, { method: 'POST', body: new Uint8Array(content) });
      return place['file_id']!;
    };
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPhfDwAChAGAZVxMSwAAAABJRU5ErkJggg==',
      'base64',
    );
    const dm = workspace.dmOf(workspace.member('U0PRIYA')!).id;
    const picture = await share('circle.png', png);
    await call('files.completeUploadExternal', { files: [{ id: picture }] });
    await call('files.completeUploadExternal', {
      files: [{ id: await share('ledger.csv', Buffer.from('Person\nAlice\n')) }],
      channel_id: dm,
      initial_comment: 'Your ledger',
    });
    await call('chat.postMessage', {
      channel: dm,
      text: 'Your circle',
      blocks: [{ type: 'image', slack_file: { id: picture }, alt_text: 'Two people who helped each other' }],
    });
    const { page, complaints } = await stage.seat('U0PRIYA');
    await opens(page, 'Goodturn');
    const image = page.getByRole('img', { name: 'Two people who helped each other' });
    await image.waitFor();
    const width = await image.evaluate(async (element) => {
      const drawn = element as unknown as { decode(): Promise<void>; naturalWidth: number };
      await drawn.decode();
      return drawn.naturalWidth;
    });
    expect(width).toBe(1);
    expect(await violations(page)).toEqual([]);
    const link = page.getByRole('link', { name: /ledger\.csv/ });
    const file = await page.request.get(`${stage.playground.address}${await link.getAttribute('href')}`);
    expect(file.headers()['content-disposition']).toContain('ledger.csv');
    expect(await file.text()).toBe('Person\nAlice\n');
    expect(complaints).toEqual([]);
  });
});
