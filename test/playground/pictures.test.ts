import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import type { JsonObject } from '../../playground/server/json';
import { PNG, privateFile, putFile, upload } from './picture-files';
import { RawApp } from './raw-app';

let app: RawApp;
let client: WebClient;

beforeEach(async () => {
  app = await RawApp.start({ rateLimits: 'off', answerWithin: 3000 });
  client = new WebClient(app.circle.botToken, { slackApiUrl: app.slack.apiUrl, retryConfig: { retries: 0 } });
});

afterEach(() => app.stop());

type Source = { id: string } | { url: string };

const picture = (source: Source) => ({ type: 'image', slack_file: source, alt_text: 'Five steps' });

const section = { type: 'section', text: { type: 'mrkdwn', text: 'A picture' } };

/** The three places of a picture in blocks, and where Slack says each is. */
const PLACES: [string, (source: Source) => JsonObject[], string][] = [
  ['an image block', (source) => [section, picture(source)], '/blocks/1/slack_file'],
  ['a context', (source) => [{ type: 'context', elements: [picture(source)] }], '/blocks/0/elements/0/slack_file'],
  ['an accessory', (source) => [{ ...section, accessory: picture(source) }], '/blocks/0/accessory/slack_file'],
];

const post = (blocks: JsonObject[]) =>
  app.ask('chat.postMessage', { channel: app.general.id, text: 'A picture', blocks });

const home = (blocks: JsonObject[]) =>
  app.ask('views.publish', { user_id: app.gina.id, view: { type: 'home', blocks } });

const says = (pointer: string) => [`[ERROR] invalid slack file [json-pointer:${pointer}]`];

describe('an uploaded picture in blocks', () => {
  it.each(PLACES)('is shown in %s, by id and by address', async (_, blocks) => {
    const id = await privateFile(client, 'steps.png');
    const { address: url } = app.slack.files.get(id)!;
    expect(await post(blocks({ id }))).toMatchObject({ ok: true });
    expect(await post(blocks({ url }))).toMatchObject({ ok: true });
    expect(await home(blocks({ url }))).toMatchObject({ ok: true });
    const seen = [...app.gina.sees().map(({ readable }) => readable), app.gina.home?.text];
    expect(seen.map((words) => words?.includes('Five steps'))).toEqual([true, true, true]);
    // nobody has it otherwise
    expect(app.gina.sees().flatMap(({ files }) => files)).toEqual([]);
  });

  test.each(['a.png', 'a.PNG', 'a.jpg', 'a.jpeg', 'a.gif'])('may be %s', async (name) => {
    const start = { gif: 'GIF89a', jpg: '\xff\xd8\xff\xe0', jpeg: '\xff\xd8\xff\xe0' }[name.slice(2)];
    const content = start === undefined ? PNG : Buffer.from(start, 'latin1');
    expect(await post([picture({ id: await privateFile(client, name, content) })])).toMatchObject({ ok: true });
  });

  test.each<[string, () => Promise<string>]>([
    ['unknown', async () => 'F0NOWHERE01'],
    ['not completed', () => upload(client, 'steps.png')],
    ['of another workspace', async () => putFile(app.slack.addWorkspace({ name: 'Other' }), 'steps.png').id],
    ['no picture', () => privateFile(client, 'ledger.csv', Buffer.from('a,b'))],
    ['no picture that blocks can show', () => privateFile(client, 'steps.webp', Buffer.from('RIFF....WEBP'))],
    ['a picture by its name alone', () => privateFile(client, 'steps.png', Buffer.from('<svg/>'))],
  ])('that is %s is refused, and nothing is shown', async (_, file) => {
    const id = await file();
    for (const [, blocks, pointer] of PLACES) {
      expect(await post(blocks({ id }))).toMatchObject({
        error: 'invalid_blocks',
        errors: [`invalid slack file [json-pointer:${pointer}]`],
        response_metadata: { messages: says(pointer) },
      });
    }
    expect(app.general.messages).toEqual([]);
  });

  it('needs an address that is its own', async () => {
    const id = await privateFile(client, 'steps.png');
    const elsewhere = picture({ url: `https://files.example/files/${id}` });
    expect(await post([elsewhere])).toMatchObject({ error: 'invalid_blocks' });
    expect(await post([picture({ id: 'F1' })])).toMatchObject({ error: 'invalid_blocks' });
  });

  it('is looked at wherever blocks go', async () => {
    const [good, bad] = [[picture({ id: await privateFile(client, 'steps.png') })], [picture({ id: 'F0NOWHERE01' })]];
    const { ts } = await post(good);
    const place = { channel: app.general.id, text: 'x' };
    const refused = { error: 'invalid_blocks' };
    expect(await app.ask('chat.update', { ...place, ts, blocks: bad })).toMatchObject(refused);
    expect(await app.ask('chat.postEphemeral', { ...place, user: app.gina.id, blocks: bad })).toMatchObject(refused);
    const refusedView = {
      error: 'invalid_arguments',
      response_metadata: { messages: says('/view/blocks/0/slack_file') },
    };
    expect(await home(bad)).toMatchObject(refusedView);
    expect(app.gina.home).toBeUndefined();

    const title = { type: 'plain_text', text: 'Steps' };
    const modal = (blocks: JsonObject[]) => ({ type: 'modal', title, submit: title, blocks });
    const trigger = async () => {
      await app.gina.types('/referral', { in: app.general, settle: false });
      return app.commandField('trigger_id');
    };
    expect(await app.ask('views.open', { trigger_id: await trigger(), view: modal(bad) })).toMatchObject(refusedView);
    const opened = await app.ask('views.open', { trigger_id: await trigger(), view: modal(good) });
    expect(opened).toMatchObject({ ok: true });
    const { id: view_id } = opened['view'] as { id: string };
    expect(await app.ask('views.update', { view_id, view: modal(bad) })).toMatchObject(refusedView);
    expect(await app.ask('views.push', { trigger_id: await trigger(), view: modal(bad) })).toMatchObject(refusedView);

    app.answer = { status: 200, body: JSON.stringify({ response_action: 'update', view: modal(bad) }) };
    await app.gina.submit();
    expect(app.gina.warnings.at(-1)).toContain(says('/view/blocks/0/slack_file')[0]);
    expect(app.gina.modal?.view.blocks).toMatchObject(good);

    app.answer = { status: 200 };
    await app.gina.types('/referral', { in: app.general, settle: false });
    const answer = (blocks: JsonObject[]) =>
      fetch(app.commandField('response_url'), { method: 'POST', body: JSON.stringify({ text: 'x', blocks }) });
    const response = await answer(bad);
    expect([response.status, await response.text()]).toEqual([400, 'invalid_blocks']);
    expect(app.gina.ephemerals).toEqual([]);
    expect((await answer(good)).status).toBe(200);
    expect(app.gina.ephemerals.at(-1)?.blocks).toMatchObject(good);
  });

  it('waits until Slack has looked at the file', async () => {
    const ready = app.slack.holdPictures();
    const id = await privateFile(client, 'steps.png');
    expect(await post([picture({ id })])).toMatchObject({ error: 'invalid_blocks' });
    expect(await home([picture({ id })])).toMatchObject({ error: 'invalid_arguments' });
    ready();
    expect(await post([picture({ id })])).toMatchObject({ ok: true });
    // and no other waits any more
    expect(await post([picture({ id: await privateFile(client, 'more.png') })])).toMatchObject({ ok: true });
  });

  it('may be announced by its type', async () => {
    const complete = async (highlight_type: string) =>
      app.ask('files.completeUploadExternal', { files: [{ id: await upload(client, 'a.png'), highlight_type }] });
    expect(await Promise.all(['png', 'jpg', 'gif'].map(complete))).toMatchObject(Array(3).fill({ ok: true }));
    expect(await complete('image/png')).toMatchObject({ error: 'invalid_arguments' });
  });

  it('has words of at most 2,000 characters, a title, and an address of 3,000', async () => {
    const image = picture({ id: await privateFile(client, 'steps.png') });
    const title = (length: number) => ({ type: 'plain_text', text: 't'.repeat(length) });
    const address = (length: number) => `https://example.com/${'a'.repeat(length - 20)}`;
    const { slack_file: _, ...elsewhere } = image;
    const right = [
      { ...image, alt_text: 'a'.repeat(2000), title: title(2000) },
      { ...elsewhere, image_url: address(3000) },
    ];
    expect(await post(right)).toMatchObject({ ok: true });
    for (const wrong of [
      { ...image, alt_text: 'a'.repeat(2001) },
      { ...image, alt_text: '' },
      { ...image, title: title(2001) },
      { ...elsewhere, image_url: address(3001) },
      elsewhere,
    ]) {
      expect(await post([wrong])).toMatchObject({ error: 'invalid_blocks' });
    }
  });
});

describe('files.delete', () => {
  const remove = (file: string) => app.ask('files.delete', { file });

  it('takes a picture away: blocks that show it stay, and none can show it again', async () => {
    const id = await privateFile(client, 'steps.png');
    const { ts } = await post([picture({ id })]);
    expect(await remove(id)).toEqual({ ok: true });
    expect(app.gina.sees().at(-1)?.blocks).toMatchObject([picture({ id })]);
    expect(await post([picture({ id })])).toMatchObject({ error: 'invalid_blocks' });
    const again = { channel: app.general.id, ts, text: 'x', blocks: [picture({ id })] };
    expect(await app.ask('chat.update', again)).toMatchObject({ error: 'invalid_blocks' });
    expect(app.slack.files.get(id)?.content).toBeUndefined();
  });

  it('takes a shared file out of its message, and leaves a tombstone for apps', async () => {
    const [kept, gone] = [await upload(client, 'a.csv'), await upload(client, 'b.csv')];
    await client.files.completeUploadExternal({
      channel_id: app.general.id,
      files: [{ id: kept }, { id: gone }],
      initial_comment: 'Two',
    });
    await remove(gone);
    const message = app.general.messages.at(-1)!;
    expect(message.files.map(({ id }) => id)).toEqual([kept]);
    expect(message.toSlack()['files']).toMatchObject([
      { id: kept, name: 'a.csv' },
      { id: gone, mode: 'tombstone' },
    ]);
    expect(JSON.stringify(message.toSlack())).not.toContain('b.csv');
  });

  it('is for completed files of this workspace, once', async () => {
    const unfinished = await upload(client, 'a.png');
    const foreign = putFile(app.slack.addWorkspace({ name: 'Other' }), 'a.png');
    for (const id of [unfinished, foreign.id, 'F0NOWHERE01']) {
      expect(await remove(id)).toEqual({ ok: false, error: 'file_not_found' });
    }
    expect(foreign.content).toEqual(PNG);
    expect(await app.ask('files.delete', {})).toMatchObject({ error: 'invalid_arguments' });
    const id = await privateFile(client, 'a.png');
    expect(await remove(id)).toEqual({ ok: true });
    expect(await remove(id)).toEqual({ ok: false, error: 'file_deleted' });
  });

  it('needs files:write, and meets faults', async () => {
    const id = await privateFile(client, 'a.png');
    app.slack.fault('files.delete', { kind: 'api_error', error: 'cant_delete_file' }, { times: 1 });
    expect(await remove(id)).toEqual({ ok: false, error: 'cant_delete_file' });
    app.slack.fault('files.delete', { kind: 'stored_but_dropped' }, { times: 1 });
    await expect(remove(id)).rejects.toThrow('fetch failed');
    expect(await remove(id)).toEqual({ ok: false, error: 'file_deleted' });
    app.circle.scopes.delete('files:write');
    expect(await remove(id)).toMatchObject({ error: 'missing_scope', needed: 'files:write' });
  });

  it('may be called fifty times a minute', async () => {
    const strict = await RawApp.start();
    const answers = [];
    for (let count = 0; count < 51; count += 1)
      answers.push((await strict.call('files.delete', { file: 'F0' })).status);
    expect(answers).toEqual([...Array<number>(50).fill(200), 429]);
    await strict.stop();
  });
});

test('the address of a file is for a token that may read files', async () => {
  const file = putFile(app.circle, 'a.png');
  const get = async (authorization?: string) =>
    (await fetch(file.address, authorization === undefined ? {} : { headers: { authorization } })).status;
  const token = `Bearer ${app.circle.botToken}`;
  expect([await get(), await get(token)]).toEqual([403, 403]);
  app.circle.scopes.add('files:read');
  expect([await get(), await get('Bearer xoxb-other'), await get(token)]).toEqual([403, 403, 200]);
});
