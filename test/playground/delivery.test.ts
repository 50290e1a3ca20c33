import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../playground/server/json';
import { RawApp } from './raw-app';

let app: RawApp;

beforeEach(async () => {
  app = await RawApp.start();
});

afterEach(() => app.stop());

describe('what goes to the app', () => {
  test('a command is a signed form with the fields of Slack', async () => {
    await app.gina.types("/referral @gina to Bob's firm", { in: app.general });
    const { headers, body } = app.received[0] ?? { headers: {}, body: '' };
    const at = String(headers['x-slack-request-timestamp']);
    const expected = createHmac('sha256', app.slack.signingSecret).update(`v0:${at}:${body}`).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${expected}`);
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(5);
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
      command: '/referral',
      text: `<@${app.gina.id}|gina> to Bob's firm`,
      team_id: 'T0CIRCLE',
      channel_id: app.general.id,
      channel_name: 'general',
      user_id: app.gina.id,
      user_name: 'gina',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining('/response/T0CIRCLE/'),
      trigger_id: expect.any(String),
    });
  });

  test('an event carries its id and its authorization', async () => {
    const message = await app.gina.says('hi', { in: app.general });
    await app.gina.reacts('pray', message);
    expect(app.events[0]).toMatchObject({
      type: 'event_callback',
      team_id: 'T0CIRCLE',
      event_id: expect.stringMatching(/^Ev/),
      event_time: 1795446000,
      authorizations: [{ team_id: 'T0CIRCLE', user_id: app.circle.botUserId, is_bot: true }],
      event: {
        type: 'reaction_added',
        user: app.gina.id,
        item: { type: 'message', channel: app.general.id, ts: message.ts },
        item_user: app.gina.id,
      },
    });
  });

  test('a press carries container, message, state and the action', async () => {
    const element = { type: 'button', action_id: 'go', value: 'v1', text: { type: 'plain_text', text: 'Go' } };
    const blocks = [{ type: 'actions', block_id: 'b1', elements: [element] }];
    await app.call('chat.postMessage', { channel: app.general.id, text: 'x', blocks });
    await app.gina.press('Go', { times: 2 });
    expect(app.received).toHaveLength(2);
    const bodies = app.payloads;
    expect(bodies[0]).toMatchObject({
      type: 'block_actions',
      team: { id: 'T0CIRCLE', domain: 'circle' },
      user: { id: app.gina.id, username: 'gina', team_id: 'T0CIRCLE' },
      container: { type: 'message', channel_id: app.general.id, is_ephemeral: false },
      channel: { id: app.general.id, name: 'general' },
      message: { text: 'x', user: app.circle.botUserId, blocks },
      state: { values: {} },
      actions: [{ action_id: 'go', block_id: 'b1', value: 'v1', type: 'button', text: { text: 'Go' } }],
    });
    expect(bodies[0]?.['trigger_id']).not.toBe(bodies[1]?.['trigger_id']);
    expect(bodies[0]?.['response_url']).not.toBe(bodies[1]?.['response_url']);
  });

  test('url_verification passes only if the challenge comes back', async () => {
    expect(await app.slack.verifyUrl()).toBe(false);
    expect(app.events).toMatchObject([{ type: 'url_verification', challenge: expect.any(String) }]);
    const challengeOf = (body: string): string => String((JSON.parse(body) as JsonObject)['challenge']);
    app.answer = { status: 200, body: challengeOf };
    expect(await app.slack.verifyUrl()).toBe(true);
    app.answer = { status: 200, body: (body) => JSON.stringify({ challenge: challengeOf(body) }) };
    expect(await app.slack.verifyUrl()).toBe(true);
  });

  test('an event that was not acknowledged comes again three times, as a retry of the same event', async () => {
    app.answer = { status: 500 };
    await app.gina.reacts('pray', await app.gina.says('hi', { in: app.general }));
    for (let n = 0; n < 5; n += 1) await app.slack.runRetries();
    expect(app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(app.received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(app.events.map((each) => each['event_id'])).size).toBe(1);
  });

  test('timed retries begin at once', async () => {
    const timed = await RawApp.start({ eventRetries: 'timed' });
    timed.answer = { status: 500 };
    const message = await timed.gina.says('hi', { in: timed.general });
    const retried = new Promise<void>((resolve) => {
      timed.slack.onPayload((payload) => payload.retryNum === 1 && resolve());
    });
    await timed.gina.reacts('pray', message);
    await retried;
    await timed.slack.idle();
    expect(timed.slack.pendingRetries.map((each) => each.num)).toEqual([2]);
    await timed.stop();
  });

  test('an event during downtime waits for a retry, and an acknowledged one does not', async () => {
    const url = app.slack.delivery.appUrl ?? '';
    const message = await app.gina.says('hi', { in: app.general });
    app.slack.disconnect();
    await app.gina.reacts('pray', message);
    expect(app.slack.pendingRetries.map((each) => each.reason)).toEqual(['connection_failed']);
    app.slack.connectHttp(url);
    await app.slack.runRetries();
    expect(app.slack.pendingRetries).toEqual([]);
    expect(app.received).toHaveLength(1);
  });

  test('an app that hangs or fails is named so to the person', async () => {
    app.answer = undefined;
    expect((await app.gina.types('/referral x'))?.text).toBe('/referral failed with the error "operation_timeout"');
    app.answer = { status: 500 };
    expect((await app.gina.types('/referral x'))?.text).toBe('/referral failed with the error "dispatch_failed"');
  });

  test('an answer that Slack would refuse is not shown', async () => {
    app.answer = { status: 200, body: JSON.stringify({ text: 'x', blocks: [{ type: 'poem' }] }) };
    expect(await app.gina.types('/referral x')).toBeUndefined();
    expect(app.gina.warnings.at(-1)).toContain('invalid_blocks');
  });

  test('a plain text answer and one for all are shown as such', async () => {
    app.answer = { status: 200, body: 'fine' };
    expect(await app.gina.types('/referral x')).toMatchObject({ text: 'fine', ephemeral: true });
    app.answer = { status: 200, body: JSON.stringify({ text: 'for all', response_type: 'in_channel' }) };
    expect(await app.gina.types('/referral x', { in: app.general })).toMatchObject({
      text: 'for all',
      ephemeral: false,
    });
    expect(app.general.messages.at(-1)?.text).toBe('for all');
  });

  test('raw requests are unsigned unless asked, and may be signed with an old time', async () => {
    await app.slack.postRaw('/slack/events', 'payload=null');
    await app.slack.postRaw('/slack/events', '{}', { sign: true, timestamp: 1000 });
    expect(app.received[0]?.headers['x-slack-signature']).toBeUndefined();
    expect(app.received[1]?.headers['x-slack-request-timestamp']).toBe('1000');
  });

  test('the same payload again has the same bytes and signature', async () => {
    await app.gina.types('/referral x');
    await app.slack.resend(app.slack.lastPayload);
    expect(app.received[1]).toEqual(app.received[0]);
  });

  test('people who cannot act are refused', async () => {
    const gone = app.circle.addMember({ name: 'gone', deleted: true });
    const olga = app.circle.addMember({ name: 'olga', stranger: true });
    await expect(gone.types('/referral x')).rejects.toThrow('deactivated');
    await expect(olga.types('/referral x')).rejects.toThrow('stranger');
    await app.circle.uninstall({ deliver: false });
    await expect(app.gina.types('/referral x')).rejects.toThrow('not installed');
    expect(app.slack.held.map((each) => each.type)).toEqual(['tokens_revoked', 'app_uninstalled']);
    await app.slack.deliverHeld('reversed');
    const types = app.events.map((each) => (each['event'] as JsonObject)['type']);
    expect(types).toEqual(['app_uninstalled', 'tokens_revoked']);
  });
});

test('names that ping are told from names that do not', async () => {
  const blocks = [
    { type: 'section', text: { type: 'mrkdwn', text: `<@${app.gina.id}> and <!channel|x> &lt;!here&gt;` } },
    { type: 'header', text: { type: 'plain_text', text: '<!everyone>' } },
  ];
  await app.call('chat.postMessage', { channel: app.general.id, text: 'x', blocks });
  expect(app.general.messages.at(-1)?.pings).toEqual([app.gina.id, '!channel']);
});
