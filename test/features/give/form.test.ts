import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from './forged';
import { acting } from './acting';

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => circle.stop());

const stored = (giver = circle.gina) =>
  circle.database.db.read.referrals.list('T0CIRCLE', { of: giver.id, role: 'given' }, { skip: 0, take: 100 });

const nothingHappened = async () => {
  await circle.settle();
  expect(await stored()).toEqual([]);
  expect([circle.alice, circle.bob, circle.carol].flatMap((person) => person.dm)).toEqual([]);
};

describe('the form "Give a referral"', () => {
  test('has the fields people look for', async () => {
    const { gina } = circle;
    await by(gina).types('/referral');
    expect(gina.modal?.title).toBe('Give a referral');
    expect(gina.modal?.labels).toEqual([
      'Who are you referring?',
      'To whom?',
      'Or a member',
      'Note',
      'How warm is it?',
      'Keep it out of the digest',
    ]);
    expect(gina.modal?.field('How warm is it?')).toMatchObject({
      value: 'Not said',
      options: [
        'Not said',
        'Cold: a name to start from',
        'Warm: they expect to be contacted',
        'Hot: they are ready to buy',
      ],
    });
    expect(gina.modal?.field('Who are you referring?').optional).toBe(false);
  });

  test('records what it says, and confirms where the command was typed', async () => {
    const { gina, alice, carol, general } = circle;
    await by(gina).types('/referral', { in: general });
    await gina.fillIn({
      'Who are you referring?': [alice, carol],
      'To whom?': "  Bob's \u200b firm ",
      Note: ' They need\r\na bookkeeper ',
      'How warm is it?': 'hot',
      'Keep it out of the digest': true,
    });
    await by(gina).submit();
    await circle.settle();
    expect(gina.modal).toBeUndefined();
    const shown = gina.ephemerals.at(-1);
    expect(shown?.channel).toBe(general);
    expect(shown?.text).toBe(
      "Noted: you referred Alice and Carol to _Bob's \u200b firm_. I'll tell them. It stays out of the digest.",
    );
    expect(shown?.buttons).toEqual(['Edit', 'Withdraw', 'Edit', 'Withdraw']);
    expect(alice.dm).toHaveLength(1);
    expect(carol.dm).toHaveLength(1);
    expect(await stored()).toMatchObject([
      { receiverId: carol.id, note: 'They need\na bookkeeper', warmth: 'hot', private: true, source: 'form' },
      { receiverId: alice.id, note: 'They need\na bookkeeper', warmth: 'hot', private: true, source: 'form' },
    ]);
  });

  test('left as it opens but for who and to whom, it says nothing that was not said', async () => {
    const { gina, alice } = circle;
    await by(gina).types('/referral');
    await gina.fillIn({ 'Who are you referring?': [alice], 'To whom?': 'Acme' });
    await by(gina).submit();
    await circle.settle();
    expect(await stored()).toMatchObject([{ prospect: 'Acme', note: null, warmth: null, private: false }]);
  });

  test('from the global shortcut, the confirmation comes in the messages with Goodturn', async () => {
    const { gina, alice } = circle;
    await by(gina).usesShortcut('Give a referral');
    await gina.fillIn({ 'Who are you referring?': [alice], 'To whom?': 'Acme' });
    await by(gina).submit();
    await circle.settle();
    const shown = gina.ephemerals.at(-1);
    expect(shown?.text).toBe("Noted: you referred Alice to _Acme_. I'll tell Alice.");
    expect(shown?.channel).toBe(circle.workspace.dmOf(gina));
    expect(alice.dm).toHaveLength(1);
  });

  test('left open for longer than Slack takes answers, it is confirmed all the same', async () => {
    const { gina, alice, clock, general } = circle;
    await by(gina).types('/referral', { in: general });
    await gina.fillIn({ 'Who are you referring?': [alice], 'To whom?': 'Acme' });
    clock.advance(31 * 60_000);
    await by(gina).submit();
    await circle.settle();
    expect(gina.ephemerals.at(-1)?.text).toBe("Noted: you referred Alice to _Acme_. I'll tell Alice.");
    expect(gina.ephemerals.at(-1)?.channel).toBe(circle.workspace.dmOf(gina));
  });

  test('sent several times at once, it is recorded once', async () => {
    const { gina, alice } = circle;
    await by(gina).types('/referral');
    await gina.fillIn({ 'Who are you referring?': [alice], 'To whom?': 'Acme' });
    await by(gina).submit({ times: 3 });
    await circle.settle();
    expect(await stored()).toHaveLength(1);
    expect(alice.dm).toHaveLength(1);
  });

  test('a member as prospect is recorded by id and name, and told nothing', async () => {
    const { gina, alice, bob } = circle;
    await by(gina).types('/referral');
    await gina.fillIn({ 'Who are you referring?': [alice], 'Or a member': bob });
    await by(gina).submit();
    await circle.settle();
    expect(await stored()).toMatchObject([{ prospect: 'Bob', prospectId: bob.id }]);
    expect(alice.dm[0]?.text).toBe('Gina referred you to _Bob_ on Tuesday.');
    expect(bob.sees()).toEqual([]);
  });

  test('the same again within 10 minutes is asked about in the same place', async () => {
    const { gina, alice, general } = circle;
    await by(gina).types('/referral @alice to Acme');
    await by(gina).types('/referral', { in: general });
    await gina.fillIn({ 'Who are you referring?': [alice], 'To whom?': ' aCME' });
    await by(gina).submit();
    await circle.settle();
    const question = gina.ephemerals.at(-1)!;
    expect(question.channel).toBe(general);
    expect(question.readable).toBe('You referred Alice to _aCME_ within the last 10 minutes. Record it again?');
    expect(await stored()).toHaveLength(1);
    await by(gina).press('Record it again', { on: question });
    await circle.settle();
    expect(await stored()).toHaveLength(2);
  });
});

describe('what is wrong is said in the form, which stays open', () => {
  const rows: [why: string, entries: (c: Circle) => Record<string, never>, errors: Record<string, string>][] = [
    [
      'nobody chosen to whom',
      (c) => ({ 'Who are you referring?': [c.alice] }) as never,
      { 'To whom?': 'To whom do you refer them? Type a name, or choose a member below.' },
    ],
    [
      'an invisible prospect',
      (c) => ({ 'Who are you referring?': [c.alice], 'To whom?': ' \u200b\u2060\u2800 ' }) as never,
      { 'To whom?': 'To whom do you refer them? Type a name, or choose a member below.' },
    ],
    [
      'two prospects',
      (c) => ({ 'Who are you referring?': [c.alice], 'To whom?': 'Acme', 'Or a member': c.bob }) as never,
      { 'Or a member': 'Keep one of the two: the text above, or this member.' },
    ],
    [
      '@everyone as prospect',
      (c) => ({ 'Who are you referring?': [c.alice], 'To whom?': '@everyone' }) as never,
      { 'To whom?': '@everyone is nobody in particular: name a person or a firm.' },
    ],
    [
      'a prospect and a note that are too long',
      (c) => ({ 'Who are you referring?': [c.alice], 'To whom?': 'x'.repeat(301), Note: 'y'.repeat(2001) }) as never,
      {
        'To whom?': 'That is 301 characters and the limit is 300: the rest fits in the note.',
        Note: 'That is 2,001 characters and the limit is 2,000: please shorten it.',
      },
    ],
    [
      'yourself',
      (c) => ({ 'Who are you referring?': [c.alice, c.gina], 'To whom?': 'Acme' }) as never,
      { 'Who are you referring?': 'A referral is for somebody other than you.' },
    ],
    [
      'to yourself',
      (c) => ({ 'Who are you referring?': [c.alice], 'Or a member': c.gina }) as never,
      { 'Or a member': 'Choose somebody other than yourself.' },
    ],
    [
      'a receiver to themselves',
      (c) => ({ 'Who are you referring?': [c.alice], 'Or a member': c.alice }) as never,
      { 'Or a member': 'Alice is the one you are referring: choose somebody else, or type a name above.' },
    ],
    [
      'an app',
      () => ({ 'Who are you referring?': ['U0ROBO'], 'To whom?': 'Acme' }) as never,
      { 'Who are you referring?': 'Robo is an app, and a referral is for people.' },
    ],
    [
      'somebody who left',
      () => ({ 'Who are you referring?': ['U0DAN'], 'To whom?': 'Acme' }) as never,
      { 'Who are you referring?': 'Dan has left this workspace.' },
    ],
    [
      'to somebody of another company',
      (c) => ({ 'Who are you referring?': [c.alice], 'Or a member': 'U0EVE' }) as never,
      { 'Or a member': 'Eve belongs to another workspace. You can type the name above.' },
    ],
    [
      'somebody nobody knows',
      () => ({ 'Who are you referring?': ['U0NOBODY'], 'To whom?': 'Acme' }) as never,
      { 'Who are you referring?': 'I could not find that person in this workspace.' },
    ],
  ];

  beforeEach(() => {
    circle.workspace.addMember({ id: 'U0ROBO', name: 'robo', displayName: 'Robo', bot: true });
    circle.workspace.addMember({ id: 'U0DAN', name: 'dan', displayName: 'Dan', deleted: true });
    circle.workspace.addMember({ id: 'U0EVE', name: 'eve', displayName: 'Eve', stranger: true });
  });

  test.each(rows)('%s', async (_why, entries, errors) => {
    const { gina } = circle;
    await by(gina).types('/referral');
    await gina.fillIn(entries(circle));
    const { errors: said } = await by(gina).submit();
    expect(said).toEqual(errors);
    expect(gina.warnings).toEqual([]);
    await nothingHappened();
  });

  test('nobody chosen: the form itself asks', async () => {
    const { gina } = circle;
    await by(gina).types('/referral');
    await gina.fillIn({ 'To whom?': 'Acme' });
    await by(gina).submit();
    expect(Object.keys(gina.modal!.errors)).toEqual(['Who are you referring?']);
    await nothingHappened();
  });

  test('sent past the form, nobody chosen and eleven people are refused too', async () => {
    const { gina, alice, workspace, slack } = circle;
    const many = [...'klmnopqrstu'].map((name) => workspace.addMember({ name }).id);
    await by(gina).types('/referral');
    await gina.fillIn({ 'Who are you referring?': [alice], 'To whom?': '\u200b' });
    await by(gina).submit();
    const sent = slack.lastPayload;
    const answerTo = (users: string[]) =>
      sendForged<{ view: { state: { values: object } } }>(circle, sent, ({ view }) => {
        view.state.values = {
          receivers: { receivers: { type: 'multi_users_select', selected_users: users } },
          prospect: { prospect: { type: 'plain_text_input', value: 'Acme' } },
        };
      });
    expect(await answerTo([])).toMatchObject({ errors: { receivers: 'Who are you referring? Choose somebody.' } });
    expect(await answerTo(many)).toMatchObject({
      errors: { receivers: 'That is 11 people and the limit is 10: the others fit in a second one.' },
    });
    await nothingHappened();
  });

  test('once it is right, the same form is taken', async () => {
    const { gina, alice } = circle;
    await by(gina).types('/referral');
    await gina.fillIn({ 'Who are you referring?': [gina], 'To whom?': 'Acme' });
    await by(gina).submit();
    await gina.fillIn({ 'Who are you referring?': [alice] });
    await by(gina).submit();
    await circle.settle();
    expect(gina.modal).toBeUndefined();
    expect(await stored()).toHaveLength(1);
  });

  test('where Slack does not say who somebody is, what was typed is kept', async () => {
    const { gina, alice, slack } = circle;
    const fault = slack.fault('users.info', { kind: 'error', status: 500 });
    await by(gina).types('/referral');
    await gina.fillIn({ 'Who are you referring?': [alice], 'To whom?': 'Acme' });
    await by(gina).submit();
    expect(gina.modal?.errors).toEqual({
      'Who are you referring?':
        'Slack did not tell me who that is, so nothing was changed: please try again in a minute.',
    });
    expect(gina.modal?.fields['To whom?']).toBe('Acme');
    await nothingHappened();
    fault.off();
    await by(gina).submit();
    await circle.settle();
    expect(await stored()).toHaveLength(1);
  });
});

describe('"Record a referral" on a message', () => {
  test('fills the form with the first member mentioned, the text and its address', async () => {
    const { gina, alice, carol, general } = circle;
    const message = await carol.says('@gina @alice meet @bob & <Co>, *he* needs a plumber', { in: general });
    await by(gina).usesMessageShortcut('Record a referral', message);
    expect(gina.modal?.fields).toMatchObject({
      'Who are you referring?': [alice.id],
      Note: 'Gina Alice meet Bob & <Co>, *he* needs a plumber',
    });
    await gina.fillIn({ 'To whom?': 'Bob & Co' });
    await by(gina).submit();
    await circle.settle();
    const [referral] = await stored();
    expect(referral).toMatchObject({
      giverId: gina.id,
      receiverId: alice.id,
      source: 'message',
      permalink: expect.stringContaining(`/archives/${general.id}/p`),
    });
    expect(gina.ephemerals.at(-1)?.channel).toBe(general);
    expect(await stored(carol)).toEqual([]);
    expect(alice.dm).toHaveLength(1);
  });

  test('where nobody is mentioned, the author is the receiver', async () => {
    const { gina, carol, general } = circle;
    const message = await carol.says('I need a plumber', { in: general });
    await by(gina).usesMessageShortcut('Record a referral', message);
    expect(gina.modal?.fields).toMatchObject({ 'Who are you referring?': [carol.id], Note: 'I need a plumber' });
  });

  test('on your own message that mentions nobody, nobody is chosen', async () => {
    const { gina, general } = circle;
    const message = await gina.says('I know a plumber', { in: general });
    await by(gina).usesMessageShortcut('Record a referral', message);
    expect(gina.modal?.fields).toMatchObject({ 'Who are you referring?': [], Note: 'I know a plumber' });
  });

  test('an app is never the receiver', async () => {
    const { gina, carol, general } = circle;
    const message = await carol.says('@goodturn @gina look', { in: general });
    await by(gina).usesMessageShortcut('Record a referral', message);
    expect(gina.modal?.fields).toMatchObject({ 'Who are you referring?': [carol.id] });
  });

  test('a long message is cut to what a note holds', async () => {
    const { gina, carol, general } = circle;
    for (const letter of ['x', '🎉']) {
      const message = await carol.says(letter.repeat(3000), { in: general });
      await by(gina).usesMessageShortcut('Record a referral', message);
      const note = String(gina.modal?.fields['Note']);
      expect(note.endsWith('…')).toBe(true);
      expect([...note].length).toBeLessThanOrEqual(2000);
      await gina.closeModal();
    }
  });

  test.each(['api_error', 'error', 'rate_limit', 'hang'] as const)('opens without the address on %s', async (kind) => {
    await circle.stop();
    circle = await startCircle({ patience: 1 });
    const { gina, carol, general, slack } = circle;
    const message = await carol.says('I need a plumber', { in: general });
    const fault = {
      api_error: { kind: 'api_error', error: 'channel_not_found' },
      error: { kind: 'error', status: 500 },
      rate_limit: { kind: 'rate_limit', retryAfter: 30 },
      hang: { kind: 'hang' },
    } as const;
    slack.fault('chat.getPermalink', fault[kind]);
    await by(gina).usesMessageShortcut('Record a referral', message);
    await gina.fillIn({ 'To whom?': 'Pipes Ltd' });
    await by(gina).submit();
    await circle.settle();
    expect(await stored()).toMatchObject([{ receiverId: carol.id, permalink: null, source: 'message' }]);
  });
});
