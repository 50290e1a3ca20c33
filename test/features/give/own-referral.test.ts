import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from './forged';
import { acting } from './acting';

interface Press {
  user: { id: string };
  actions: { action_id: string; value: string }[];
}

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => circle.stop());

const stored = (giver = circle.gina) =>
  circle.database.db.read.referrals.list('T0CIRCLE', { of: giver.id, role: 'given' }, { skip: 0, take: 100 });

const posted = () => circle.slack.callsTo('chat.postMessage').length;
const redrawn = () => circle.slack.callsTo('chat.update').length;

describe('Edit', () => {
  test('changes what the receiver sees in place, and sends nothing new', async () => {
    const { gina, alice } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm because they asked");
    await circle.settle();
    await by(gina).press('Edit', { on: answer });
    expect(gina.modal?.title).toBe('Edit a referral');
    expect(gina.modal?.labels).toEqual([
      'To whom?',
      'Or a member',
      'Note',
      'How warm is it?',
      'Keep it out of the digest',
    ]);
    expect(gina.modal?.fields).toMatchObject({ 'To whom?': "Bob's firm", Note: 'they asked' });
    await gina.fillIn({ 'To whom?': 'Roberta & Co', Note: 'they need two', 'How warm is it?': 'warm' });
    await by(gina).submit();
    await circle.settle();
    expect(gina.modal).toBeUndefined();
    expect(answer?.readable).toBe(
      'Changed: you referred Alice to _Roberta &amp; Co_. What Alice sees changes with it.\n> they need two\nWarm: they expect to be contacted',
    );
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw']);
    expect(alice.dm).toHaveLength(1);
    expect(alice.dm[0]?.readable).toContain('Gina referred you to _Roberta &amp; Co_ on Tuesday.\n> they need two');
    expect(posted()).toBe(1);
    expect(await stored()).toMatchObject([{ prospect: 'Roberta & Co', note: 'they need two', warmth: 'warm' }]);
    await by(gina).press('Edit', { on: answer });
    expect(gina.modal?.fields).toMatchObject({ 'To whom?': 'Roberta & Co' });
  });

  test('kept private and public again, the receiver sees it', async () => {
    const { gina, alice } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    await by(gina).press('Edit', { on: answer });
    await gina.fillIn({ 'Keep it out of the digest': true });
    await by(gina).submit();
    await circle.settle();
    expect(alice.dm[0]?.readable).toContain('It stays out of the digest.');
    expect(alice.dm[0]?.buttons).not.toContain('Keep it private');
    await by(gina).press('Edit', { on: answer });
    await gina.fillIn({ 'Keep it out of the digest': false });
    await by(gina).submit();
    await circle.settle();
    expect(alice.dm[0]?.buttons).toContain('Keep it private');
  });

  test('saved without a change, it changes nothing and redraws nothing', async () => {
    const { gina } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm #hot because they asked");
    await circle.settle();
    const [before] = await stored();
    await by(gina).press('Edit', { on: answer });
    await by(gina).submit();
    await circle.settle();
    expect(await stored()).toEqual([before]);
    expect(redrawn()).toBe(0);
  });

  test('does not undo that the receiver kept it private meanwhile', async () => {
    const { gina, alice } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    await circle.settle();
    await by(gina).press('Edit', { on: answer });
    await by(alice).press('Keep it private');
    await gina.fillIn({ Note: 'more' });
    await by(gina).submit();
    await circle.settle();
    expect(await stored()).toMatchObject([{ private: true, note: 'more' }]);
  });

  test('a note longer than a form field stays as it is', async () => {
    const { gina } = circle;
    const note = '🎉'.repeat(2000);
    const answer = await by(gina).types(`/referral @alice to Acme because ${note}`);
    await by(gina).press('Edit', { on: answer });
    expect(gina.modal?.labels).not.toContain('Note');
    expect(gina.modal?.text).toContain('The note is too long for this form and stays as it is.');
    await gina.fillIn({ 'To whom?': 'Acme Ltd' });
    await by(gina).submit();
    expect(await stored()).toMatchObject([{ prospect: 'Acme Ltd', note }]);
  });

  test('shows a member as prospect, who can become text and another member', async () => {
    const { gina, alice, bob, carol } = circle;
    const answer = await by(gina).types('/referral @alice to @bob');
    await circle.settle();
    await by(gina).press('Edit', { on: answer });
    expect(gina.modal?.fields).toMatchObject({ 'To whom?': undefined, 'Or a member': bob.id });
    await gina.fillIn({ 'To whom?': 'Bobs & Sons' });
    expect((await by(gina).submit()).errors).toEqual({
      'Or a member': 'Keep one of the two: the text above, or this member.',
    });
    await gina.fillIn({ 'Or a member': null });
    await by(gina).submit();
    await circle.settle();
    expect(await stored()).toMatchObject([{ prospect: 'Bobs & Sons', prospectId: null }]);
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw']);
    await by(gina).press('Edit', { on: answer });
    await gina.fillIn({ 'To whom?': null, 'Or a member': carol });
    await by(gina).submit();
    await circle.settle();
    expect(await stored()).toMatchObject([{ prospect: 'Carol', prospectId: carol.id }]);
    expect(alice.dm[0]?.text).toBe('Gina referred you to _Carol_ on Tuesday.');
    expect([bob, carol].flatMap((person) => person.sees())).toEqual([]);
  });

  test('of a member who has left since keeps them', async () => {
    const { gina, bob, workspace } = circle;
    const answer = await by(gina).types('/referral @alice to @bob');
    await workspace.deactivate(bob);
    await by(gina).press('Edit', { on: answer });
    await gina.fillIn({ Note: 'they moved' });
    await by(gina).submit();
    expect(gina.modal).toBeUndefined();
    expect(await stored()).toMatchObject([{ prospectId: bob.id, prospect: 'Bob', note: 'they moved' }]);
  });

  test.each([
    [
      'nobody',
      { 'To whom?': ' \u200b' },
      { 'To whom?': 'To whom do you refer them? Type a name, or choose a member below.' },
    ],
    [
      'too long a name',
      { 'To whom?': 'x'.repeat(301) },
      { 'To whom?': 'That is 301 characters and the limit is 300: the rest fits in the note.' },
    ],
    [
      'too long a note',
      { Note: 'x'.repeat(2001) },
      { Note: 'That is 2,001 characters and the limit is 2,000: please shorten it.' },
    ],
    ['@here', { 'To whom?': '@here' }, { 'To whom?': '@here is nobody in particular: name a person or a firm.' }],
  ])('to %s is refused in place', async (_what, entries, errors) => {
    const { gina } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    await by(gina).press('Edit', { on: answer });
    await gina.fillIn(entries);
    expect((await by(gina).submit()).errors).toEqual(errors);
    expect(await stored()).toMatchObject([{ prospect: "Bob's firm", note: null }]);
  });

  test('to the receiver or to yourself is refused in place', async () => {
    const { gina, alice } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    await by(gina).press('Edit', { on: answer });
    await gina.fillIn({ 'To whom?': null, 'Or a member': alice });
    expect((await by(gina).submit()).errors).toEqual({
      'Or a member': 'Alice is the one you are referring: choose somebody else, or type a name above.',
    });
    await gina.fillIn({ 'Or a member': gina });
    expect((await by(gina).submit()).errors).toEqual({ 'Or a member': 'Choose somebody other than yourself.' });
    expect(await stored()).toMatchObject([{ prospect: "Bob's firm", prospectId: null }]);
  });

  test('of one that was withdrawn while the form was open says so', async () => {
    const { gina } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    await by(gina).press('Edit', { on: answer });
    const [referral] = await stored();
    const now = circle.clock.now();
    await circle.database.db.transaction((store) =>
      store.referrals.change('T0CIRCLE', referral!.id, { withdrawnAt: now }, now),
    );
    await gina.fillIn({ 'To whom?': 'Acme' });
    await by(gina).submit();
    expect(gina.modal?.text).toBe(
      "You withdrew that referral. To record a new one, try `/referral @alice to Bob's firm`.",
    );
    expect(await circle.database.db.read.referrals.find('T0CIRCLE', referral!.id)).toMatchObject({
      prospect: "Bob's firm",
    });
  });

  test('weeks later it still works, from the list', async () => {
    const { gina, alice, clock } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    await circle.settle();
    clock.advance(30 * 24 * 3_600_000);
    const list = await by(gina).types('/referral list');
    await by(gina).press('Edit', { on: list });
    await gina.fillIn({ 'To whom?': 'Acme' });
    await by(gina).submit();
    await circle.settle();
    expect(list?.readable).toBe('What you gave and received, newest first.\nYou referred Alice to _Acme_ 4 weeks ago.');
    expect(alice.dm[0]?.text).toBe('Gina referred you to _Acme_ on Tuesday.');
  });
});

describe('Withdraw', () => {
  test('asks once, and takes the buttons from the receiver', async () => {
    const { gina, alice } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm because they asked");
    await circle.settle();
    await by(gina).press('Withdraw', { on: answer, confirm: false });
    expect(await stored()).toHaveLength(1);
    await by(gina).press('Withdraw', { on: answer });
    await circle.settle();
    expect(gina.confirmations.at(-1)).toContain('Withdraw this referral?');
    expect(answer?.readable).toBe("You withdrew your referral of Alice to _Bob's firm_.");
    expect(answer?.buttons).toEqual([]);
    expect(alice.dm.map(({ readable }) => readable)).toEqual(['Gina withdrew this referral.']);
    expect(alice.dm[0]?.text).toBe('Gina withdrew this referral.');
    expect(alice.dm[0]?.buttons).toEqual([]);
    expect(posted()).toBe(1);
    expect(await stored()).toEqual([]);
  });

  test('before it went out, nothing goes out', async () => {
    const { gina, alice, slack } = circle;
    const fault = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 3600 });
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    await circle.settle();
    await by(gina).press('Withdraw', { on: answer });
    fault.off();
    await circle.runAt('2026-11-24T17:00:00Z');
    expect(alice.dm).toEqual([]);
  });

  test('pressed several times, it is withdrawn once', async () => {
    const { gina, alice } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    await circle.settle();
    await by(gina).press('Withdraw', { on: answer, times: 3 });
    await circle.settle();
    expect(answer?.readable).toBe("You withdrew your referral of Alice to _Bob's firm_.");
    expect(alice.dm).toHaveLength(1);
    expect(redrawn()).toBe(1);
  });

  test('of one of two leaves the other as it is', async () => {
    const { gina, alice, carol } = circle;
    const answer = await by(gina).types("/referral @alice @carol to Bob's firm");
    await circle.settle();
    await by(gina).press('Withdraw', { on: answer, row: /^Alice/ });
    await circle.settle();
    expect(answer?.readable).toBe(
      "You referred Carol to _Bob's firm_.\nAlice to _Bob's firm_: withdrawn.\nCarol to _Bob's firm_",
    );
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw']);
    expect(alice.dm[0]?.readable).toBe('Gina withdrew this referral.');
    expect(carol.dm[0]?.text).toBe("Gina referred you to _Bob's firm_ on Wednesday.");
  });

  test('from the list, the row goes', async () => {
    const { gina } = circle;
    await by(gina).types('/referral @alice to Acme');
    await by(gina).types('/referral @carol to Acme');
    const list = await by(gina).types('/referral list given');
    await by(gina).press('Withdraw', { on: list, row: /Carol/ });
    expect(list?.readable).toBe('What you gave, newest first.\nYou referred Alice to _Acme_ today.');
  });

  test('the receiver finds "withdrawn" behind a button that was still on the screen', async () => {
    const { gina, alice, slack } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    await circle.settle();
    slack.fault('chat.update', { kind: 'error', status: 500 });
    await by(gina).press('Withdraw', { on: answer });
    const told = await by(alice).press('Keep it private');
    expect(told?.readable).toBe('Gina withdrew this referral.');
  });
});

describe('Keep it private', () => {
  test('works for the receiver, at any time, and the offer goes', async () => {
    const { gina, alice, clock } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    await circle.settle();
    clock.advance(40 * 24 * 3_600_000);
    await by(alice).press('Keep it private');
    await circle.settle();
    expect(alice.dm[0]?.readable).toBe("Gina referred you to _Bob's firm_ on Tuesday.\nIt stays out of the digest.");
    expect(alice.dm[0]?.buttons).toEqual(['Say thanks', 'Already thanked them', 'Not a fit', 'Settings']);
    expect(await stored()).toMatchObject([{ private: true }]);
    expect(posted()).toBe(1);
  });

  test('pressed twice it is private once', async () => {
    const { gina, alice } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    await circle.settle();
    await by(alice).press('Keep it private', { times: 2 });
    await circle.settle();
    expect(await stored()).toMatchObject([{ private: true }]);
    expect(redrawn()).toBe(1);
  });
});

describe('somebody else', () => {
  test.each([
    ['give.referral.edit', "This referral is somebody else's, and the person who gave it edits it."],
    ['give.referral.withdraw', "This referral is somebody else's, and the person who gave it withdraws it."],
    ['give.introduction.open', "This referral is somebody else's, and the person who gave it introduces them."],
    ['give.referral.keep_private', 'This referral is for somebody else, who can keep it private.'],
  ])('cannot press %s', async (actionId, sentence) => {
    const { gina, slack, carol } = circle;
    const answer = await by(gina).types('/referral @alice to @bob');
    const own = await by(carol).types('/referral @bob to Acme');
    await by(gina).press('Edit', { on: answer });
    await gina.closeModal();
    const [referral] = await stored();
    await by(carol).press('Withdraw', { on: own });
    await sendForged<Press>(circle, slack.lastPayload, ({ actions }) => {
      actions[0] = { ...actions[0]!, action_id: actionId, value: referral!.id };
    });
    expect(carol.ephemerals.at(-1)?.readable).toBe(sentence);
    expect(carol.modal).toBeUndefined();
    expect(await stored()).toEqual([referral]);
  });

  test('in another workspace there is no such referral', async () => {
    const { gina, slack } = circle;
    const answer = await by(gina).types('/referral @alice to Acme');
    const [referral] = await stored();
    await by(gina).press('Edit', { on: answer });
    await sendForged<Press>(circle, slack.lastPayload, ({ actions }) => {
      actions[0]!.value = 'no-such-referral';
    });
    expect(gina.ephemerals.at(-1)?.readable).toBe('That referral is not there any more.');
    expect(await circle.database.db.read.referrals.find('T0OTHER', referral!.id)).toBeNull();
  });

  test('an edit form of somebody else changes nothing', async () => {
    const { gina, carol, slack } = circle;
    const answer = await by(gina).types('/referral @alice to Acme');
    await by(gina).press('Edit', { on: answer });
    await gina.fillIn({ 'To whom?': 'Acme Ltd' });
    await by(gina).submit();
    await sendForged<{ user: { id: string }; view: { state: { values: object } } }>(
      circle,
      slack.lastPayload,
      (body) => {
        body.user.id = carol.id;
        body.view.state.values = { prospect: { prospect: { type: 'plain_text_input', value: 'Evil' } } };
      },
    );
    expect(await stored()).toMatchObject([{ prospect: 'Acme Ltd' }]);
  });
});
