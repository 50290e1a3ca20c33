import { afterEach, describe, expect, test } from '@jest/globals';
import { dueJobs } from '../../../src/goodturn';
import { previewDue, runDue } from '../../../src/jobs/run-due';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { acting } from '../give/acting';
import { markThanked, refer, withdraw } from '../nudges/circle-with-referrals';
import { stopQuietly } from '../thanks/circle-of-thanks';
import { helped, looksFor, memberIn, NEXT_TUESDAY, START, suggestionsTo, TUESDAY, uses } from './circle-of-helpers';

let circle: Circle;
const by = acting(() => circle);
afterEach(() => stopQuietly(circle));

const textsTo = (name: 'alice' | 'bob' | 'carol' | 'gina') => suggestionsTo(circle[name]).map(({ text }) => text);
const VAN = 'Gina, who has helped you, is looking for _a van_. Do you know someone?';

describe('what those who helped a member are looking for', () => {
  test('comes as their Tuesday begins, each need once, and never twice in a week', async () => {
    circle = await startCircle({ at: START });
    const { gina, alice, bob, carol } = circle;
    await helped(circle, gina, alice);
    await looksFor(circle, gina, 'a van');
    // the first days, a Monday and the minute before
    for (const tick of ['2026-09-02T15:00:00Z', '2026-09-07T15:00:00Z', '2026-09-08T12:59:00Z']) {
      await circle.runAt(tick);
      expect(alice.dm).toEqual([]);
    }
    await circle.runAt(TUESDAY);
    expect(alice.dm).toHaveLength(1);
    const [dm] = alice.dm;
    expect(dm!.text).toBe(VAN);
    expect(dm!.readable).toBe(
      `${VAN}\nGina: _a van_, since 1 September.\nNo answer is fine too: each of these is suggested to you once.`,
    );
    expect(dm!.buttons).toEqual(['I know someone', 'Not now', 'Stop these suggestions']);
    expect(await memberIn(circle, alice)).toMatchObject({ lastSuggestedAt: new Date(TUESDAY), suggestionCount: 1 });

    circle.clock.set('2026-09-09T15:00:00Z');
    await looksFor(circle, gina, 'a truck');
    for (const tick of ['2026-09-10T15:00:00Z', '2026-09-15T12:59:00Z']) await circle.runAt(tick);
    expect(alice.dm).toHaveLength(1);
    await circle.runAt(NEXT_TUESDAY);
    expect(textsTo('alice')).toEqual([VAN, VAN.replace('a van', 'a truck')]);
    // nothing is left to say
    await circle.runAt('2026-09-22T15:00:00Z');
    expect(alice.dm).toHaveLength(2);

    // after downtime it comes late, and the next Tuesday is not a week later
    circle.clock.set('2026-10-19T15:00:00Z');
    await looksFor(circle, gina, 'a barge');
    await circle.runAt('2026-10-22T15:00:00Z');
    expect(alice.dm).toHaveLength(3);
    await looksFor(circle, gina, 'a raft');
    await circle.runAt('2026-10-27T15:00:00Z');
    expect(alice.dm).toHaveLength(3);
    // by then New York has winter time
    await circle.runAt('2026-11-03T13:59:00Z');
    expect(alice.dm).toHaveLength(3);
    await circle.runAt('2026-11-03T14:00:00Z');
    expect(textsTo('alice').at(-1)).toContain('_a raft_');
    for (const other of [gina, bob, carol]) expect(other.dm).toEqual([]);
  });

  test('is for those who use Goodturn, want it, are here, and can help with it', async () => {
    circle = await startCircle({ at: START });
    const { gina, alice, bob, carol, ada, workspace, database } = circle;
    // Bob has never used Goodturn, Carol wants none, Ada has helped with it already
    await markThanked(circle, await refer(circle, gina, bob, 'Acme'));
    for (const person of [carol, ada]) await helped(circle, gina, person);
    // Bob has given Alice something, Carol did and withdrew it, Ada never did
    await helped(circle, bob, alice);
    await withdraw(circle, await helped(circle, carol, alice));
    await looksFor(circle, gina, 'a van');
    await looksFor(circle, alice, 'a mirror');
    await looksFor(circle, carol, 'a lamp');
    await looksFor(circle, ada, 'a desk');
    await database.db.transaction((store) => store.suggestions.setOff(workspace.id, carol.id, true));
    const board = await by(ada).types('/referral needs');
    await by(ada).press('I know someone', { on: board, row: /a van/ });
    await ada.fillIn({ 'To whom?': 'Wheels' });
    await by(ada).submit();
    const before = [gina, alice, bob, carol, ada].map(({ dm }) => dm.length);
    for (const tick of [
      '2026-09-05T15:00:00Z',
      '2026-09-08T00:00:00Z',
      '2026-09-08T07:00:00Z',
      '2026-09-08T16:00:00Z',
    ]) {
      await circle.runAt(tick);
    }
    const suggested = [alice, bob, carol, ada].map((person) => suggestionsTo(person).length);
    expect(suggested).toEqual([0, 0, 0, 0]);
    expect([alice, bob, carol, ada].map(({ dm }) => dm.length)).toEqual(before.slice(1));
    // nobody is walked over each minute: all are looked at again a week later
    expect(await database.db.read.suggestions.membersDue(circle.clock.now(), new Date('2027-01-01'))).toEqual([]);
    // Bob's first use makes him one of those who can be asked, some days later
    await uses(circle, bob);
    await circle.runAt('2026-09-15T07:00:00Z');
    expect(textsTo('bob')).toEqual([VAN]);
  });

  test('comes five at a time, those that wait longest first', async () => {
    circle = await startCircle({ at: START });
    const { gina, carol, alice } = circle;
    await helped(circle, gina, alice);
    await helped(circle, carol, alice, 'Bolt & Co');
    await looksFor(circle, gina, 'one', 'two', 'three');
    await looksFor(circle, carol, 'four', 'five', '_six_ & <!here>');
    await looksFor(circle, gina, 'x'.repeat(300));
    await circle.runAt(TUESDAY);
    const [first] = suggestionsTo(alice);
    expect(first!.text).toBe(
      'People who have helped you are looking for _one_ (Gina), _two_ (Gina), _three_ (Gina) and 2 more. Do you know someone?',
    );
    expect(first!.buttons.filter((label) => label === 'Not now')).toHaveLength(5);
    expect(first!.readable).toContain('Carol: _five_, since 1 September.');
    expect(first!.readable).not.toContain('six');
    await circle.runAt(NEXT_TUESDAY);
    const [, second] = suggestionsTo(alice);
    expect(second!.readable).toContain('Carol: “_six_ &amp; &lt;!here&gt;”, since');
    expect(second!.readable).toContain(`Gina: _${'x'.repeat(300)}_, since`);
    expect(second!.text).not.toContain('x'.repeat(41));
  });

  test('stays away in a week with another prompt', async () => {
    circle = await startCircle({ at: START });
    const { gina, alice, database, workspace } = circle;
    await helped(circle, gina, alice);
    await looksFor(circle, gina, 'a van');
    // a nudge was sent on the Friday before, and another is ahead
    circle.clock.set('2026-09-02T14:00:00Z');
    const referral = await refer(circle, gina, alice, 'Acme');
    await circle.runAt('2026-09-04T14:00:00Z');
    expect(alice.dm).toHaveLength(1);
    await markThanked(circle, referral);
    await circle.runAt(TUESDAY);
    expect(textsTo('alice')).toEqual([]);
    // a nudge falls due within the week after the 15th
    circle.clock.set('2026-09-14T15:00:00Z');
    const another = await refer(circle, gina, alice, 'Umi');
    await circle.runAt(NEXT_TUESDAY);
    expect(textsTo('alice')).toEqual([]);
    await markThanked(circle, another);
    // a need of her own is to be asked about
    await looksFor(circle, alice, 'a mirror');
    const [need] = await database.db.read.needs.openOf(workspace.id, alice.id);
    const askAt = (checkAt: string | null) =>
      database.db.transaction((store) =>
        store.needs.change(workspace.id, need!.id, { checkAt: checkAt ? new Date(checkAt) : null }),
      );
    await askAt('2026-09-29T12:00:00Z');
    await circle.runAt('2026-09-22T13:00:00Z');
    expect(textsTo('alice')).toEqual([]);
    // a question how something turned out
    await askAt(null);
    const followUpAt = (at: string | null) =>
      database.db.transaction((store) =>
        store.followUps.schedule(workspace.id, referral.id, 0, at ? new Date(at) : null),
      );
    await followUpAt('2026-10-06T12:00:00Z');
    await circle.runAt('2026-09-29T13:00:00Z');
    expect(textsTo('alice')).toEqual([]);
    // one that she does not want is none
    await database.db.transaction((store) => store.members.setFollowUpsOff(workspace.id, alice.id, true));
    await followUpAt('2026-10-13T12:00:00Z');
    await circle.runAt('2026-10-06T13:00:00Z');
    expect(textsTo('alice')).toEqual([VAN]);
  });

  test('is dropped when it was settled before it went out, or when its author is gone', async () => {
    circle = await startCircle({ at: START });
    const { gina, bob, alice, slack } = circle;
    await helped(circle, gina, alice);
    await helped(circle, bob, alice);
    await looksFor(circle, gina, 'a van');
    await looksFor(circle, bob, 'a boat');
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt(TUESDAY);
    busy.off();
    await by(gina).press('Found it', { on: await by(gina).types('/referral needs') });
    bob.deleted = true;
    await circle.runAt('2026-09-08T13:20:00Z');
    expect(alice.dm).toEqual([]);
    // she has had none, and what is looked for again is new to her
    await by(gina).types('/referral need a truck');
    await circle.runAt(NEXT_TUESDAY);
    expect(textsTo('alice')).toEqual([VAN.replace('a van', 'a truck')]);
  });

  test('is dropped when another prompt has come into sight before it went out', async () => {
    circle = await startCircle({ at: START });
    const { gina, alice, slack } = circle;
    await helped(circle, gina, alice);
    await looksFor(circle, gina, 'a van');
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt(TUESDAY);
    // its first nudge is two days ahead
    await refer(circle, gina, alice, 'Umi');
    busy.off();
    await circle.runAt('2026-09-08T13:20:00Z');
    expect(textsTo('alice')).toEqual([]);
  });

  test('shows only what still stands where something else in it was settled meanwhile', async () => {
    circle = await startCircle({ at: START });
    const { gina, alice, slack, database, workspace } = circle;
    await helped(circle, gina, alice);
    await looksFor(circle, gina, 'a van', 'a truck');
    const [van] = await database.db.read.needs.openOf(workspace.id, gina.id);
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt(TUESDAY);
    busy.off();
    await by(gina).press('Found it', { on: await by(gina).types('/referral needs'), row: /a van/ });
    await circle.runAt('2026-09-08T13:20:00Z');
    await database.db.transaction((store) => store.needs.change(workspace.id, van!.id, { state: 'open' }));
    const [dm] = suggestionsTo(alice);
    expect(dm!.readable).toContain('a truck');
    expect(dm!.readable).not.toContain('a van');
    await circle.runAt(NEXT_TUESDAY);
    expect(textsTo('alice')).toEqual([VAN.replace('a van', 'a truck'), VAN]);
  });

  test('is not sent to who has left, nor names who has, whether Goodturn heard of it or not', async () => {
    circle = await startCircle({ at: START });
    const { gina, bob, alice, database, workspace } = circle;
    await helped(circle, gina, alice);
    await helped(circle, bob, alice);
    await looksFor(circle, gina, 'a van');
    await looksFor(circle, bob, 'a boat');
    bob.deleted = true;
    await circle.runAt(TUESDAY);
    expect(textsTo('alice')).toEqual([VAN]);
    expect(await database.db.read.needs.openOf(workspace.id, bob.id)).toEqual([]);
    await looksFor(circle, gina, 'a truck');
    alice.deleted = true;
    await circle.runAt(NEXT_TUESDAY);
    alice.deleted = false;
    await circle.runAt('2026-09-22T13:00:00Z');
    expect(textsTo('alice')).toEqual([VAN]);
  });
});

test('a dry run tells whom one would go to, and nothing else happens', async () => {
  circle = await startCircle({ at: START });
  const { gina, alice, goodturn, workspace } = circle;
  await helped(circle, gina, alice);
  await looksFor(circle, gina, 'a van');
  await circle.runAt('2026-09-05T15:00:00Z');
  expect(await previewDue(goodturn.delivery, dueJobs, new Date('2026-09-07T15:00:00Z'))).toEqual([]);
  expect(await previewDue(goodturn.delivery, dueJobs, new Date(TUESDAY))).toEqual([
    `would send suggestion to ${alice.id} in ${workspace.id}`,
  ]);
  expect(alice.dm).toEqual([]);
  expect(await memberIn(circle, alice)).toMatchObject({ suggestionCount: 0 });
});

describeOnBoth('two processes at once', (database) => {
  test('suggest once', async () => {
    circle = await startCircle({ at: START, database });
    const { gina, alice, goodturn, clock } = circle;
    await helped(circle, gina, alice);
    await looksFor(circle, gina, 'a van', 'a truck');
    await circle.runAt('2026-09-05T15:00:00Z');
    for (const tick of [TUESDAY, '2026-09-08T13:01:00Z', NEXT_TUESDAY]) {
      clock.set(tick);
      await Promise.all([1, 2, 3, 4].map(() => runDue(goodturn.delivery, dueJobs, clock.now())));
      await circle.settle();
      expect(suggestionsTo(alice)).toHaveLength(1);
    }
  });
});
