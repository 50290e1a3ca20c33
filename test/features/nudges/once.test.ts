import { afterEach, describe, expect, test } from '@jest/globals';
import { dueJobs } from '../../../src/goodturn';
import { previewDue, runDue } from '../../../src/jobs/run-due';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { memberIn, refer, referralIn } from './circle-with-referrals';

const TUESDAY = '2026-11-24T15:00:00Z';
const THURSDAY = '2026-11-26T15:00:00Z';

let circle: Circle;
afterEach(() => circle.stop());

describeOnBoth('two processes at once', (database) => {
  test('make one reminder, that holds all', async () => {
    circle = await startCircle({ at: TUESDAY, database });
    const { alice, bob, gina, goodturn, clock } = circle;
    for (const prospect of ['Acme', 'Zeta']) {
      await refer(circle, gina, alice, prospect);
      await refer(circle, gina, bob, prospect);
    }
    // each is the other's giver too
    await refer(circle, alice, bob, 'Yota');
    await refer(circle, bob, alice, 'Yota');
    clock.set(THURSDAY);
    await Promise.all([1, 2, 3, 4].map(() => runDue(goodturn.delivery, dueJobs, clock.now())));
    await circle.settle();
    for (const person of [alice, bob]) {
      expect(person.dm).toHaveLength(1);
      for (const prospect of ['Acme', 'Zeta', 'Yota']) expect(person.dm[0]!.readable).toMatch(prospect);
      expect(await memberIn(circle, person)).toMatchObject({ nudgeCount: 1, lastNudgedAt: new Date(THURSDAY) });
    }
    expect(circle.complaints).toEqual([]);
  });

  test('a press in both moments is one press', async () => {
    circle = await startCircle({ at: TUESDAY, database });
    const { alice, gina } = circle;
    const { id } = await refer(circle, gina, alice, 'Acme');
    await circle.runAt(THURSDAY);
    await alice.press('Remind me later', { times: 4 });
    await circle.settle();
    expect(await referralIn(circle, id)).toMatchObject({ nudgeStep: 1, nudgeAt: new Date('2026-11-29T15:00:00Z') });
    await alice.press('Stop these reminders', { times: 4 });
    await circle.settle();
    expect(alice.dm[0]!.buttons.at(-1)).toBe('Turn reminders on again');
    expect(circle.complaints).toEqual([]);
  });
});

describe('a reminder is sent once', () => {
  test('where Slack took it and its answer got lost', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, slack } = circle;
    await refer(circle, gina, alice, 'Acme');
    slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    await circle.runAt(THURSDAY);
    expect((await memberIn(circle, alice))!.lastNudgedAt).toBeNull();
    for (const tick of ['2026-11-26T15:01:00Z', '2026-11-26T15:02:00Z']) await circle.runAt(tick);
    expect(alice.dm).toHaveLength(1);
    expect((await memberIn(circle, alice))!.lastNudgedAt).toEqual(new Date('2026-11-26T15:01:00Z'));
    await alice.press('Remind me later');
    await circle.settle();
    expect(alice.dm[0]!.readable).toMatch(/I'll remind you about _Acme_ on Monday\.$/);
  });

  test('in the morning, where Slack was out of reach for two days, with what fell due meanwhile', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, bob, slack } = circle;
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, bob, alice, 'Zeta', '2026-11-25T15:00:00Z');
    await refer(circle, bob, alice, 'Yota', '2026-11-28T15:00:00Z');
    const outage = slack.fault('chat.postMessage', { kind: 'error', status: 503 });
    await circle.runAt(THURSDAY);
    await circle.runAt('2026-11-27T15:00:00Z');
    await circle.runAt('2026-11-28T14:50:00Z');
    outage.off();
    for (const tick of ['2026-11-28T15:00:00Z', '2026-11-29T15:00:00Z', '2026-11-30T13:59:00Z'])
      await circle.runAt(tick);
    expect(alice.dm).toEqual([]);
    await circle.runAt('2026-11-30T14:00:00Z');
    expect(alice.dm).toHaveLength(1);
    const { readable } = alice.dm[0]!;
    expect(readable).toMatch(/Acme/);
    expect(readable).toMatch(/Zeta/);
    // due this afternoon only
    expect(readable).not.toMatch(/Yota/);
    await circle.runAt('2026-11-30T15:00:00Z');
    await circle.runAt('2026-12-02T15:00:00Z');
    expect(alice.dm).toHaveLength(1);
    await circle.runAt('2026-12-03T14:00:00Z');
    expect(alice.dm).toHaveLength(2);
  });

  test('and what falls due while it is on its way joins it', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, bob, slack, goodturn, clock } = circle;
    await refer(circle, gina, alice, 'Acme');
    const late = await refer(circle, bob, alice, 'Zeta', '2026-11-24T15:01:00Z');
    const off = slack.beforeAnswer('chat.postMessage', async () => {
      off();
      clock.set('2026-11-26T15:01:00Z');
      for (const job of dueJobs) for (const { commit } of await job(goodturn.delivery, clock.now())) await commit();
    });
    await circle.runAt(THURSDAY);
    await circle.runAt('2026-11-26T15:02:00Z');
    expect(alice.dm).toHaveLength(1);
    expect(alice.dm[0]!.readable).toMatch(/Bob: _Zeta_/);
    expect(await referralIn(circle, late.id)).toMatchObject({ nudgeStep: 1 });
  });
});

describe('one receiver’s trouble is not the others’', () => {
  test.each([
    ['Slack fails to say who they are', { kind: 'api_error', error: 'internal_error' } as const],
    ['Slack does not answer', { kind: 'dropped' } as const],
  ])('%s', async (_sentence, fault) => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, bob, gina, slack } = circle;
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, gina, bob, 'Acme');
    const trouble = slack.fault('users.info', fault, { when: ({ user }) => user === alice.id });
    await circle.runAt(THURSDAY);
    expect([alice.dm.length, bob.dm.length]).toEqual([0, 1]);
    trouble.off();
    await circle.runAt('2026-11-26T15:01:00Z');
    expect([alice.dm.length, bob.dm.length]).toEqual([1, 1]);
  });

  test('a workspace that uninstalled Goodturn is left alone, and goes on where it was', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, slack, database, workspace } = circle;
    await refer(circle, gina, alice, 'Acme');
    await database.db.transaction((store) => store.workspaces.uninstall(workspace.id, circle.clock.now()));
    const calls = slack.calls.length;
    await circle.runAt(THURSDAY);
    expect(slack.calls).toHaveLength(calls);
    expect(circle.complaints).toEqual([]);
  });
});

test('a dry run tells whom a reminder would go to, and nothing else happens', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, carol, gina, goodturn, workspace } = circle;
  const { id } = await refer(circle, gina, alice, 'Acme');
  // midnight in Tokyo
  await refer(circle, gina, carol, 'Acme');
  const lines = await previewDue(goodturn.delivery, dueJobs, new Date(THURSDAY));
  expect(lines).toEqual([`would send nudge to ${alice.id} in ${workspace.id}`]);
  expect(await referralIn(circle, id)).toMatchObject({ nudgeStep: 0 });
  expect(await memberIn(circle, carol)).toMatchObject({ nudgeCheckAt: null });
  expect(alice.dm).toEqual([]);
});

test('a dry run names a reminder that waits to be sent once, whatever joins it', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, gina, bob, slack, goodturn, workspace } = circle;
  await refer(circle, gina, alice, 'Acme');
  await refer(circle, bob, alice, 'Zeta', '2026-11-24T15:30:00Z');
  const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
  await circle.runAt(THURSDAY);
  busy.off();
  circle.clock.set('2026-11-26T15:30:00Z');
  const lines = await previewDue(goodturn.delivery, dueJobs, circle.clock.now());
  expect(lines).toEqual([`would send nudge to ${alice.id} in ${workspace.id}`]);
});
