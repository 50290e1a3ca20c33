import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
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

const W = 'T0CIRCLE';
const openOf = (person: Person) => circle.database.db.read.needs.openOf(W, person.id);
const onBoard = async () => circle.database.db.read.needs.board(W, circle.ada.id, { skip: 0, take: 50 });
/** Nobody else heard anything by itself. */
const nobodyElseSaw = (...those: Person[]) =>
  expect(
    [circle.gina, circle.alice, circle.bob, circle.carol, circle.ada]
      .filter((person) => !those.includes(person))
      .flatMap((person) => person.sees()),
  ).toEqual([]);

describe('a need is stated', () => {
  test('in a line, and confirmed with what can be done with it', async () => {
    const { gina, general } = circle;
    const answer = await by(gina).types('/referral need  a bookkeeper in   Austin ', { in: general });
    expect(answer?.ephemeral).toBe(true);
    expect(answer?.text).toBe(
      'Noted: you are looking for _a bookkeeper in Austin_. It is on the board for everybody here: `/referral needs`',
    );
    expect(answer?.buttons).toEqual(['Edit', 'Found it', 'Withdraw']);
    expect(await openOf(gina)).toMatchObject([
      { text: 'a bookkeeper in Austin', checkAt: new Date('2027-01-23T15:00:00Z'), askedAt: null },
    ]);
    nobodyElseSaw(gina);
  });

  test('in a form, that says in place what is wrong and keeps what was typed', async () => {
    const { gina } = circle;
    await by(gina).types('/referral need');
    expect(gina.modal?.title).toBe('Share a need');
    expect(gina.modal?.labels).toEqual(['What are you looking for?']);
    const long = 'a '.repeat(200) + 'van';
    await gina.fillIn({ 'What are you looking for?': long });
    await by(gina).submit();
    expect(gina.modal?.errors).toEqual({
      'What are you looking for?': 'That is 403 characters and the limit is 300: please shorten it.',
    });
    expect(gina.modal?.field('What are you looking for?').value).toBe(long);
    await gina.fillIn({ 'What are you looking for?': '@alice and @here' });
    await by(gina).submit();
    expect(gina.modal?.errors['What are you looking for?']).toMatch(/^Say in words/);
    expect(await onBoard()).toEqual([]);
    await gina.fillIn({ 'What are you looking for?': 'a van\nfor Tuesday' });
    await by(gina).submit();
    await circle.settle();
    expect(gina.ephemerals.at(-1)?.text).toMatch(/^Noted: you are looking for _a van for Tuesday_\./);
    expect(await onBoard()).toMatchObject([{ text: 'a van for Tuesday', authorId: gina.id }]);
    nobodyElseSaw(gina);
  });

  test('once, however often Slack sends the line', async () => {
    const { gina, slack } = circle;
    await by(gina).types('/referral need a van');
    const sent = slack.lastPayload;
    await by(gina).press('Withdraw');
    await slack.resend(sent);
    await circle.settle();
    expect(await onBoard()).toEqual([]);
  });

  test('with people in it as names that ping nobody', async () => {
    const { gina, bob } = circle;
    await by(gina).types('/referral need somebody like @alice <!channel> & co');
    expect(await openOf(gina)).toMatchObject([{ text: 'somebody like Alice <!channel> & co' }]);
    const board = await by(bob).types('/referral needs');
    expect(board?.readable).toContain('_somebody like Alice &lt;!channel&gt; &amp; co_');
    expect(board?.pings).toEqual([]);
  });

  test.each([
    ['@alice', 'Say in words what you are looking for, as in `/referral need a bookkeeper in Austin`.'],
    ['@alice and @bob', 'Say in words what you are looking for, as in `/referral need a bookkeeper in Austin`.'],
    ['@here', 'Say in words what you are looking for, as in `/referral need a bookkeeper in Austin`.'],
    ['#general', 'Say in words what you are looking for, as in `/referral need a bookkeeper in Austin`.'],
    ['?!', 'Say in words what you are looking for, as in `/referral need a bookkeeper in Austin`.'],
    ['\u200b', null],
    [
      'x'.repeat(301),
      'That is 301 characters and the limit is 300, so it is not on the board: try fewer words, as in `/referral need a bookkeeper in Austin`.',
    ],
  ])('but not “%s”', async (text, sentence) => {
    const answer = await by(circle.gina).types(`/referral need ${text}`);
    if (sentence) expect(answer?.readable).toBe(sentence);
    else expect(circle.gina.modal?.title).toBe('Share a need');
    expect(await onBoard()).toEqual([]);
  });

  test('300 characters are not too many', async () => {
    await by(circle.gina).types(`/referral need ${'x'.repeat(300)}`);
    expect(await onBoard()).toHaveLength(1);
  });

  test('the same again is not doubled, by the same person', async () => {
    const { gina, bob } = circle;
    await by(gina).types('/referral need a bookkeeper in Austin');
    const again = await by(gina).types('/referral need A Bookkeeper in  austin');
    expect(again?.text).toBe('_a bookkeeper in Austin_ is on the board already, so I added nothing.');
    expect(again?.buttons).toEqual(['Edit', 'Found it', 'Withdraw']);
    expect(await onBoard()).toHaveLength(1);
    await by(bob).types('/referral need a bookkeeper in Austin');
    expect(await onBoard()).toHaveLength(2);
  });
});

describe('its author', () => {
  test('edits it, found it, opens it again and withdraws it, where it was confirmed', async () => {
    const { gina } = circle;
    const shown = await by(gina).types('/referral need a van');
    await by(gina).press('Edit', { on: shown });
    await gina.fillIn({ 'What are you looking for?': 'a truck' });
    await by(gina).submit();
    await circle.settle();
    expect(shown?.text).toBe('Changed: you are looking for _a truck_. The board shows it so.');
    await by(gina).press('Found it', { on: shown });
    expect(shown?.text).toBe('Glad you found it: _a truck_ is off the board.');
    expect(shown?.buttons).toEqual(['Open again']);
    expect(await onBoard()).toEqual([]);
    circle.clock.advance(24 * 3_600_000);
    await by(gina).press('Open again', { on: shown });
    expect(await openOf(gina)).toMatchObject([
      { text: 'a truck', statedAt: new Date('2026-11-25T15:00:00Z'), settledAt: null },
    ]);
    await by(gina).press('Withdraw', { on: shown, times: 2 });
    expect(shown?.readable).toBe('You withdrew _a truck_. It is off the board.');
    expect(shown?.buttons).toEqual([]);
    expect(await onBoard()).toEqual([]);
    nobodyElseSaw(gina);
  });

  test('alone does', async () => {
    const { gina, bob, slack } = circle;
    const shown = await by(gina).types('/referral need a van');
    await by(gina).press('Found it', { on: shown });
    const press = slack.lastPayload;
    await by(gina).press('Open again', { on: shown });
    const body = JSON.parse(JSON.stringify(press.body).replaceAll(gina.id, bob.id)) as typeof press.body;
    await slack.resend({ ...press, body, raw: undefined });
    await circle.settle();
    expect(await openOf(gina)).toHaveLength(1);
    // the answer goes where the press came from
    expect(gina.shown.at(-1)?.text).toBe(
      "This need is somebody else's, and the person who stated it changes it. `/referral needs` shows yours too.",
    );
  });

  test('is told where an edited need would be another of theirs', async () => {
    const { gina } = circle;
    await by(gina).types('/referral need a van');
    const shown = await by(gina).types('/referral need a truck');
    await by(gina).press('Edit', { on: shown });
    await gina.fillIn({ 'What are you looking for?': 'A VAN' });
    await by(gina).submit();
    expect(gina.modal?.errors['What are you looking for?']).toMatch(/^Another open need of yours says the same/);
    expect((await openOf(gina)).map(({ text }) => text).sort()).toEqual(['a truck', 'a van']);
  });

  test('who leaves looks for nothing any more, also when they come back', async () => {
    const { gina, bob, workspace } = circle;
    await by(gina).types('/referral need a van');
    await by(bob).types('/referral need a truck');
    await workspace.deactivate(gina);
    await circle.settle();
    expect((await onBoard()).map(({ text }) => text)).toEqual(['a truck']);
    await workspace.reactivate(gina);
    await circle.settle();
    expect((await onBoard()).map(({ text }) => text)).toEqual(['a truck']);
    expect(gina.dm).toEqual([]);
  });
});
