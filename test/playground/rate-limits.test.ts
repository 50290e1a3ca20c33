import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { RateLimits } from '../../playground/server/rate-limits';
import { RawApp } from './raw-app';

let app: RawApp;

beforeEach(async () => {
  app = await RawApp.start();
});

afterEach(() => app.stop());

test('one post a second in a channel after a short burst, by the clock given', async () => {
  for (let n = 0; n < 5; n += 1) expect((await app.post()).status).toBe(200);
  const limited = await app.post();
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await limited.json()).toEqual({ ok: false, error: 'ratelimited' });
  expect(await app.ask('chat.postMessage', { channel: app.gina.id, text: 'x' })).toMatchObject({ ok: true });
  app.pass(1000);
  expect((await app.post()).status).toBe(200);
  expect((await app.post()).status).toBe(429);
  expect(app.general.messages).toHaveLength(6);
});

test('tiers count per workspace and method', async () => {
  const other = app.slack.addWorkspace({ name: 'Other' });
  for (let n = 0; n < 20; n += 1) expect(await app.ask('users.list', {})).toMatchObject({ ok: true });
  expect(await app.ask('users.list', {})).toMatchObject({ error: 'ratelimited' });
  expect(await app.ask('users.list', { token: other.botToken })).toMatchObject({ error: 'ratelimited' });
  expect(await app.ask('conversations.list', {})).toMatchObject({ ok: true });
  const headers = { authorization: `Bearer ${other.botToken}` };
  expect((await fetch(`${app.slack.apiUrl}users.list`, { method: 'POST', headers })).status).toBe(200);
});

test.each([
  ['slack', 'internal', 'tier2', 'users.list', 20],
  ['slack', 'internal', 'tier3', 'conversations.history', 50],
  ['slack', 'distributed', 'tier3', 'conversations.history', 1],
  ['slack', 'internal', 'tier4', 'users.info', 100],
  ['off', 'internal', 'tier2', 'users.list', 1000],
] as const)('limits %s for %s apps: %s, %s takes %i at once', (mode, history, tier, method, most) => {
  const limits = new RateLimits(() => new Date(0), mode, history);
  let taken = 0;
  while (taken < 1000 && limits.waitFor('T1', method, tier, undefined) === 0) taken += 1;
  expect(taken).toBe(most);
});
