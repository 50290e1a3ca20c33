import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { features } from '../../src/features';
import { adapterFor } from '../../src/store/open-database';
import { type Circle, startCircle } from '../support/circle';
import { liveThroughTheYear, PRIVATE } from './the-year';
import type { Transcript } from './transcript';

/** Everything that anybody saw. After a change that is meant: UPDATE=1 npx jest test/year, then read what changed. */
const BOOK = 'docs/a-year.md';

/**
 * What this year has none of: people whom Slack does not introduce, a channel that is lost, a second admin to tell of
 * settings, an installation by OAuth.
 */
const NOT_SENT = ['introduction_failed', 'digest_lost', 'setting_change', 'installed'];

async function kindsSent(url: string): Promise<unknown[]> {
  const adapter = await adapterFor(url).connect();
  const sql = `SELECT DISTINCT "kind" FROM "Delivery" WHERE "state" = 'sent'`;
  const { rows } = await adapter.queryRaw({ sql, args: [], argTypes: [] });
  await adapter.dispose();
  return rows.map(([kind]) => kind);
}

let circle: Circle;
let year: Transcript;
beforeAll(async () => {
  circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
  year = await liveThroughTheYear(circle);
}, 240_000);
afterAll(() => circle.stop());

describe('a year between five members', () => {
  test('is as the book tells it, for each of them, and nothing else', () => {
    const told = year.asBook();
    if (process.env['UPDATE']) writeFileSync(BOOK, told);
    expect(told).toBe(readFileSync(BOOK, 'utf8'));
    expect(circle.complaints).toEqual([]);
  });

  test('has every message that Goodturn can owe', async () => {
    const all = features.flatMap(({ messages = [] }) => messages.map(({ kind }) => kind));
    const sent = new Set(await kindsSent(circle.database.url));
    expect(all.filter((kind) => !sent.has(kind))).toEqual(NOT_SENT);
  });

  test('shows nobody what is private to others', () => {
    const seen = PRIVATE.map(({ words }) => {
      const sights = year.sights.filter(({ lines, text }) => [...lines, text].join('\n').includes(words));
      const people = new Set(sights.flatMap(({ audience }) => audience.map(({ displayName }) => displayName)));
      return { words, of: [...people].sort() };
    });
    expect(seen).toEqual(PRIVATE.map(({ words, of }) => ({ words, of: [...of].sort() })));
  });
});
