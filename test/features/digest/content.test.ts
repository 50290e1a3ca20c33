import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { Circle } from '../../support/circle';
import { change, digestsIn, MONDAY, NEXT_MONDAY, refer, startDigestCircle, thank } from './circle-with-digest';

let circle: Circle;
beforeEach(async () => {
  circle = await startDigestCircle();
});
afterEach(() => circle.stop());

const latest = () => digestsIn(circle).at(-1)!;
const sizeOf = ({ blocks }: { blocks: unknown[] }) => JSON.stringify(blocks).length;

describe('a digest shows', () => {
  it('giver, receiver and prospect, and neither note nor warmth nor who was thanked', async () => {
    const { gina, alice, bob, carol } = circle;
    const first = await refer(circle, gina, alice, "Bob's firm", { note: 'SECRET-NOTE', at: '2026-11-24T15:00:00Z' });
    await refer(circle, bob, carol, 'Acme & Co', { at: '2026-11-25T15:00:00Z' });
    await thank(circle, [first], 'SECRET-THANKS', { mayQuote: false });
    await circle.runAt(MONDAY);
    expect(latest().readable).toBe(
      [
        'This week in the circle',
        '*2 referrals this week.*',
        "• Gina referred Alice to _Bob's firm_",
        '• Bob referred Carol to _Acme &amp; Co_',
      ].join('\n'),
    );
    expect(latest().text).toBe(
      "This week in the circle: 2 referrals. Gina referred Alice to Bob's firm and Bob referred Carol to Acme &amp; Co.",
    );
    expect(JSON.stringify(latest().blocks)).not.toMatch(/SECRET|hot/);
  });

  it('a member as prospect as another member', async () => {
    const { gina, alice, bob } = circle;
    await refer(circle, gina, alice, 'Bob', { prospectId: bob.id });
    await circle.runAt(MONDAY);
    expect(latest().readable).toContain('• Gina referred Alice to another member');
    expect(latest().readable + latest().text).not.toContain('Bob');
  });

  it('referrals by time, whoever gave them', async () => {
    const { gina, alice, bob } = circle;
    await refer(circle, gina, alice, 'Third', { at: '2026-11-27T15:00:00Z' });
    await refer(circle, bob, alice, 'First', { at: '2026-11-24T15:00:00Z' });
    await refer(circle, gina, alice, 'Second', { at: '2026-11-25T15:00:00Z' });
    await circle.runAt(MONDAY);
    expect(latest().readable.match(/First|Second|Third/g)).toEqual(['First', 'Second', 'Third']);
  });

  it('thanks that may be quoted, once for all they were said for', async () => {
    const { gina, alice } = circle;
    const both = [await refer(circle, gina, alice, 'One'), await refer(circle, gina, alice, 'Two')];
    await thank(circle, both, 'Two good people.\nThank you');
    await circle.runAt(MONDAY);
    expect(latest().readable).toContain('Alice thanked Gina for _One_ and _Two_:\n> Two good people.\n> Thank you');
    expect(latest().text).not.toContain('good people');
  });

  it('what waits for thanks when it covers three receivers, and nothing of it when it covers two', async () => {
    const { gina, alice, bob, carol } = circle;
    await refer(circle, gina, alice, 'One');
    await refer(circle, gina, bob, 'Two');
    const third = await refer(circle, gina, bob, 'Three');
    await circle.runAt(MONDAY);
    expect(latest().readable).not.toContain('waiting');
    await refer(circle, gina, carol, 'Four');
    await circle.runAt(NEXT_MONDAY);
    expect(latest().readable).toContain('4 referrals are waiting for thanks.');
    // the count is as of the day it was posted: it does not tell who thanks when
    await change(circle, third, { alreadyThankedAt: new Date(NEXT_MONDAY) });
    expect(latest().readable).toContain('4 referrals are waiting for thanks.');
  });

  it('no withdrawn referral in what waits for thanks, and nothing of it once it covers two receivers', async () => {
    const { gina, alice, bob, carol } = circle;
    const [first, second] = [await refer(circle, gina, alice, 'One'), await refer(circle, gina, alice, 'Two')];
    await refer(circle, gina, bob, 'Three');
    const last = await refer(circle, gina, carol, 'Four');
    await circle.runAt(MONDAY);
    expect(latest().readable).toContain('4 referrals are waiting for thanks.');
    circle.clock.set('2026-11-30T16:00:00Z');
    await change(circle, second, { withdrawnAt: circle.clock.now() });
    expect(latest().readable).toContain('3 referrals are waiting for thanks.');
    await change(circle, last, { alreadyThankedAt: circle.clock.now() });
    expect(latest().readable).toContain('3 referrals are waiting for thanks.');
    await change(circle, first, { withdrawnAt: circle.clock.now() });
    expect(latest().readable).not.toContain('waiting');
  });

  it('no waiting for those who have left', async () => {
    const { gina, alice, bob, carol } = circle;
    for (const receiver of [alice, bob, carol]) await refer(circle, gina, receiver, `For ${receiver.name}`);
    await circle.database.db.transaction((store) => store.members.left('T0CIRCLE', carol.id, circle.clock.now()));
    await circle.runAt(MONDAY);
    expect(latest().readable).not.toContain('waiting');
  });
});

describe('private referrals', () => {
  it('count and are not shown, in one digest alone', async () => {
    const { gina, alice, bob } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    await refer(circle, gina, bob, 'HIDDEN', { private: true });
    await circle.runAt(MONDAY);
    expect(latest().readable).toBe(
      "This week in the circle\n*2 referrals this week.* 1 of them is private and not shown.\n• Gina referred Alice to _Bob's firm_",
    );
    expect(JSON.stringify(latest().blocks) + latest().text).not.toContain('HIDDEN');
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle)).toHaveLength(1);
  });

  it('alone are counted', async () => {
    await refer(circle, circle.gina, circle.bob, 'HIDDEN', { private: true });
    await circle.runAt(MONDAY);
    expect(latest().readable).toBe('This week in the circle\n*1 referral this week.* It is private and not shown.');
    expect(latest().text).toBe('This week in the circle: 1 referral.');
  });

  it('have no thanks quoted', async () => {
    const { gina, alice, bob } = circle;
    await thank(circle, [await refer(circle, gina, alice, 'HIDDEN', { private: true })], 'WORDS');
    await refer(circle, gina, bob, 'Shown');
    await circle.runAt(MONDAY);
    expect(latest().readable).not.toMatch(/HIDDEN|WORDS/);
  });
});

describe('what changes', () => {
  it('before the digest is posted is in it as changed, and what was withdrawn is not', async () => {
    const { gina, alice } = circle;
    const edited = await refer(circle, gina, alice, 'Old name');
    const gone = await refer(circle, gina, alice, 'Withdrawn');
    await change(circle, edited, { prospect: 'New name' });
    await change(circle, gone, { withdrawnAt: circle.clock.now() });
    await circle.runAt(MONDAY);
    expect(latest().readable).toBe(
      'This week in the circle\n*1 referral this week.*\n• Gina referred Alice to _New name_',
    );
  });

  it('afterwards is redrawn in place, and nothing new is posted', async () => {
    const { gina, alice, bob } = circle;
    const edited = await refer(circle, gina, alice, 'Old name');
    const gone = await refer(circle, gina, bob, 'Withdrawn');
    const hidden = await refer(circle, gina, bob, 'Turned private');
    await thank(circle, [gone], 'Quoted of the withdrawn');
    await circle.runAt(MONDAY);
    const posted = latest();
    expect(posted.readable).toMatch(/Old name[^]*Withdrawn[^]*Turned private[^]*Quoted of the withdrawn/);
    await change(circle, edited, { prospect: 'New name' });
    await change(circle, gone, { withdrawnAt: circle.clock.now() });
    await change(circle, hidden, { private: true });
    expect(posted.readable).toBe(
      'This week in the circle\n*2 referrals this week.* 1 of them is private and not shown.\n• Gina referred Alice to _New name_',
    );
    await change(circle, hidden, { private: false });
    expect(posted.readable).toContain('• Gina referred Bob to _Turned private_');
    expect(circle.general.messages).toHaveLength(1);
  });

  it('quoted thanks follow: other words, and the wish not to be quoted', async () => {
    const { gina, alice } = circle;
    const referral = await refer(circle, gina, alice, "Bob's firm");
    await thank(circle, [referral], 'First words');
    await circle.runAt(MONDAY);
    await thank(circle, [referral], 'Better words');
    expect(latest().readable).toContain('> Better words');
    await thank(circle, [referral], 'Better words', { mayQuote: false });
    expect(latest().readable).not.toContain('words');
    expect(latest().readable).toContain("• Gina referred Alice to _Bob's firm_");
  });

  it('an older digest that quotes nothing does not follow thanks for its rows', async () => {
    const { gina, alice } = circle;
    const referral = await refer(circle, gina, alice, "Bob's firm");
    await circle.runAt(MONDAY);
    const before = latest().readable;
    await thank(circle, [referral], 'WORDS');
    expect(latest().readable).toBe(before);
  });

  it('down to nothing says so', async () => {
    const referral = await refer(circle, circle.gina, circle.alice, 'Acme');
    await circle.runAt(MONDAY);
    await change(circle, referral, { withdrawnAt: circle.clock.now() });
    expect(latest().readable).toBe('This week in the circle\nWhat stood here has been taken back.');
    expect(latest().text).toBe('This week in the circle: nothing to show any more.');
  });

  it('is left as it is, and logged, where Slack refuses the redraw', async () => {
    const referral = await refer(circle, circle.gina, circle.alice, 'Acme');
    await circle.runAt(MONDAY);
    circle.workspace.editWindowMinutes = 1;
    circle.clock.set('2026-11-30T16:00:00Z');
    await change(circle, referral, { prospect: 'Other' });
    expect(latest().readable).toContain('_Acme_');
    expect(circle.complaints.join()).toContain('edit_window_closed');
  });
});

describe('an over-long week', () => {
  it('of 200 referrals is posted as far as there is room, and the rest joins the next digests', async () => {
    for (let index = 0; index < 200; index += 1) {
      await refer(
        circle,
        circle.gina,
        circle.alice,
        `Prospect number ${String(index).padStart(3, '0')} of this very long week, Incorporated & Partners`,
      );
    }
    await circle.runAt(MONDAY);
    await circle.runAt(NEXT_MONDAY);
    await circle.runAt('2026-12-14T15:00:00Z');
    await circle.runAt('2026-12-21T15:00:00Z');
    const digests = digestsIn(circle);
    const numbers = digests.flatMap(({ readable }) =>
      [...readable.matchAll(/number (\d+)/g)].map(([, number]) => Number(number)),
    );
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index));
    expect(digests.length).toBeGreaterThan(1);
    for (const digest of digests) {
      expect(digest.blocks.length).toBeLessThanOrEqual(50);
      expect(sizeOf(digest)).toBeLessThan(13_000);
    }
    const inFirst = digests[0]!.readable.match(/number/g)!.length;
    expect(digests[0]!.readable).toContain(`*${inFirst} referrals this week.*`);
    expect(digests[0]!.readable).toContain(`${200 - inFirst} more had no room here and join the next digest.`);
    expect(digests.at(-1)!.readable).not.toContain('no room');
  });

  const hostile = [
    ['markup', '<!channel> & <@U0BOB> *_~`'],
    ['emoji', '🙏🏽👩‍👩‍👧‍👦'],
    ['quotes and backslashes', '"\\'],
    ['one letter', 'a'],
  ];
  const longProspect = (index: number, piece: string) =>
    [...`${String(index).padStart(2, '0')}: ${piece.repeat(300)}`].slice(0, 300).join('');
  const fortyReferrals = async (prospectOf: (index: number) => string) => {
    const referrals = [];
    for (let index = 0; index < 40; index += 1) {
      referrals.push(await refer(circle, circle.gina, circle.alice, prospectOf(index)));
    }
    return referrals;
  };

  test.each(hostile)('of 40 prospects of 300 characters of %s has each in one digest', async (_what, piece) => {
    await fortyReferrals((index) => longProspect(index, piece));
    for (let monday = Date.parse(MONDAY), weeks = 0; weeks < 9; weeks += 1) {
      await circle.runAt(new Date(monday + weeks * 7 * 24 * 3_600_000));
    }
    const rows = digestsIn(circle).flatMap(({ readable }) => readable.match(/^• .*$/gm) ?? []);
    expect(rows.map((row) => Number(/(\d\d):/.exec(row)?.[1]))).toEqual(
      Array.from({ length: 40 }, (_, index) => index),
    );
    for (const digest of digestsIn(circle)) {
      expect(sizeOf(digest)).toBeLessThan(13_000);
      expect(digest.pings).toEqual([]);
    }
  });

  test.each(hostile)(
    'of 40 prospects that are edited to 300 characters of %s is redrawn within the limits',
    async (_what, piece) => {
      const referrals = await fortyReferrals((index) => `${index} short`);
      await circle.runAt(MONDAY);
      expect(latest().readable.match(/^• /gm)).toHaveLength(40);
      await circle.database.db.transaction(async (store) => {
        for (const [index, { id }] of referrals.entries()) {
          await store.referrals.change('T0CIRCLE', id, { prospect: longProspect(index, piece) }, circle.clock.now());
        }
      });
      circle.goodturn.scheduler.wake();
      await circle.settle();
      expect(circle.complaints).toEqual([]);
      expect(latest().readable).not.toContain('short');
      expect(sizeOf(latest())).toBeLessThan(13_000);
      expect(latest().pings).toEqual([]);
      const rows = latest().readable.match(/^• /gm)!.length;
      const dropped = Number(/(\d+) more ha(?:s|ve) no room here\./.exec(latest().readable)?.[1] ?? 0);
      expect(rows + dropped).toBe(40);
    },
  );

  it('of long quotes joins the next digest too, each quoted once and whole', async () => {
    const { gina, alice } = circle;
    for (let index = 0; index < 12; index += 1) {
      const referral = await refer(circle, gina, alice, `P${index}`);
      await thank(circle, [referral], `Quote ${index}: ${'thank you & all the best '.repeat(70)}end ${index}.`);
    }
    for (const monday of [MONDAY, NEXT_MONDAY, '2026-12-14T15:00:00Z', '2026-12-21T15:00:00Z'])
      await circle.runAt(monday);
    const all = digestsIn(circle)
      .map(({ readable }) => readable)
      .join('\n');
    for (let index = 0; index < 12; index += 1) {
      expect(all.split(`Quote ${index}:`)).toHaveLength(2);
      expect(all.split(`end ${index}.`)).toHaveLength(2);
    }
    for (const digest of digestsIn(circle)) expect(sizeOf(digest)).toBeLessThan(13_000);
  });

  it('of one quote that is all markup is posted all the same', async () => {
    const referral = await refer(circle, circle.gina, circle.alice, 'Acme');
    await thank(circle, [referral], '&'.repeat(4_000));
    await circle.runAt(MONDAY);
    expect(latest().readable).toContain('Alice thanked Gina for _Acme_:');
    expect(circle.complaints).toEqual([]);
  });
});

describe('hostile text', () => {
  it('in names, prospects and quotes pings nobody and forges no row', async () => {
    const mallory = circle.workspace.addMember({
      name: 'mallory',
      displayName: '<!channel> *M*\n• Bob referred Alice to _Evil_',
    });
    const referral = await refer(
      circle,
      mallory,
      circle.alice,
      'Real\n• Bob referred Carol to _Forged_ <!here> <@U0BOB|x> ```',
    );
    await refer(circle, mallory, circle.alice, '``` end');
    await thank(circle, [referral], '<!everyone> <https://evil.example|click>\n```');
    await circle.runAt(MONDAY);
    expect(latest().pings).toEqual([]);
    expect(latest().readable).not.toMatch(/<[!@h]/);
    expect(latest().readable.match(/^• /gm)).toHaveLength(2);
    expect(latest().readable.split('*Thanks')[0]).not.toContain('```');
  });

  it('of a name of any length has its row', async () => {
    const long = circle.workspace.addMember({ name: 'long', displayName: '&'.repeat(2_000) });
    await refer(circle, long, circle.alice, '&'.repeat(300));
    await circle.runAt(MONDAY);
    expect(latest().readable).toContain('referred Alice to');
    expect(circle.complaints).toEqual([]);
  });
});
