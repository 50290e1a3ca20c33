import { afterEach, describe, expect, test } from '@jest/globals';
import { dueJobs } from '../../../src/goodturn';
import { previewDue, runDue } from '../../../src/jobs/run-due';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { acting } from '../give/acting';
import { refer, seenByOthers, stopQuietly, withdraw } from '../thanks/circle-of-thanks';
import { remindersTo, thankedWith, thanksIn, THANKED, toldOf, WEEK_LATER } from './circle-of-cards';

let circle: Circle;
const by = acting(() => circle);
afterEach(() => stopQuietly(circle));

const CARD = "You chose a handwritten card to thank Gina for the referral to _Bob's firm_. Did you send the card?";

describe('a card or a gift is asked about', () => {
  test('once, a week later, by whoever chose it, in working hours', async () => {
    // 21:30 in New York
    circle = await startCircle({ at: '2026-11-25T02:30:00Z' });
    const { gina, alice } = circle;
    const referral = await thankedWith(circle, 'A handwritten card');
    expect(await thanksIn(circle, referral)).toMatchObject({ cardCheckAt: new Date('2026-12-02T02:30:00Z') });
    for (const tick of ['2026-12-01T15:00:00Z', '2026-12-02T02:30:00Z', '2026-12-02T13:59:00Z']) {
      await circle.runAt(tick);
      expect(remindersTo(alice)).toEqual([]);
    }
    await circle.runAt('2026-12-02T14:00:00Z');
    const [reminder] = remindersTo(alice);
    expect(reminder!.text).toBe(CARD);
    expect(reminder!.readable).toBe(CARD);
    expect(reminder!.buttons).toEqual(['Sent', 'Remind me again', 'Never mind', 'Stop these questions']);
    // silence is no answer, and is not asked about
    for (const tick of ['2026-12-09T15:00:00Z', '2027-01-06T15:00:00Z']) await circle.runAt(tick);
    expect(remindersTo(alice)).toHaveLength(1);
    expect(toldOf(gina)).toEqual([]);
    expect(gina.dm[0]!.readable).not.toContain('card');
    expect(seenByOthers(circle, alice)).not.toContain('card');
  });

  test('a gift in its own words; a note and what is said in person not at all', async () => {
    circle = await startCircle({ at: THANKED });
    const { alice, bob, carol } = circle;
    await thankedWith(circle, 'A gift');
    for (const [how, receiver] of [
      ['A note', bob],
      ['In person', carol],
    ] as const) {
      expect(await thanksIn(circle, await thankedWith(circle, how, { receiver }))).toMatchObject({ cardCheckAt: null });
    }
    await circle.runAt('2026-12-01T14:59:00Z');
    expect(remindersTo(alice)).toEqual([]);
    for (const tick of [WEEK_LATER, '2026-12-02T15:00:00Z', '2026-12-03T03:00:00Z']) await circle.runAt(tick);
    expect(remindersTo(alice).map(({ text }) => text)).toEqual([
      "You chose a gift to thank Gina for the referral to _Bob's firm_. Did you send the gift?",
    ]);
    expect([...remindersTo(bob), ...remindersTo(carol)]).toEqual([]);
  });

  test('in one message for all that is due, and once for what was thanked for together', async () => {
    circle = await startCircle({ at: THANKED });
    const { gina, alice, carol, database, workspace } = circle;
    const first = await thankedWith(circle, 'A handwritten card');
    const second = await thankedWith(circle, 'A handwritten card', { prospect: 'Acme' });
    // said in one form
    const { batchId } = await thanksIn(circle, first);
    const { id } = await thanksIn(circle, second);
    await database.db.transaction(async (store) => {
      const note = { note: 'You made my week.', kind: 'card', mayQuote: false, source: 'form' } as const;
      await store.cards.drop(workspace.id, [{ id }]);
      await store.thanks.say(workspace.id, second.id, id, { ...note, batchId, thankedAt: circle.clock.now() });
    });
    await thankedWith(circle, 'A gift', { giver: carol, prospect: 'Umi & <!here>' });
    await circle.runAt(WEEK_LATER);
    const [reminder, ...more] = remindersTo(alice);
    expect(more).toEqual([]);
    expect(reminder!.text).toBe('You chose handwritten cards and gifts to thank Gina and Carol. Did you send them?');
    expect(reminder!.readable).toContain("Gina for the referral to _Bob's firm_: did you send the card?");
    expect(reminder!.readable).toContain('Carol for the referral to _Umi &amp; &lt;!here&gt;_: did you send the gift?');
    await by(alice).press('Sent', { on: reminder, row: /Carol/ });
    expect(toldOf(gina)).toEqual([]);
    expect(toldOf(carol)).toHaveLength(1);
    expect(remindersTo(alice)[0]!.readable).toContain('You said that you sent the gift.');
    expect(remindersTo(alice)[0]!.buttons.filter((label) => label === 'Sent')).toHaveLength(1);
  });

  test('in as many rows as a message holds of the longest names, the others a day later', async () => {
    circle = await startCircle({ at: THANKED });
    const { alice, workspace, database } = circle;
    const giver = workspace.addMember({ name: 'amp', displayName: '&'.repeat(80) });
    for (let at = 0; at < 10 * 3; at += 1) {
      const { id } = await refer(circle, giver, alice, '&'.repeat(300), { told: false });
      await database.db.transaction(async (store) => {
        const said = { note: 'Thanks', kind: 'card', mayQuote: false, source: 'form' } as const;
        const batchId = `batch ${Math.floor(at / 3)}`;
        await store.thanks.say(workspace.id, id, id, { ...said, batchId, thankedAt: circle.clock.now() });
        await store.referrals.refresh(workspace.id, id, circle.clock.now());
      });
    }
    await circle.runAt(WEEK_LATER);
    await circle.runAt('2026-12-02T15:00:00Z');
    const sent = remindersTo(alice).map(({ buttons }) => buttons.filter((label) => label === 'Sent').length);
    expect(sent).toEqual([6, 4]);
  });

  test('not when the referral was withdrawn, the giver has left, or the thanks are of another kind now', async () => {
    circle = await startCircle({ at: THANKED });
    const { gina, bob, carol, alice } = circle;
    const withdrawn = await thankedWith(circle, 'A handwritten card');
    await withdraw(circle, withdrawn);
    await thankedWith(circle, 'A gift', { giver: bob, prospect: 'Acme' });
    const changed = await thankedWith(circle, 'A gift', { giver: carol, prospect: 'Umi' });
    await alice.press('Change', { on: alice.dm.find(({ text }) => text.includes('Umi'))! });
    await alice.fillIn({ 'How are you thanking them?': 'A note' });
    await by(alice).submit();
    expect(await thanksIn(circle, changed)).toMatchObject({ kind: 'note', cardCheckAt: null });
    bob.deleted = true;
    await circle.runAt(WEEK_LATER);
    expect(remindersTo(alice)).toEqual([]);
    // nor made up when somebody is back
    bob.deleted = false;
    await circle.runAt('2026-12-02T15:00:00Z');
    expect(remindersTo(alice)).toEqual([]);
    expect(await thanksIn(circle, withdrawn)).toMatchObject({ cardCheckAt: null, cardSentAt: null });
    expect(gina.dm).toHaveLength(1);
  });

  test('not when the referral was withdrawn, or it was stopped, while the message waited', async () => {
    circle = await startCircle({ at: THANKED });
    const { alice, bob, gina, slack } = circle;
    const referral = await thankedWith(circle, 'A handwritten card');
    await thankedWith(circle, 'A gift', { giver: gina, receiver: bob, prospect: 'Acme' });
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt(WEEK_LATER);
    await withdraw(circle, referral);
    busy.off();
    await circle.runAt('2026-12-01T15:20:00Z');
    expect(remindersTo(alice)).toEqual([]);
    expect(remindersTo(bob)).toHaveLength(1);
  });

  test('what falls due while one waits joins it', async () => {
    circle = await startCircle({ at: THANKED });
    const { alice, carol, slack } = circle;
    await thankedWith(circle, 'A handwritten card');
    circle.clock.advance(5 * 60_000);
    await thankedWith(circle, 'A handwritten card', { giver: carol, prospect: 'Acme' });
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 1200 });
    await circle.runAt(WEEK_LATER);
    await circle.runAt('2026-12-01T15:06:00Z');
    busy.off();
    await circle.runAt('2026-12-01T15:40:00Z');
    expect(remindersTo(alice).map(({ text }) => text)).toEqual([
      'You chose handwritten cards to thank Gina and Carol. Did you send them?',
    ]);
  });

  test('also where somebody was taken to have left, and is here', async () => {
    circle = await startCircle({ at: THANKED });
    const { gina, alice, workspace, database, clock } = circle;
    await thankedWith(circle, 'A handwritten card');
    await database.db.transaction(async (store) => {
      for (const { id } of [alice, gina]) await store.members.left(workspace.id, id, clock.now());
    });
    await circle.runAt(WEEK_LATER);
    expect(remindersTo(alice).map(({ text }) => text)).toEqual([CARD]);
    const members = await database.db.read.members.findMany(workspace.id, [alice.id, gina.id]);
    expect(members.map(({ leftAt }) => leftAt)).toEqual([null, null]);
  });

  test('not whoever has left, nor what fell due meanwhile once they are back', async () => {
    circle = await startCircle({ at: THANKED });
    const { alice, workspace } = circle;
    await thankedWith(circle, 'A handwritten card');
    await workspace.deactivate(alice);
    circle.clock.set('2026-12-03T15:00:00Z');
    await workspace.reactivate(alice);
    await circle.runAt('2026-12-03T15:10:00Z');
    expect(remindersTo(alice)).toEqual([]);
  });
});

test('a dry run tells whom it would go to, and nothing else happens', async () => {
  circle = await startCircle({ at: THANKED });
  const { alice, goodturn, workspace } = circle;
  const referral = await thankedWith(circle, 'A handwritten card');
  expect(await previewDue(goodturn.delivery, dueJobs, new Date(WEEK_LATER))).toEqual([
    `would send card_reminder to ${alice.id} in ${workspace.id}`,
  ]);
  expect((await thanksIn(circle, referral)).cardCheckAt).not.toBeNull();
});

describeOnBoth('two processes at once', (database) => {
  test('ask once, and tell the giver once', async () => {
    circle = await startCircle({ at: THANKED, database });
    const { gina, alice, goodturn, clock } = circle;
    await thankedWith(circle, 'A handwritten card');
    await thankedWith(circle, 'A gift', { prospect: 'Acme' });
    clock.set(WEEK_LATER);
    const run = () => Promise.all([1, 2, 3, 4].map(() => runDue(goodturn.delivery, dueJobs, clock.now())));
    await run();
    await circle.settle();
    expect(remindersTo(alice)).toHaveLength(1);
    const [reminder] = remindersTo(alice);
    await by(alice).press('Sent', { on: reminder, row: /Acme/, times: 3 });
    await run();
    await circle.settle();
    expect(toldOf(gina)).toEqual([
      'Alice says that a gift is on its way to you, as thanks for the referral to _Acme_.',
    ]);
  });
});
