import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  composer,
  describeInBrowser,
  JOURNEY_MS,
  movesClock,
  newest,
  opens,
  presses,
  type Stage,
  startStage,
  takes,
  types,
} from '../../support/browser';

describeInBrowser('the clock, the digest and beginning again', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());

  it('brings a nudge one click away, and the digest one more', async () => {
    const { page, complaints } = await stage.seat('U0GINA');
    const harbor = stage.playground.world;
    const nudges = () =>
      harbor.workspace.channels.flatMap((channel) =>
        channel.messages.filter((message) => message.buttons.includes('Remind me later') && !message.deleted),
      );
    const before = nudges().length;
    await movesClock(page, /working morning/);
    expect(nudges().length).toBe(before + 1);

    await opens(page, 'referrals');
    const digests = page.getByRole('article').filter({ has: page.getByRole('button', { name: 'Give a referral' }) });
    const shown = await digests.count();
    await movesClock(page, /Monday/);
    await digests.nth(shown).waitFor();
    expect(await digests.count()).toBe(shown + 1);
    expect(complaints).toEqual([]);
  });

  it('thanks by a reaction, and takes it back', async () => {
    const omar = await stage.seat('U0OMAR');
    await opens(omar.page, 'general');
    await types(omar.page, '/referral @nia to Lagos Weekly');
    await newest(omar.page, 'Noted: you referred Nia to').waitFor();
    await movesClock(omar.page, /Monday/);
    const nia = await stage.seat('U0NIA');
    await opens(nia.page, 'referrals');
    const digest = newest(nia.page, 'Lagos Weekly');
    await digest.hover();
    await presses(digest, 'Add a reaction');
    await nia.page.getByRole('menuitem', { name: 'Thank you', exact: true }).click();
    await opens(omar.page, 'Goodturn');
    await newest(omar.page, /Nia than.*Lagos Weekly/).waitFor();

    await digest.getByRole('button', { name: /^Thank you, by/ }).click();
    await omar.page
      .getByRole('article')
      .filter({ hasText: /Nia than.*Lagos Weekly/ })
      .waitFor({ state: 'detached' });
    const [stored] = await stage.database.db.read.referrals.list(
      'T0HARBOR',
      { of: 'U0NIA', role: 'received' },
      { skip: 0, take: 1 },
    );
    expect(stored!.awaitsThanks).toBe(true);
    expect([...omar.complaints, ...nia.complaints, ...stage.logged]).toEqual([]);
  });

  it('keeps what is on the screen over a reload, a form half filled in too', async () => {
    const { page, complaints } = await stage.seat('U0ALICE');
    await opens(page, 'general');
    await types(page, '/referral @omar to Old Mill');
    await newest(page, 'Noted: you referred Omar to').waitFor();
    await types(page, '/referral');
    const form = page.getByRole('dialog', { name: 'Give a referral' });
    const stored = page.waitForResponse(
      (answer) => answer.url().endsWith('/acts') && (answer.request().postData() ?? '').includes('Half a name'),
    );
    await form.getByLabel('To whom?').fill('Half a name');
    await stored;
    await page.reload();
    await form.waitFor();
    expect(await form.getByLabel('To whom?').inputValue()).toBe('Half a name');
    // also what was typed as one left
    await form.getByLabel('Note').fill('Half a note');
    await page.reload();
    await form.waitFor();
    await page.waitForFunction(`document.querySelector('dialog textarea')?.value === 'Half a note'`);
    await page.keyboard.press('Escape');
    await newest(page, 'Noted: you referred Omar to').waitFor();
    await opens(page, 'introductions');
    await composer(page).fill('a draft');
    await page.reload();
    expect(await composer(page).inputValue()).toBe('a draft');
    expect(complaints).toEqual([]);
  });

  it('goes on where it was after a restart, and the page comes back by itself', async () => {
    const { page } = await stage.seat('U0ALICE');
    await opens(page, 'general');
    const words = () => page.getByRole('log').innerText();
    const before = await words();
    await stage.playground.stop();
    await page.getByText('Goodturn is not running here any more.').first().waitFor();
    await stage.restart();
    await page.getByText('Goodturn is not running here any more.').first().waitFor({ state: 'detached' });
    expect(await words()).toBe(before);
    await types(page, '/referral @omar to New Mill');
    await newest(page, /Noted: you referred Omar to.*New Mill/).waitFor();
  });

  it('begins again as on the first day when asked to, and not before it was confirmed', async () => {
    const { page, complaints } = await stage.seat('U0GINA');
    const count = () => stage.database.db.read.referrals.count('T0HARBOR', { of: 'U0OMAR' });
    const names = async () =>
      (await stage.database.db.read.referrals.list('T0HARBOR', { of: 'U0OMAR' }, { skip: 0, take: 50 })).map(
        ({ prospect }) => prospect,
      );
    expect(await names()).toContain('New Mill');
    const before = await count();
    const dialog = page.getByRole('dialog', { name: /Start over/ });
    await presses(page.getByRole('banner'), 'Start over');
    await presses(dialog, 'Cancel');
    expect(await count()).toBe(before);
    await presses(page.getByRole('banner'), 'Start over');
    const done = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('start_over'), {
      timeout: JOURNEY_MS,
    });
    await presses(dialog, 'Start over');
    await done;
    expect(await names()).not.toContain('New Mill');
    expect((await names()).length).toBeGreaterThan(0);
    await opens(page, 'general');
    expect(await page.getByRole('log').innerText()).not.toContain('Old Mill');
    await takes(page, /^You are/, /Omar/);
    await opens(page, 'Goodturn');
    expect(complaints).toEqual([]);
  });
});
