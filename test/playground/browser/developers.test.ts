import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  describeInBrowser,
  movesClock,
  newest,
  opens,
  presses,
  type Stage,
  startStage,
  types,
} from '../../support/browser';

describeInBrowser('the drawer for developers', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());

  it('shows what goes to and fro, with what was sent and answered', async () => {
    const { page, complaints } = await stage.seat('U0GINA');
    await opens(page, 'general');
    await presses(page.getByRole('banner'), 'For developers');
    const drawer = page.getByRole('complementary').filter({ hasText: 'Faults' });
    await types(page, "/referral @alice to Bob's firm");
    await newest(page, 'Noted').waitFor();
    const line = drawer.getByRole('listitem').filter({ hasText: '/referral' }).first();
    await line.waitFor();
    await line.getByRole('button').click();
    await line.getByText('should').waitFor({ state: 'detached' });
    const detail = await line.innerText();
    expect(detail).toContain('U0ALICE');
    expect(detail).not.toMatch(/xoxb-|xapp-/);
    expect(complaints).toEqual([]);
  });

  it('makes calls fail and recovers when the fault is taken away: every message once', async () => {
    const { page } = await stage.seat('U0GINA');
    await opens(page, 'general');
    const alice = await stage.seat('U0ALICE');
    await opens(alice.page, 'Goodturn');
    await presses(page.getByRole('banner'), 'For developers');
    const faulty = page.getByRole('switch', { name: /Errors \(500\)/ });
    await faulty.click();
    await page.getByRole('banner').getByText('A fault is on').waitFor();

    await types(page, '/referral @alice to The troubled firm');
    await newest(page, 'Noted: you referred Alice').waitFor();
    const failed = page
      .getByRole('listitem')
      .filter({ hasText: /chat\.postMessage|conversations\.open/ })
      .filter({ hasText: '500' });
    await failed.first().waitFor();
    expect(await newest(alice.page, 'The troubled firm').count()).toBe(0);

    await faulty.click();
    await page.getByText('A fault is on').waitFor({ state: 'detached' });
    await movesClock(page, /working morning/);
    await newest(alice.page, 'The troubled firm').waitFor();
    const dm = stage.playground.world.workspace.dmOf(stage.playground.world.workspace.member('U0ALICE')!);
    const told = dm.messages.filter(
      ({ text, deleted }) => !deleted && text.includes('referred you to _The troubled firm_'),
    );
    expect(told).toHaveLength(1);
  });

  it('finds a message whose answer was lost instead of sending it twice', async () => {
    const { page } = await stage.seat('U0OMAR');
    await opens(page, 'general');
    await presses(page.getByRole('banner'), 'For developers');
    await page.getByRole('switch', { name: /Lost answers/ }).click();
    await page.getByRole('banner').getByText('A fault is on').waitFor();
    await types(page, '/referral @carol to The lost letter');
    await newest(page, 'Noted: you referred Carol').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'chat.postMessage' }).first().waitFor();
    await page.getByRole('switch', { name: /Lost answers/ }).click();
    await movesClock(page, /One day/i);
    const { workspace } = stage.playground.world;
    const told = workspace
      .dmOf(workspace.member('U0CAROL')!)
      .messages.filter(({ text, deleted }) => !deleted && text.includes('The lost letter'));
    expect(told).toHaveLength(1);
  });
});
