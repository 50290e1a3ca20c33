import { readFileSync } from 'node:fs';
import { describe, jest } from '@jest/globals';
import pino, { type Logger } from 'pino';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { startPlayground, type Playground } from '../../playground/playground';
import type { Clock } from '../../src/domain/clock';
import { prepared, type Throwaway } from './databases';
import { PATIENCE } from './patience';
import { clockFrom, playedDatabase } from './played';

/** Longer than this nothing on loopback takes; tells a hang, not a slow machine. */
const PATIENCE_MS = 15_000;
/** The same for a clock that is moved, and for a history that is played. */
export const JOURNEY_MS = 60_000;

const STARTS_AT = '2026-11-24T15:00:00Z';

export interface Seat {
  page: Page;
  /** what the browser's console complained of, and what the page asked of other hosts */
  complaints: string[];
}

export interface Stage {
  playground: Playground;
  database: Throwaway;
  clock: Clock;
  /** what the app logged as a warning or worse */
  logged: string[];
  /** A window of its own, as that member, once the page shows the workspace. */
  seat(as: string, options?: { colorScheme?: 'light' | 'dark'; width?: number; height?: number }): Promise<Seat>;
  /** The same on the same data, as after `npm start` again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole playground as `npm start` runs it, just after its history was played, and windows of a real browser on it. */
export async function startStage(): Promise<Stage> {
  const { browser: endpoint } = prepared();
  const browser: Browser = await chromium.connect(endpoint!);
  const database = await playedDatabase(STARTS_AT);
  const clock = clockFrom(STARTS_AT);
  const logged: string[] = [];
  const log: Logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const start = async (port = 0) => {
    const playground = await startPlayground({ databaseUrl: database.url, port, log, clock, patience: PATIENCE });
    await playground.ready;
    return playground;
  };
  const stage: Stage = {
    playground: await start(),
    database,
    clock,
    logged,
    async seat(as, { colorScheme = 'light', width = 1280, height = 800 } = {}) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => {
        if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) complaints.push(`asked for ${request.url()}`);
      });
      await page.goto(`${stage.playground.address}/?as=${as}`);
      await page.getByRole('navigation').first().waitFor();
      return { page, complaints };
    },
    async restart() {
      const { port } = new URL(stage.playground.address);
      await stage.playground.stop();
      stage.playground = await start(Number(port));
    },
    async stop() {
      await browser.close();
      await stage.playground.stop();
      await database.drop();
    },
  };
  return stage;
}

/** Skipped by name where there is no Chromium. */
export function describeInBrowser(name: string, tests: () => void): void {
  const whenThere = prepared().browser ? describe : describe.skip;
  whenThere(`${name} in a browser`, () => {
    jest.setTimeout(2 * JOURNEY_MS);
    tests();
  });
}

// What a person does in a window, by the words they see

export function newest(page: Page, text: string | RegExp): Locator {
  return page.getByRole('article').filter({ hasText: text }).last();
}

export async function opens(page: Page, conversation: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name: conversation }).click();
  await page.getByRole('log', { name: `Messages in ${conversation}` }).waitFor();
}

export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Message to/ });
}

export async function types(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** A button whose name begins so: some are told apart for screen readers by more words than one sees. */
export async function presses(within: Page | Locator, button: string): Promise<void> {
  await within
    .getByRole('button', { name: new RegExp(`^${button}`) })
    .first()
    .click();
}

/** Opens the menu behind a button of the top bar and takes what is called so. */
export async function takes(page: Page, button: RegExp, item: string | RegExp): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: button }).click();
  await page
    .getByRole('menuitem', { name: item })
    .or(page.getByRole('menuitemradio', { name: item }))
    .first()
    .click();
}

/** Moves the clock, and waits until the page has arrived there. */
export async function movesClock(page: Page, choice: RegExp): Promise<void> {
  // the button is not disabled yet just after it was pressed: only the answer says that it has arrived
  const arrived = page.waitForResponse((response) => response.request().postData()?.includes('"clock"') ?? false, {
    timeout: JOURNEY_MS,
  });
  await takes(page, /^The clock/, choice);
  await arrived;
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^The clock/, disabled: false })
    .waitFor({ timeout: JOURNEY_MS });
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeRun {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

/** What axe-core has against the page as it stands, a line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<AxeRun>('axe.run(document, { resultTypes: ["violations"] })');
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}. ${failureSummary ?? ''}`),
  );
}
