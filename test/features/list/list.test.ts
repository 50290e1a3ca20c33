import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { NewReferral } from '../../../src/store/referral-store';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from '../give/forged';
import { acting } from '../give/acting';
import { PLAIN } from '../../support/plain-referral';

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => circle.stop());

const EXAMPLE = "`/referral @alice to Bob's firm`";
const FORMS = '`/referral list`, `/referral list given`, `/referral list received` or `/referral list @alice`';

/** Records without a message to anybody. */
async function record(about: Partial<NewReferral>): Promise<void> {
  const { gina, alice, database, clock } = circle;
  await database.db.transaction((store) =>
    store.referrals.record('T0CIRCLE', {
      id: randomUUID(),
      giverId: gina.id,
      receiverId: alice.id,
      prospect: 'Acme',
      ...PLAIN,
      origin: randomUUID(),
      recordedAt: clock.now(),
      ...about,
    }),
  );
}

describe('/referral list', () => {
  test.each([
    ['', `What you give and receive is listed here. Your first referral takes one line: ${EXAMPLE}.`],
    [' given', `What you give is listed here. Your first referral takes one line: ${EXAMPLE}.`],
    [' received', `What others give you is listed here. A good start is to give: ${EXAMPLE}.`],
    [' @bob', `Nothing has passed between you and Bob yet. What you give Bob takes one line, like ${EXAMPLE}.`],
  ])('"%s" teaches where there is nothing yet', async (rest, sentence) => {
    const answer = await by(circle.gina).types(`/referral list${rest}`);
    expect(answer?.readable).toBe(sentence);
    expect(answer?.text).toBe(sentence);
    expect(answer?.ephemeral).toBe(true);
  });

  test('names whom Slack mentions by id alone, and calls an account that Slack does not know "a member"', async () => {
    const list = (id: string) => by(circle.gina).types(`/referral list <@${id}>`, { raw: true });
    expect((await list(circle.bob.id))?.text).toMatch(/^Nothing has passed between you and Bob yet\./);
    const mistaken = await by(circle.gina).types(`/referral list to <@${circle.bob.id}>`, { raw: true });
    expect(mistaken?.text).toBe(`I can't list “to Bob”: try ${FORMS}.`);
    expect((await list('U0NOBODY'))?.text).toMatch(/^Nothing has passed between you and a member yet\./);
  });

  test('shows what was given and received, newest first, each with what can be done', async () => {
    const { gina, alice, clock } = circle;
    await by(gina).types("/referral @alice to Bob's firm because they asked");
    clock.advance(24 * 3_600_000);
    await by(alice).types('/referral @gina to Acme #private');
    await circle.settle();
    clock.advance(2 * 24 * 3_600_000);
    const list = await by(gina).types('/referral LIST');
    expect(list?.readable).toBe(
      [
        'What you gave and received, newest first.',
        'Alice referred you to _Acme_ 2 days ago. Kept out of the digest.',
        "You referred Alice to _Bob's firm_ 3 days ago.",
        '> they asked',
      ].join('\n'),
    );
    expect(list?.text).toBe('What you gave and received, newest first.');
    expect(list?.buttons).toEqual(['My track record', 'Say thanks', 'Edit', 'Withdraw', 'Export']);
    expect((await by(gina).types('/referral list given'))?.readable).not.toContain('Acme');
    expect((await by(gina).types('/referral list received'))?.readable).not.toContain("Bob's firm");
    expect((await by(circle.bob).types('/referral list'))?.readable).not.toContain('Gina');
  });

  test('with a member, it is what passed between the two', async () => {
    const { gina } = circle;
    await by(gina).types('/referral @alice to Acme');
    await by(gina).types('/referral @bob to Acme');
    await by(circle.carol).types('/referral @alice to Acme');
    const list = await by(gina).types('/referral list @alice');
    expect(list?.readable).toBe(
      'What passed between you and Alice, newest first.\nYou referred Alice to _Acme_ today.',
    );
    // what was given can be reviewed, by whoever gave it
    expect(list?.buttons).toEqual(['Review', 'Edit', 'Withdraw']);
    expect((await by(circle.alice).types('/referral list @gina'))?.buttons).toEqual(['Say thanks']);
  });

  test('the giver sees that it was thanked and how it turned out', async () => {
    const { gina, alice, database, clock } = circle;
    await by(gina).types('/referral @alice to Acme');
    const [referral] = await database.db.read.referrals.list('T0CIRCLE', { of: gina.id }, { skip: 0, take: 1 });
    const change = async (what: object) => {
      await database.db.transaction((store) => store.referrals.change('T0CIRCLE', referral!.id, what, clock.now()));
      return [(await by(gina).types('/referral list'))!, (await by(alice).types('/referral list'))!] as const;
    };
    const [talking, stillOpen] = await change({ outcome: 'talking' });
    expect(talking.readable).toContain('You referred Alice to _Acme_ today. They are talking.');
    expect(stillOpen.readable).toContain('Gina referred you to _Acme_ today. You said you are talking.');
    expect(stillOpen.buttons).toEqual(['My track record', 'Say thanks', 'Export']);
    const [given, received] = await change({ alreadyThankedAt: clock.now(), outcome: 'business' });
    expect(given.readable).toContain('You referred Alice to _Acme_ today. Thanked. It became business.');
    expect(received.readable).toContain('Gina referred you to _Acme_ today. Thanked. You said it became business.');
    expect(received.buttons).toEqual(['My track record', 'Export']);
    const [misfit] = await change({ outcome: 'no_fit', outcomeReason: 'too far away' });
    expect(misfit.readable).toContain('It was not a fit.');
  });

  test('says who has left, and offers no thanks to them', async () => {
    const { gina, alice, workspace, database, clock } = circle;
    await by(alice).types('/referral @gina to Acme');
    await circle.settle();
    await workspace.deactivate(alice);
    await database.db.transaction((store) => store.members.left('T0CIRCLE', alice.id, clock.now()));
    const list = await by(gina).types('/referral list');
    expect(list?.readable).toContain('Alice (has left) referred you to _Acme_ today.');
    expect(list?.buttons).toEqual(['My track record', 'Export']);
  });

  test('a day is a day where the viewer is', async () => {
    const { gina, carol, clock } = circle;
    await by(gina).types('/referral @carol to Acme');
    await circle.settle();
    // past midnight in Chicago, still the same day in Tokyo
    clock.set('2026-11-25T06:30:00Z');
    expect((await by(gina).types('/referral list'))?.readable).toContain('yesterday');
    expect((await by(carol).types('/referral list'))?.readable).toContain('today');
  });

  test('markup in what people typed is text', async () => {
    const { gina, alice } = circle;
    await by(gina).types('/referral @alice to Bob <!channel> & co because <@U1> <https://evil.example|x>');
    await circle.settle();
    for (const person of [gina, alice]) {
      const list = await by(person).types('/referral list');
      expect(list?.readable).toContain('_Bob &lt;!channel&gt; &amp; co_');
      expect(list?.readable).not.toMatch(/<[@!h]/);
      expect(list?.pings).toEqual([]);
    }
  });

  test('a message it was recorded from is linked for the giver alone', async () => {
    const { gina, alice, carol, general } = circle;
    const message = await carol.says('@alice needs a plumber', { in: general });
    await by(gina).usesMessageShortcut('Record a referral', message);
    await gina.fillIn({ 'To whom?': 'Pipes Ltd' });
    await by(gina).submit();
    await circle.settle();
    expect((await by(gina).types('/referral list'))?.readable).toMatch(/<https:[^|]+\|The message>/);
    expect((await by(alice).types('/referral list'))?.readable).not.toContain('https:');
  });
});

describe('pages', () => {
  const many = async (count: number) => {
    const { gina, alice, clock, database } = circle;
    await database.db.transaction((store) =>
      store.members.remember('T0CIRCLE', [
        { userId: gina.id, name: 'Gina', timeZone: null },
        { userId: alice.id, name: 'Alice', timeZone: null },
      ]),
    );
    for (let i = 1; i <= count; i += 1) {
      await record({ prospect: `Firm ${i}.`, recordedAt: new Date(clock.now().getTime() - (count - i) * 60_000) });
    }
  };
  const firms = (text: string) => [...text.matchAll(/Firm (\d+)\./g)].map(([, n]) => Number(n));

  test('hold ten each, and turn in place', async () => {
    await many(23);
    const list = await by(circle.gina).types('/referral list given');
    expect(firms(list!.readable)).toEqual([23, 22, 21, 20, 19, 18, 17, 16, 15, 14]);
    expect(list?.buttons.slice(-1)).toEqual(['Older']);
    await by(circle.gina).press('Older', { on: list });
    expect(list?.text).toBe('What you gave, newest first, continued.');
    expect(firms(list!.readable)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
    expect(list?.buttons.slice(-2)).toEqual(['Newer', 'Older']);
    await by(circle.gina).press('Older', { on: list });
    expect(firms(list!.readable)).toEqual([3, 2, 1]);
    expect(list?.buttons.slice(-1)).toEqual(['Newer']);
    await by(circle.gina).press('Newer', { on: list });
    expect(firms(list!.readable)).toHaveLength(10);
    expect(circle.gina.ephemerals).toHaveLength(1);
  });

  test('exactly ten are one page', async () => {
    await many(10);
    const list = await by(circle.gina).types('/referral list');
    expect(firms(list!.readable)).toHaveLength(10);
    expect(list?.buttons).not.toContain('Older');
  });

  test('where the last row of a page is withdrawn, the page before it is shown', async () => {
    await many(11);
    const list = await by(circle.gina).types('/referral list');
    await by(circle.gina).press('Older', { on: list });
    expect(firms(list!.readable)).toEqual([1]);
    await by(circle.gina).press('Withdraw', { on: list });
    expect(firms(list!.readable)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(list?.buttons).not.toContain('Older');
  });

  test('the longest rows there can be fit', async () => {
    const { gina, database, clock } = circle;
    await database.db.transaction((store) =>
      store.members.remember('T0CIRCLE', [{ userId: gina.id, name: '&'.repeat(80), timeZone: null }]),
    );
    for (let i = 0; i < 12; i += 1) {
      await record({ prospect: '&'.repeat(300), note: '<'.repeat(2000), recordedAt: clock.now(), private: true });
    }
    const list = await by(gina).types('/referral list');
    expect(gina.warnings).toEqual([]);
    expect(list?.buttons).toContain('Older');
    expect(list!.blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(list!.blocks).length).toBeLessThan(13_000);
  });

  test.each(['', 'given', 'given:-1', 'given:x', 'with.alice:0', 'all:999999', '__proto__:0', 'given:1; DROP'])(
    'a forged page "%s" is refused',
    async (value) => {
      await many(11);
      const list = await by(circle.gina).types('/referral list');
      await by(circle.gina).press('Older', { on: list });
      await sendForged<{ actions: { value: string }[] }>(circle, circle.slack.lastPayload, ({ actions }) => {
        actions[0]!.value = value;
      });
      expect(circle.gina.ephemerals.at(-1)?.readable).toBe(
        'That page is not there any more. `/referral list` shows the newest.',
      );
    },
  );

  test('a page far behind the last is the last', async () => {
    await many(11);
    const list = await by(circle.gina).types('/referral list');
    await by(circle.gina).press('Older', { on: list });
    await sendForged<{ actions: { value: string }[] }>(circle, circle.slack.lastPayload, ({ actions }) => {
      actions[0]!.value = 'all:900';
    });
    expect(firms(list!.readable)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test("somebody else's press shows their own", async () => {
    const { bob, slack } = circle;
    await many(11);
    const list = await by(circle.gina).types('/referral list');
    await by(circle.gina).press('Older', { on: list });
    await sendForged<{ user: { id: string } }>(circle, slack.lastPayload, ({ user }) => {
      user.id = bob.id;
    });
    expect(list?.readable).toContain('What you give and receive is listed here.');
  });
});

describe('an unknown filter gets the right form', () => {
  test.each([
    ['everything', `I can't list “everything”: try ${FORMS}.`],
    ['<b> & co', `I can't list “&lt;b&gt; &amp; co”: try ${FORMS}.`],
    ['alice', `I can't list “alice”: try ${FORMS}.`],
    ['#general', `I can't list “#general”: try ${FORMS}.`],
    ['@channel', `I can't list “@channel”: try ${FORMS}.`],
    ['@alice @bob', 'I can list what passed between you and one person at a time: try `/referral list @alice`.'],
    ['@alice given', 'I can list what passed between you and one person at a time: try `/referral list @alice`.'],
    [
      '@gina',
      'What passed between you and everybody is in `/referral list`; for one person, try `/referral list @alice`.',
    ],
    ['__proto__', `I can't list “__proto__”: try ${FORMS}.`],
  ])('%s', async (rest, sentence) => {
    const answer = await by(circle.gina).types(`/referral list ${rest}`);
    expect(answer?.readable).toBe(sentence);
    expect(answer?.pings).toEqual([]);
  });
});
