import { describe, expect, it } from '@jest/globals';
import { localTime } from '../../../playground/world/clock-choices';
import {
  HARBOR,
  isDigest,
  isNudge,
  PLAYED_WITHIN_MS,
  postedIn,
  startHarbor,
  startPlayedHarbor,
  type RunningHarbor,
} from './harbor';

const MINUTE_MS = 60_000;

/** Names of people and conversations with something unread, and what it is. */
function unreadIn({ world }: RunningHarbor): [string, string, string[][]][] {
  return world.cast.flatMap(({ person }) =>
    world.workspace.channels
      .filter(({ members }) => members.has(person.id))
      .map((channel): [string, string, string[][]] => {
        const since = Number(world.reads.lastRead(person, channel.id));
        const unread = channel.messages.filter((each) => each.user !== person.id && Number(each.ts) > since);
        return [person.name, channel.name, unread.map(({ buttons }) => buttons)];
      })
      .filter(([, , unread]) => unread.length > 0),
  );
}

async function expectABelievableStart(harbor: RunningHarbor): Promise<void> {
  const { world, complaints } = harbor;
  const { slack, cast, workspace, clock } = world;
  expect(complaints).toEqual([]);
  expect(cast.flatMap(({ person }) => person.warnings)).toEqual([]);
  expect(slack.calls.filter(({ answer }) => answer?.['ok'] !== true)).toEqual([]);
  expect(slack.payloads.filter(({ failure }) => failure !== undefined)).toEqual([]);
  expect([clock.moved, world.busy]).toEqual([false, null]);

  const { read } = harbor.database.db;
  const waiting = (name: string) => read.referrals.awaitingThanks(HARBOR, harbor.person(name).id);
  const [due, ...others] = (await Promise.all(['alice', 'priya', 'gina'].map(waiting))).flat();
  expect([due?.receiverId, due?.prospect, others]).toEqual(['U0ALICE', 'the Ferry Theatre', []]);
  const inMinutes = (due!.nudgeAt!.getTime() - clock.now().getTime()) / MINUTE_MS;
  expect(inMinutes).toBeGreaterThan(7);
  expect(inMinutes).toBeLessThan(12);
  expect(harbor.person('alice').dm.filter(isNudge)).toEqual([]);
  expect(await read.members.find(HARBOR, 'U0ALICE')).toMatchObject({ lastNudgedAt: null });
  expect(await waiting('ted')).toHaveLength(2);
  expect(await read.referrals.count(HARBOR, { of: 'U0TED' })).toBe(2);
  expect(await read.referrals.count(HARBOR, { of: 'U0NIA' })).toBe(0);

  const digests = postedIn(harbor.channel('referrals'));
  expect(digests.length).toBeGreaterThanOrEqual(3);
  for (const { ts } of digests) {
    const { dayOfWeek, hour, minute } = localTime(new Date(Number(ts) * 1000), workspace.tz);
    expect([dayOfWeek, hour, minute]).toEqual([1, 9, 0]);
  }
  const news = await read.referrals.newsForDigest(HARBOR, new Date(0));
  expect(news.length).toBeGreaterThanOrEqual(2);
  expect(unreadIn(harbor)).toEqual([['gina', 'goodturn-gina', [['My pleasure', 'Settings']]]]);
  expect(cast.flatMap(({ person }) => [...person.ephemerals, ...person.modalStack])).toEqual([]);
}

describe('the history', () => {
  it.each([
    ['a Monday, just before the digest', '2026-11-23T14:59:58Z'],
    ['the night in which it ends', '2026-11-01T06:30:00Z'],
    ['a Friday night, a Saturday further east', '2026-11-28T04:00:00Z'],
  ])(
    'makes a believable start on %s, with a reminder and a digest one click away',
    async (_, now) => {
      const harbor = await startHarbor(now);
      await expectABelievableStart(harbor);

      const { world } = harbor;
      const gina = harbor.person('gina');
      const before = postedIn(harbor.channel('referrals')).length;
      await world.moveClock('morning', gina);
      const [nudge, ...more] = harbor.person('alice').dm.filter(isNudge);
      expect(nudge?.readable).toContain('the Ferry Theatre');
      expect(more).toEqual([]);

      // on a weekend the next working morning is Monday's
      if (postedIn(harbor.channel('referrals')).length === before) await world.moveClock('monday', gina);
      const [digest] = postedIn(harbor.channel('referrals')).slice(before);
      expect(digest && isDigest(digest)).toBe(true);
      expect(digest?.readable).toContain('Umi Ceramics');
      expect(harbor.complaints).toEqual([]);
      await harbor.stop();
    },
    PLAYED_WITHIN_MS,
  );

  it(
    'holds a bit of everything, and messages for the shortcuts',
    async () => {
      const harbor = await startPlayedHarbor();
      await expectABelievableStart(harbor);
      const { read } = harbor.database.db;
      const given = (
        await Promise.all(
          harbor.world.cast.map(({ person }) =>
            read.referrals.list(HARBOR, { of: person.id, role: 'given' }, { skip: 0, take: 99 }),
          ),
        )
      ).flat();
      expect(new Set(given.map(({ giverId }) => giverId)).size).toBe(6);
      expect(given.length).toBeGreaterThanOrEqual(14);
      expect(given.filter((each) => each.private)).toHaveLength(1);
      expect(given.filter(({ prospectId }) => prospectId)).toHaveLength(1);
      expect(given.filter(({ prayedInId }) => prayedInId)).toHaveLength(1);
      expect(given.filter(({ alreadyThankedAt }) => alreadyThankedAt)).toHaveLength(1);
      expect(given.filter(({ outcome, outcomeReason }) => outcome === 'no_fit' && outcomeReason)).toHaveLength(1);
      expect(given.filter(({ thanks }) => thanks).length).toBeGreaterThanOrEqual(7);
      expect(postedIn(harbor.channel('referrals')).at(-1)?.readable).toContain('3 people cheered');

      const said = harbor.channel('general').messages;
      const thanks = said.find(({ user, text }) => user === 'U0CAROL' && text.includes('thank you'))!;
      const omars = said.find(({ user }) => user === 'U0OMAR')!;
      await harbor.person('gina').usesMessageShortcut('Record a referral', omars);
      expect(harbor.person('gina').modal?.fields['Who are you referring?']).toEqual(['U0ALICE']);
      await harbor.person('carol').usesMessageShortcut('Count as thanks', thanks);
      await harbor.tick();
      expect(harbor.person('ada').dm.at(-1)?.readable).toContain('Carol thanks you for the referral to _Umi Ceramics_');
      expect(harbor.complaints).toEqual([]);
      await harbor.stop();
    },
    PLAYED_WITHIN_MS,
  );
});
