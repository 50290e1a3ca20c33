import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';
import { stopQuietly } from '../thanks/circle-of-thanks';

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => stopQuietly(circle));

const openOf = (person: Person) => circle.database.db.read.needs.openOf('T0CIRCLE', person.id);

/** Gina met Alice and asks whether what Alice needs may go on the board. */
async function asked(text = 'a bookkeeper in Austin') {
  const { gina } = circle;
  const shown = (await by(gina).types(`/referral met @alice ${text}`))!;
  await by(gina).press('Share it as a need', { on: shown });
  return shown;
}

test('a need is shared in the other’s name when they say yes, and not before', async () => {
  const { gina, alice, bob } = circle;
  const shown = await asked();
  expect(shown.text).toBe(
    'You met Alice today. Nobody but you sees this. You asked them whether it may go on the board.',
  );
  expect(shown.buttons).toEqual(['Edit', 'Delete']);
  expect(alice.dm.map(({ text }) => text)).toEqual([
    'Gina would like to put your need on the board: _a bookkeeper in Austin_.',
  ]);
  expect(alice.dm[0]!.buttons).toEqual(['Yes, share it', 'No, thanks', 'Settings']);
  expect((await by(bob).types('/referral needs'))?.readable).toMatch(/^Nobody is looking/);
  await by(alice).press('Yes, share it', { times: 2 });
  expect(await openOf(alice)).toMatchObject([{ text: 'a bookkeeper in Austin', authorId: alice.id }]);
  expect(alice.dm[0]!.readable).toBe('Your need _a bookkeeper in Austin_ is on the board in your name.');
  expect(alice.dm[0]!.buttons).toEqual(['Edit', 'Found it', 'Withdraw']);
  const board = await by(bob).types('/referral needs');
  expect(board?.readable).toContain('Alice, today: _a bookkeeper in Austin_.');
  expect(board?.readable).not.toContain('Gina');
  expect((await by(gina).types('/referral met list'))?.readable).toContain('It is on the board in their name.');
  await by(alice).press('Edit', { on: alice.dm[0] });
  await alice.fillIn({ 'What are you looking for?': 'an accountant' });
  await by(alice).submit();
  await circle.settle();
  expect(alice.dm[0]!.readable).toBe('Your need _an accountant_ is on the board in your name.');
  await by(alice).press('Withdraw', { on: alice.dm[0] });
  expect(await openOf(alice)).toEqual([]);
  expect([alice.dm.length, gina.dm.length, bob.dm.length]).toEqual([1, 0, 0]);
});

test('"No, thanks" shares nothing, tells nobody, and is asked about once', async () => {
  const { gina, alice } = circle;
  await asked();
  await by(alice).press('No, thanks');
  const yes = circle.slack.lastPayload;
  expect(alice.dm[0]!.readable).toBe('You were asked about a need of yours. Nothing was added to the board.');
  expect(alice.dm[0]!.buttons).toEqual([]);
  expect(await openOf(alice)).toEqual([]);
  expect(gina.dm).toEqual([]);
  expect((await by(gina).types('/referral met list'))?.buttons).toEqual(['Edit', 'Delete']);
  // the other button, from a screen that was not refreshed
  const body = JSON.parse(JSON.stringify(yes.body).replaceAll('consent.no', 'consent.yes')) as typeof yes.body;
  await circle.slack.resend({ ...yes, body, raw: undefined });
  await circle.settle();
  expect(await openOf(alice)).toEqual([]);
});

test('what they agree to is what they were shown, whatever was edited meanwhile', async () => {
  const { gina, alice } = circle;
  const shown = await asked();
  await by(gina).press('Edit', { on: shown });
  await gina.fillIn({ 'What do they need or want?': 'a new job, secretly' });
  await by(gina).submit();
  await circle.settle();
  expect(alice.dm[0]!.text).toContain('_a bookkeeper in Austin_');
  await by(alice).press('Yes, share it');
  expect(await openOf(alice)).toMatchObject([{ text: 'a bookkeeper in Austin' }]);
});

test('a conversation that is deleted takes its question back', async () => {
  const { gina, alice } = circle;
  const shown = await asked();
  await by(gina).press('Delete', { on: shown });
  expect(shown.readable).toBe('Deleted: your conversation with Alice.');
  expect(alice.dm.filter(({ deleted }) => !deleted)).toEqual([]);
  expect(await openOf(alice)).toEqual([]);
});

test('only the one who was asked answers', async () => {
  const { gina, alice, bob, slack } = circle;
  await asked();
  const other = await by(gina).types('/referral met @bob a van');
  await by(gina).press('Share it as a need', { on: other });
  await by(bob).press('No, thanks');
  const press = slack.lastPayload;
  const idIn = (shown: unknown) => /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(shown))![1]!;
  const forged = JSON.stringify(press.body)
    .replaceAll(idIn(press.body), idIn(alice.dm[0]!.blocks))
    .replaceAll('consent.no', 'consent.yes');
  await slack.resend({ ...press, body: JSON.parse(forged) as typeof press.body, raw: undefined });
  await circle.settle();
  expect(bob.shown.at(-1)?.text).toBe('This question is for somebody else, so I left it as it is.');
  expect([await openOf(alice), await openOf(bob)]).toEqual([[], []]);
  await by(alice).press('Yes, share it');
  expect(await openOf(alice)).toHaveLength(1);
});

test('what is too long for the board, or says nothing, is not asked about', async () => {
  const { gina, alice } = circle;
  const long = await by(gina).types(`/referral met @alice ${'x'.repeat(301)}`);
  await by(gina).press('Share it as a need', { on: long });
  expect(gina.shown.at(-1)?.text).toBe(
    'A need on the board has 300 characters at most and this one has 301: shorten it with “Edit”, then share it.',
  );
  alice.deleted = true;
  await by(gina).press('Share it as a need', { on: long });
  expect(gina.shown.at(-1)?.text).toBe('Alice has left this workspace, so I asked nobody.');
  expect(alice.dm).toEqual([]);
});

test('an unanswered question is forgotten after a week, and yes is then too late', async () => {
  const { alice } = circle;
  await asked();
  await circle.runAt('2026-12-02T15:00:00Z');
  await by(alice).press('Yes, share it');
  expect(await openOf(alice)).toEqual([]);
  expect(alice.shown.at(-1)?.text).toMatch(/^That question is closed\. To share a need yourself/);
});
