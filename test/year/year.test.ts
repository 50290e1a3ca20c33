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
const NOT_SENT = [
  'introduction_failed',
  'ledger-not-sent',
  'digest_lost',
  'setting_change',
  'installed',
  'privacy-copy-not-sent',
];

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
    expect(all.filter((kind) => !sent.has(kind)).sort()).toEqual(NOT_SENT.sort());
  });

  test('says in the first line of each direct message why it came, and how to get fewer of them', () => {
    const dms = year.sights.filter(({ isNewDm }) => isNewDm);
    expect(dms.length).toBeGreaterThan(50);
    for (const { lines, text = '' } of dms) {
      const whole = [text, ...lines].join('\n');
      // the notification and the message begin alike, and each names somebody or something
      expect({ whole, begins: lines[0]!.startsWith(text.slice(0, 40)) }).toEqual({ whole, begins: true });
      expect(text).toMatch(
        /Gina|Alice|Bob|Carol|Ada|^You have been looking for _|^Here is (the ledger you asked for|what Goodturn holds about you)/,
      );
      for (const { words } of PRIVATE.filter(({ isName }) => !isName)) expect(text).not.toContain(words);
      const isOwn = /^Here is (your message|the ledger|what Goodturn holds)/.test(text);
      expect({ whole, way: isOwn || /\[(Stop these \w+|Settings)\]/.test(lines.at(-1)!) }).toEqual({
        whole,
        way: true,
      });
    }
  });

  test('shows in a channel, and to others, nobody’s totals', () => {
    const shared = year.sights.filter(({ audience }) => audience.length > 1);
    expect(shared.length).toBeGreaterThan(20);
    const person = /Gina|Alice|Bob|Carol|Ada/;
    for (const line of shared.flatMap(({ lines }) => lines)) {
      expect({ line, total: person.test(line) && /\d/.test(line) }).toEqual({ line, total: false });
    }
    // and in a message of one's own, a number never counts what another gave, received or thanked for
    const own = year.sights.filter(({ isNewDm, text }) => isNewDm && !text?.startsWith('Here is the ledger'));
    for (const line of own.flatMap(({ lines }) => lines)) {
      expect(line).not.toMatch(/\d+ (referrals?|thanks|people|times)\b/);
    }
  });

  test('shows nobody what is private to others', () => {
    for (const { words, of } of PRIVATE) {
      const sights = year.sights.filter(({ lines, text }) => [...lines, text].join('\n').includes(words));
      const saw = new Set(sights.flatMap(({ audience }) => audience.map(({ displayName }) => displayName)));
      expect({ words, seen: saw.size > 0 }).toEqual({ words, seen: true });
      expect({ words, others: [...saw].filter((name) => !of.includes(name)) }).toEqual({ words, others: [] });
    }
  });
});
