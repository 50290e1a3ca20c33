import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';
import { asIfBy, deliver, refer, stopQuietly, withdraw } from '../thanks/circle-of-thanks';
import { remindersTo, thankedWith, thanksIn, THANKED, toldOf, WEEK_LATER } from './circle-of-cards';

let circle: Circle;
let referral: Awaited<ReturnType<typeof refer>>;
const by = acting(() => circle);
const reminder = () => remindersTo(circle.alice).at(-1)!;
const ON_ITS_WAY =
  "Alice says that a handwritten card is on its way to you, as thanks for the referral to _Bob's firm_.";
const ANSWERS = ['Sent', 'Remind me again', 'Never mind', 'Stop these questions'];

beforeEach(async () => {
  circle = await startCircle({ at: THANKED });
  referral = await thankedWith(circle, 'A handwritten card');
  await circle.runAt(WEEK_LATER);
});
afterEach(() => stopQuietly(circle));

test('"Sent" tells the giver, then and once; "Change" takes it back silently', async () => {
  const { gina, alice, slack } = circle;
  await by(alice).press('Sent', { on: reminder(), times: 2 });
  expect(toldOf(gina)).toEqual([ON_ITS_WAY]);
  expect(reminder().readable).toContain('You said that you sent the card.');
  expect(reminder().buttons).toEqual(['Change', 'Stop these questions']);
  expect(await thanksIn(circle, referral)).toMatchObject({ cardSentAt: circle.clock.now(), cardCheckAt: null });
  // an edit shows in what the giver has
  const edit = { prospect: 'Bobs & Co' };
  await circle.database.db.transaction((store) =>
    store.referrals.change(circle.workspace.id, referral.id, edit, circle.clock.now()),
  );
  await deliver(circle);
  expect(toldOf(gina)[0]).toContain('the referral to _Bobs &amp; Co_.');

  const posts = slack.callsTo('chat.postMessage').length;
  await by(alice).press('Change', { on: reminder() });
  expect(toldOf(gina)).toEqual([]);
  expect(slack.callsTo('chat.postMessage')).toHaveLength(posts);
  expect(reminder().buttons).toEqual(ANSWERS);
  expect(await thanksIn(circle, referral)).toMatchObject({ cardSentAt: null, cardCheckAt: null });
  await by(alice).press('Sent', { on: reminder() });
  expect(toldOf(gina)).toHaveLength(1);
  expect(gina.dm.filter(({ text }) => text.includes('thanks you'))).toHaveLength(1);
});

test('"Sent" taken back before the giver was told tells nothing', async () => {
  const { gina, alice, slack } = circle;
  const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
  await by(alice).press('Sent', { on: reminder() });
  await by(alice).press('Change', { on: reminder() });
  busy.off();
  await circle.runAt('2026-12-01T15:20:00Z');
  expect(toldOf(gina)).toEqual([]);
});

test('"Remind me again" asks again 7 days later, as often as it is chosen', async () => {
  const { gina, alice } = circle;
  await by(alice).press('Remind me again', { on: reminder(), times: 2 });
  expect(reminder().readable).toContain("I'll ask again on 8 December.");
  expect(reminder().buttons).toEqual(['Change', 'Stop these questions']);
  await circle.runAt('2026-12-08T14:59:00Z');
  expect(remindersTo(alice)).toHaveLength(1);
  await circle.runAt('2026-12-08T15:00:00Z');
  expect(remindersTo(alice)).toHaveLength(2);
  expect(reminder().buttons).toEqual(ANSWERS);
  await by(alice).press('Remind me again', { on: reminder() });
  await circle.runAt('2026-12-15T15:00:00Z');
  expect(remindersTo(alice)).toHaveLength(3);
  await by(alice).press('Sent', { on: reminder() });
  await circle.runAt('2026-12-22T15:00:00Z');
  expect(remindersTo(alice)).toHaveLength(3);
  expect(toldOf(gina)).toEqual([ON_ITS_WAY]);
});

test('"Never mind" ends it, and can be changed', async () => {
  const { gina, alice } = circle;
  await by(alice).press('Never mind', { on: reminder() });
  expect(reminder().readable).toContain("You said “Never mind”, so I won't ask again.");
  await circle.runAt('2026-12-08T15:00:00Z');
  expect(remindersTo(alice)).toHaveLength(1);
  expect(toldOf(gina)).toEqual([]);
  await by(alice).press('Change', { on: reminder() });
  expect(reminder().buttons).toEqual(ANSWERS);
  await by(alice).press('Remind me again', { on: reminder() });
  await circle.runAt('2026-12-15T15:00:00Z');
  expect(remindersTo(alice)).toHaveLength(2);
  expect(reminder().buttons).toEqual(ANSWERS);
});

test('a gift in place of a card that was not to be asked about again is asked about in a week', async () => {
  const { gina, alice } = circle;
  await by(alice).press('Never mind', { on: reminder() });
  await alice.press('Change', { on: alice.dm[0]! });
  await alice.fillIn({ 'How are you thanking them?': 'A gift' });
  await by(alice).submit();
  await circle.runAt('2026-12-08T14:59:00Z');
  expect(remindersTo(alice)).toHaveLength(1);
  await circle.runAt('2026-12-08T15:00:00Z');
  expect(reminder().text).toContain('Did you send the gift?');
  expect(toldOf(gina)).toEqual([]);
});

test('they stop until they are turned on again, and nothing is made up', async () => {
  const { alice, carol } = circle;
  await by(alice).press('Stop these questions', { on: reminder() });
  expect(reminder().readable).toContain('Questions about cards and gifts are off for you');
  expect(reminder().buttons).toEqual(['Sent', 'Never mind', 'Turn these questions on again']);
  const meanwhile = await thankedWith(circle, 'A gift', { giver: carol, prospect: 'Acme' });
  await circle.runAt('2026-12-08T15:00:00Z');
  expect(remindersTo(alice)).toHaveLength(1);
  expect(await thanksIn(circle, meanwhile)).toMatchObject({ cardCheckAt: null });
  await by(alice).press('Turn these questions on again', { on: reminder() });
  await thankedWith(circle, 'A gift', { giver: carol, prospect: 'Umi' });
  await circle.runAt('2026-12-15T15:00:00Z');
  expect(remindersTo(alice).map(({ text }) => text)).toEqual([
    expect.stringContaining("_Bob's firm_"),
    expect.stringContaining('_Umi_'),
  ]);
});

test('a gift in place of a card that was sent is asked about, and not told before', async () => {
  const { gina, alice } = circle;
  await by(alice).press('Sent', { on: reminder() });
  await alice.press('Change', { on: alice.dm[0]! });
  await alice.fillIn({ 'How are you thanking them?': 'A gift' });
  await by(alice).submit();
  expect(toldOf(gina)).toEqual([ON_ITS_WAY]);
  expect(reminder().readable).toContain("I'll ask again on 8 December.");
  await circle.runAt('2026-12-08T15:00:00Z');
  expect(reminder().text).toContain('Did you send the gift?');
  await by(alice).press('Sent', { on: reminder() });
  const both = [ON_ITS_WAY, ON_ITS_WAY.replace('handwritten card', 'gift')];
  expect(toldOf(gina)).toEqual(both);
  // each names what it was about, whatever is edited; the gift alone is taken back
  const edit = { prospect: 'Acme' };
  await circle.database.db.transaction((store) =>
    store.referrals.change(circle.workspace.id, referral.id, edit, circle.clock.now()),
  );
  await deliver(circle);
  expect(toldOf(gina)).toEqual(both.map((text) => text.replace("Bob's firm", 'Acme')));
  await by(alice).press('Change', { on: reminder() });
  expect(toldOf(gina)).toEqual([ON_ITS_WAY.replace("Bob's firm", 'Acme')]);
});

test('a withdrawn referral ends it where it stands; what the giver was told stays', async () => {
  const { gina, alice } = circle;
  await by(alice).press('Sent', { on: reminder() });
  const sent = circle.slack.lastPayload;
  await withdraw(circle, referral);
  expect(alice.dm.at(-1)!.readable).toBe('Gina withdrew this referral.');
  expect(toldOf(gina)).toEqual([ON_ITS_WAY]);
  await circle.slack.resend(sent);
  await circle.settle();
  expect(alice.shown.at(-1)!.text).toBe('Gina withdrew this referral. It needs no answer.');
});

test('it is for the receiver alone, and a stale press gets a kind sentence', async () => {
  const { gina, alice, bob, slack } = circle;
  const NOT_YOURS = 'These questions are for somebody else, so I left them as they are.';
  for (const label of ['Never mind', 'Change', 'Remind me again', 'Change', 'Sent', 'Stop these questions']) {
    await by(alice).press(label, { on: reminder() });
    expect(await asIfBy(circle, alice, bob)).toBe(NOT_YOURS);
  }
  expect(toldOf(gina)).toEqual([ON_ITS_WAY]);
  const press = slack.payloads.findLast(({ body }) => JSON.stringify(body).includes('cards.answer.sent'))!;
  const { batchId } = await thanksIn(circle, referral);
  const body = JSON.parse(JSON.stringify(press.body).replaceAll(batchId, 'none')) as typeof press.body;
  await slack.resend({ ...press, body, raw: undefined });
  await circle.settle();
  expect(alice.shown.at(-1)!.text).toBe('These thanks are not here any more, so there is nothing to answer.');
  // in words now: nothing has to go out
  await alice.press('Change', { on: alice.dm[0]! });
  await alice.fillIn({ 'How are you thanking them?': 'In person' });
  await by(alice).submit();
  expect(alice.dm.at(-1)!.readable).toBe('You are thanking Gina another way now, so there is nothing to send.');
});
