import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import type { Locator } from 'playwright-core';
import { View } from '../../../playground/server/view';
import { describeInBrowser, opens, startStage, violations, type Stage } from '../../support/browser';
import { png, privateFile, upload } from '../picture-files';

/** Width and height. */
const SHAPES: Record<string, [number, number]> = { wide: [1200, 400], tall: [300, 1500], small: [40, 20] };

describeInBrowser('pictures', () => {
  let stage: Stage;
  let client: WebClient;
  let dm: string;

  beforeAll(async () => {
    stage = await startStage();
    const { slack, workspace } = stage.playground.world;
    client = new WebClient(workspace.botToken, { slackApiUrl: slack.apiUrl });
    dm = workspace.dmOf(workspace.member('U0PRIYA')!).id;
  });
  afterAll(() => stage.stop());

  const image = (id: string, alt_text: string) => ({ type: 'image' as const, slack_file: { id }, alt_text });

  /** Where it is on the screen, once its file is there. */
  const drawn = async (picture: Locator) => {
    await picture.evaluate((element) => (element as unknown as { decode(): Promise<void> }).decode());
    return (await picture.boundingBox())!;
  };

  it('are shown where an app posts them, and other files open', async () => {
    await client.files.completeUploadExternal({
      files: [{ id: await upload(client, 'ledger.csv', Buffer.from('Person\nAlice\n')) }],
      channel_id: dm,
      initial_comment: 'Your ledger',
    });
    const { page, complaints } = await stage.seat('U0PRIYA');
    await opens(page, 'Goodturn');
    const link = page.getByRole('link', { name: /ledger\.csv/ });
    const file = await page.request.get(`${stage.playground.address}${await link.getAttribute('href')}`);
    expect(file.headers()['content-disposition']).toContain('ledger.csv');
    expect(await file.text()).toBe('Person\nAlice\n');
    expect(complaints).toEqual([]);
  });

  describe('of any shape', () => {
    beforeAll(async () => {
      const ids = Object.entries(SHAPES).map(([name, size]) => privateFile(client, `${name}.png`, png(...size)));
      const blocks = (await Promise.all(ids)).map((id, at) => image(id, `The ${Object.keys(SHAPES)[at]} one`));
      await client.chat.postMessage({ channel: dm, text: 'Three shapes', blocks });
    });

    it.each([
      ['light', 1280],
      ['light', 360],
      ['dark', 1280],
      ['dark', 360],
    ] as const)('keep it, within their message, %s, %i', async (colorScheme, width) => {
      const { page, complaints } = await stage.seat('U0PRIYA', { colorScheme, width });
      await opens(page, 'Goodturn');
      const message = page.getByRole('article').filter({ has: page.getByRole('img', { name: 'The wide one' }) });
      const around = (await message.boundingBox())!;
      const buttons = message.getByRole('button', { name: 'Enlarge picture' });
      for (const [at, [name, [wide, high]]] of Object.entries(SHAPES).entries()) {
        const box = await drawn(message.getByRole('img', { name: `The ${name} one` }));
        expect(Math.abs(box.width / box.height / (wide / high) - 1)).toBeLessThan(0.02);
        expect(box.width).toBeLessThanOrEqual(wide);
        expect(box.x + box.width).toBeLessThanOrEqual(around.x + around.width);
        // what one presses is the picture and no more
        const button = (await buttons.nth(at).boundingBox())!;
        expect([button.width, button.height].map(Math.round)).toEqual([box.width, box.height].map(Math.round));
      }
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  it('leave the newest in view, unless one reads further up', async () => {
    const { page } = await stage.seat('U0PRIYA');
    await opens(page, 'Goodturn');
    const log = page.getByRole('log', { name: 'Messages in Goodturn' });
    interface Box {
      scrollTop: number;
      scrollHeight: number;
      clientHeight: number;
      lastElementChild: { clientHeight: number; style: { height: string } };
      dispatchEvent(event: Event): void;
    }
    /** Scrolls up so far; before the page hears of it something high is drawn. @returns how far the end is out of view */
    const below = (up: number) =>
      log.evaluate(async (element, by) => {
        const box = element as unknown as Box;
        box.scrollTop -= by;
        box.lastElementChild.style.height = `${box.lastElementChild.clientHeight + 500}px`;
        box.dispatchEvent(new Event('scroll'));
        const { requestAnimationFrame: frame } = globalThis as unknown as {
          requestAnimationFrame(go: () => void): void;
        };
        await new Promise<void>((go) => frame(() => frame(go)));
        return Math.round(box.scrollHeight - box.scrollTop - box.clientHeight);
      }, up);
    expect(await below(0)).toBe(0);
    expect(await below(100)).toBe(600);
    // and so it stays for what is drawn later
    expect(await below(0)).toBe(1100);
  });

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('are enlarged by a press, until Escape or Close, %s, %i', async (colorScheme, width) => {
    const block = image(await privateFile(client, 'steps.png', png(1200, 400)), 'Five steps');
    const title = { type: 'plain_text' as const, text: 'How far you came' };
    await client.chat.postMessage({ channel: dm, text: 'Steps', blocks: [{ ...block, title }] });
    const { page, complaints } = await stage.seat('U0PRIYA', { colorScheme, width });
    await opens(page, 'Goodturn');
    const before = await drawn(page.getByRole('img', { name: 'Five steps' }).last());
    const enlarge = page.getByRole('button', { name: 'Enlarge picture' }).last();
    const dialog = page.getByRole('dialog', { name: 'How far you came' });
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => dialog.getByRole('button', { name: 'Close picture' }).click(),
    ]) {
      await enlarge.click();
      const large = await drawn(dialog.getByRole('img', { name: 'Five steps' }));
      expect(large.width).toBeGreaterThan(before.width);
      expect(large.x + large.width).toBeLessThanOrEqual(width);
      expect(Math.abs(large.width / large.height / 3 - 1)).toBeLessThan(0.02);
      expect(await violations(page)).toEqual([]);
      await close();
      await dialog.waitFor({ state: 'detached' });
      expect(await enlarge.evaluate((element) => element.matches(':focus'))).toBe(true);
    }
    expect(complaints).toEqual([]);
  });

  it('in a form, are closed by Escape before the form is', async () => {
    const { world } = stage.playground;
    const omar = world.workspace.member('U0OMAR')!;
    const title = { type: 'plain_text', text: 'A form' };
    const blocks = [image(await privateFile(client, 'form.png', png(800, 400)), 'In a form')];
    omar.showModal(new View(omar, { type: 'modal', title, blocks }, undefined));
    const { page, complaints } = await stage.seat('U0OMAR');
    const form = page.getByRole('dialog', { name: 'A form' });
    await form.getByRole('button', { name: 'Enlarge picture' }).click();
    const picture = page.getByRole('dialog', { name: 'Picture' });
    await drawn(picture.getByRole('img', { name: 'In a form' }));
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await picture.waitFor({ state: 'detached' });
    await form.getByRole('img', { name: 'In a form' }).waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('leave a sentence where they were deleted, and the page goes on', async () => {
    const [gone, kept] = [await privateFile(client, 'gone.png'), await privateFile(client, 'kept.png')];
    const blocks = [image(gone, 'It goes'), image(kept, 'It stays')];
    await client.chat.postMessage({ channel: dm, text: 'Two', blocks });
    const { page, complaints } = await stage.seat('U0PRIYA');
    await opens(page, 'Goodturn');
    const picture = page.getByRole('img', { name: 'It goes' });
    await drawn(picture);
    await client.files.delete({ file: gone });
    await page.getByText('This picture was deleted.').waitFor();
    await picture.waitFor({ state: 'detached' });
    await drawn(page.getByRole('img', { name: 'It stays' }));
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
