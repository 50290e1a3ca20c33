import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Place } from '../../../playground/page/contract';
import { type Circle, startCircle } from '../../support/circle';
import { conversationIn, elementIn, messagesIn, type Watcher, wordsOf } from './page-client';
import { type PageUnderTest, startPage } from './page-world';

let circle: Circle;
let page: PageUnderTest;

beforeEach(async () => {
  circle = await startCircle();
  const { slack, workspace, gina, alice, bob, carol, ada } = circle;
  page = await startPage({ slack, workspace, cast: [gina, alice, bob, carol, ada] });
});

afterEach(async () => {
  await page.stop();
  await circle.stop();
});

const shownIn = ({ sights }: Watcher): string =>
  JSON.stringify(sights.map(({ conversations, modals, home }) => ({ conversations, modals, home })));

const fine = { ok: true, warnings: [] };

it('plays the story from the command to the thanks that arrive, each person seeing it live', async () => {
  const { gina, alice, bob, general } = circle;
  const { client } = page;
  const [ginaSees, aliceSees, bobSees] = [await client.watch(gina), await client.watch(alice), await client.watch(bob)];

  const text = "/referral @alice to Bob's firm";
  expect(await client.act(gina, { kind: 'send', conversation: general.id, text })).toEqual(fine);
  await ginaSees.until((sight) => messagesIn(sight, 'general').length === 1);
  const [noted] = messagesIn(ginaSees.sight, 'general');
  expect(noted).toMatchObject({ ephemeral: true, author: circle.workspace.botUserId });
  expect(wordsOf(noted!)).toContain("you referred Alice to _Bob's firm_");

  await aliceSees.until((sight) => messagesIn(sight, 'Goodturn').length === 1);
  const told = messagesIn(aliceSees.sight, 'Goodturn')[0]!;
  expect(told.text).toContain("Gina referred you to _Bob's firm_");
  expect(conversationIn(aliceSees.sight, 'Goodturn')).toMatchObject({ isApp: true, unread: 1, kind: 'im' });

  const place: Place = { message: told.id };
  const sayThanks = elementIn(told.blocks, 'Say thanks');
  expect(await client.act(alice, { kind: 'press', place, ...sayThanks })).toEqual(fine);
  await aliceSees.until((sight) => sight.modals.length === 1);
  const [form] = aliceSees.sight.modals;
  expect(form).toMatchObject({ title: 'Say thanks', submit: 'Send', close: 'Cancel', errors: {} });
  expect(form!.values['how']).toMatchObject({ how: { selected_option: { value: 'note' } } });

  const nothing = { note: { note: '' } };
  expect(await client.act(alice, { kind: 'submit', view: form!.id, entries: nothing })).toEqual(fine);
  await aliceSees.until((sight) => Object.keys(sight.modals[0]!.errors).length > 0);
  expect(aliceSees.sight.modals[0]!.errors).toEqual({ note: 'Please complete this required field.' });

  // blanks are no words: this the app says itself
  const blank = { note: { note: '   ' } };
  await client.act(alice, { kind: 'submit', view: form!.id, entries: blank });
  await aliceSees.until((sight) => sight.modals[0]?.errors['note']?.startsWith('A line is enough') === true);
  expect(messagesIn(ginaSees.sight, 'Goodturn')).toEqual([]);

  const entries = { note: { note: 'You made my week.' }, how: { how: 'in_person' }, quote: { quote: ['yes'] } };
  expect(await client.act(alice, { kind: 'submit', view: form!.id, entries })).toEqual(fine);
  await aliceSees.until((sight) => sight.modals.length === 0);
  await ginaSees.until((sight) => messagesIn(sight, 'Goodturn').length === 1);
  const thanked = messagesIn(ginaSees.sight, 'Goodturn')[0]!;
  expect(wordsOf(thanked)).toContain('You made my week.');

  const pleasure = elementIn(thanked.blocks, 'My pleasure');
  expect(await client.act(gina, { kind: 'press', place: { message: thanked.id }, ...pleasure })).toEqual(fine);
  await aliceSees.until((sight) => messagesIn(sight, 'Goodturn').length === 2);
  expect(messagesIn(aliceSees.sight, 'Goodturn')[1]!.text).toContain('says: my pleasure');

  const { referrals } = circle.database.db.read;
  expect(await referrals.count('T0CIRCLE', { of: alice.id })).toBe(1);
  // an outsider saw none of it, in any of the sights on the way, and the receiver not what only the giver was shown
  bobSees.sights.push(await client.look(bob));
  const words = ["Bob's firm", 'made my week', 'my pleasure', 'Say thanks'];
  expect(words.filter((word) => shownIn(bobSees).includes(word))).toEqual([]);
  expect(words.filter((word) => shownIn(aliceSees).includes(word))).toEqual(words);
  expect(shownIn(aliceSees).includes('you referred Alice')).toBe(false);
});

it('counts the prayer of a second person live, and takes it back', async () => {
  const { gina, alice, general } = circle;
  const { client } = page;
  const aliceSees = await client.watch(alice);
  await client.act(gina, { kind: 'send', conversation: general.id, text: 'Hello @alice & all' });
  await aliceSees.until((sight) => conversationIn(sight, 'general').unread === 1);
  const [hello] = messagesIn(aliceSees.sight, 'general');
  expect(hello).toMatchObject({
    author: gina.id,
    text: `Hello <@${alice.id}> &amp; all`,
    ephemeral: false,
    blocks: [],
  });

  const ginaSees = await client.watch(gina);
  const react = { kind: 'react', message: hello!.id, emoji: 'pray::skin-tone-2' } as const;
  expect(await client.act(alice, { ...react, add: true })).toEqual(fine);
  // a second press finds it done
  expect(await client.act(alice, { ...react, add: true })).toEqual(fine);
  await ginaSees.until((sight) => messagesIn(sight, 'general')[0]!.reactions.length === 1);
  expect(messagesIn(ginaSees.sight, 'general')[0]!.reactions).toEqual([
    { emoji: 'pray::skin-tone-2', people: [alice.id] },
  ]);
  expect(await client.act(alice, { ...react, add: false })).toEqual(fine);
  await ginaSees.until((sight) => messagesIn(sight, 'general')[0]!.reactions.length === 0);
});

it('opens forms by the shortcuts of the manifest', async () => {
  const { gina, bob, general } = circle;
  const { client } = page;
  await bob.says('I can introduce @alice to Acme', { in: general });
  const ginaSees = await client.watch(gina);
  expect(ginaSees.sight.shortcuts.map(({ callbackId, kind }) => `${kind} ${callbackId}`)).toEqual([
    'global give.referral.open',
    'message give.message.record',
    'message thanks.message.count',
    'message conversations.message.log',
  ]);
  expect(ginaSees.sight.shortcuts[0]!.description).toContain('Refer somebody');
  expect(ginaSees.sight.commands).toEqual([
    {
      command: '/referral',
      description: expect.stringContaining('Record a referral'),
      usageHint: "@alice to Bob's firm",
    },
  ]);

  expect(await client.act(gina, { kind: 'shortcut', callbackId: 'give.referral.open' })).toEqual(fine);
  const opened = await ginaSees.until((sight) => sight.modals.length === 1);
  expect(await client.act(gina, { kind: 'close', view: opened.modals[0]!.id, all: false })).toEqual(fine);
  await ginaSees.until((sight) => sight.modals.length === 0);

  const [message] = messagesIn(ginaSees.sight, 'general');
  const record = { kind: 'message_shortcut', callbackId: 'give.message.record', message: message!.id } as const;
  expect(await client.act(gina, record)).toEqual(fine);
  await ginaSees.until((sight) => sight.modals.length === 1);
  expect(JSON.stringify(ginaSees.sight.modals[0]!.values)).toContain('introduce');
  expect(await client.act(gina, { ...record, callbackId: 'give.referral.open' })).toMatchObject({ ok: false });
});

it('says kindly what cannot be sent, and sends none of it', async () => {
  const { gina, general } = circle;
  const { client } = page;
  const dm = circle.workspace.dmOf(gina).id;
  const before = circle.slack.payloads.length;
  const send = (text: string, conversation = general.id) => client.act(gina, { kind: 'send', conversation, text });
  expect(await send('/foo bar')).toEqual({ ok: false, problem: '"/foo" is no command here. Try /referral help.' });
  expect(await send('/REFERRAL help')).toMatchObject({ ok: false });
  expect(await send('/')).toMatchObject({ ok: false, problem: '"/" is no command here. Try /referral help.' });
  expect(await send(' \n ')).toEqual({ ok: false, problem: 'Type something first.' });
  expect(await send('x'.repeat(12_001))).toEqual({
    ok: false,
    problem: 'That has 12,001 characters: please shorten it to 12,000 or fewer.',
  });
  expect(await send('hello', dm)).toEqual({
    ok: false,
    problem: 'Goodturn reads commands here, not messages. Try /referral help.',
  });
  expect([general.messages, gina.dm, circle.slack.payloads.length]).toEqual([[], [], before]);

  expect(await send('/referral help', dm)).toEqual(fine);
  expect(gina.ephemerals.at(-1)!.readable).toContain('/referral');
  expect(await send('x'.repeat(12_000))).toEqual(fine);
  expect(general.messages).toHaveLength(1);
});
