import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { ActAnswer } from '../../../playground/page/contract';
import { RawApp } from '../raw-app';
import { type PageUnderTest, startPage } from './page-world';

let app: RawApp;
let page: PageUnderTest;

beforeAll(async () => {
  app = await RawApp.start({ rateLimits: 'off', answerWithin: 3000 });
  page = await startPage({ slack: app.slack, workspace: app.circle, cast: [app.gina] });
});

afterAll(async () => {
  await page.stop();
  await app.stop();
});

/** A sentence for a person: no stack, no path, no code. */
const SENTENCE = /^[A-Z][^\n{}]{10,150}[.?]$/;

const send = (text: string, more: object = {}) =>
  JSON.stringify({ as: app.gina.id, act: { kind: 'send', conversation: app.general.id, text }, ...more });

/** The page still does what it is asked. */
async function expectAlive(): Promise<void> {
  const before = app.general.messages.length;
  const { status, text } = await page.client.post(send('still here'));
  expect([status, JSON.parse(text)]).toEqual([200, { ok: true, warnings: [] }]);
  expect(app.general.messages).toHaveLength(before + 1);
}

async function expectRefused(status: number, answer: { status: number; text: string }): Promise<void> {
  expect(answer.status).toBe(status);
  const body = JSON.parse(answer.text) as ActAnswer;
  expect(body).toEqual({ ok: false, problem: expect.stringMatching(SENTENCE) });
}

describe('an act that makes no sense is refused in a sentence, and the process lives', () => {
  const gina = () => app.gina.id;
  const act = (value: unknown) => () => JSON.stringify({ as: gina(), act: value });
  const place = { message: 'C1:1.1' };
  const deep = '['.repeat(60_000);
  test.each<[string, () => string]>([
    ['nothing', () => ''],
    ['no JSON', () => '{"as":'],
    ['null', () => 'null'],
    ['a list', () => '[]'],
    ['a text', () => '"send"'],
    ['no person', () => '{"act":{"kind":"guide","hidden":true}}'],
    ['a person that is an object', () => '{"as":{"id":1},"act":{"kind":"guide","hidden":true}}'],
    ['no act', () => JSON.stringify({ as: gina() })],
    ['an unknown act', act({ kind: 'eval', code: '1' })],
    ['an act of the prototype', act({ kind: 'constructor' })],
    ['something beside it', () => send('x', { admin: true })],
    ['more than the act has', act({ kind: 'guide', hidden: true, also: 1 })],
    ['a text that is none', act({ kind: 'send', conversation: 'C1', text: { toString: 'x' } })],
    ['both places', act({ kind: 'press', place: { ...place, view: 'V1' }, blockId: 'a', actionId: 'b' })],
    ['no place', act({ kind: 'press', place: {}, blockId: 'a', actionId: 'b' })],
    ['an id beyond all measure', act({ kind: 'press', place, blockId: 'a'.repeat(301), actionId: 'b' })],
    ['an entry that is an object', act({ kind: 'enter', place, blockId: 'a', actionId: 'b', entry: { value: 1 } })],
    ['entries as a list', act({ kind: 'submit', view: 'V1', entries: [] })],
    ['an emoji with markup', act({ kind: 'react', message: 'C1:1.1', emoji: '<b>', add: true })],
    ['a fault there is not', act({ kind: 'fault', fault: 'fire', on: true })],
    ['a choice there is not', act({ kind: 'clock', choice: '__proto__' })],
    ['a depth beyond all measure', () => deep + ']'.repeat(60_000)],
    ['a depth within an entry', () => `{"as":"U","act":{"kind":"submit","view":"V","entries":{"a":{"b":${deep}`],
  ])('%s', async (_what, body) => {
    await expectRefused(400, await page.client.post(body()));
    await expectAlive();
  });

  test.each(['U0NOBODY', '__proto__', 'constructor', 'USLACKBOT', '../gina', ' '])('a person "%s"', async (as) => {
    const { status, text } = await page.client.post(JSON.stringify({ as, act: { kind: 'guide', hidden: true } }));
    await expectRefused(404, { status, text });
    expect(page.world.guideHidden).toBe(false);
  });

  test('the app and members who are not in the cast are nobody to play', async () => {
    const bob = app.circle.addMember({ name: 'bob' });
    for (const as of [app.circle.botUserId, bob.id]) {
      await expectRefused(404, await page.client.post(send('as another', { as })));
    }
    expect(app.general.messages.map(({ text }) => text)).not.toContain('as another');
  });

  const ids = ['C0NOWHERE', '__proto__', 'constructor', 'toString:1', ':', 'C0NOWHERE:1.000000', '\u0000', '..\\..'];
  test.each(ids)('the id "%s" names nothing', async (id) => {
    const blockAndAction = { blockId: id, actionId: id };
    const acts = [
      { kind: 'send', conversation: id, text: 'x' },
      { kind: 'press', place: { message: id }, ...blockAndAction },
      { kind: 'press', place: { view: id }, ...blockAndAction },
      { kind: 'enter', place: { message: id }, ...blockAndAction, entry: 'x' },
      { kind: 'submit', view: id, entries: { [id]: { [id]: 'x' } } },
      { kind: 'close', view: id, all: true },
      { kind: 'shortcut', callbackId: id },
      { kind: 'message_shortcut', callbackId: 'give.message.record', message: id },
      { kind: 'react', message: id, emoji: 'tada', add: true },
      { kind: 'dismiss', message: id },
      { kind: 'read', conversation: id },
      { kind: 'direct_message', person: id },
    ];
    for (const each of acts) await expectRefused(200, await page.client.post(act(each)()));
    await expectAlive();
  });

  test('keys of the prototype in a form change nothing in it, or elsewhere', async () => {
    const input = { type: 'input', block_id: 'b', label: { type: 'plain_text', text: 'Label' } };
    const blocks = [{ ...input, element: { type: 'plain_text_input', action_id: 'a' } }];
    const title = { type: 'plain_text', text: 'Form' };
    await page.client.post(send('/referral x'));
    const trigger = app.commandField('trigger_id');
    await app.ask('views.open', { trigger_id: trigger, view: { type: 'modal', title, submit: title, blocks } });
    const view = app.gina.modalStack.at(-1)!;
    const entries =
      '{"__proto__":{"polluted":"yes"},"b":{"__proto__":"yes","a":"fine"},"constructor":{"prototype":"yes"}}';
    const body = `{"as":"${gina()}","act":{"kind":"submit","view":"${view.id}","entries":${entries}}}`;
    expect(JSON.parse((await page.client.post(body)).text)).toEqual({ ok: true, warnings: [] });
    expect(app.payloads.at(-1)).toMatchObject({ type: 'view_submission' });
    expect((app.payloads.at(-1)!['view'] as { state: unknown }).state).toEqual({
      values: { b: { a: { type: 'plain_text_input', value: 'fine' } } },
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes any text as text', async () => {
    const odd = '\ud800 <script>alert(1)</script> \u202e $& %00 ‮';
    expect((await page.client.post(send(odd))).status).toBe(200);
    expect(app.general.messages.at(-1)!.text).toContain('&lt;script&gt;');
    await expectAlive();
  });
});

describe('who asks', () => {
  const own = () => `127.0.0.1:${page.client.port}`;

  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:3000', '192.168.1.5', '127.0.0.1:x'])(
    'the host "%s" is turned away everywhere, as after DNS rebinding',
    async (host) => {
      for (const path of ['/', '/page.js', '/playground/stream', '/playground/traffic/1', '/playground/files/F1']) {
        const { status, text, headers } = await page.client.ask(path, { headers: { host } });
        expect([path, status]).toEqual([path, 403]);
        expect(text.trim()).toMatch(SENTENCE);
        expect(headers['content-type']).toBe('text/plain; charset=utf-8');
      }
      await expectRefused(403, await page.client.post(send('rebound'), { host }));
    },
  );

  test('without a host, as before HTTP/1.1, nothing is told', async () => {
    const socket = connect(page.client.port, '127.0.0.1');
    socket.end('GET / HTTP/1.0\r\n\r\n');
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toContain('<!doctype');
  });

  test.each(['localhost', 'LOCALHOST:8080', '127.0.0.1', '[::1]:3000'])(
    'the host "%s" is this computer',
    async (host) => {
      expect((await page.client.ask('/', { headers: { host } })).status).toBe(200);
    },
  );

  test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://localhost:1', 'http://127.0.0.1:1', ''])(
    'the origin "%s" is foreign',
    async (origin) => {
      await expectRefused(403, await page.client.post(send('forged'), { origin }));
      expect((await page.client.ask('/playground/stream', { headers: { origin } })).status).toBe(403);
    },
  );

  test('the own origin, and none at all, may act', async () => {
    expect((await page.client.post(send('own'), { origin: `http://${own()}` })).status).toBe(200);
    expect((await page.client.post(send('none'))).status).toBe(200);
    const texts = app.general.messages.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['own', 'none']));
    expect(texts).not.toContain('forged');
    expect(texts).not.toContain('rebound');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '', 'application/jsonp'])(
    'what another site could send without asking ("%s") is no act',
    async (type) => {
      await expectRefused(415, await page.client.post(send('simple'), { 'content-type': type }));
      expect(app.general.messages.map(({ text }) => text)).not.toContain('simple');
    },
  );
});

describe('how it is asked', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])('%s is not for the page', async (method) => {
    const answer = await page.client.ask('/', { method });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('acts are not fetched by an address', async () => {
    const answer = await page.client.ask('/playground/acts?kind=start_over');
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
    expect(answer.text.trim()).toMatch(SENTENCE);
  });

  it('takes 256 kB and no more, whether or not the length is told', async () => {
    const long = send('x'.repeat(256 * 1024));
    await expectRefused(413, await page.client.post(long));
    await expectRefused(413, await page.client.post(long.slice(0, 256 * 1024 + 1)));
    await expectRefused(413, await chunked(long));
    const padded = send('short').padEnd(256 * 1024);
    expect((await page.client.post(padded)).status).toBe(200);
    await expectAlive();
  });

  it('outlives a request that is cut off', async () => {
    const socket = connect(page.client.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const head = `POST /playground/acts HTTP/1.1\r\nhost: ${`127.0.0.1:${page.client.port}`}\r\n`;
    socket.write(`${head}content-type: application/json\r\ncontent-length: 500\r\n\r\n{"as":`);
    socket.resetAndDestroy();
    await expectAlive();
  });

  /** The same act, without a length at its head. */
  async function chunked(body: string): Promise<{ status: number; text: string }> {
    const half = body.length / 2;
    const parts = [body.slice(0, half), body.slice(half)];
    const response = await fetch(`http://127.0.0.1:${page.client.port}/playground/acts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ReadableStream.from(parts.map((part) => Buffer.from(part))),
      duplex: 'half',
    });
    return { status: response.status, text: await response.text() };
  }
});

describe('where it is asked', () => {
  test.each([
    '/secret.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/page.js/../secret.txt',
    '/page.js%00',
    '/index.html/',
    '/__proto__',
    '/constructor',
    '/playground',
    '/playground/',
    '/playground/streams',
    '/playground/traffic/',
    '/playground/traffic/0',
    '/playground/traffic/-1',
    '/playground/traffic/1e1',
    '/playground/traffic/__proto__',
    '/playground/files/',
    '/playground/files/F0NOWHERE',
    '/playground/files/__proto__',
    '/playground/files/..%2f..%2fmanifest.yml',
    '/playground/files/%',
    '/playground/stream?as=U0NOBODY',
    '/playground/stream?as=',
    '/playground/stream?as=__proto__',
    '/playground/stream?as=USLACKBOT',
    '//',
    '/%',
  ])('%s is not there', async (path) => {
    const { status, text, headers } = await page.client.ask(path);
    expect(status).toBe(404);
    expect(text.trim()).toMatch(SENTENCE);
    expect(text).not.toContain('not for anybody');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});
