import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';
import { sendForged } from '../give/forged';
import { stopQuietly } from '../thanks/circle-of-thanks';

let circle: Circle;
const by = acting(() => circle);
const W = 'T0CIRCLE';

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => stopQuietly(circle));

/** States a need as of `at`, without any command. */
async function need(author: Person, text: string, at = circle.clock.now()) {
  const { database, workspace } = circle;
  return database.db.transaction(async (store) => {
    await store.members.remember(workspace.id, [
      { userId: author.id, name: author.displayName, timeZone: author.tz ?? null },
    ]);
    const id = `need-${text}`;
    return store.needs.state(W, { id, authorId: author.id, text, origin: id, statedAt: at, checkAt: null });
  });
}
const ago = (days: number) => new Date(circle.clock.now().getTime() - days * 86_400_000);
const given = (giver: Person) =>
  circle.database.db.read.referrals.list(W, { of: giver.id, role: 'given' }, { skip: 0, take: 50 });

/** Presses "I know someone" and names somebody. */
async function help(giver: Person, row: RegExp, prospect: string, more: Record<string, unknown> = {}) {
  const board = await by(giver).types('/referral needs');
  await by(giver).press('I know someone', { on: board, row });
  await giver.fillIn({ 'To whom?': prospect, ...(more as Record<string, string>) });
  await by(giver).submit();
  await circle.settle();
}

describe('the board', () => {
  test('shows everybody what everybody looks for, longest waiting first', async () => {
    const { gina, bob, alice } = circle;
    await need(gina, 'a bookkeeper', ago(3));
    await need(bob, 'a van', ago(30));
    await need(alice, 'a designer');
    const board = await by(alice).types('/referral needs');
    expect(board?.ephemeral).toBe(true);
    expect(board?.readable.split('\n')).toEqual([
      'What people here are looking for, longest waiting first.',
      'Bob, 4 weeks ago: _a van_.',
      'Gina, 3 days ago: _a bookkeeper_.',
      'You, today: _a designer_.',
    ]);
    expect(board?.buttons).toEqual(['I know someone', 'I know someone', 'Edit', 'Found it', 'Withdraw']);
    expect(bob.sees()).toEqual([]);
  });

  test('says so where nobody looks for anything, and takes no text', async () => {
    expect((await by(circle.gina).types('/referral needs'))?.readable).toBe(
      'Nobody is looking for anything at the moment. What are you looking for? Try `/referral need a bookkeeper in Austin`.',
    );
    expect((await by(circle.gina).types('/referral needs a van'))?.readable).toBe(
      '`/referral needs` alone shows the board; to put a need on it, try `/referral need a bookkeeper in Austin`.',
    );
  });

  test('shows ten, and turns in place', async () => {
    const { gina, alice } = circle;
    for (let i = 1; i <= 12; i += 1) await need(gina, `thing ${i}.`, ago(40 - i));
    const board = await by(alice).types('/referral needs');
    expect(board?.readable).toContain('thing 10.');
    expect(board?.readable).not.toContain('thing 11.');
    await by(alice).press('More', { on: board });
    expect(board?.readable.split('\n').slice(1)).toEqual([
      expect.stringContaining('thing 11.'),
      expect.stringContaining('thing 12.'),
    ]);
    const turned = circle.slack.lastPayload;
    await by(alice).press('Back', { on: board });
    expect(board?.readable).toContain('thing 1.');
    await sendForged<{ actions: { value: string }[] }>(circle, turned, ({ actions }) => {
      actions[0]!.value = '1; DROP';
    });
    expect(alice.ephemerals.at(-1)?.readable).toBe(
      'That page is not there any more. `/referral needs` shows the board.',
    );
  });

  test('holds the longest texts there can be', async () => {
    const { gina, alice } = circle;
    for (let i = 0; i < 12; i += 1) await need(gina, `${String(i).padStart(2, '0')}${'&'.repeat(298)}`, ago(i));
    const board = await by(alice).types('/referral needs');
    expect(alice.warnings).toEqual([]);
    expect(JSON.stringify(board!.blocks).length).toBeLessThan(13_000);
    expect(board?.buttons).toContain('More');
  });

  test('is where one’s own are changed, on the page that shows them', async () => {
    const { gina, bob } = circle;
    await need(bob, 'a van', ago(3));
    await need(gina, 'a bookkeeper', ago(2));
    await need(gina, 'a designer', ago(1));
    const board = await by(gina).types('/referral needs');
    await by(gina).press('Edit', { on: board, row: /bookkeeper/ });
    await gina.fillIn({ 'What are you looking for?': 'an accountant' });
    await by(gina).submit();
    await circle.settle();
    expect(board?.readable).toMatch(/a van[^]*an accountant[^]*a designer/);
    await by(gina).press('Found it', { on: board, row: /accountant/ });
    expect(board?.readable).not.toContain('accountant');
    await by(gina).press('Withdraw', { on: board, row: /designer/ });
    expect(board?.readable.split('\n').slice(1)).toEqual([expect.stringContaining('a van')]);
  });
});

describe('"I know someone"', () => {
  test('opens the give form for its author, and what is recorded answers the need', async () => {
    const { gina, bob, alice } = circle;
    const { id } = await need(gina, 'a bookkeeper in Austin', ago(3));
    const board = await by(bob).types('/referral needs');
    await by(bob).press('I know someone', { on: board });
    expect(bob.modal?.text).toContain('Gina is looking for _a bookkeeper in Austin_.');
    await bob.fillIn({ 'To whom?': 'Ledger Ltd' });
    await by(bob).submit();
    await circle.settle();
    expect(await given(bob)).toMatchObject([{ receiverId: gina.id, prospect: 'Ledger Ltd', needId: id }]);
    expect(gina.dm).toHaveLength(1);
    expect(gina.dm[0]!.text).toBe('Bob referred you to _Ledger Ltd_ on Tuesday.');
    expect(gina.dm[0]!.readable).toContain('It answers what you are looking for: _a bookkeeper in Austin_.');
    expect((await by(bob).types('/referral needs'))?.readable).toContain('_a bookkeeper in Austin_. You have helped.');
    for (const person of [alice, gina]) {
      const theirs = await by(person).types('/referral needs');
      expect(theirs?.readable).toContain('_a bookkeeper in Austin_. Somebody has helped.');
      expect(theirs?.readable).not.toMatch(/Bob|Ledger|\d referral/);
    }
    expect(alice.dm).toEqual([]);
  });

  test('what stays private is not told on the board, and what was withdrawn is no help', async () => {
    const { gina, bob, alice } = circle;
    await need(gina, 'a bookkeeper', ago(3));
    await help(bob, /bookkeeper/, 'Ledger Ltd', { 'Keep it out of the digest': true });
    expect((await by(alice).types('/referral needs'))?.readable).not.toContain('helped');
    expect((await by(gina).types('/referral needs'))?.readable).toContain('Somebody has helped.');
    await by(bob).press('Withdraw', { on: bob.ephemerals.findLast(({ text }) => text.startsWith('Noted')) });
    expect((await by(gina).types('/referral needs'))?.readable).not.toContain('helped');
  });

  test('a referral for somebody else answers nothing', async () => {
    const { gina, bob, alice } = circle;
    const { id } = await need(gina, 'a bookkeeper', ago(3));
    await help(bob, /bookkeeper/, 'Ledger Ltd', { 'Who are you referring?': [alice, gina] });
    const referrals = await given(bob);
    expect(new Map(referrals.map(({ receiverId, needId }) => [receiverId, needId]))).toEqual(
      new Map([
        [alice.id, null],
        [gina.id, id],
      ]),
    );
    expect(alice.dm[0]!.readable).not.toContain('looking for');
  });

  test('an edited need is corrected where the referral was told of', async () => {
    const { gina, bob } = circle;
    await need(gina, 'a bookkeeper', ago(3));
    await help(bob, /bookkeeper/, 'Ledger Ltd');
    const board = await by(gina).types('/referral needs');
    await by(gina).press('Edit', { on: board });
    await gina.fillIn({ 'What are you looking for?': 'an accountant' });
    await by(gina).submit();
    await circle.settle();
    expect(gina.dm).toHaveLength(1);
    expect(gina.dm[0]!.readable).toContain('It answers what you are looking for: _an accountant_.');
  });

  test('one that was found meanwhile is said to be, and recorded without the link', async () => {
    const { gina, bob } = circle;
    await need(gina, 'a bookkeeper', ago(3));
    const board = await by(bob).types('/referral needs');
    await by(bob).press('I know someone', { on: board });
    const hers = await by(gina).types('/referral needs');
    await by(gina).press('Found it', { on: hers });
    await bob.fillIn({ 'To whom?': 'Ledger Ltd' });
    await by(bob).submit();
    await circle.settle();
    expect(await given(bob)).toEqual([]);
    expect(bob.modal?.text).toContain('Gina is not looking for _a bookkeeper_ any more.');
    await by(bob).submit();
    await circle.settle();
    expect(await given(bob)).toMatchObject([{ needId: null }]);
    await by(bob).press('I know someone', { on: board });
    expect(bob.shown.at(-1)?.text).toMatch(
      /^Gina is not looking for _a bookkeeper_ any more, so there is nothing to do/,
    );
  });

  test('is not for one’s own, nor for who has left', async () => {
    const { gina, bob, alice, slack } = circle;
    await need(gina, 'a bookkeeper', ago(3));
    const board = await by(bob).types('/referral needs');
    await by(bob).press('I know someone', { on: board });
    const press = slack.lastPayload;
    await bob.closeModal();
    const body = JSON.parse(JSON.stringify(press.body).replaceAll(bob.id, gina.id)) as typeof press.body;
    await slack.resend({ ...press, body, raw: undefined });
    await circle.settle();
    expect(gina.modal).toBeUndefined();
    expect(bob.shown.at(-1)?.text).toMatch(/^This need is yours\./);
    gina.deleted = true;
    const hers = await by(alice).types('/referral needs');
    await by(alice).press('I know someone', { on: hers });
    expect(alice.modal).toBeUndefined();
    expect(alice.shown.at(-1)?.text).toBe('Gina has left this workspace, so there is nothing to do.');
  });
});
