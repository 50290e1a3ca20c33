import { afterEach, describe, expect, test } from '@jest/globals';
import { dueJobs } from '../../../src/goodturn';
import { runDue } from '../../../src/jobs/run-due';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import {
  change,
  DAY_30,
  DAY_90,
  didNotWorkOut,
  dmsOf,
  memberIn,
  press,
  RECORDED,
  refer,
  referralIn,
  told,
  withdraw,
} from './circle-with-follow-ups';

const YEAR_LATER = '2027-11-24T15:00:00Z';

let circle: Circle;
afterEach(() => circle.stop());

const start = async (options: Parameters<typeof startCircle>[0] = {}) => {
  circle = await startCircle({ at: RECORDED, ...options });
  return circle;
};

describe('a receiver is asked how it turned out', () => {
  test.each([true, false])('after 30 and 90 days, then never (thanked: %s)', async (thanked) => {
    const { alice, gina, bob, carol } = await start();
    const referral = await refer(circle, gina, alice, "Bob's firm", { thanked });
    expect(referral.followUpAt).toEqual(new Date(DAY_30));
    const questions = () => dmsOf(alice).filter(({ buttons }) => buttons.includes('It became business'));
    await circle.runAt('2026-12-24T14:59:59Z');
    expect(questions()).toEqual([]);
    await circle.runAt(DAY_30);
    expect(questions().map(({ readable }) => readable)).toEqual([
      "Gina referred you to _Bob's firm_ on 24 November. How did it turn out?\nNo answer now is fine: I'll ask again on 22 February 2027.",
    ]);
    expect(questions()[0]!.text).toBe("Gina referred you to _Bob's firm_ on 24 November. How did it turn out?");
    expect(questions()[0]!.buttons).toEqual([
      'It became business',
      'Still talking',
      "It didn't work out",
      'Stop these questions',
    ]);
    expect(questions()[0]!.readable.split(/\s+/).length).toBeLessThan(40);
    await circle.runAt('2027-02-22T14:59:59Z');
    expect(questions()).toHaveLength(1);
    await circle.runAt(DAY_90);
    expect(questions()).toHaveLength(2);
    expect(questions()[1]!.readable).toBe(
      "Gina referred you to _Bob's firm_ on 24 November 2026. How did it turn out?\nI won't ask about it again.",
    );
    await circle.runAt(YEAR_LATER);
    expect(questions()).toHaveLength(2);
    expect([...told(gina), ...told(bob), ...told(carol)]).toEqual([]);
  });

  test('at the first working minute in their own zone', async () => {
    const { bob, gina } = await start();
    // 30 days after a Friday evening is a Sunday
    await refer(circle, gina, bob, 'Acme', { at: '2026-11-27T20:00:00Z' });
    for (const tick of ['2026-12-27T20:00:00Z', '2026-12-28T07:59:00Z']) await circle.runAt(tick);
    expect(told(bob)).toEqual([]);
    await circle.runAt('2026-12-28T08:00:00Z');
    expect(told(bob)).toHaveLength(1);
  });

  test('in one message for all that is due, and for nothing that is not', async () => {
    const { alice, gina, bob } = await start();
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, bob, alice, 'Zeta');
    await refer(circle, bob, alice, 'Yota', { at: '2026-11-24T15:00:01Z' });
    await circle.runAt(DAY_30);
    expect(told(alice)).toEqual([
      [
        'Gina and Bob each referred you to someone. How did these turn out?',
        'Gina: _Acme_, on 24 November',
        'Bob: _Zeta_, on 24 November',
        "No answer now is fine: I'll ask again on 22 February 2027.",
      ].join('\n'),
    ]);
    expect(dmsOf(alice)[0]!.text).toBe(
      'Gina and Bob each referred you to someone: _Acme_ and _Zeta_. How did these turn out?',
    );
    expect(dmsOf(alice)[0]!.buttons.filter((label) => label === 'Still talking')).toHaveLength(2);
  });

  test('once, where both steps were missed', async () => {
    const { alice, gina } = await start();
    await refer(circle, gina, alice, 'Acme');
    await circle.runAt('2027-03-15T15:00:00Z');
    await circle.runAt(YEAR_LATER);
    expect(told(alice)).toHaveLength(1);
    expect(told(alice)[0]).toMatch(/I won't ask about it again\.$/);
  });
});

describe('nobody is asked', () => {
  test.each(['business', 'no_fit'] as const)('about what is answered already: %s', async (outcome) => {
    const { alice, gina } = await start();
    const referral = await refer(circle, gina, alice, 'Acme');
    await change(circle, referral, { outcome, outcomeAt: circle.clock.now() });
    expect(await referralIn(circle, referral)).toMatchObject({ followUpAt: null });
    for (const tick of [DAY_30, DAY_90]) await circle.runAt(tick);
    expect(told(alice)).toEqual([]);
  });

  test('about what was withdrawn', async () => {
    const { alice, gina } = await start();
    const referral = await refer(circle, gina, alice, 'Acme');
    await withdraw(circle, referral);
    expect(await referralIn(circle, referral)).toMatchObject({ followUpAt: null });
    for (const tick of [DAY_30, DAY_90]) await circle.runAt(tick);
    expect(told(alice)).toEqual([]);
  });

  test('after "it became business" and after "it didn\'t work out"; after "still talking" once more', async () => {
    const { alice, gina } = await start();
    for (const prospect of ['Acme', 'Zeta', 'Yota']) await refer(circle, gina, alice, prospect);
    await circle.runAt(DAY_30);
    await press(circle, alice, 'It became business', { row: /Acme/ });
    await didNotWorkOut(circle, alice, undefined, /Zeta/);
    await press(circle, alice, 'Still talking', { row: /Yota/ });
    await circle.runAt(DAY_90);
    expect(told(alice)).toHaveLength(2);
    expect(told(alice)[1]).toMatch(/^Gina referred you to _Yota_ on 24 November 2026\. How did it turn out\?/);
    await press(circle, alice, 'Still talking');
    expect(dmsOf(alice)[1]!.buttons).toEqual(['Change']);
    await circle.runAt(YEAR_LATER);
    expect(told(alice)).toHaveLength(2);
  });

  test('while they have left, nor about what fell due meanwhile when they are back', async () => {
    const { alice, gina, workspace } = await start();
    const referral = await refer(circle, gina, alice, 'Acme');
    await workspace.deactivate(alice);
    await circle.settle();
    await circle.runAt(DAY_30);
    await workspace.reactivate(alice);
    await circle.settle();
    await circle.runAt('2026-12-28T15:00:00Z');
    expect(told(alice)).toEqual([]);
    expect(await referralIn(circle, referral)).toMatchObject({ followUpStep: 1, followUpAt: new Date(DAY_90) });
    await circle.runAt(DAY_90);
    expect(told(alice)).toHaveLength(1);
  });

  test('about what fell due while they were away, also where nothing ran meanwhile', async () => {
    const { alice, gina, bob, workspace, clock } = await start();
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, alice, bob, 'Zeta');
    await workspace.deactivate(alice);
    await circle.settle();
    clock.set('2026-12-25T15:00:00Z');
    await workspace.reactivate(alice);
    await circle.settle();
    await circle.runAt('2026-12-28T15:00:00Z');
    expect([...told(alice), ...told(bob)]).toEqual([]);
    await circle.runAt(DAY_90);
    expect([...told(alice), ...told(bob)]).toHaveLength(2);
  });

  test('about referrals by somebody who has left', async () => {
    const { alice, gina, bob, workspace } = await start();
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, bob, alice, 'Zeta');
    await workspace.deactivate(gina);
    await circle.settle();
    await circle.runAt(DAY_30);
    expect(told(alice)).toHaveLength(1);
    expect(told(alice)[0]).toMatch(/^Bob referred you to _Zeta_/);
    expect(JSON.stringify(dmsOf(alice))).not.toMatch(/Acme/);
  });

  test('about what was answered, withdrawn or left behind before a late message went out', async () => {
    const { alice, gina, bob, slack, workspace } = await start();
    const [acme, zeta] = [await refer(circle, gina, alice, 'Acme'), await refer(circle, gina, alice, 'Zeta')];
    await refer(circle, bob, alice, 'Yota');
    await refer(circle, gina, alice, 'Xeno');
    const outage = slack.fault('chat.postMessage', { kind: 'error', status: 503 });
    await circle.runAt(DAY_30);
    await change(circle, acme, { outcome: 'business', outcomeAt: circle.clock.now() });
    await withdraw(circle, zeta);
    await workspace.deactivate(bob);
    await circle.settle();
    outage.off();
    await circle.runAt('2026-12-24T22:30:00Z');
    expect(told(alice)).toEqual([]);
    // Christmas is not known: the next working morning
    await circle.runAt('2026-12-25T14:00:00Z');
    expect(told(alice)).toHaveLength(1);
    expect(told(alice)[0]).toMatch(/^Gina referred you to _Xeno_ on 24 November\. How did it turn out\?/);
    // nor does it turn up when the message is redrawn
    await press(circle, alice, 'Still talking');
    expect(JSON.stringify(dmsOf(alice)[0])).not.toMatch(/Acme|Zeta|Yota/);
  });
});

test('what is taken back is asked about again, from the steps still ahead', async () => {
  const { alice, gina } = await start();
  const referral = await refer(circle, gina, alice, 'Acme');
  await change(circle, referral, { outcome: 'no_fit', outcomeAt: circle.clock.now() });
  circle.clock.set('2027-01-10T15:00:00Z');
  await change(circle, referral, { outcome: 'open', outcomeAt: null });
  expect(await referralIn(circle, referral)).toMatchObject({ followUpStep: 1, followUpAt: new Date(DAY_90) });
  await circle.runAt('2027-01-11T15:00:00Z');
  expect(told(alice)).toEqual([]);
  await circle.runAt(DAY_90);
  expect(told(alice)).toHaveLength(1);
});

describeOnBoth('two processes at once', (database) => {
  test('ask once', async () => {
    const { alice, gina, bob, goodturn, clock } = await start({ database });
    for (const prospect of ['Acme', 'Zeta']) await refer(circle, gina, alice, prospect);
    await refer(circle, gina, bob, 'Acme');
    clock.set(DAY_30);
    await Promise.all([1, 2, 3, 4].map(() => runDue(goodturn.delivery, dueJobs, clock.now())));
    await circle.settle();
    for (const person of [alice, bob]) {
      expect(told(person)).toHaveLength(1);
      expect(await memberIn(circle, person)).toMatchObject({ followUpCount: 1 });
    }
    expect(told(alice)[0]).toMatch(/_Acme_ and _Zeta_/);
    expect(circle.complaints).toEqual([]);
  });
});

test('a message whose answer got lost is not sent again', async () => {
  const { alice, gina, slack } = await start();
  await refer(circle, gina, alice, 'Acme');
  slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
  await circle.runAt(DAY_30);
  for (const tick of ['2026-12-24T15:01:00Z', '2026-12-24T15:02:00Z']) await circle.runAt(tick);
  expect(told(alice)).toHaveLength(1);
  await press(circle, alice, 'Still talking');
  expect(told(alice)[0]).toMatch(/You said you are talking\./);
});

test('a nudge and a question are apart: each has its own stop', async () => {
  const { alice, gina } = await start();
  await refer(circle, gina, alice, 'Acme', { thanked: false });
  await circle.runAt(DAY_30);
  expect(told(alice)).toHaveLength(2);
  const [nudge, question] = dmsOf(alice).toSorted((a, b) => a.readable.length - b.readable.length);
  expect([nudge!.buttons, question!.buttons].map((buttons) => buttons.at(-1))).toEqual(
    expect.arrayContaining(['Stop these reminders', 'Stop these questions']),
  );
});
