import { afterEach, describe, expect, test } from '@jest/globals';
import { dueJobs } from '../../../src/goodturn';
import { previewDue, runDue } from '../../../src/jobs/run-due';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { acting } from '../give/acting';
import { stopQuietly } from '../thanks/circle-of-thanks';

const STATED = '2026-09-01T15:00:00Z';
// 60 days later is a Saturday; Gina's Monday begins at nine in Chicago
const SATURDAY = '2026-10-31T15:00:00Z';
const BEFORE_NINE = '2026-11-02T14:59:00Z';
const NINE = '2026-11-02T15:00:00Z';
const WEEK_AFTER = '2026-11-09T15:00:00Z';

let circle: Circle;
const by = acting(() => circle);
afterEach(() => stopQuietly(circle));

async function withNeed(text = 'a van'): Promise<void> {
  circle = await startCircle({ at: STATED });
  await by(circle.gina).types(`/referral need ${text}`);
}
const needs = () => circle.database.db.read.needs.board(circle.workspace.id, circle.gina.id, { skip: 0, take: 20 });
const states = async () => (await needs()).map(({ text, state }) => [text, state]);

describe('after 60 days its author is asked, in working hours', () => {
  test('once; unanswered it rests a week later, without another message', async () => {
    await withNeed();
    const { gina, bob } = circle;
    for (const tick of ['2026-10-30T15:00:00Z', SATURDAY, BEFORE_NINE]) {
      await circle.runAt(tick);
      expect(gina.dm).toEqual([]);
    }
    await circle.runAt(NINE);
    expect(gina.dm).toHaveLength(1);
    const [dm] = gina.dm;
    expect(dm!.text).toBe('You have been looking for _a van_ since 1 September. Are you still looking?');
    expect(dm!.readable.split('\n')[0]).toBe(dm!.text);
    expect(dm!.readable).toContain("If you don't answer, it rests in 7 days. `/referral needs` can open it again.");
    expect(dm!.readable.split(/\s+/).length).toBeLessThan(40);
    expect(dm!.buttons).toEqual(['Still looking', 'Found it', 'Let it rest', 'Stop these questions']);
    for (const tick of ['2026-11-02T15:01:00Z', '2026-11-09T14:59:00Z']) await circle.runAt(tick);
    expect(await states()).toEqual([['a van', 'open']]);
    await circle.runAt(WEEK_AFTER);
    expect(await states()).toEqual([['a van', 'resting']]);
    await circle.runAt('2027-03-09T15:00:00Z');
    expect(gina.dm).toHaveLength(1);
    expect(dm!.readable).toContain('It rests, off the board.');
    expect(dm!.buttons).toEqual(['Open again', 'Stop these questions']);
    expect(bob.sees()).toEqual([]);
    expect((await by(bob).types('/referral needs'))?.readable).toMatch(/^Nobody is looking/);
    const hers = await by(gina).types('/referral needs');
    expect(hers?.readable).toContain('_a van_. It rests.');
    await by(gina).press('Open again', { on: hers });
    expect(await needs()).toMatchObject([
      { state: 'open', statedAt: new Date('2027-03-09T15:00:00Z'), checkAt: new Date('2027-05-08T15:00:00Z') },
    ]);
  });

  test('"Still looking" asks again 60 days later', async () => {
    await withNeed();
    const { gina } = circle;
    await circle.runAt(NINE);
    await by(gina).press('Still looking', { times: 2 });
    expect(gina.dm[0]!.readable).toContain('It stays on the board.');
    expect(gina.dm[0]!.buttons).toEqual(['Stop these questions']);
    await circle.runAt('2026-12-31T15:00:00Z');
    expect(gina.dm).toHaveLength(1);
    await circle.runAt('2027-01-01T15:00:00Z');
    expect(gina.dm).toHaveLength(2);
    expect(gina.dm[1]!.text).toMatch(/since 1 September 2026\. Are you still looking\?$/);
    // the older message is none for the new question
    expect(gina.dm[0]!.buttons).toEqual(['Stop these questions']);
  });

  test('"Found it" and "Let it rest" take it off the board, and can be taken back', async () => {
    await withNeed();
    const { gina } = circle;
    await circle.runAt(NINE);
    await by(gina).press('Found it');
    expect(gina.dm[0]!.readable).toContain('Found, and off the board.');
    expect(await states()).toEqual([]);
    await by(gina).press('Open again', { on: gina.dm[0] });
    expect(await states()).toEqual([['a van', 'open']]);
    await circle.runAt('2027-01-01T15:00:00Z');
    await by(gina).press('Let it rest', { on: gina.dm[1] });
    expect(await states()).toEqual([['a van', 'resting']]);
    await circle.runAt('2027-06-01T15:00:00Z');
    expect(gina.dm).toHaveLength(2);
  });

  test('in one message for all that is due, each answered by itself', async () => {
    await withNeed();
    const { gina } = circle;
    circle.clock.set('2026-09-02T15:00:00Z');
    await by(gina).types('/referral need a truck');
    circle.clock.set('2026-09-07T15:00:00Z');
    await by(gina).types('/referral need a barge');
    await circle.runAt(NINE);
    expect(gina.dm.map(({ text }) => text)).toEqual([
      'You have been looking for _a van_ since 1 September, and for 1 more. Are you still looking?',
    ]);
    await by(gina).press('Found it', { on: gina.dm[0], row: /a truck/ });
    expect(gina.dm[0]!.readable).toContain('_a truck_: found, and off the board.');
    // the barge, due on the 6th, waits for a week after the last question
    await circle.runAt('2026-11-06T16:00:00Z');
    expect(gina.dm).toHaveLength(1);
    await circle.runAt(WEEK_AFTER);
    expect(await states()).toEqual([
      ['a barge', 'open'],
      ['a van', 'resting'],
    ]);
    expect(gina.dm[1]!.text).toMatch(/^You have been looking for _a barge_ since 7 September\./);
  });

  test('not any more once they said to stop; what they look for then rests by itself', async () => {
    await withNeed();
    const { gina, bob } = circle;
    await circle.runAt(NINE);
    await by(gina).press('Stop these questions');
    expect(gina.dm[0]!.buttons.at(-1)).toBe('Turn these questions on again');
    await by(gina).press('Still looking');
    await by(gina).types('/referral need a truck');
    await by(bob).types('/referral need a barge');
    await circle.runAt('2027-01-04T15:00:00Z');
    expect(gina.dm).toHaveLength(1);
    expect(bob.dm).toHaveLength(1);
    expect(await states()).toEqual([
      ['a barge', 'open'],
      ['a van', 'resting'],
      ['a truck', 'resting'],
    ]);
    await by(gina).press('Turn these questions on again', { on: gina.dm[0] });
    const member = await circle.database.db.read.members.find(circle.workspace.id, gina.id);
    expect(member).toMatchObject({ needChecksOff: false });
  });

  test('not when they found it before the message went out', async () => {
    await withNeed();
    const { gina, slack } = circle;
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt(NINE);
    busy.off();
    const hers = await by(gina).types('/referral needs');
    await by(gina).press('Found it', { on: hers });
    await circle.runAt('2026-11-02T15:02:00Z');
    expect(gina.dm).toEqual([]);
  });

  test('and it does not rest before the question could be asked', async () => {
    await withNeed();
    const { gina, slack } = circle;
    const outage = slack.fault('chat.postMessage', { kind: 'api_error', error: 'internal_error' });
    await circle.runAt(NINE);
    await circle.runAt('2026-11-10T15:00:00Z');
    expect(await states()).toEqual([['a van', 'open']]);
    outage.off();
    await circle.runAt('2026-11-10T15:20:00Z');
    expect(gina.dm).toHaveLength(1);
    await circle.runAt('2026-11-17T15:19:00Z');
    expect(await states()).toEqual([['a van', 'open']]);
    await circle.runAt('2026-11-17T15:20:00Z');
    expect(await states()).toEqual([['a van', 'resting']]);
  });

  test('not who has left, whether Goodturn heard of it or not', async () => {
    await withNeed();
    const { gina } = circle;
    gina.deleted = true;
    await circle.runAt(NINE);
    expect(gina.dm).toEqual([]);
    expect(await states()).toEqual([]);
    gina.deleted = false;
    await circle.runAt(WEEK_AFTER);
    expect(await states()).toEqual([]);
    expect(gina.dm).toEqual([]);
  });
});

test('the question is for its author alone', async () => {
  await withNeed();
  const { gina, bob, slack } = circle;
  await circle.runAt(NINE);
  for (const label of ['Stop these questions', 'Still looking']) {
    await by(gina).press(label);
    const press = slack.lastPayload;
    const body = JSON.parse(JSON.stringify(press.body).replaceAll(gina.id, bob.id)) as typeof press.body;
    await slack.resend({ ...press, body, raw: undefined });
    await circle.settle();
  }
  expect(await circle.database.db.read.members.find(circle.workspace.id, bob.id)).toBeNull();
  expect(gina.shown.filter(({ text }) => /somebody else/.test(text))).toHaveLength(2);
});

test('a dry run tells whom a question would go to, and nothing else happens', async () => {
  await withNeed();
  const { gina, goodturn, workspace } = circle;
  expect(await previewDue(goodturn.delivery, dueJobs, new Date(SATURDAY))).toEqual([]);
  expect(await previewDue(goodturn.delivery, dueJobs, new Date(NINE))).toEqual([
    `would send need_check to ${gina.id} in ${workspace.id}`,
  ]);
  expect(await needs()).toMatchObject([{ askedAt: null }]);
  expect(gina.dm).toEqual([]);
});

describeOnBoth('two processes at once', (database) => {
  test('ask once', async () => {
    circle = await startCircle({ at: STATED, database });
    const { gina, goodturn, clock } = circle;
    await by(gina).types('/referral need a van');
    await by(gina).types('/referral need a truck');
    clock.set(NINE);
    await Promise.all([1, 2, 3, 4].map(() => runDue(goodturn.delivery, dueJobs, clock.now())));
    await circle.settle();
    expect(gina.dm).toHaveLength(1);
    clock.set(WEEK_AFTER);
    await Promise.all([1, 2, 3, 4].map(() => runDue(goodturn.delivery, dueJobs, clock.now())));
    await circle.settle();
    expect((await states()).map(([, state]) => state)).toEqual(['resting', 'resting']);
    expect(gina.dm).toHaveLength(1);
  });
});
