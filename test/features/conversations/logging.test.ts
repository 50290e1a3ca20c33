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

const logged = (person: Person) =>
  circle.database.db.read.conversations.list('T0CIRCLE', person.id, { skip: 0, take: 50 });
/** A conversation is for its author's eyes alone. */
const nobodyElseSaw = (author: Person) =>
  expect(
    [circle.gina, circle.alice, circle.bob, circle.carol, circle.ada]
      .filter((person) => person !== author)
      .flatMap((person) => person.sees().filter(({ fromApp }) => fromApp)),
  ).toEqual([]);

describe('/referral met', () => {
  test('logs whom one met today, and what they need', async () => {
    const { gina, alice, general } = circle;
    const answer = await by(gina).types('/referral met @alice a bookkeeper in Austin', { in: general });
    expect(answer?.ephemeral).toBe(true);
    expect(answer?.text).toBe('Noted: you met Alice today. Nobody but you sees this.');
    expect(answer?.readable).toContain('What they need:\n> a bookkeeper in Austin');
    expect(answer?.buttons).toEqual(['Add more', 'Delete', 'Share it as a need']);
    expect(await logged(gina)).toMatchObject([
      { withId: alice.id, heldOn: '2026-11-24', theirNeed: 'a bookkeeper in Austin', myOffer: null },
    ]);
    nobodyElseSaw(gina);
  });

  test('without a need has nothing to share', async () => {
    const answer = await by(circle.gina).types('/referral met @alice');
    expect(answer?.buttons).toEqual(['Add more', 'Delete']);
  });

  test('more can be added, where it was confirmed', async () => {
    const { gina } = circle;
    const shown = await by(gina).types('/referral met @alice a bookkeeper');
    await by(gina).press('Add more', { on: shown });
    expect(gina.modal?.title).toBe('Edit a conversation');
    expect(gina.modal?.field('When?').value).toBe('2026-11-24');
    await gina.fillIn({ 'When?': '2026-11-20', 'What can you do for them?': 'introduce Bob' });
    await by(gina).submit();
    await circle.settle();
    expect(shown?.text).toBe('Changed: you met Alice on Friday. Nobody but you sees this.');
    expect(shown?.readable).toContain('What you can do for them:\n> introduce Bob');
    expect(shown?.buttons).toEqual(['Edit', 'Delete', 'Share it as a need']);
    expect(await logged(gina)).toMatchObject([
      { heldOn: '2026-11-20', theirNeed: 'a bookkeeper', myOffer: 'introduce Bob' },
    ]);
    nobodyElseSaw(gina);
  });

  test('alone opens a form, with today in the zone that one is in', async () => {
    const { carol, bob, clock } = circle;
    clock.set('2026-11-24T16:00:00Z');
    await by(carol).types('/referral met');
    expect(carol.modal?.title).toBe('Log a conversation');
    expect(carol.modal?.labels).toEqual([
      'Who did you meet?',
      'When?',
      'What do they need or want?',
      'What can you do for them?',
    ]);
    // one in the morning in Tokyo
    expect(carol.modal?.field('When?').value).toBe('2026-11-25');
    await carol.fillIn({ 'Who did you meet?': carol, 'When?': '2026-11-26' });
    await by(carol).submit();
    expect(carol.modal?.errors).toEqual({
      'Who did you meet?': 'A conversation is with somebody other than you.',
      'When?': 'That day is still to come: choose today or an earlier day.',
    });
    await carol.fillIn({ 'Who did you meet?': bob, 'When?': '1999-12-31' });
    await by(carol).submit();
    expect(carol.modal?.errors).toEqual({
      'When?': 'That day is too long ago: choose 1 January 2000 or a later day.',
    });
    await carol.fillIn({ 'Who did you meet?': bob, 'When?': '2026-11-25', 'What do they need or want?': 'a van' });
    await by(carol).submit({ times: 2 });
    await circle.settle();
    expect(carol.ephemerals.at(-1)?.text).toBe('Noted: you met Bob today. Nobody but you sees this.');
    expect(await logged(carol)).toHaveLength(1);
    nobodyElseSaw(carol);
  });

  test('a text that is too long is said to be, in the line and in the form', async () => {
    const { gina, alice } = circle;
    const answer = await by(gina).types(`/referral met @alice ${'x'.repeat(2001)}`);
    expect(answer?.text).toMatch(/^That is 2,001 characters and the limit is 2,000, so I logged nothing/);
    await by(gina).types('/referral met');
    await gina.fillIn({ 'Who did you meet?': alice, 'What can you do for them?': 'x'.repeat(2001) });
    await by(gina).submit();
    expect(gina.modal?.errors['What can you do for them?']).toBe(
      'That is 2,001 characters and the limit is 2,000: please shorten it.',
    );
    expect(await logged(gina)).toEqual([]);
  });

  test.each([
    ['alice', 'Whom did you meet? Mention them, as in `/referral met @alice a bookkeeper in Austin`.'],
    ['@alice @bob a van', 'I log one conversation at a time: mention one person, as in'],
    ['@gina', 'A conversation is with somebody else: mention whom you met, as in'],
    ['@here', '@here is not one person: mention whom you met, as in'],
    ['@goodturn', 'Goodturn is an app: mention a person whom you met, as in'],
  ])('“%s” logs nothing', async (rest, sentence) => {
    const answer = await by(circle.gina).types(`/referral met ${rest}`);
    expect(answer?.text.startsWith(sentence)).toBe(true);
    expect(await logged(circle.gina)).toEqual([]);
  });

  test('somebody who has left, or belongs to another company, is refused', async () => {
    const { gina, alice, workspace } = circle;
    workspace.addMember({ name: 'sam', displayName: 'Sam', stranger: true });
    expect((await by(gina).types('/referral met @sam'))?.text).toBe(
      'Sam belongs to another workspace, so I logged nothing.',
    );
    alice.deleted = true;
    expect((await by(gina).types(`/referral met <@${alice.id}>`, { raw: true }))?.text).toBe(
      'Alice has left this workspace, so I logged nothing.',
    );
    expect(await logged(gina)).toEqual([]);
  });
});

describe('the message shortcut', () => {
  test('logs its author, what they wrote being what they need', async () => {
    const { gina, alice, general } = circle;
    const message = await alice.says('Looking for a @bob of my own', { in: general });
    await by(gina).usesMessageShortcut('Log a conversation', message);
    expect(gina.modal?.field('Who did you meet?').value).toBe(alice.id);
    expect(gina.modal?.field('What do they need or want?').value).toBe('Looking for a Bob of my own');
    await by(gina).submit();
    await circle.settle();
    expect(await logged(gina)).toMatchObject([{ withId: alice.id, permalink: expect.stringMatching(/^https:/) }]);
    expect((await by(gina).types('/referral met list'))?.readable).toMatch(/<https:[^|]+\|The message>/);
    nobodyElseSaw(gina);
  });

  test('on one’s own message leaves open with whom', async () => {
    const { gina, general } = circle;
    const message = await gina.says('Met somebody', { in: general });
    await by(gina).usesMessageShortcut('Log a conversation', message);
    expect(gina.modal?.field('Who did you meet?').value ?? null).toBeNull();
  });
});

describe('/referral met list', () => {
  test('shows one’s own, latest first, and nobody else’s', async () => {
    const { gina, alice, bob } = circle;
    await by(gina).types('/referral met @alice a bookkeeper');
    await by(bob).types('/referral met @alice a van');
    circle.clock.advance(86_400_000);
    await by(gina).types('/referral met @bob <!here> & co');
    const list = await by(gina).types('/referral met list');
    expect(list?.readable.split('\n')).toEqual([
      'The conversations you logged, latest first. Nobody but you sees them.',
      'You met Bob today.',
      '> They need: &lt;!here&gt; &amp; co',
      'You met Alice yesterday.',
      '> They need: a bookkeeper',
    ]);
    expect(list?.pings).toEqual([]);
    await by(gina).press('Edit', { on: list, row: /Alice/ });
    await gina.fillIn({ 'What do they need or want?': 'an accountant' });
    await by(gina).submit();
    await circle.settle();
    expect(list?.readable).toContain('> They need: an accountant');
    await by(gina).press('Delete', { on: list, row: /Bob/ });
    expect(list?.readable).not.toContain('Bob');
    expect(await logged(gina)).toHaveLength(1);
    expect(alice.sees()).toEqual([]);
  });

  test('is paged, and says so where there is nothing', async () => {
    const { gina } = circle;
    expect((await by(gina).types('/referral met list'))?.readable).toBe(
      'The conversations you log are listed here, for you alone. Try `/referral met @alice a bookkeeper in Austin`.',
    );
    for (let i = 1; i <= 11; i += 1) {
      circle.clock.advance(60_000);
      await by(gina).types(`/referral met @alice thing ${i}.`);
    }
    const list = await by(gina).types('/referral met list');
    const things = () => [...list!.readable.matchAll(/thing (\d+)\./g)].map(([, number]) => Number(number));
    const first = things();
    expect(first[0]).toBe(11);
    await by(gina).press('Older', { on: list });
    expect([...first, ...things()]).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(list?.buttons.slice(-1)).toEqual(['Newer']);
    await by(gina).press('Delete', { on: list, row: /thing 1\./ });
    expect(things().at(-1)).toBe(2);
    await by(gina).press('Newer', { on: list });
    expect(things()).toEqual(first);
  });

  test('a press by somebody else changes nothing', async () => {
    const { gina, bob, slack } = circle;
    await by(gina).types('/referral met @alice a bookkeeper');
    await by(bob).types('/referral met @alice a van');
    const [hers] = await logged(gina);
    await by(bob).press('Delete');
    const press = slack.lastPayload;
    const own = /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(press.body))![1]!;
    const body = JSON.parse(JSON.stringify(press.body).replaceAll(own, hers!.id)) as typeof press.body;
    await slack.resend({ ...press, body, raw: undefined });
    await circle.settle();
    expect(bob.shown.at(-1)?.text).toBe('This conversation is shown to whoever logged it, and to nobody else.');
    expect(await logged(gina)).toEqual([hers]);
  });
});
