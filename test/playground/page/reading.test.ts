import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { RawApp } from '../raw-app';
import { conversationIn, messagesIn } from './page-client';
import { type PageUnderTest, startPage } from './page-world';

let app: RawApp;
let alice: Person;
let page: PageUnderTest;

beforeEach(async () => {
  app = await RawApp.start({ rateLimits: 'off', answerWithin: 3000 });
  alice = app.circle.addMember({ name: 'alice', displayName: 'Alice Smith', tz: 'Asia/Tokyo', admin: true });
  app.general.members.add(alice.id);
  page = await startPage({ slack: app.slack, workspace: app.circle, cast: [alice, app.gina] });
});

afterEach(async () => {
  await page.stop();
  await app.stop();
});

test("what others wrote is unread until it is seen; one's own and what one alone sees never is", async () => {
  const { client } = page;
  await app.post('one');
  await app.gina.says('two', { in: app.general });
  await alice.says('mine', { in: app.general });
  alice.showEphemeral(app.general, { text: 'only Alice' });
  const sees = await client.watch(alice);
  expect(conversationIn(sees.sight, 'general').unread).toBe(2);
  expect(messagesIn(sees.sight, 'general').map(({ text }) => text)).toEqual(['one', 'two', 'mine', 'only Alice']);
  const others = await client.look(app.gina);
  expect(conversationIn(others, 'general').unread).toBe(2);
  expect(messagesIn(others, 'general').map(({ text }) => text)).toEqual(['one', 'two', 'mine']);

  expect(await client.act(alice, { kind: 'read', conversation: app.general.id })).toEqual({ ok: true, warnings: [] });
  await sees.until((sight) => conversationIn(sight, 'general').unread === 0);
  expect(conversationIn(await client.look(app.gina), 'general').unread).toBe(2);
  await app.post('three');
  await sees.until((sight) => conversationIn(sight, 'general').unread === 1);
});

test('what was read already causes no news, or pages would answer each other for ever', async () => {
  const { client, world } = page;
  await app.post('one');
  let changes = 0;
  world.onChange(() => (changes += 1));
  const read = { kind: 'read', conversation: app.general.id } as const;
  await client.act(alice, read);
  expect(changes).toBe(1);
  await client.act(alice, read);
  expect(changes).toBe(1);
  const secret = app.circle.addChannel({ name: 'secret', private: true, members: [app.gina] });
  expect(await client.act(alice, { ...read, conversation: secret.id })).toMatchObject({ ok: false });
});

test('one sees the channels one may see, and direct messages of one own', async () => {
  const { circle, gina } = app;
  const bob = circle.addMember({ name: 'bob', displayName: 'Bob' });
  const robot = circle.addMember({ name: 'robot', displayName: 'Robot', bot: true });
  circle.addChannel({ name: 'board', private: true, members: [gina] });
  circle.addChannel({ name: 'afar', members: [] });
  circle.addDirectMessage([gina, bob]);
  const group = circle.addDirectMessage([bob, gina, alice]);
  await bob.says('hello both', { in: group });
  const seen = async (as: Person) =>
    (await page.client.look(as)).conversations.map(({ kind, name, isMember }) => `${kind} ${name} ${isMember}`);
  expect(await seen(alice)).toEqual([
    'public afar false',
    'public general true',
    'im Goodturn true',
    'mpim Bob, gina true',
  ]);
  expect(await seen(gina)).toEqual([
    'public afar false',
    'private board true',
    'public general true',
    'im Goodturn true',
    'im Bob true',
    'mpim Bob, Alice Smith true',
  ]);

  const { people, me, workspace } = await page.client.look(alice);
  expect([me, workspace]).toEqual([alice.id, { name: 'Circle', timeZone: 'America/New_York' }]);
  expect(people.map(({ id, name, playable, isApp }) => ({ id, name, playable, isApp }))).toEqual([
    { id: alice.id, name: 'Alice Smith', playable: true, isApp: false },
    { id: gina.id, name: 'gina', playable: true, isApp: false },
    { id: circle.botUserId, name: 'Goodturn', playable: false, isApp: true },
    { id: bob.id, name: 'Bob', playable: false, isApp: false },
    { id: 'USLACKBOT', name: 'Workspace', playable: false, isApp: false },
    { id: robot.id, name: 'Robot', playable: false, isApp: false },
  ]);
  expect(people[0]).toMatchObject({ handle: 'alice', about: 'gives often', admin: true, timeZone: 'Asia/Tokyo' });
  expect(people[2]).toMatchObject({ about: '', timeZone: null });
});

test('a message is shown whole: when it was, whether it was edited, what it answers, who reacted', async () => {
  const first = await app.ask('chat.postMessage', { channel: app.general.id, text: 'first' });
  const ts = String(first['ts']);
  await app.ask('chat.postMessage', { channel: app.general.id, text: 'in answer', thread_ts: ts });
  await app.ask('chat.update', { channel: app.general.id, ts, text: 'changed' });
  await alice.reacts('tada', app.general.messages[0]!);
  await app.ask('chat.postMessage', { channel: app.general.id, text: 'gone soon' });
  await app.ask('chat.delete', { channel: app.general.id, ts: app.general.messages[2]!.ts });
  const [one, two, ...more] = messagesIn(await page.client.look(alice), 'general');
  expect(one).toEqual({
    id: `${app.general.id}:${ts}`,
    ts,
    at: '2026-11-23T15:00:00.000Z',
    author: app.circle.botUserId,
    text: 'changed',
    blocks: [],
    ephemeral: false,
    edited: true,
    threadTs: null,
    reactions: [{ emoji: 'tada', people: [alice.id] }],
    files: [],
    values: {},
  });
  expect([two!.text, two!.threadTs, two!.edited, more]).toEqual(['in answer', ts, false, []]);
});

test('of a long conversation the latest two hundred are shown, and all that are unread counted', async () => {
  for (let n = 0; n < 230; n += 1) app.general.post(app.gina.id, false, { text: `number ${n}` });
  const { messages, earlier, unread } = conversationIn(await page.client.look(alice), 'general');
  expect([messages.length, messages[0]!.text, messages.at(-1)!.text]).toEqual([200, 'number 30', 'number 229']);
  expect([earlier, unread]).toEqual([30, 230]);
  expect(conversationIn(await page.client.look(alice), 'Goodturn')).toMatchObject({ messages: [], earlier: 0 });
});
