import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../playground/server/json';
import { RawApp } from '../raw-app';
import { type PageUnderTest, startPage } from './page-world';

let app: RawApp;
let page: PageUnderTest;

beforeEach(async () => {
  app = await RawApp.start({ rateLimits: 'off', answerWithin: 1000 });
  page = await startPage({ slack: app.slack, workspace: app.circle, cast: [app.gina] });
});

afterEach(async () => {
  await page.stop();
  await app.stop();
});

const ask = (method: string, args: JsonObject) => app.ask(method, args).catch(() => ({}));
const command = (text: string) =>
  page.client.act(app.gina, { kind: 'send', conversation: app.general.id, text: `/referral ${text}` });

it('has each call and payload with what was sent and answered, live', async () => {
  const watcher = await page.client.watch(app.gina);
  expect(watcher.traffic).toEqual([]);
  app.answer = { status: 200, body: JSON.stringify({ text: 'Noted' }) };
  await command('@gina hello');
  const payload = await watcher.line(({ direction }) => direction === 'to_app');
  expect(payload).toEqual({
    id: expect.any(Number),
    at: '2026-11-23T15:00:00.000Z',
    direction: 'to_app',
    name: '/referral',
    outcome: 'ok',
    error: null,
  });
  expect(await page.client.detail(payload)).toMatchObject({
    ...payload,
    sent: { command: '/referral', text: `<@${app.gina.id}|gina> hello`, user_id: app.gina.id },
    answered: { text: 'Noted' },
  });
  await ask('chat.postMessage', { channel: app.general.id, text: 'hi' });
  const call = await watcher.line(({ name }) => name === 'chat.postMessage');
  expect(call).toMatchObject({ direction: 'to_slack', outcome: 'ok', error: null });
  expect(call.id).toBeGreaterThan(payload.id);
  expect(await page.client.detail(call)).toMatchObject({
    sent: { channel: app.general.id, text: 'hi' },
    answered: { ok: true, channel: app.general.id },
  });
});

it("shows what Slack refused with Slack's error, and what failed with what went wrong", async () => {
  const { slack, general } = app;
  const post = (text = 'hi') => ask('chat.postMessage', { channel: general.id, text });
  await ask('chat.postMessage', { channel: 'C0NOWHERE', text: 'hi' });
  await ask('chat.inventMessage', {});
  slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 1 }, { times: 1 });
  await post();
  slack.fault('chat.postMessage', { kind: 'error', status: 503 }, { times: 1 });
  await post();
  slack.fault('chat.postMessage', { kind: 'dropped' }, { times: 1 });
  await post();
  slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
  await post('stored');
  app.answer = { status: 404 };
  await command('x');
  app.answer = { status: 500 };
  await command('x');
  app.answer = undefined;
  await command('x');
  slack.disconnect();
  await command('x');
  const { traffic } = await page.client.watch(app.gina);
  expect(traffic.map(({ name, outcome, error }) => `${name} ${outcome} ${error}`)).toEqual([
    'chat.postMessage refused channel_not_found',
    'chat.inventMessage refused unknown_method',
    'chat.postMessage refused ratelimited',
    'chat.postMessage failed 503',
    'chat.postMessage failed no_answer',
    'chat.postMessage failed no_answer',
    '/referral refused 404',
    '/referral failed 500',
    '/referral failed timeout',
    '/referral failed connection_failed',
  ]);
  // stored, and the app never learnt of it
  expect(general.messages.map(({ text }) => text)).toEqual(['stored']);
  expect((await page.client.detail(traffic[5]!)).answered).toBeNull();
});

it('lets nobody act as the app or as Slack: no token, no secret, no address that is one', async () => {
  const { slack, circle } = app;
  await command('mine is xoxb-typed-by-a-person');
  const trigger = app.commandField('trigger_id');
  const responseUrl = app.commandField('response_url');
  await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    body: new URLSearchParams({ token: circle.botToken, channel: app.general.id, text: circle.botToken }),
  });
  await fetch(`${slack.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.appToken}` },
  });
  const code = slack.grants.issue({ workspace: circle, by: app.gina, refuse: [], redirectUri: undefined });
  const oauth = { client_id: slack.clientId, client_secret: slack.clientSecret, code };
  const granted = await ask('oauth.v2.access', oauth);
  expect(granted).toMatchObject({ ok: true, access_token: circle.botToken });
  const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
  await ask('chat.postMessage', {
    channel: app.general.id,
    text: 'x',
    blocks: [{ type: 'actions', elements: [button] }],
  });
  await app.gina.press('Go', { settle: false });

  const { traffic } = await page.client.watch(app.gina);
  expect(traffic.map(({ name }) => name)).toEqual([
    '/referral',
    'chat.postMessage',
    'apps.connections.open',
    'oauth.v2.access',
    'chat.postMessage',
    'block_actions',
  ]);
  const details = JSON.stringify(await Promise.all(traffic.map((line) => page.client.detail(line))));
  const secrets = {
    botToken: circle.botToken,
    appToken: slack.appToken,
    signingSecret: slack.signingSecret,
    clientSecret: slack.clientSecret,
    verificationToken: slack.verificationToken,
    code,
    responseUrl,
    typed: 'xoxb-typed',
    ticket: 'ticket=1',
    anyToken: 'xoxb-',
  };
  expect(Object.entries(secrets).filter(([, secret]) => details.includes(secret))).toEqual([]);
  expect(details).not.toMatch(/ticket=[0-9a-f]/);
  // what a developer looks for is there
  for (const kept of [trigger, app.gina.id, '(hidden)', 'mine is']) expect(details).toContain(kept);
});

it('keeps what was sent as it was then', async () => {
  const blocks = [
    {
      type: 'input',
      block_id: 'b',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'Label' },
      element: { type: 'plain_text_input', action_id: 'a' },
    },
  ];
  await ask('chat.postMessage', { channel: app.general.id, text: 'x', blocks });
  const place = { message: `${app.general.id}:${app.general.messages[0]!.ts}` };
  const enter = { kind: 'enter', place, blockId: 'b', actionId: 'a' } as const;
  await page.client.act(app.gina, { ...enter, entry: 'first' });
  await page.client.act(app.gina, { ...enter, entry: 'second' });
  const { traffic } = await page.client.watch(app.gina);
  const sent = await Promise.all(
    traffic.filter(({ direction }) => direction === 'to_app').map((line) => page.client.detail(line)),
  );
  expect(sent).toMatchObject([
    { sent: { state: { values: { b: { a: { value: 'first' } } } } } },
    { sent: { state: { values: { b: { a: { value: 'second' } } } } } },
  ]);
});

it('goes back three hundred lines', async () => {
  for (let n = 0; n < 305; n += 1) await ask('auth.test', {});
  const { traffic } = await page.client.watch(app.gina);
  expect([traffic.length, traffic.at(-1)!.id - traffic[0]!.id]).toEqual([300, 299]);
  const first = traffic[0]!;
  expect(await page.client.detail(first)).toMatchObject({ name: 'auth.test' });
  expect((await page.client.ask(`/playground/traffic/${first.id - 1}`)).status).toBe(404);
});
