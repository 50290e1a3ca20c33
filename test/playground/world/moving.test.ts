import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localTime } from '../../../playground/world/clock-choices';
import { Busy } from '../../../playground/world/create-world';
import type { Message } from '../../../playground/server/message';
import { putFile } from '../picture-files';
import { isNudge, PLAYED_WITHIN_MS, postedIn, startPlayedHarbor, type RunningHarbor } from './harbor';

describe('moving the clock', () => {
  let harbor: RunningHarbor;

  beforeAll(async () => {
    // a Wednesday, 10:20 in Chicago
    harbor = await startPlayedHarbor();
  }, PLAYED_WITHIN_MS);
  afterAll(() => harbor.stop());

  const hourOf = ({ ts }: Message, zone: string) => {
    const { dayOfWeek, hour, minute } = localTime(new Date(Number(ts) * 1000), zone);
    return [dayOfWeek, `${hour}:${String(minute).padStart(2, '0')}`];
  };

  it(
    'says so meanwhile, shows the clock on its way and what arrives, and is done one at a time',
    async () => {
      const { world } = harbor;
      const gina = harbor.person('gina');
      const seen: { busy: string | null; at: number }[] = [];
      const off = world.onChange(() => seen.push({ busy: world.busy, at: world.clock.now().getTime() }));
      const move = world.moveClock('monday', gina);
      const others = [world.moveClock('day', gina), world.moveClock('now', gina), world.startOver()];
      for (const other of others) await expect(other).rejects.toBeInstanceOf(Busy);
      await move;
      off();

      expect(new Set(seen.map(({ busy }) => busy))).toEqual(
        new Set(['Moving to Monday, 30 November, 09:00 in Chicago …', null]),
      );
      expect(seen.at(-1)!.busy).toBeNull();
      const times = seen.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(times).size).toBeGreaterThan(3);
      expect(world.clock.moved).toBe(true);
      expect(Math.floor(world.clock.now().getTime() / 60_000)).toBe(Date.parse('2026-11-30T15:00:00Z') / 60_000);
      const count = seen.length;
      world.changed();
      expect(seen).toHaveLength(count);
    },
    PLAYED_WITHIN_MS,
  );

  it('has done what fell due on the way, each at its own time', () => {
    const digest = postedIn(harbor.channel('referrals')).at(-1)!;
    expect(hourOf(digest, 'America/Chicago')).toEqual([1, '9:00']);
    // 48 hours after it was recorded, in the next whole hour
    const nudge = harbor.person('alice').dm.find(isNudge)!;
    expect(hourOf(nudge, 'America/New_York')).toEqual([3, '12:00']);
    expect(harbor.complaints).toEqual([]);
  });

  it('goes back to real time, and what has happened stays', async () => {
    const { world, time } = harbor;
    const digests = postedIn(harbor.channel('referrals')).length;
    await world.moveClock('now', harbor.person('gina'));
    expect([world.clock.moved, world.busy]).toEqual([false, null]);
    expect(Math.abs(world.clock.now().getTime() - time.now().getTime())).toBeLessThan(1000);
    expect(postedIn(harbor.channel('referrals'))).toHaveLength(digests);
    // and life goes on: what is said now comes after what was said then
    const { ts } = await harbor.person('gina').says('Good morning.', { in: harbor.channel('general') });
    expect(harbor.channel('general').messages.at(-1)?.ts).toBe(ts);
    expect(harbor.complaints).toEqual([]);
  });

  it(
    'leads a month on, with the last reminder and every digest that has news',
    async () => {
      const { world } = harbor;
      const alice = harbor.person('alice');
      await world.moveClock('month', alice);
      expect(world.clock.now().toISOString().slice(0, 10)).toBe('2026-12-25');
      const nudges = alice.dm.filter(isNudge);
      expect(nudges).toHaveLength(3);
      expect(nudges.at(-1)?.readable).toContain('last reminder');
      for (const nudge of nudges) {
        const [day, time] = hourOf(nudge, 'America/New_York');
        expect(day).toBeLessThanOrEqual(5);
        expect(Number.parseInt(String(time), 10)).toBeGreaterThanOrEqual(9);
        expect(Number.parseInt(String(time), 10)).toBeLessThan(17);
      }
      expect(harbor.complaints).toEqual([]);
    },
    PLAYED_WITHIN_MS,
  );

  it(
    'starts over: everything is as on the first day, also for the app',
    async () => {
      const { world, database } = harbor;
      const before = world.workspace;
      await harbor.person('gina').types("/referral @alice to Bob's firm", { in: harbor.channel('general') });
      const picture = putFile(before, 'picture.png');
      world.faults.set('error', true);
      world.reads.mark(harbor.person('gina'), 'C0GENERAL', '9999999999.000000');
      await world.startOver();

      expect(world.workspace).not.toBe(before);
      expect([world.workspace.id, world.workspace.botUserId]).toEqual([before.id, before.botUserId]);
      expect(world.slack.workspaces).toEqual([world.workspace]);
      expect(world.slack.files.has(picture.id)).toBe(false);
      expect([world.clock.moved, world.busy, world.faults.isOn('error')]).toEqual([false, null, false]);
      expect(world.reads.lastRead(harbor.person('gina'), 'C0GENERAL')).not.toBe('9999999999.000000');
      const referrals = await database.db.read.referrals.list('T0HARBOR', { of: 'U0ALICE' }, { skip: 0, take: 99 });
      expect(referrals.map(({ prospect }) => prospect)).not.toContain("Bob's firm");
      expect(harbor.person('alice').dm.filter(isNudge)).toEqual([]);
      expect(harbor.complaints).toEqual([]);
      await world.moveClock('morning', harbor.person('gina'));
      expect(harbor.person('alice').dm.filter(isNudge)).toHaveLength(1);
    },
    PLAYED_WITHIN_MS,
  );
});
