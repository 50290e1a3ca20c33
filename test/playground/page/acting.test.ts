import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { Act, Entry, Place } from '../../../playground/page/contract';
import type { JsonObject } from '../../../playground/server/json';
import type { Person } from '../../../playground/server/people/person';
import { RawApp } from '../raw-app';
import { conversationIn, elementIn, messagesIn } from './page-client';
import { type PageUnderTest, startPage } from './page-world';

let app: RawApp;
let alice: Person;
let page: PageUnderTest;

beforeEach(async () => {
  app = await RawApp.start({ rateLimits: 'off', answerWithin: 3000 });
  alice = app.circle.addMember({ name: 'alice', displayName: 'Alice' });
  app.general.members.add(alice.id);
  page = await startPage({ slack: app.slack, workspace: app.circle, cast: [app.gina, alice] });
});

afterEach(async () => {
  await page.stop();
  await app.stop();
});

const fine = { ok: true, warnings: [] };
const failed = 'Goodturn did not answer as it should. “For developers” shows why.';
const gone = { ok: false, problem: 'That is not there any more. The page shows what there is now.' };
const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const act = (what: Act, as: Person = app.gina) => page.client.act(as, what);

/** Has the app post these blocks, and gives where they are. */
async function posted(
  blocks: JsonObject[],
  channel = app.general.id,
): Promise<{ place: { message: string }; ts: string }> {
  const { ts } = await app.ask('chat.postMessage', { channel, text: 'Choose', blocks });
  return { place: { message: `${channel}:${String(ts)}` }, ts: String(ts) };
}

/** Has the app open this view for Gina, and gives its id. */
async function opened(view: JsonObject): Promise<string> {
  await act({ kind: 'send', conversation: app.general.id, text: '/referral x' });
  const answer = await app.ask('views.open', { trigger_id: app.commandField('trigger_id'), view });
  expect(answer).toMatchObject({ ok: true });
  return app.gina.modalStack.at(-1)!.id;
}

describe('what is pressed in a message', () => {
  const blocks = [
    {
      type: 'section',
      block_id: 'row',
      text: plain('A row'),
      accessory: {
        type: 'overflow',
        action_id: 'more',
        options: [option('Edit', 'withdraw'), option('Withdraw', 'w')],
      },
    },
    {
      type: 'actions',
      block_id: 'buttons',
      elements: [
        { type: 'button', action_id: 'same.1', text: plain('Same'), value: 'one' },
        { type: 'button', action_id: 'same.2', text: plain('Same'), value: 'two' },
      ],
    },
  ];
  const actions = () => app.payloads.at(-1)?.['actions'];

  it('is the button and the option meant, whatever they are called', async () => {
    const { place } = await posted(blocks);
    expect(await act({ kind: 'press', place, blockId: 'buttons', actionId: 'same.2' })).toEqual(fine);
    expect(actions()).toMatchObject([{ action_id: 'same.2', block_id: 'buttons', value: 'two', type: 'button' }]);
    expect(await act({ kind: 'press', place, blockId: 'row', actionId: 'more', option: 'withdraw' })).toEqual(fine);
    expect(actions()).toMatchObject([
      { action_id: 'more', selected_option: { value: 'withdraw', text: plain('Edit') } },
    ]);
    expect(app.payloads.at(-1)).toMatchObject({ user: { id: app.gina.id }, channel: { id: app.general.id } });
  });

  it('reaches the app only while it is there and the person sees it', async () => {
    const { place, ts } = await posted(blocks);
    const secret = app.circle.addChannel({ name: 'secret', private: true, members: [app.gina] });
    const hidden = await posted(blocks, secret.id);
    const dm = await posted(blocks, app.circle.dmOf(app.gina).id);
    app.gina.showEphemeral(app.general, { text: 'x', blocks });
    const ephemeral: Place = { message: `${app.general.id}:${app.gina.ephemerals[0]!.ts}` };
    const press = { kind: 'press', place, blockId: 'buttons', actionId: 'same.1' } as const;
    for (const where of [hidden.place, dm.place, ephemeral]) {
      expect(await act({ ...press, place: where }, alice)).toEqual(gone);
    }
    expect(await act({ ...press, actionId: 'other' })).toEqual(gone);
    expect(await act({ ...press, blockId: 'row' })).toEqual(gone);
    expect(await act({ ...press, option: 'one', blockId: 'row', actionId: 'more' })).toEqual(gone);
    expect(await act({ ...press, blockId: 'row', actionId: 'more' })).toEqual(gone);
    await app.ask('chat.delete', { channel: app.general.id, ts });
    expect(await act(press)).toEqual(gone);
    expect(app.payloads).toEqual([]);
    expect(await act({ ...press, place: ephemeral })).toEqual(fine);
    expect(await act({ ...press, place: hidden.place })).toEqual(fine);
    expect(app.payloads).toHaveLength(2);
  });

  it('is answered in words, without a code, where the app does not answer', async () => {
    const { place } = await posted(blocks);
    app.answer = { status: 500 };
    expect(await act({ kind: 'press', place, blockId: 'buttons', actionId: 'same.1' })).toEqual({
      ok: true,
      warnings: [failed],
    });
    await act({ kind: 'send', conversation: app.general.id, text: '/referral x' });
    const said = messagesIn(await page.client.look(app.gina), 'general').at(-1)!;
    expect([said.text, said.ephemeral]).toEqual([failed, true]);
    app.answer = { status: 200 };
    // only what this act caused
    expect(await act({ kind: 'press', place, blockId: 'buttons', actionId: 'same.1' })).toEqual(fine);
  });
});

describe('what is entered', () => {
  /** A's label is B's value: who looks for one must not find the other. */
  const options = [option('B', 'a'), option('A', 'B'), option('C', 'c')];
  const input = (element: JsonObject, more: JsonObject = {}) => ({
    type: 'input',
    block_id: 'b',
    label: plain('Label'),
    element: { action_id: 'a', ...element },
    ...more,
  });
  const modal = (blocks: JsonObject[]) => ({
    type: 'modal',
    title: plain('Form'),
    submit: plain('Send'),
    notify_on_close: true,
    blocks,
  });

  test.each<[string, JsonObject, Entry, JsonObject]>([
    ['text', { type: 'plain_text_input' }, ' as it is ', { value: ' as it is ' }],
    ['no text', { type: 'plain_text_input', initial_value: 'x' }, '', { value: null }],
    ['a number', { type: 'number_input', is_decimal_allowed: true }, '1.5', { value: '1.5' }],
    ['an option', { type: 'static_select', options }, 'B', { selected_option: options[1] }],
    ['a radio button', { type: 'radio_buttons', options }, 'a', { selected_option: options[0] }],
    ['nothing', { type: 'static_select', options, initial_option: options[2] }, null, { selected_option: null }],
    ['boxes', { type: 'checkboxes', options }, ['c', 'a', 'c'], { selected_options: [options[2], options[0]] }],
    ['several', { type: 'multi_static_select', options }, ['B'], { selected_options: [options[1]] }],
    ['a date', { type: 'datepicker' }, '2028-02-29', { selected_date: '2028-02-29' }],
    ['a time', { type: 'timepicker' }, '23:59', { selected_time: '23:59' }],
    ['a moment', { type: 'datetimepicker' }, '1800000000', { selected_date_time: 1_800_000_000 }],
  ])('%s is held as Slack holds it', async (_what, element, entry, held) => {
    const view = await opened(modal([input(element)]));
    expect(await act({ kind: 'enter', place: { view }, blockId: 'b', actionId: 'a', entry })).toEqual(fine);
    const sight = await page.client.look(app.gina);
    expect(sight.modals[0]!.values).toEqual({ b: { a: { type: element['type'], ...held } } });
    // an input tells the app at submission
    expect(app.payloads).toEqual([]);
  });

  test('a member and a conversation are chosen by id, of those that one can see', async () => {
    const secret = app.circle.addChannel({ name: 'secret', private: true, members: [alice] });
    const gone = app.circle.addMember({ name: 'gone', deleted: true });
    const view = await opened(
      modal([
        input({ type: 'users_select' }, { block_id: 'who' }),
        input({ type: 'multi_users_select', max_selected_items: 1 }, { block_id: 'all' }),
        input({ type: 'conversations_select' }, { block_id: 'where' }),
      ]),
    );
    const enter = (blockId: string, entry: Entry) =>
      act({ kind: 'enter', place: { view }, blockId, actionId: 'a', entry });
    expect(await enter('who', alice.id)).toEqual(fine);
    expect(await enter('all', [alice.id])).toEqual(fine);
    expect(await enter('where', app.general.id)).toEqual(fine);
    for (const id of [gone.id, 'U0NOBODY', '__proto__', 'constructor']) {
      expect(await enter('who', id)).toEqual({ ok: false, problem: 'Please choose somebody who is here.' });
    }
    expect(await enter('all', [alice.id, app.gina.id])).toEqual({
      ok: false,
      problem: 'Please choose no more than 1.',
    });
    expect(await enter('where', secret.id)).toMatchObject({ ok: false });
    expect((await page.client.look(app.gina)).modals[0]!.values).toMatchObject({
      who: { a: { selected_user: alice.id } },
      all: { a: { selected_users: [alice.id] } },
      where: { a: { selected_conversation: app.general.id } },
    });
  });

  test('outside of an input it goes to the app at once, from a message too', async () => {
    const select = {
      type: 'section',
      block_id: 's',
      text: plain('Kind'),
      accessory: { type: 'static_select', action_id: 'k', options },
    };
    const { place } = await posted([select, input({ type: 'plain_text_input' })]);
    expect(await act({ kind: 'enter', place, blockId: 'b', actionId: 'a', entry: 'typed' })).toEqual(fine);
    expect(app.payloads).toEqual([]);
    expect(await act({ kind: 'enter', place, blockId: 's', actionId: 'k', entry: 'B' })).toEqual(fine);
    expect(app.payloads).toMatchObject([
      {
        actions: [{ action_id: 'k', selected_option: options[1] }],
        state: { values: { b: { a: { value: 'typed' } } } },
      },
    ]);
    const values = async (as: Person) => messagesIn(await page.client.look(as), 'general')[0]!.values;
    expect(await values(app.gina)).toMatchObject({
      b: { a: { value: 'typed' } },
      s: { k: { selected_option: options[1] } },
    });
    // what one has entered is nobody else's to see
    expect(await values(alice)).toMatchObject({ b: { a: { value: null } }, s: { k: { selected_option: null } } });
  });

  test('what does not fit is said in its place, and nothing is sent', async () => {
    const view = await opened(
      modal([
        input({ type: 'plain_text_input', max_length: 5 }, { block_id: 'short' }),
        input({ type: 'datepicker' }, { block_id: 'day', optional: true }),
        input({ type: 'number_input', is_decimal_allowed: false }, { block_id: 'count', optional: true }),
        input({ type: 'checkboxes', options }, { block_id: 'boxes', optional: true }),
      ]),
    );
    const entries: Record<string, Record<string, Entry>> = {
      short: { a: 'too long' },
      day: { a: '2026-02-30' },
      count: { a: 'many' },
      boxes: { a: ['a', 'none'] },
      elsewhere: { a: 'x' },
    };
    const submit = (more: typeof entries = {}) => act({ kind: 'submit', view, entries: { ...entries, ...more } });
    const errors = async () => (await page.client.look(app.gina)).modals[0]?.errors;
    expect(await submit()).toEqual(fine);
    expect(await errors()).toEqual({
      short: 'Please shorten this to 5 characters or fewer.',
      day: 'Please enter a date.',
      count: 'Please enter a number.',
      boxes: 'Please choose one of the options.',
    });
    const fitting = { day: { a: '2026-02-28' }, count: { a: '7' }, boxes: { a: ['a'] } };
    expect(await submit(fitting)).toEqual(fine);
    expect(await errors()).toEqual({ short: 'Please shorten this to 5 characters or fewer.' });
    expect(app.payloads).toEqual([]);
    expect(await submit({ ...fitting, short: { a: 'short' } })).toEqual(fine);
    expect(await errors()).toBeUndefined();
    expect(app.payloads).toMatchObject([
      { type: 'view_submission', view: { state: { values: { day: { a: { selected_date: '2026-02-28' } } } } } },
    ]);
  });

  test("another's form, one behind and one that is closed are nobody's to touch", async () => {
    const view = await opened(modal([input({ type: 'plain_text_input' })]));
    const touch = async (as: Person, id: string) => [
      await act({ kind: 'submit', view: id, entries: { b: { a: 'forged' } } }, as),
      await act({ kind: 'enter', place: { view: id }, blockId: 'b', actionId: 'a', entry: 'forged' }, as),
      await act({ kind: 'close', view: id, all: false }, as),
    ];
    expect(await touch(alice, view)).toEqual([gone, gone, gone]);

    const second = { ...modal([input({ type: 'plain_text_input' })]), title: plain('Second') };
    app.answer = { status: 200, body: JSON.stringify({ response_action: 'push', view: second }) };
    await act({ kind: 'submit', view, entries: { b: { a: 'mine' } } });
    const both = await page.client.look(app.gina);
    expect(both.modals.map(({ title }) => title)).toEqual(['Form', 'Second']);
    expect(both.modals[0]!.values).toMatchObject({ b: { a: { value: 'mine' } } });
    const sent = app.payloads.length;
    expect(await touch(app.gina, view)).toEqual([gone, gone, gone]);
    expect(app.payloads).toHaveLength(sent);

    expect(await act({ kind: 'close', view, all: true })).toEqual(fine);
    expect((await page.client.look(app.gina)).modals).toEqual([]);
    expect(app.payloads.at(-1)).toMatchObject({ type: 'view_closed', is_cleared: true });
    expect(await act({ kind: 'close', view, all: true })).toEqual(gone);
  });

  test('a view without a submit button is not submitted', async () => {
    const view = await opened({ type: 'modal', title: plain('Notice'), blocks: [{ type: 'divider' }] });
    expect(await act({ kind: 'submit', view, entries: {} })).toEqual({
      ok: false,
      problem: 'There is nothing to send in this window.',
    });
    expect(await act({ kind: 'close', view, all: false })).toEqual(fine);
  });
});

describe('the rest of the page', () => {
  test('Home is opened, shown and pressed', async () => {
    const blocks = [
      { type: 'actions', block_id: 'h', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] },
    ];
    expect((await page.client.look(app.gina)).home).toBeNull();
    expect(await act({ kind: 'open_home' })).toEqual(fine);
    expect(app.events.at(-1)).toMatchObject({ event: { type: 'app_home_opened', tab: 'home', user: app.gina.id } });
    await app.ask('views.publish', { user_id: app.gina.id, view: { type: 'home', blocks } });
    const { home, app: shown } = await page.client.look(app.gina);
    expect([shown.homeTab, elementIn(home!.blocks, 'Go')]).toEqual([true, { blockId: 'h', actionId: 'go' }]);
    const press = { kind: 'press', place: { view: home!.id }, blockId: 'h', actionId: 'go' } as const;
    expect(await act(press)).toEqual(fine);
    expect(app.payloads.at(-1)).toMatchObject({ view: { type: 'home' }, actions: [{ action_id: 'go' }] });
    expect(await act(press, alice)).toEqual(gone);
    expect((await page.client.look(alice)).home).toBeNull();
  });

  test('an ephemeral message is taken off, a real one is not', async () => {
    const own = app.gina.showEphemeral(app.general, { text: 'only you' });
    await app.post('for all');
    const id = (ts: string) => `${app.general.id}:${ts}`;
    expect(await act({ kind: 'dismiss', message: id(own.ts) }, alice)).toEqual(gone);
    expect(await act({ kind: 'react', message: id(own.ts), emoji: 'tada', add: true })).toMatchObject({ ok: false });
    expect(await act({ kind: 'message_shortcut', callbackId: 'give.message.record', message: id(own.ts) })).toEqual({
      ok: false,
      problem: 'Shortcuts work on messages that others can see too.',
    });
    expect(await act({ kind: 'dismiss', message: id(own.ts) })).toEqual(fine);
    const [real, ...more] = messagesIn(await page.client.look(app.gina), 'general');
    expect([real!.text, more]).toEqual(['for all', []]);
    expect(await act({ kind: 'dismiss', message: real!.id })).toMatchObject({ ok: false });
    expect(messagesIn(await page.client.look(app.gina), 'general')).toHaveLength(1);
  });

  test('direct messages are opened with a member, and written in', async () => {
    const opening = await act({ kind: 'direct_message', person: alice.id });
    expect(opening).toEqual({ ...fine, conversation: expect.stringMatching(/^D/) });
    const { conversation } = opening as { conversation: string };
    expect(await act({ kind: 'direct_message', person: app.gina.id }, alice)).toEqual({ ...fine, conversation });
    expect(await act({ kind: 'send', conversation, text: 'Hi Alice' })).toEqual(fine);
    const dm = conversationIn(await page.client.look(alice), 'gina');
    expect(dm).toMatchObject({
      id: conversation,
      kind: 'im',
      isApp: false,
      unread: 1,
      messages: [{ text: 'Hi Alice' }],
    });
    expect(conversationIn(await page.client.look(app.gina), 'Alice')).toMatchObject({ id: conversation, unread: 0 });
    const withApp = await act({ kind: 'direct_message', person: app.circle.botUserId });
    expect(withApp).toEqual({ ...fine, conversation: app.circle.dmOf(app.gina).id });
    const left = app.circle.addMember({ name: 'left', displayName: 'Lee', deleted: true });
    expect(await act({ kind: 'direct_message', person: left.id })).toMatchObject({ ok: false });
    for (const person of ['U0NOBODY', 'USLACKBOT', '__proto__']) {
      expect(await act({ kind: 'direct_message', person })).toEqual(gone);
    }
    // this manifest lets members write to the app
    expect(await act({ kind: 'send', conversation: app.circle.dmOf(app.gina).id, text: 'hello' })).toEqual(fine);
  });

  test('what is archived or not joined can be read, not written in', async () => {
    const closed = app.circle.addChannel({ name: 'closed', members: [app.gina], archived: true });
    const other = app.circle.addChannel({ name: 'other', members: [alice] });
    await alice.says('come in', { in: other });
    const sight = await page.client.look(app.gina);
    expect(conversationIn(sight, 'other')).toMatchObject({
      isMember: false,
      unread: 0,
      messages: [{ text: 'come in' }],
    });
    for (const text of ['hello', '/referral x']) {
      expect(await act({ kind: 'send', conversation: closed.id, text })).toEqual({
        ok: false,
        problem: '#closed is archived: it can be read, and nothing new is written.',
      });
      expect(await act({ kind: 'send', conversation: other.id, text })).toMatchObject({
        ok: false,
        problem: 'You are not in #other: you can read it, and its members write there.',
      });
    }
    expect([closed.messages.length, other.messages.length, app.received.length]).toEqual([0, 1, 0]);
  });

  test('the clock, the faults, the guide and the start over are handed on to the world', async () => {
    const { world, client } = page;
    expect(await act({ kind: 'clock', choice: 'monday' }, alice)).toEqual(fine);
    expect(world.moves).toEqual(['monday by alice']);
    expect(await act({ kind: 'fault', fault: 'slow', on: true })).toEqual(fine);
    expect(await act({ kind: 'guide', hidden: true })).toEqual(fine);
    const sight = await client.look(alice);
    expect(sight.faults.filter(({ on }) => on)).toEqual([{ kind: 'slow', on: true }]);
    expect([sight.guide.hidden, sight.clock.choices]).toEqual([
      true,
      [{ choice: 'day', label: 'One day on, for Alice' }],
    ]);

    await act({ kind: 'send', conversation: app.general.id, text: 'soon forgotten' });
    const before = await client.watch(alice);
    await before.until((now) => messagesIn(now, 'general').length === 1);
    expect(await act({ kind: 'start_over' })).toEqual(fine);
    // every page comes back by itself, to the new workspace and an empty list of traffic
    await before.ended;
    const after = await client.watch(alice);
    expect([after.sight.me, messagesIn(after.sight, 'general'), after.traffic]).toEqual([alice.id, [], []]);
    expect(await act({ kind: 'send', conversation: app.general.id, text: 'anew' }, alice)).toEqual(fine);
    await after.until((now) => messagesIn(now, 'general').length === 1);
    expect(app.general.messages.map(({ text }) => text)).toEqual(['soon forgotten']);
  });

  test('while the world is being moved one reads, ends a fault, and does nothing else', async () => {
    const { world } = page;
    await app.post('news');
    let goOn = (): void => {};
    world.onMove = () => new Promise((resolve) => (goOn = resolve));
    const sees = await page.client.watch(app.gina);
    const moving = act({ kind: 'clock', choice: 'day' }, alice);
    while (world.busy === null) await new Promise(setImmediate);
    world.changed();
    await sees.until((sight) => sight.busy === 'The clock is being moved.');
    expect(await act({ kind: 'send', conversation: app.general.id, text: 'now' })).toEqual({
      ok: false,
      problem:
        'That has to wait: the workspace is on its way to another time or day. What you typed is kept; try again when it is there.',
    });
    expect(await act({ kind: 'clock', choice: 'day' })).toMatchObject({ ok: false });
    // what makes it slow can be ended, and nothing new made wrong
    world.faults.set('slow', true);
    expect(await act({ kind: 'fault', fault: 'slow', on: false })).toEqual(fine);
    expect(await act({ kind: 'fault', fault: 'error', on: true })).toMatchObject({ ok: false });
    expect([world.faults.isOn('slow'), world.faults.isOn('error')]).toEqual([false, false]);
    expect(await act({ kind: 'read', conversation: app.general.id })).toEqual(fine);
    await sees.until((sight) => conversationIn(sight, 'general').unread === 0);
    goOn();
    expect(await moving).toEqual(fine);
    await sees.until((sight) => sight.busy === null);
    expect([world.moves, app.general.messages.length]).toEqual([['day by alice'], 1]);
  });

  test('what goes wrong unexpectedly is logged and said in a sentence', async () => {
    page.world.onMove = () => Promise.reject(new Error('disk full at /home/x'));
    expect(await act({ kind: 'clock', choice: 'day' })).toEqual({
      ok: false,
      problem: 'That did not work as it should. The page shows how things are now; please try again.',
    });
    expect(page.complaints.splice(0)).toMatchObject([
      { what: { act: 'clock', err: { message: 'disk full at /home/x' } } },
    ]);
  });
});
