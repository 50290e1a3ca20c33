import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Message } from '../../../playground/server/message';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';
import { looksFor } from '../suggestions/circle-of-helpers';
import { refer, sayThanks, seenByOthers, stopQuietly } from './circle-of-thanks';

let circle: Circle;
const by = acting(() => circle);
beforeEach(async () => {
  circle = await startCircle();
});
afterEach(() => stopQuietly(circle));

const OFFER = 'Gina is looking for _a bookkeeper in Austin_. Do you know someone?';
const offersTo = (name: 'alice' | 'bob'): Message[] =>
  circle[name].shown.filter(({ readable }) => readable.includes('Do you know someone?'));

it('comes after thanks in any words: from the form, a line, the list, or a message', async () => {
  const { gina, alice, general } = circle;
  await looksFor(circle, gina, 'a bookkeeper in Austin');
  await refer(circle, gina, alice, 'One');
  // in the form of the message, which redraws itself: the offer stands below it
  await sayThanks(circle, alice, 'You made my week.');
  expect(offersTo('alice').map(({ readable, ephemeral, channel }) => [readable, ephemeral, channel.id])).toEqual([
    [OFFER, true, alice.dm[0]!.channel.id],
  ]);
  expect(offersTo('alice')[0]!.buttons).toEqual(['I know someone']);
  // in a line
  await refer(circle, gina, alice, 'Two');
  const answer = await by(alice).types('/referral thanks @gina You made my year', { in: general });
  expect(answer!.readable).toBe(`I'll give Gina your thanks for _Two_.\n${OFFER}`);
  expect(answer!.text).toBe("I'll give Gina your thanks for _Two_.");
  // in the list, which is an ephemeral
  await refer(circle, gina, alice, 'Three');
  const list = await by(alice).types('/referral list', { in: general });
  await by(alice).press('Say thanks', { on: list, row: /Three/ });
  await alice.fillIn({ 'Your note': 'Thank you.' });
  await by(alice).submit();
  expect(alice.shown.at(-1)!.readable).toBe(`I'll give Gina your thanks for _Three_.\n${OFFER}`);
  // in a message of one's own
  await refer(circle, gina, alice, 'Four');
  const message = await alice.says('Thank you @Gina', { in: general });
  const counted = await by(alice).usesMessageShortcut('Count as thanks', message);
  expect(counted!.readable).toBe(`I'll give Gina this message as your thanks.\n${OFFER}`);
  // in the form that a line opens
  await refer(circle, gina, alice, 'Five');
  const before = offersTo('alice').length;
  await by(alice).types('/referral thanks @gina');
  await alice.fillIn({ 'Your note': 'Thank you.' });
  await by(alice).submit();
  expect(offersTo('alice')).toHaveLength(before + 1);
  // changed words are no new thanks
  await by(alice).press('Change', { on: alice.dm[0]! });
  await alice.fillIn({ 'Your note': 'Better words.' });
  await by(alice).submit();
  expect(offersTo('alice')).toHaveLength(before + 1);
  expect(seenByOthers(circle, alice)).not.toContain('Do you know someone');
});

it('leads to the give form, and what is given answers the need', async () => {
  const { gina, alice } = circle;
  await looksFor(circle, gina, 'a bookkeeper in Austin');
  await refer(circle, gina, alice, 'One');
  await by(alice).types('/referral thanks @gina You made my week');
  await by(alice).press('I know someone');
  expect(alice.modal!.text).toContain('Gina is looking for _a bookkeeper in Austin_.');
  await alice.fillIn({ 'To whom?': 'Books & Co' });
  await by(alice).submit();
  const [need] = await circle.database.db.read.needs.openOf(circle.workspace.id, gina.id);
  const answers = await circle.database.db.read.needs.answers(circle.workspace.id, [need!.id]);
  expect(answers).toMatchObject([{ giverId: alice.id, receiverId: gina.id }]);
  // what she has helped with is not offered again
  await refer(circle, gina, alice, 'Two');
  await by(alice).types('/referral thanks @gina Again');
  expect(offersTo('alice')).toHaveLength(1);
});

it('shows the three that wait longest, and says how many more there are', async () => {
  const { gina, alice, bob, carol, workspace, database } = circle;
  await refer(circle, gina, alice, 'One');
  await looksFor(circle, gina, 'one', 'two', 'three', '<!here> & four', 'five', 'six');
  await looksFor(circle, carol, 'a lamp');
  const [, second] = await database.db.read.needs.openOf(workspace.id, gina.id);
  await database.db.transaction((store) =>
    store.suggestions.pass(workspace.id, alice.id, second!.id, circle.clock.now()),
  );
  const answer = await by(alice).types('/referral thanks @gina You made my week');
  expect(answer!.readable.split('\n').slice(1)).toEqual([
    'Gina is looking for _one_. Do you know someone?',
    'Gina is looking for _three_. Do you know someone?',
    'Gina is looking for _&lt;!here&gt; &amp; four_. Do you know someone?',
    'and 2 more: `/referral needs` shows what everybody is looking for.',
  ]);
  // who looks for nothing is thanked without a line about it; a mark without words brings none
  await refer(circle, bob, alice, 'Acme');
  expect((await by(alice).types('/referral thanks @bob You made my day'))!.readable).toBe(
    "I'll give Bob your thanks for _Acme_.",
  );
  await refer(circle, gina, bob, 'Umi');
  await by(bob).press('Already thanked them');
  expect(offersTo('bob')).toEqual([]);
});

it('reaches whoever thanks from the list of all that waits in place of the form, as that has no other', async () => {
  const { gina, alice, ada, general } = circle;
  await looksFor(circle, gina, 'a bookkeeper in Austin');
  await by(ada).types('/referral digest here', { in: general });
  await by(gina).types('/referral @alice to Acme');
  await circle.runAt('2026-11-30T15:00:00Z');
  await by(alice).press('Say thanks', { on: general.messages.at(-1)! });
  await by(alice).press('Say thanks', { row: /Acme/ });
  await alice.fillIn({ 'Your note': 'Thank you.' });
  await by(alice).submit();
  expect(alice.modal!.text).toBe(OFFER);
  expect(alice.modal!.buttons).toEqual(['I know someone']);
  expect(offersTo('alice')).toEqual([]);
});
