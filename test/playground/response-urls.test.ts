import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../playground/server/json';
import { RawApp } from './raw-app';

let app: RawApp;

beforeEach(async () => {
  app = await RawApp.start();
});

afterEach(() => app.stop());

describe('response URLs', () => {
  const respond = async (body: JsonObject): Promise<{ status: number; body: string }> => {
    const response = await fetch(app.commandField('response_url'), { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: await response.text() };
  };

  test('work five times', async () => {
    await app.gina.types('/referral x');
    for (let n = 0; n < 5; n += 1) expect(await respond({ text: `answer ${n}` })).toMatchObject({ status: 200 });
    expect(await respond({ text: 'answer 6' })).toEqual({ status: 404, body: 'used_url' });
    expect(app.gina.ephemerals).toHaveLength(5);
  });

  test('work for half an hour', async () => {
    await app.gina.types('/referral x');
    app.pass(30 * 60_000 + 1);
    expect(await respond({ text: 'late' })).toEqual({ status: 404, body: 'expired_url' });
    expect(app.gina.ephemerals).toEqual([]);
  });

  test('are forgotten with the calls, payloads and triggers that are older than those remembered', async () => {
    await app.stop();
    app = await RawApp.start({ keeps: 2 });
    const urls: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      await app.gina.types(`/referral ${text}`);
      urls.push(app.commandField('response_url'));
    }
    const statuses = urls.map(async (url) => (await fetch(url, { method: 'POST', body: '{"text":"x"}' })).status);
    expect(await Promise.all(statuses)).toEqual([404, 200, 200]);
    const { calls, payloads } = app.slack;
    expect([calls.length, payloads.map(({ body }) => body['text'])]).toEqual([2, ['two', 'three']]);
  });

  test('take no wrong blocks, no empty text and nothing for a message that is not there', async () => {
    await app.gina.types('/referral x');
    expect(await respond({ text: 'x', blocks: [{ type: 'poem' }] })).toEqual({ status: 400, body: 'invalid_blocks' });
    expect(await respond({})).toEqual({ status: 400, body: 'no_text' });
    expect(await respond({ delete_original: true })).toEqual({ status: 400, body: 'no_original_message' });
  });

  test('replace or delete the message whose button was pressed', async () => {
    const element = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
    const blocks = [{ type: 'actions', elements: [element] }];
    app.answer = { status: 200, body: JSON.stringify({ text: 'first', blocks }) };
    const shown = await app.gina.types('/referral x');
    app.answer = { status: 200 };
    const pressAndRespond = async (body: JsonObject): Promise<void> => {
      await app.gina.press('Go');
      await fetch(String(app.payloads.at(-1)?.['response_url']), { method: 'POST', body: JSON.stringify(body) });
    };
    await pressAndRespond({ text: 'beside', replace_original: false });
    expect(app.gina.ephemerals.map((each) => each.text)).toEqual(['first', 'beside']);
    await pressAndRespond({ text: 'second', blocks, replace_original: true });
    expect(shown?.text).toBe('second');
    await pressAndRespond({ delete_original: true });
    expect(app.gina.ephemerals.map((each) => each.text)).toEqual(['beside']);
  });
});
