import { afterEach, describe, expect, it, test } from '@jest/globals';
import { previewDue, runDue } from '../../../src/jobs/run-due';
import { openDatabase } from '../../../src/store/open-database';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { digestsIn, MONDAY, NEXT_MONDAY, refer, startDigestCircle, stored, thank } from './circle-with-digest';

let circle: Circle;
afterEach(() => circle.stop());

const schedule = () => circle.database.db.read.digests.schedule('T0CIRCLE');
const giveSome = async (prospect = "Bob's firm", at?: string) =>
  refer(circle, circle.gina, circle.alice, prospect, { at });

/** How often each referral stands in any digest. */
const times = (prospect: string) => digestsIn(circle).filter(({ readable }) => readable.includes(prospect)).length;

describe('the weekly digest', () => {
  it('is posted on Monday at 09:00, once, and not a minute before', async () => {
    circle = await startDigestCircle();
    await giveSome();
    await circle.runAt('2026-11-30T14:59:00Z');
    expect(digestsIn(circle)).toHaveLength(0);
    await circle.runAt(MONDAY);
    await circle.runAt('2026-11-30T15:01:00Z');
    expect(digestsIn(circle).map(({ readable }) => readable)).toEqual([
      "This week in the circle\n*1 referral this week.*\n• Gina referred Alice to _Bob's firm_",
    ]);
    expect(digestsIn(circle)[0]).toMatchObject({
      text: "This week in the circle: 1 referral. Gina referred Alice to Bob's firm.",
      buttons: ['Say thanks', 'Give a referral'],
      pings: [],
    });
    expect((await schedule())?.nextAt).toEqual(new Date(NEXT_MONDAY));
    expect(circle.complaints).toEqual([]);
  });

  it('has its buttons work for whoever presses them', async () => {
    circle = await startDigestCircle();
    await giveSome();
    await circle.runAt(MONDAY);
    await circle.alice.press('Say thanks', { on: digestsIn(circle)[0] });
    expect(circle.alice.modal?.text).toContain("Bob's firm");
    await circle.carol.press('Give a referral', { on: digestsIn(circle)[0] });
    expect(circle.carol.modal?.title).toBe('Give a referral');
  });

  it('has each referral and each quotable thanks in exactly one digest', async () => {
    circle = await startDigestCircle();
    const first = await giveSome('First');
    await circle.runAt(MONDAY);
    circle.clock.set('2026-12-02T15:00:00Z');
    await thank(circle, [first], 'You made my week');
    await giveSome('Second');
    await circle.runAt(NEXT_MONDAY);
    await giveSome('Third');
    await circle.runAt('2026-12-14T15:00:00Z');
    const read = digestsIn(circle).map(({ readable }) => readable);
    expect(read).toHaveLength(3);
    expect(
      read.map((each) =>
        ['• Gina referred Alice to _First_', '_Second_', '_Third_', 'made my week'].map((what) => each.includes(what)),
      ),
    ).toEqual([
      [true, false, false, false],
      [false, true, false, true],
      [false, false, true, false],
    ]);
    expect(read[1]).toContain('*Thanks, in their own words*\nAlice thanked Gina for _First_:\n> You made my week');
  });

  it('has what was recorded by a clock that ran behind', async () => {
    circle = await startDigestCircle();
    await giveSome('In time');
    await circle.runAt(MONDAY);
    await giveSome('Behind', '2026-11-30T14:58:00Z');
    await circle.runAt(NEXT_MONDAY);
    expect([times('In time'), times('Behind')]).toEqual([1, 1]);
  });

  it('goes back 7 days the first time, not further', async () => {
    circle = await startDigestCircle();
    await giveSome('Long ago', '2026-11-23T14:59:59Z');
    await giveSome('A week ago', '2026-11-23T15:00:00Z');
    await circle.runAt(MONDAY);
    await circle.runAt(NEXT_MONDAY);
    expect([times('Long ago'), times('A week ago')]).toEqual([0, 1]);
  });

  it('is not posted in a week without news, cheers or not, and the schedule moves on', async () => {
    circle = await startDigestCircle();
    await giveSome();
    await circle.runAt(MONDAY);
    await circle.carol.reacts('tada', digestsIn(circle)[0]!);
    expect(await previewDue(circle.goodturn.delivery, circle.goodturn.jobs, new Date(NEXT_MONDAY))).toEqual(
      expect.not.arrayContaining([expect.stringContaining('digest')]),
    );
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle)).toHaveLength(1);
    expect((await schedule())?.nextAt).toEqual(new Date('2026-12-14T15:00:00Z'));
    // the week after tells of the cheer all the same
    await giveSome('Later');
    await circle.runAt('2026-12-14T15:00:00Z');
    expect(digestsIn(circle)[1]?.readable).toContain('1 person cheered the last digest.');
  });

  it('is named by a dry run, which posts and stores nothing', async () => {
    circle = await startDigestCircle();
    const referral = await giveSome();
    expect(await previewDue(circle.goodturn.delivery, circle.goodturn.jobs, new Date(MONDAY))).toContain(
      `would send digest to ${circle.general.id} in T0CIRCLE`,
    );
    expect(digestsIn(circle)).toHaveLength(0);
    expect((await stored(circle, referral)).digestId).toBeNull();
    expect((await schedule())?.nextAt).toEqual(new Date(MONDAY));
  });

  it('is not built while Goodturn is uninstalled: the catch-up rule applies to what is new then', async () => {
    circle = await startDigestCircle();
    const referral = await giveSome();
    await circle.workspace.uninstall();
    await circle.runAt(MONDAY);
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle)).toHaveLength(0);
    expect((await stored(circle, referral)).digestId).toBeNull();
    expect((await schedule())?.nextAt).toEqual(new Date(MONDAY));
  });
});

describe('daylight saving', () => {
  test.each([
    [
      'America/New_York in spring',
      'America/New_York',
      '2026-03-03T15:00:00Z',
      ['2026-03-09T13:00:00Z', '2026-03-16T13:00:00Z'],
    ],
    [
      'America/New_York in autumn',
      'America/New_York',
      '2026-10-27T15:00:00Z',
      ['2026-11-02T14:00:00Z', '2026-11-09T14:00:00Z'],
    ],
    [
      'Europe/Berlin in spring',
      'Europe/Berlin',
      '2026-03-24T15:00:00Z',
      ['2026-03-30T07:00:00Z', '2026-04-06T07:00:00Z'],
    ],
    [
      'Europe/Berlin in autumn',
      'Europe/Berlin',
      '2026-10-20T15:00:00Z',
      ['2026-10-26T08:00:00Z', '2026-11-02T08:00:00Z'],
    ],
  ])('moves nothing on the clocks of %s', async (_where, tz, at, mondays) => {
    circle = await startCircle({ at });
    await circle.workspace.changeTimeZone(circle.ada, tz);
    await circle.ada.types('/referral digest here', { in: circle.general });
    for (const [index, monday] of mondays.entries()) {
      await giveSome(`Week ${index}`);
      await circle.runAt(new Date(Date.parse(monday) - 60_000));
      expect(digestsIn(circle)).toHaveLength(index);
      await circle.runAt(monday);
      expect(digestsIn(circle)).toHaveLength(index + 1);
      expect(digestsIn(circle)[index]?.readable).toContain(
        `*1 referral this week.*\n• Gina referred Alice to _Week ${index}_`,
      );
    }
  });
});

describe('after downtime', () => {
  it('of three weeks one digest has all that is new, and says since when', async () => {
    circle = await startDigestCircle();
    await giveSome('Early');
    await giveSome('Middle', '2026-12-07T20:00:00Z');
    await giveSome('Late', '2026-12-15T20:00:00Z');
    await circle.runAt('2026-12-16T16:00:00Z');
    await circle.runAt('2026-12-16T16:01:00Z');
    expect(digestsIn(circle).map(({ readable }) => readable)).toEqual([
      [
        'In the circle since 24 November',
        '*3 referrals since 24 November.*',
        '• Gina referred Alice to _Early_',
        '• Gina referred Alice to _Middle_',
        '• Gina referred Alice to _Late_',
      ].join('\n'),
    ]);
    expect((await schedule())?.nextAt).toEqual(new Date('2026-12-21T15:00:00Z'));
  });

  test.each([
    ['on a Saturday waits to Monday 09:00', '2026-12-05T18:00:00Z', '2026-12-07T15:00:00Z'],
    ['in the evening waits to the next morning', '2026-12-01T23:00:00Z', '2026-12-02T15:00:00Z'],
    ['on a working day goes at once', '2026-12-01T20:59:00Z', null],
  ])('a catch-up %s', async (_sentence, back, until) => {
    circle = await startDigestCircle();
    await giveSome();
    await circle.runAt(back);
    expect(digestsIn(circle)).toHaveLength(until ? 0 : 1);
    if (!until) return;
    await circle.runAt(new Date(Date.parse(until) - 60_000));
    expect(digestsIn(circle)).toHaveLength(0);
    await circle.runAt(until);
    expect(digestsIn(circle)).toHaveLength(1);
    expect((await schedule())!.nextAt > new Date(until)).toBe(true);
  });

  it('of Slack, over the weekend, the digest waits for working hours, and a second one takes its place', async () => {
    circle = await startDigestCircle();
    await giveSome('Before');
    const down = circle.slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt(MONDAY);
    down.off();
    await circle.runAt('2026-12-05T18:00:00Z');
    expect(digestsIn(circle)).toHaveLength(0);
    await giveSome('After');
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle).map(({ readable }) => [readable.includes('Before'), readable.includes('After')])).toEqual([
      [true, true],
    ]);
  });
});

describeOnBoth('two processes at once', (kind) => {
  it('post one digest', async () => {
    circle = await startDigestCircle({ database: kind });
    await giveSome();
    circle.clock.set(MONDAY);
    const other = openDatabase(circle.database.url);
    const { delivery, jobs } = circle.goodturn;
    const deps = [delivery, { ...delivery, db: other }, delivery, { ...delivery, db: other }];
    await Promise.all(deps.map((each) => runDue(each, jobs, new Date(MONDAY))));
    await circle.settle();
    await other.close();
    expect(digestsIn(circle)).toHaveLength(1);
    expect(circle.complaints).toEqual([]);
    expect((await schedule())?.nextAt).toEqual(new Date(NEXT_MONDAY));
  });
});

describe('Slack in trouble', () => {
  it('asking to wait gets the digest later, once', async () => {
    circle = await startDigestCircle();
    await giveSome();
    circle.slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 7 }, { times: 1 });
    await circle.runAt(MONDAY);
    expect(digestsIn(circle)).toHaveLength(0);
    await circle.runAt('2026-11-30T15:00:08Z');
    await circle.runAt('2026-11-30T15:01:00Z');
    expect(digestsIn(circle)).toHaveLength(1);
  });

  it('silent about the channel gets the digest a minute later: nothing is posted where it might be shared', async () => {
    circle = await startDigestCircle();
    await giveSome();
    const down = circle.slack.fault('conversations.info', { kind: 'error', status: 503 });
    await circle.runAt(MONDAY);
    expect(digestsIn(circle)).toHaveLength(0);
    down.off();
    await circle.runAt('2026-11-30T15:01:00Z');
    expect(digestsIn(circle)).toHaveLength(1);
  });

  it('losing its answer to a post that went through has the digest found, not posted again', async () => {
    circle = await startDigestCircle();
    await giveSome();
    circle.slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    await circle.runAt(MONDAY);
    await circle.runAt('2026-11-30T15:00:30Z');
    await circle.runAt('2026-11-30T15:01:00Z');
    expect(circle.general.messages).toHaveLength(1);
    const [read] = (await circle.database.db.read.deliveries.unsent('T0CIRCLE', 'digest', {})).map(
      ({ state }) => state,
    );
    expect(read).toBeUndefined();
  });

  it('losing its answer where nobody may look has the digest there once, and the operator told', async () => {
    circle = await startDigestCircle({ refuse: ['channels:history', 'groups:history'] });
    await giveSome();
    circle.slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    await circle.runAt(MONDAY);
    await circle.runAt('2026-11-30T15:00:30Z');
    await giveSome('Next');
    await circle.runAt(NEXT_MONDAY);
    expect([times("Bob's firm"), times('Next')]).toEqual([1, 1]);
    expect(circle.complaints.join()).toContain('fate unknown');
  });
});
