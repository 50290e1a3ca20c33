import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RawApp } from './raw-app';

let app: RawApp;

beforeEach(async () => {
  app = await RawApp.start();
});

afterEach(() => app.stop());

describe('faults', () => {
  test('hit as many calls as told, those that match, and stop when taken off', async () => {
    const limit = app.slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 7 }, { times: 1 });
    const first = await app.post();
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await app.post()).status).toBe(200);
    expect(limit.hits).toBe(1);
    const error = app.slack.fault(
      'chat.postMessage',
      { kind: 'error', status: 500 },
      { when: (args) => args['text'] === 'bad' },
    );
    expect((await app.post('bad')).status).toBe(500);
    expect((await app.post('good')).status).toBe(200);
    error.off();
    expect((await app.post('bad')).status).toBe(200);
    app.slack.fault('chat.postMessage', { kind: 'api_error', error: 'fatal_error' }, { times: 1 });
    expect(await (await app.post()).json()).toEqual({ ok: false, error: 'fatal_error' });
    expect(app.general.messages.map((each) => each.text)).toEqual(['hello', 'good', 'bad']);
  });

  test('drop the connection before or after the message was stored', async () => {
    app.slack.fault('chat.postMessage', { kind: 'dropped' }, { times: 1 });
    app.slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    await expect(app.post('lost')).rejects.toThrow('fetch failed');
    await expect(app.post('kept')).rejects.toThrow('fetch failed');
    expect(app.general.messages.map((each) => each.text)).toEqual(['kept']);
  });

  test('a hanging call does not keep the server busy', async () => {
    app.slack.fault('chat.postMessage', { kind: 'hang' });
    const abort = new AbortController();
    const hanging = fetch(`${app.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      body: 'text=x',
      signal: abort.signal,
    });
    const outcome = hanging.then(
      () => 'answered',
      () => 'given up',
    );
    while (app.slack.calls.length === 0) await app.slack.idle();
    expect(await app.slack.idle({ within: 1000 })).toBe(true);
    abort.abort();
    expect(await outcome).toBe('given up');
  });

  test('beforeAnswer runs when the message is stored and the answer is not written', async () => {
    let stored = 0;
    let isAnswered = false;
    const off = app.slack.beforeAnswer('chat.postMessage', () => {
      stored = app.general.messages.length;
      expect(isAnswered).toBe(false);
    });
    await app.post();
    isAnswered = true;
    expect(stored).toBe(1);
    off();
    await app.post();
    expect(stored).toBe(1);
  });

  test('calls are logged with what was asked and answered', async () => {
    const seen: string[] = [];
    app.slack.onCall((each) => seen.push(each.method));
    await app.post();
    expect(seen).toEqual(['chat.postMessage']);
    expect(app.slack.callsTo('chat.postMessage')).toMatchObject([
      { args: { channel: app.general.id, text: 'hello' }, status: 200, answer: { ok: true }, workspaceId: 'T0CIRCLE' },
    ]);
  });
});
