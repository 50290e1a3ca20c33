import { afterEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { memberIn, refer, referralIn } from '../nudges/circle-with-referrals';

const TUESDAY = '2026-11-24T15:00:00Z';
const THURSDAY = '2026-11-26T15:00:00Z';
const WEEK_AFTER = '2026-12-01T15:00:00Z';

let circle: Circle;
afterEach(() => circle.stop());

/** Leaving and coming back; without events Goodturn was not there to hear of it. */
async function leaves(who: 'alice' | 'gina', heard: boolean): Promise<void> {
  if (heard) await circle.workspace.deactivate(circle[who]);
  else circle[who].deleted = true;
  await circle.settle();
}

async function comesBack(who: 'alice' | 'gina', heard: boolean): Promise<void> {
  if (heard) await circle.workspace.reactivate(circle[who]);
  else circle[who].deleted = false;
  await circle.settle();
}

describe.each([
  ['with events', true],
  ['without events', false],
])('%s', (_sentence, heard) => {
  test('a receiver who leaves is asked nothing, and back again nothing that fell due meanwhile', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina } = circle;
    const { id } = await refer(circle, gina, alice, 'Acme');
    circle.clock.set('2026-11-25T15:00:00Z');
    await leaves('alice', heard);
    await circle.runAt(THURSDAY);
    expect((await memberIn(circle, alice))!.leftAt).not.toBeNull();
    expect(await referralIn(circle, id)).toMatchObject({ nudgeStep: 1, nudgeAt: new Date(WEEK_AFTER) });
    circle.clock.set('2026-11-27T15:00:00Z');
    await comesBack('alice', heard);
    await circle.runAt('2026-11-27T15:01:00Z');
    expect(alice.dm).toEqual([]);
    await circle.runAt(WEEK_AFTER);
    expect(alice.dm).toHaveLength(1);
    expect((await memberIn(circle, alice))!.leftAt).toBeNull();
  });

  test('a giver who leaves is not thanked on demand; back again, the steps ahead apply', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, bob } = circle;
    const { id } = await refer(circle, gina, alice, 'Acme');
    await refer(circle, bob, alice, 'Zeta');
    circle.clock.set('2026-11-25T15:00:00Z');
    await leaves('gina', heard);
    await circle.runAt(THURSDAY);
    expect(alice.dm.map(({ text }) => text)).toEqual([
      'Bob referred you to _Zeta_ on Tuesday. A line of thanks goes a long way.',
    ]);
    expect((await memberIn(circle, gina))!.leftAt).not.toBeNull();
    expect(await referralIn(circle, id)).toMatchObject({ nudgeStep: 1, nudgeAt: new Date(WEEK_AFTER) });
    await comesBack('gina', heard);
    await circle.runAt(WEEK_AFTER);
    expect(alice.dm[1]!.readable).toMatch(/Gina: _Acme_/);
    expect((await memberIn(circle, gina))!.leftAt).toBeNull();
  });

  test('a giver who leaves while the reminder waits is not in it', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, bob, slack } = circle;
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, bob, alice, 'Zeta');
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 1200 });
    await circle.runAt(THURSDAY);
    await leaves('gina', heard);
    busy.off();
    await circle.runAt('2026-11-26T15:30:00Z');
    expect(alice.dm.map(({ text }) => text)).toEqual([
      'Bob referred you to _Zeta_ on Tuesday. A line of thanks goes a long way.',
    ]);
  });

  test('a reminder that waits for somebody who left ends', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, slack } = circle;
    await refer(circle, gina, alice, 'Acme');
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt(THURSDAY);
    await leaves('alice', heard);
    busy.off();
    await circle.runAt('2026-11-26T15:30:00Z');
    await comesBack('alice', heard);
    await circle.runAt('2026-11-26T15:31:00Z');
    expect(alice.dm).toEqual([]);
  });
});

test('a reminder that waited is not sent to somebody who left and came back before', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, gina, slack } = circle;
  await refer(circle, gina, alice, 'Acme');
  const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
  await circle.runAt(THURSDAY);
  await leaves('alice', true);
  await comesBack('alice', true);
  busy.off();
  await circle.runAt('2026-11-26T15:30:00Z');
  expect(alice.dm).toEqual([]);
});

test('what fell due while nobody looked is dropped on return, for what they gave and for what they received', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, gina, bob } = circle;
  const received = await refer(circle, gina, alice, 'Acme');
  const given = await refer(circle, alice, bob, 'Zeta');
  const untouched = await refer(circle, gina, bob, 'Yota');
  await leaves('alice', true);
  circle.clock.set('2026-11-27T15:00:00Z');
  await comesBack('alice', true);
  for (const { id } of [received, given]) {
    expect(await referralIn(circle, id)).toMatchObject({ nudgeStep: 1, nudgeAt: new Date(WEEK_AFTER) });
  }
  expect(await referralIn(circle, untouched.id)).toMatchObject({ nudgeStep: 0 });
  await circle.runAt('2026-11-27T15:01:00Z');
  expect(alice.dm).toEqual([]);
  expect(bob.dm.map(({ text }) => text)).toEqual([
    'Gina referred you to _Yota_ on Tuesday. A line of thanks goes a long way.',
  ]);
});

test('an event that comes late does not make anybody leave again', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, gina, slack } = circle;
  await refer(circle, gina, alice, 'Acme');
  await leaves('alice', true);
  const late = slack.lastPayload;
  expect(late.type).toBe('user_change');
  await comesBack('alice', true);
  const { status } = await slack.resend(late);
  expect(status).toBe(200);
  await circle.settle();
  expect((await memberIn(circle, alice))!.leftAt).toBeNull();
  await leaves('alice', true);
  const again = await memberIn(circle, alice);
  circle.clock.advance(60_000);
  await slack.resend(late);
  expect(await memberIn(circle, alice)).toEqual(again);
});

test('leaving is not forgotten where Slack does not answer: the event comes again', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, gina, slack } = circle;
  await refer(circle, gina, alice, 'Acme');
  const outage = slack.fault('users.info', { kind: 'error', status: 503 });
  await leaves('alice', true);
  expect(slack.pendingRetries).toHaveLength(1);
  outage.off();
  await slack.runRetries();
  expect((await memberIn(circle, alice))!.leftAt).toEqual(new Date(TUESDAY));
});

test('a new name and a new zone are remembered, and redraw nothing', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, gina, slack, workspace } = circle;
  await refer(circle, gina, alice, 'Acme');
  await circle.runAt(THURSDAY);
  await workspace.rename(gina, { displayName: 'Georgina' });
  await workspace.changeTimeZone(gina, 'Europe/Paris');
  await circle.settle();
  expect(await memberIn(circle, gina)).toMatchObject({ name: 'Georgina', timeZone: 'Europe/Paris' });
  expect(slack.callsTo('chat.update')).toEqual([]);
  await circle.runAt(WEEK_AFTER);
  expect(alice.dm[1]!.text).toMatch(/^Georgina referred you/);
});

test('people that Goodturn does not know stay unknown, and other changes change nothing', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, bob, gina, workspace } = circle;
  await refer(circle, gina, alice, 'Acme');
  const before = await memberIn(circle, alice);
  await workspace.makeAdmin(alice, true);
  await workspace.rename(bob, { displayName: 'Robert' });
  await workspace.deactivate(bob);
  await circle.settle();
  expect(await memberIn(circle, alice)).toEqual(before);
  expect(await memberIn(circle, bob)).toBeNull();
  expect(circle.complaints).toEqual([]);
});

test('somebody who became an account of another company has left', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, gina } = circle;
  await refer(circle, gina, alice, 'Acme');
  (alice as { stranger: boolean }).stranger = true;
  await circle.runAt(THURSDAY);
  expect(alice.dm).toEqual([]);
  expect((await memberIn(circle, alice))!.leftAt).not.toBeNull();
});

test('an event that tells of a zone alone leaves the name as it was', async () => {
  circle = await startCircle({ at: TUESDAY });
  const { alice, gina } = circle;
  await refer(circle, gina, alice, 'Acme');
  const event = { type: 'user_change', user: { id: alice.id, tz: 'Asia/Tokyo' } };
  await circle.slack.postRaw(
    '/slack/events',
    JSON.stringify({ type: 'event_callback', team_id: 'T0CIRCLE', event_id: 'Ev0', event }),
    { sign: true, headers: { 'content-type': 'application/json' } },
  );
  await circle.settle();
  expect(await memberIn(circle, alice)).toMatchObject({ name: 'Alice', timeZone: 'Asia/Tokyo' });
});
