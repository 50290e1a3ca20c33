import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { type Circle, startCircle } from '../support/circle';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
const now = () => Math.floor(Date.now() / 1000);

describe('what comes in over HTTP', () => {
  let circle: Circle;
  beforeAll(async () => {
    circle = await startCircle();
  });
  afterAll(() => circle.stop());

  const post = (body: string, options: Parameters<Circle['slack']['postRaw']>[2]) =>
    circle.slack.postRaw('/slack/events', body, options);

  const command = () =>
    new URLSearchParams({
      command: '/referral',
      text: 'help',
      user_id: circle.gina.id,
      team_id: circle.workspace.id,
      channel_id: circle.general.id,
      trigger_id: '1.2.3',
      response_url: 'http://127.0.0.1:1/',
    }).toString();

  it('is answered when it is signed', async () => {
    const { status, body } = await post(command(), { headers: form, sign: true });
    expect(status).toBe(200);
    expect(body).toContain('ephemeral');
  });

  test.each([
    ['no signature', () => ({ sign: false })],
    [
      'a wrong signature',
      () => ({
        sign: false,
        headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-slack-request-timestamp': String(now()) },
      }),
    ],
    [
      'a signature that is none',
      () => ({ sign: false, headers: { 'x-slack-signature': 'nonsense', 'x-slack-request-timestamp': String(now()) } }),
    ],
    ['a timestamp of six minutes ago', () => ({ sign: true, timestamp: now() - 360 })],
    ['a timestamp six minutes ahead', () => ({ sign: true, timestamp: now() + 360 })],
    [
      'a timestamp that is no number',
      () => ({ sign: false, headers: { 'x-slack-signature': 'v0=1', 'x-slack-request-timestamp': 'soon' } }),
    ],
  ])('is refused with 401 when it has %s', async (_name, options) => {
    const { headers, ...rest } = options() as { headers?: Record<string, string>; sign: boolean; timestamp?: number };
    const { status } = await post(command(), { ...rest, headers: { ...form, ...headers } });
    expect(status).toBe(401);
  });

  test.each([
    ['payload=null', 'payload=null', form],
    ['a payload that is a number', 'payload=7', form],
    ['a payload that is a list', 'payload=[]', form],
    ['a payload that is no JSON', 'payload={', form],
    ['a payload without a type', 'payload={}', form],
    ['a payload without a person', 'payload={"type":"block_actions"}', form],
    ['a press of nothing', 'payload={"type":"block_actions","user":{"id":"U1"},"actions":[]}', form],
    ['a form that was sent without what was in it', 'payload={"type":"view_submission","user":{"id":"U1"}}', form],
    ['a form without a command', 'a=b', form],
    ['an empty form', '', form],
    ['an event that is null', 'null', json],
    ['an event that is no JSON', '{"type":', json],
    ['an event without content', '{"type":"event_callback"}', json],
    ['an event of no type', '{"type":"event_callback","event":{}}', json],
    [
      'a reaction to nothing',
      '{"type":"event_callback","team_id":"T0CIRCLE","event":{"type":"reaction_added","item":null}}',
      json,
    ],
    [
      'a change of nobody',
      '{"type":"event_callback","team_id":"T0CIRCLE","event":{"type":"user_change","user":null}}',
      json,
    ],
    ['a prototype word for a type', '{"type":"__proto__"}', json],
    ['text', 'hello', { 'content-type': 'text/plain' }],
  ])('is refused with 400 when it is signed but is %s', async (_name, body, headers) => {
    const { status } = await post(body, { headers, sign: true });
    expect(status).toBe(400);
  });

  it('goes on after all of that', async () => {
    const { status } = await post(command(), { headers: form, sign: true });
    expect(status).toBe(200);
  });

  it('is 413 when it is larger than anything Slack sends', async () => {
    const { status } = await post(`payload=${'x'.repeat(5_000_000)}`, { headers: form, sign: true });
    expect(status).toBe(413);
  });

  it('answers Slack when it asks whether the address is ours', async () => {
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const { status, body } = await post(challenge, { headers: json, sign: true });
    expect({ status, body }).toEqual({ status: 200, body: expect.stringContaining('abc') as unknown });
  });

  it('does not answer for a workspace where it is not installed', async () => {
    const elsewhere = command().replace(circle.workspace.id, 'T0OTHER');
    const { status, body } = await post(elsewhere, { headers: form, sign: true });
    expect(status).toBe(200);
    expect(body).toBe('');
  });

  it('tells whether it is alive, and whether database and Slack can be reached', async () => {
    expect((await fetch(`${circle.address}/healthz`)).status).toBe(200);
    const ready = await fetch(`${circle.address}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ database: 'ok', slack: 'ok' });
    const fault = circle.slack.fault('api.test', { kind: 'dropped' });
    const unready = await fetch(`${circle.address}/readyz`);
    expect(unready.status).toBe(503);
    expect(await unready.json()).toEqual({ database: 'ok', slack: 'not reachable' });
    fault.off();
  });

  it('does not know other paths', async () => {
    expect((await fetch(`${circle.address}/nothing/here`)).status).toBe(404);
    expect((await fetch(`${circle.address}/slack/events`)).status).toBe(404);
  });
});

describe('a stop over HTTP', () => {
  it('is not held up by connections that are kept alive or never asked anything', async () => {
    const circle = await startCircle();
    const { hostname, port } = new URL(circle.address);
    const keepAlive = new Agent({ keepAlive: true });
    const ask = () =>
      new Promise<void>((resolve, reject) => {
        const asked = request(`${circle.address}/healthz`, { agent: keepAlive }, (res) => {
          res.resume().on('end', resolve);
        });
        asked.on('error', reject).end();
      });
    await ask();
    // one request after the other on one connection, for as long as it is answered
    let asks = true;
    const busy = (async () => {
      while (asks) await ask().catch(() => (asks = false));
    })();
    const silent = connect(Number(port), hostname);
    silent.on('error', () => undefined);
    await once(silent, 'connect');
    const began = Date.now();
    await circle.stop();
    expect(Date.now() - began).toBeLessThan(6_000);
    await busy;
    keepAlive.destroy();
    silent.destroy();
  });
});
