import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PLAYED_WITHIN_MS, startHarbor, startPlayedHarbor, type RunningHarbor } from './harbor';

describe('the fault switches', () => {
  let harbor: RunningHarbor;

  beforeAll(async () => {
    harbor = await startPlayedHarbor();
  }, PLAYED_WITHIN_MS);
  afterAll(() => harbor.stop());

  const refer = async (prospect: string) => {
    const { world } = harbor;
    const calls = world.slack.calls.length;
    await harbor.person('gina').types(`/referral @alice to ${prospect}`, { in: harbor.channel('general') });
    await harbor.tick();
    return world.slack.calls.slice(calls).filter(({ method }) => method === 'chat.postMessage');
  };
  const arrived = (prospect: string) => harbor.person('alice').dm.filter(({ readable }) => readable.includes(prospect));
  /** Real time passes, and the app's own retries come with it. */
  const passing = async (seconds: number) => {
    harbor.time.pass(seconds * 1000);
    await harbor.tick();
  };

  it.each([
    ['rate_limit', 429],
    ['error', 500],
  ] as const)('hold a message back while `%s` is on; off, the app sends it by itself, once', async (kind, status) => {
    const { faults } = harbor.world;
    const prospect = `the ${kind} yard`;
    faults.set(kind, true);
    faults.set(kind, true);
    const posts = await refer(prospect);
    expect(posts.map((call) => call.status)).toEqual([status]);
    expect([faults.isOn(kind), arrived(prospect)]).toEqual([true, []]);

    faults.set(kind, false);
    await harbor.tick();
    expect([faults.isOn(kind), arrived(prospect)]).toEqual([false, []]);
    await passing(21);
    expect(arrived(prospect)).toHaveLength(1);
    await passing(120);
    expect(arrived(prospect)).toHaveLength(1);
  });

  it('lose the answer to a message that arrives: the app finds it, and posts it no second time', async () => {
    const { faults } = harbor.world;
    faults.set('lost_answer', true);
    const posts = await refer('the quiet pier');
    expect(posts.map((call) => call.status)).toEqual([undefined]);
    expect(arrived('the quiet pier')).toHaveLength(1);

    faults.set('lost_answer', false);
    await passing(30);
    await passing(120);
    expect(arrived('the quiet pier')).toHaveLength(1);
    // it knows where it is: the answer takes the buttons' place
    await harbor.person('alice').press('Already thanked them', { row: /quiet pier/ });
    await harbor.tick();
    expect(arrived('the quiet pier')[0]?.readable).toContain('You had already thanked Gina');
  });

  it('slow every call down, and are all off after a restart', async () => {
    const { faults, slack } = harbor.world;
    faults.set('slow', true);
    const before = performance.now();
    const calls = slack.calls.length;
    await harbor.tick();
    await harbor.person('gina').usesShortcut('Give a referral');
    await slack.idle();
    expect(performance.now() - before).toBeGreaterThan(2_400);
    expect(slack.calls.slice(calls).map(({ method }) => method)).toEqual(['views.open']);
    expect(harbor.person('gina').modal?.title).toBe('Give a referral');

    const again = await startHarbor('2026-11-25T16:30:00Z', {
      database: harbor.database,
      snapshot: harbor.world.snapshot()!,
    });
    expect(again.world.faults.isOn('slow')).toBe(false);
    await again.stop('keep the database');
    faults.set('slow', false);
  });
});
