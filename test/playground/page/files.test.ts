import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { StoredFile } from '../../../playground/server/files';
import type { Person } from '../../../playground/server/people/person';
import { PNG, putFile } from '../picture-files';
import { RawApp } from '../raw-app';
import { messagesIn } from './page-client';
import { type PageUnderTest, startPage } from './page-world';

let app: RawApp;
let page: PageUnderTest;

beforeEach(async () => {
  app = await RawApp.start({ rateLimits: 'off', answerWithin: 3000 });
  page = await startPage({ slack: app.slack, workspace: app.circle, cast: [app.gina] });
});

afterEach(async () => {
  await page.stop();
  await app.stop();
});

describe("the page's own files", () => {
  const zips = { 'accept-encoding': 'br, gzip;q=0.8' };

  test.each([
    ['/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/?as=U123', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/page.js', 'text/javascript; charset=utf-8', "document.title = 'Goodturn';"],
    ['/page.css', 'text/css; charset=utf-8', 'body { margin: 0 }'],
  ])('%s', async (path, type, content) => {
    const { status, headers, text } = await page.client.ask(path);
    expect([status, headers['content-type'], headers['content-encoding']]).toEqual([200, type, undefined]);
    expect(text).toContain(content);
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
  });

  it('compresses where the browser takes it', async () => {
    const [plain, zipped] = [await page.client.ask('/page.js'), await page.client.ask('/page.js', { headers: zips })];
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(zipped.body.length).toBeLessThan(plain.body.length / 5);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    const refused = await page.client.ask('/page.js', { headers: { 'accept-encoding': 'gzip;q=0' } });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  it('sends nothing again that the browser has, until it is built anew', async () => {
    const first = await page.client.ask('/page.js');
    const known = { 'if-none-match': `"other", ${first.headers['etag']}` };
    const again = await page.client.ask('/page.js', { headers: known });
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', first.headers['etag']]);
    writeFileSync(join(page.webFolder, 'page.js'), 'another();');
    const fresh = await page.client.ask('/page.js', { headers: known });
    expect([fresh.status, fresh.text]).toEqual([200, 'another();']);
  });

  it('answers HEAD without a body', async () => {
    const { status, headers, text } = await page.client.ask('/page.css', { method: 'HEAD' });
    expect([status, headers['content-length'], text]).toEqual([200, '18', '']);
  });

  it('says what to do where nothing is built, and is there once it is', async () => {
    const path = join(page.webFolder, 'index.html');
    renameSync(path, `${path}.away`);
    const { status, text } = await page.client.ask('/');
    expect([status, text]).toEqual([404, 'The page has not been built yet: run `npm run build`, then reload.\n']);
    renameSync(`${path}.away`, path);
    expect((await page.client.ask('/')).status).toBe(200);
  });
});

const urlOf = ({ id }: StoredFile, { id: as } = app.gina) => `/playground/files/${id}?as=${as}`;

describe('shared files', () => {
  /** A file that was uploaded, in a message from the app. */
  function shared(name: string, content: Buffer | string = 'content'): StoredFile {
    const file = putFile(app.circle, name, Buffer.from(content));
    app.general.post(app.circle.botUserId, true, { text: 'a file', files: [file] });
    return file;
  }

  test('are listed with their message, and handed out byte for byte', async () => {
    const content = Buffer.from([0, 255, 13, 10, 128]);
    const file = shared('ledger.xlsx', content);
    const [message] = messagesIn(await page.client.look(app.gina), 'general');
    const mimetype = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const url = urlOf(file);
    expect(message!.files).toEqual([{ id: file.id, name: 'ledger.xlsx', mimetype, size: 5, url }]);
    const { status, headers, body } = await page.client.ask(url);
    expect([status, headers['content-type'], body.equals(content)]).toEqual([200, mimetype, true]);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    ['a.png', 'image/png', 'inline'],
    ['a.JPG', 'image/jpeg', 'inline'],
    ['a.gif', 'image/gif', 'inline'],
    ['a.webp', 'image/webp', 'inline'],
    ['a.csv', 'text/csv; charset=utf-8', 'attachment'],
    ['a.pdf', 'application/pdf', 'attachment'],
    ['a.svg', 'application/octet-stream', 'attachment'],
    ['a.html', 'application/octet-stream', 'attachment'],
    ['png', 'application/octet-stream', 'attachment'],
  ])('%s is %s, %s', async (name, type, disposition) => {
    const { headers } = await page.client.ask(urlOf(shared(name)));
    expect(headers['content-type']).toBe(type);
    expect(headers['content-disposition']).toMatch(new RegExp(`^${disposition}; filename="${name}"; `));
  });

  test.each([
    [
      'quo"te\r\nset-cookie: x=1.csv',
      `filename="quo_te__set-cookie_ x_1.csv"; filename*=UTF-8''quo%22te%0D%0Aset-cookie%3A%20x%3D1.csv`,
    ],
    ["Übung (1)'*.csv", `filename="_bung (1)__.csv"; filename*=UTF-8''%C3%9Cbung%20%281%29%27%2a.csv`],
    ['../../etc/passwd', `filename=".._.._etc_passwd"; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd`],
    ['\ud800.csv', `filename="_.csv"; filename*=UTF-8''%EF%BF%BD.csv`],
  ])('the name %j breaks out of nothing', async (name, disposition) => {
    const { status, headers } = await page.client.ask(urlOf(shared(name)));
    expect([status, headers['content-disposition']]).toEqual([200, `attachment; ${disposition}`]);
    expect(headers['set-cookie']).toBeUndefined();
    // and the sight that names it is told
    expect(messagesIn(await page.client.look(app.gina), 'general')[0]!.files).toHaveLength(1);
  });

  test('that are not uploaded yet, or of a workspace that is gone, are not there', async () => {
    const unfinished = shared('a.csv');
    unfinished.content = undefined;
    expect((await page.client.ask(urlOf(unfinished))).status).toBe(404);
    const file = shared('a.csv');
    expect((await page.client.ask(urlOf(file))).status).toBe(200);
    await page.world.startOver();
    expect((await page.client.ask(urlOf(file))).status).toBe(404);
  });

  test("the app's own pictures point at them, those of other hosts stay as they are", async () => {
    const file = shared('chart.png', PNG);
    const image = { type: 'image', alt_text: 'A chart' };
    const blocks = [
      { ...image, slack_file: { id: file.id } },
      { type: 'context', elements: [{ ...image, slack_file: { url: file.address } }] },
      { type: 'section', text: { type: 'mrkdwn', text: 'x' }, accessory: { ...image, slack_file: { id: file.id } } },
      { ...image, image_url: 'https://elsewhere.example/a.png' },
    ];
    expect(await app.ask('chat.postMessage', { channel: app.general.id, text: 'x', blocks })).toMatchObject({
      ok: true,
    });
    const sight = await page.client.look(app.gina);
    const shown = messagesIn(sight, 'general').at(-1)!.blocks;
    const here = { ...image, image_url: urlOf(file) };
    expect(shown).toMatchObject([
      here,
      { elements: [here] },
      { accessory: here, text: { text: 'x' } },
      { image_url: 'https://elsewhere.example/a.png' },
    ]);
    expect(JSON.stringify(shown)).not.toContain('slack_file');
    // the message itself is as the app sent it
    expect(app.general.messages.at(-1)!.blocks[0]).toMatchObject({ slack_file: { id: file.id } });
  });

  describe('that only some are shown', () => {
    let file: StoredFile;
    let alice: Person;

    const blocks = () => [{ type: 'image', slack_file: { id: file.id }, alt_text: 'Five steps' }];

    beforeEach(() => {
      file = putFile(app.circle, 'steps.png');
      alice = app.circle.addMember({ name: 'alice' });
      page.world.cast.push({ person: alice, about: '' });
    });

    /** Whether gina, alice and nobody in particular get it. */
    const getIt = async () => {
      const ways = [urlOf(file), urlOf(file, alice), `/playground/files/${file.id}`, urlOf(file, app.circle.bot)];
      const answers = await Promise.all(ways.map((way) => page.client.ask(way)));
      expect(answers.every(({ status, body }) => status === 404 || body.equals(PNG))).toBe(true);
      return answers.map(({ status }) => status);
    };

    const toGina = [200, 404, 404, 404];

    test.each<[string, () => Promise<unknown>]>([
      ['a direct message', () => app.ask('chat.postMessage', { channel: app.gina.id, text: 'x', blocks: blocks() })],
      [
        'a message in a private channel',
        async () => {
          const { id } = app.circle.addChannel({ name: 'quiet', private: true, members: [app.gina] });
          return app.ask('chat.postMessage', { channel: id, text: 'x', blocks: blocks() });
        },
      ],
      [
        'an answer for one person',
        () =>
          app.ask('chat.postEphemeral', { channel: app.general.id, user: app.gina.id, text: 'x', blocks: blocks() }),
      ],
      ['Home', () => app.ask('views.publish', { user_id: app.gina.id, view: { type: 'home', blocks: blocks() } })],
      [
        'a form',
        async () => {
          await app.gina.types('/referral', { in: app.general, settle: false });
          const title = { type: 'plain_text', text: 'Steps' };
          const view = { type: 'modal', title, blocks: blocks() };
          return app.ask('views.open', { trigger_id: app.commandField('trigger_id'), view });
        },
      ],
    ])('in %s, is theirs alone', async (_, show) => {
      expect(await getIt()).toEqual([404, 404, 404, 404]);
      expect(await show()).toMatchObject({ ok: true });
      expect(await getIt()).toEqual(toGina);
      expect(JSON.stringify(await page.client.look(app.gina))).toContain(urlOf(file));
      expect(JSON.stringify(await page.client.look(alice))).not.toContain(file.id);
    });

    test("in a public channel, are no guest's who is not in it", async () => {
      const guest = app.circle.addMember({ name: 'gus', guest: 'multi' });
      page.world.cast.push({ person: guest, about: '' });
      await app.ask('chat.postMessage', { channel: app.general.id, text: 'x', blocks: blocks() });
      expect(await getIt()).toEqual([200, 200, 404, 404]);
      expect((await page.client.ask(urlOf(file, guest))).status).toBe(404);
    });

    test('are no longer theirs once that is gone', async () => {
      const posted = { channel: app.general.id, user: app.gina.id, text: 'x', blocks: blocks() };
      await app.ask('chat.postEphemeral', posted);
      expect(await getIt()).toEqual(toGina);
      app.gina.clearsScreen();
      expect(await getIt()).toEqual([404, 404, 404, 404]);
      const { ts } = await app.ask('chat.postMessage', posted);
      expect(await getIt()).toEqual([200, 200, 404, 404]);
      await app.ask('chat.delete', { channel: app.general.id, ts });
      expect(await getIt()).toEqual([404, 404, 404, 404]);
    });

    test('leave their place when they are deleted', async () => {
      await app.ask('chat.postMessage', { channel: app.general.id, text: 'x', blocks: blocks() });
      await app.ask('files.delete', { file: file.id });
      expect(await getIt()).toEqual([404, 404, 404, 404]);
      const [message] = messagesIn(await page.client.look(app.gina), 'general');
      expect(message!.blocks).toMatchObject(blocks());
      expect(message!.blocks[0]).not.toHaveProperty('image_url');
    });
  });
});
