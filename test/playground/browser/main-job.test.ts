import { afterAll, beforeAll, expect, it } from '@jest/globals';
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

describeInBrowser('the main job', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());

  const referrals = (receiver: string) =>
    stage.database.db.read.referrals.list('T0HARBOR', { of: receiver, role: 'received' }, { skip: 0, take: 50 });

  it('goes from the command to "My pleasure", between two windows, live', async () => {
    const gina = await stage.seat('U0GINA');
    const alice = await stage.seat('U0ALICE');
    await opens(gina.page, 'general');
    await opens(alice.page, 'Goodturn');
    await expect(newest(alice.page, "Bob's firm").count()).resolves.toBe(0);

    // `/` offers the command, `@` the member
    await composer(gina.page).pressSequentially('/ref');
    const suggestions = gina.page.getByRole('listbox', { name: 'Suggestions' });
    await suggestions.getByRole('option', { name: /\/referral/ }).waitFor();
    await composer(gina.page).press('Tab');
    await composer(gina.page).pressSequentially('@ali');
    await suggestions.getByRole('option', { name: /Alice/ }).waitFor();
    await composer(gina.page).press('Enter');
    await composer(gina.page).pressSequentially("to Bob's firm because they build boats");
    await composer(gina.page).press('Enter');

    const noted = newest(gina.page, 'Noted: you referred Alice to');
    await noted.waitFor();
    expect(await noted.innerText()).toContain('Only visible to you');
    expect(await noted.getByRole('button', { name: 'Withdraw' }).count()).toBe(1);
    expect(await composer(gina.page).inputValue()).toBe('');

    // Alice's window shows it without being touched
    const told = newest(alice.page, "Bob's firm");
    await told.waitFor();
    expect(await told.innerText()).toContain('they build boats');
    await presses(told, 'Say thanks');
    const form = alice.page.getByRole('dialog');
    await form.getByLabel('Your note').fill('You made my week, Gina.');
    await form.getByRole('button', { name: /^Send/ }).click();
    await form.waitFor({ state: 'detached' });

    await opens(gina.page, 'Goodturn');
    const thanks = newest(gina.page, 'You made my week, Gina.');
    await thanks.waitFor();
    await presses(thanks, 'My pleasure');
    await newest(alice.page, /Gina.*pleasure/).waitFor();

    const [stored] = await referrals('U0ALICE');
    expect(stored).toMatchObject({ prospect: "Bob's firm", note: 'they build boats', giverId: 'U0GINA' });
    expect(stored!.awaitsThanks).toBe(false);
    expect([...gina.complaints, ...alice.complaints, ...stage.logged]).toEqual([]);
  });

  it('shows nobody else what is between the two', async () => {
    const gina = await stage.seat('U0GINA');
    await opens(gina.page, 'general');
    await types(gina.page, '/referral @alice to The quiet company #private');
    await newest(gina.page, 'The quiet company').waitFor();
    const omar = await stage.seat('U0OMAR');
    for (const place of ['general', 'referrals', 'Goodturn']) {
      await opens(omar.page, place);
      expect(await omar.page.getByRole('main').innerText()).not.toContain('The quiet company');
    }
  });

  it('explains what is missing in place and keeps what was typed', async () => {
    const { page, complaints } = await stage.seat('U0GINA');
    await opens(page, 'general');
    await types(page, '/referral');
    const form = page.getByRole('dialog', { name: 'Give a referral' });
    await form.getByLabel('To whom?').fill('Sakura Books');
    await form.getByRole('button', { name: /^(Give|Record|Send|Submit)/ }).click();
    await form.getByText('Please complete this required field.').waitFor();
    expect(await form.getByLabel('To whom?').inputValue()).toBe('Sakura Books');

    // herself: Goodturn says no, beside the field
    const who = form.getByRole('combobox', { name: /Who are you referring/ });
    await who.fill('Gina');
    await form.getByRole('option', { name: /Gina/ }).first().click();
    await form.getByRole('button', { name: /^(Give|Record|Send|Submit)/ }).click();
    await form.getByRole('alert').filter({ hasText: 'somebody other than you' }).waitFor();
    expect(await form.getByLabel('To whom?').inputValue()).toBe('Sakura Books');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect((await referrals('U0GINA')).map(({ prospect }) => prospect)).not.toContain('Sakura Books');
    expect(complaints).toEqual([]);
  });

  it('refuses a wrong line in one sentence', async () => {
    const { page } = await stage.seat('U0GINA');
    await opens(page, 'general');
    await types(page, '/referral @gina to Nowhere');
    expect(await newest(page, 'somebody other than you').innerText()).toContain('Only visible to you');
    await types(page, '/frobnicate now');
    await page
      .getByText(/is no command here/)
      .first()
      .waitFor();
    expect(await composer(page).inputValue()).toBe('/frobnicate now');
  });

  it('works at the width of a phone', async () => {
    const { page, complaints } = await stage.seat('U0CAROL', { width: 360, height: 740 });
    await page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name: 'general' }).click();
    await types(page, '/referral @omar to Kyoto Tea');
    await newest(page, 'Noted: you referred Omar to').waitFor();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(360);
    expect(complaints).toEqual([]);
  });
});
