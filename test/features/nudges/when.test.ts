import { afterEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { markThanked, memberIn, refer, referralIn } from './circle-with-referrals';

let circle: Circle;
afterEach(() => circle.stop());

type Name = 'alice' | 'bob' | 'carol';

/** Texts of the receiver's reminders after each tick, as counts. */
async function countsAt(receiver: Name, ticks: string[]): Promise<number[]> {
  const counts: number[] = [];
  for (const tick of ticks) {
    await circle.runAt(tick);
    counts.push(circle[receiver].dm.length);
  }
  return counts;
}

describe('a referral that nobody thanked for is brought up on the days of the settings, at the first working minute', () => {
  test.each<[string, Name, string, string[], number[]]>([
    [
      'after 2, 7 and 14 days, to the minute, where those are working time (Alice, New York)',
      'alice',
      '2026-11-24T15:00:00Z',
      [
        '2026-11-26T14:59:00Z',
        '2026-11-26T15:00:00Z',
        '2026-12-01T14:59:00Z',
        '2026-12-01T15:00:00Z',
        '2026-12-08T14:59:00Z',
        '2026-12-08T15:00:00Z',
        '2027-01-12T15:00:00Z',
      ],
      [0, 1, 1, 2, 2, 3, 3],
    ],
    [
      'at nine in the morning, where they fall in the night (Carol, Tokyo)',
      'carol',
      '2026-11-23T15:00:00Z',
      [
        '2026-11-25T15:00:00Z',
        '2026-11-25T23:59:00Z',
        '2026-11-26T00:00:00Z',
        '2026-11-30T23:59:00Z',
        '2026-12-01T00:00:00Z',
        '2026-12-07T23:59:00Z',
        '2026-12-08T00:00:00Z',
      ],
      [0, 0, 1, 1, 2, 2, 3],
    ],
    [
      'next morning, where they fall in the evening (Bob, Berlin)',
      'bob',
      '2026-11-24T18:00:00Z',
      ['2026-11-26T18:00:00Z', '2026-11-27T07:59:00Z', '2026-11-27T08:00:00Z'],
      [0, 0, 1],
    ],
    [
      'on Monday, where they fall on a weekend',
      'alice',
      '2026-11-26T15:00:00Z',
      ['2026-11-28T15:00:00Z', '2026-11-29T15:00:00Z', '2026-11-30T13:59:00Z', '2026-11-30T14:00:00Z'],
      [0, 0, 0, 1],
    ],
    [
      'at 16:59, but not at 17:00',
      'bob',
      '2026-11-24T15:59:00Z',
      ['2026-11-26T15:58:00Z', '2026-11-26T15:59:00Z'],
      [0, 1],
    ],
    [
      'not at 17:00, but at nine the day after',
      'bob',
      '2026-11-24T16:00:00Z',
      ['2026-11-26T16:00:00Z', '2026-11-27T07:59:00Z', '2026-11-27T08:00:00Z'],
      [0, 0, 1],
    ],
    [
      'not at 08:59, but at 09:00',
      'bob',
      '2026-11-24T07:59:00Z',
      ['2026-11-26T07:59:00Z', '2026-11-26T08:00:00Z'],
      [0, 1],
    ],
  ])('%s', async (_sentence, receiver, recordedAt, ticks, counts) => {
    circle = await startCircle({ at: recordedAt });
    await refer(circle, circle.gina, circle[receiver], "Bob's firm");
    expect(await countsAt(receiver, ticks)).toEqual(counts);
    expect(circle.gina.dm).toEqual([]);
    expect(circle.complaints).toEqual([]);
  });

  test('three times at most, and the third says that it is the last', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
    const { id } = await refer(circle, circle.gina, circle.alice, "Bob's firm");
    await countsAt('alice', ['2026-11-26T15:00:00Z', '2026-12-01T15:00:00Z', '2026-12-08T15:00:00Z']);
    const closing = /last reminder/;
    expect(circle.alice.dm.map(({ readable }) => closing.test(readable))).toEqual([false, false, true]);
    expect(circle.alice.dm[2]!.readable.split('\n').at(-1)).toBe("This is the last reminder about _Bob's firm_.");
    expect(await countsAt('alice', ['2026-12-15T15:00:00Z', '2027-03-01T15:00:00Z'])).toEqual([3, 3]);
    expect(await referralIn(circle, id)).toMatchObject({ nudgeStep: 3, nudgeAt: null });
  });

  test('not at all once it was thanked for', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
    const referral = await refer(circle, circle.gina, circle.alice, "Bob's firm");
    await circle.runAt('2026-11-26T15:00:00Z');
    await markThanked(circle, referral);
    expect(await countsAt('alice', ['2026-12-01T15:00:00Z', '2026-12-08T15:00:00Z'])).toEqual([1, 1]);
  });
});

describe('the zone is read when sending', () => {
  test('somebody who moved is asked in their new morning, with the event', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
    await refer(circle, circle.gina, circle.carol, "Bob's firm");
    // midnight in Tokyo, ten in the morning in New York
    expect(await countsAt('carol', ['2026-11-26T15:00:00Z'])).toEqual([0]);
    await circle.workspace.changeTimeZone(circle.carol, 'America/New_York');
    expect(await countsAt('carol', ['2026-11-26T15:01:00Z'])).toEqual([1]);
  });

  test('and within a quarter of an hour where the event was missed', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
    await refer(circle, circle.gina, circle.carol, "Bob's firm");
    expect(await countsAt('carol', ['2026-11-26T15:00:00Z'])).toEqual([0]);
    circle.carol.tz = 'America/New_York';
    expect(await countsAt('carol', ['2026-11-26T15:14:00Z', '2026-11-26T15:15:00Z'])).toEqual([0, 1]);
  });

  test('the workspace’s is taken where Slack knows none', async () => {
    circle = await startCircle({ at: '2026-11-24T18:00:00Z' });
    await circle.database.db.transaction((store) => store.workspaces.setTimeZone(circle.workspace.id, 'Europe/Berlin'));
    circle.alice.tz = undefined;
    await refer(circle, circle.gina, circle.alice, "Bob's firm");
    expect(await countsAt('alice', ['2026-11-26T18:00:00Z', '2026-11-27T07:59:00Z', '2026-11-27T08:00:00Z'])).toEqual([
      0, 0, 1,
    ]);
  });

  test('outside working hours nobody is asked about more than four times an hour', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
    await refer(circle, circle.gina, circle.carol, "Bob's firm");
    await circle.runAt('2026-11-26T15:00:00Z');
    const before = circle.slack.callsTo('users.info').length;
    for (const minute of ['01', '05', '14']) await circle.runAt(`2026-11-26T15:${minute}:00Z`);
    expect(circle.slack.callsTo('users.info')).toHaveLength(before);
  });
});

describe('no receiver gets two reminders within 3 days', () => {
  test('what falls due meanwhile joins the next', async () => {
    circle = await startCircle({ at: '2026-11-30T15:00:00Z' });
    const { gina, carol, alice } = circle;
    await refer(circle, gina, alice, 'Acme', '2026-11-30T15:00:00Z');
    await refer(circle, carol, alice, 'Zeta', '2026-12-01T15:00:00Z');
    await refer(circle, gina, alice, 'Later', '2026-12-06T15:00:00Z');
    // Wednesday: Acme; Thursday: Zeta is due, but waits; Saturday: the gap is over; Monday morning: both days later
    expect(await countsAt('alice', ['2026-12-02T15:00:00Z', '2026-12-03T15:00:00Z', '2026-12-05T15:00:00Z'])).toEqual([
      1, 1, 1,
    ]);
    expect(await countsAt('alice', ['2026-12-07T14:00:00Z'])).toEqual([2]);
    expect(circle.alice.dm[1]!.readable).toMatch(/Zeta/);
    expect(circle.alice.dm[1]!.readable).not.toMatch(/Acme|Later/);
    // Monday 15:00: Acme is due again (day 7); Tuesday: Later; Thursday 14:00: three days after Monday’s
    expect(
      await countsAt('alice', [
        '2026-12-07T15:00:00Z',
        '2026-12-08T15:00:00Z',
        '2026-12-10T13:59:00Z',
        '2026-12-10T14:00:00Z',
      ]),
    ).toEqual([2, 2, 2, 3]);
    const third = circle.alice.dm[2]!.readable;
    expect(third).toMatch(/Acme/);
    expect(third).toMatch(/Later/);
    // due since Tuesday, its second step
    expect(third).toMatch(/Zeta/);
  });

  test('a reminder that ended before it was sent is none', async () => {
    circle = await startCircle({ at: '2026-11-30T15:00:00Z' });
    const { gina, carol, alice, slack } = circle;
    const first = await refer(circle, gina, alice, 'Acme', '2026-11-30T15:00:00Z');
    await refer(circle, carol, alice, 'Zeta', '2026-11-30T16:00:00Z');
    const fault = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt('2026-12-02T15:00:00Z');
    fault.off();
    await markThanked(circle, first);
    await circle.runAt('2026-12-02T15:02:00Z');
    expect(alice.dm).toEqual([]);
    await circle.runAt('2026-12-02T16:00:00Z');
    expect(alice.dm.map(({ text }) => text)).toEqual([
      'Carol referred you to _Zeta_ on Monday. A line of thanks goes a long way.',
    ]);
  });
});

describe('after downtime there is one reminder, never a burst', () => {
  test('a month later: one DM for all, with the steps that were missed dropped', async () => {
    circle = await startCircle({ at: '2026-11-02T15:00:00Z' });
    const { gina, carol, bob, alice } = circle;
    await refer(circle, gina, alice, 'Acme', '2026-11-02T15:00:00Z');
    await refer(circle, carol, alice, 'Zeta', '2026-11-25T15:00:00Z');
    const fresh = await refer(circle, bob, alice, 'Yota', '2026-12-03T18:00:00Z');
    // down from 2 November to 4 December: three steps of Acme missed, two of Zeta’s, none of Yota’s
    expect(await countsAt('alice', ['2026-12-04T15:00:00Z', '2026-12-04T15:01:00Z', '2026-12-04T21:00:00Z'])).toEqual([
      1, 1, 1,
    ]);
    const [dm] = alice.dm;
    expect(dm!.readable).toMatch(/Gina: _Acme_, on 2 November/);
    expect(dm!.readable).toMatch(/Carol: _Zeta_, on 25 November/);
    expect(dm!.readable).not.toMatch(/Yota/);
    expect(dm!.readable.split('\n').at(-1)).toBe('This is the last reminder about _Acme_.');
    expect(await referralIn(circle, fresh.id)).toMatchObject({ nudgeStep: 0 });
    expect(await countsAt('alice', ['2026-12-07T15:00:00Z'])).toEqual([2]);
    expect(alice.dm[1]!.readable).toMatch(/Yota/);
    expect(alice.dm[1]!.readable).not.toMatch(/Acme|Zeta/);
  });

  test('on a Saturday it waits for Monday morning', async () => {
    circle = await startCircle({ at: '2026-11-02T15:00:00Z' });
    await refer(circle, circle.gina, circle.alice, 'Acme');
    expect(await countsAt('alice', ['2026-12-05T15:00:00Z', '2026-12-07T13:59:00Z', '2026-12-07T14:00:00Z'])).toEqual([
      0, 0, 1,
    ]);
  });

  test('a clock that is set back repeats nothing', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
    await refer(circle, circle.gina, circle.alice, 'Acme');
    expect(
      await countsAt('alice', [
        '2026-11-26T15:00:00Z',
        '2026-11-26T14:00:00Z',
        '2026-11-25T15:00:00Z',
        '2026-11-26T15:00:00Z',
      ]),
    ).toEqual([1, 1, 1, 1]);
  });

  test('a look planned by a clock far ahead does not keep anybody waiting', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
    await refer(circle, circle.gina, circle.alice, 'Acme');
    await circle.runAt('2027-11-28T15:00:00Z');
    expect((await memberIn(circle, circle.alice))!.nudgeCheckAt).not.toBeNull();
    expect(await countsAt('alice', ['2026-11-26T15:00:00Z'])).toEqual([1]);
  });
});
