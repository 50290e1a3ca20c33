import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PLAYED_WITHIN_MS, startHarbor, startPlayedHarbor, type RunningHarbor } from './harbor';

describe('the guided first minute', () => {
  let harbor: RunningHarbor;

  beforeAll(async () => {
    harbor = await startPlayedHarbor();
  }, PLAYED_WITHIN_MS);
  afterAll(() => harbor.stop());

  const done = () =>
    harbor.world.guide
      .sight()
      .steps.filter((step) => step.done)
      .map(({ id }) => id);

  it('begins with nothing done, though the history has it all, and says whom to be and where', () => {
    const { hidden, steps } = harbor.world.guide.sight();
    expect([hidden, done()]).toEqual([false, []]);
    expect(steps.map(({ id, as, conversation }) => [id, as, conversation])).toEqual([
      ['give', 'U0GINA', 'C0GENERAL'],
      ['thank', 'U0ALICE', harbor.world.workspace.dmOf(harbor.person('alice')).id],
      ['pleasure', 'U0GINA', harbor.world.workspace.dmOf(harbor.person('gina')).id],
      ['digest', 'U0GINA', 'C0REFERRALS'],
    ]);
    expect(steps.map(({ does }) => does)).toEqual([
      { type: "/referral @alice to Bob's firm because they need a new boat yard" },
      null,
      null,
      { clock: 'monday' },
    ]);
  });

  it('takes neither a reminder for a referral, nor older thanks for the answer to Alice', async () => {
    await harbor.world.moveClock('morning', harbor.person('gina'));
    await harbor.person('gina').press('My pleasure', { row: /We start in spring/ });
    await harbor.person('omar').types("/referral @ada to Bob's firm", { in: harbor.channel('general') });
    await harbor.tick();
    expect(done()).toEqual([]);
  });

  it(
    'ticks off each step when it has happened, whoever did it',
    async () => {
      const { guide } = harbor.world;
      const [gina, alice] = [harbor.person('gina'), harbor.person('alice')];
      const [first] = guide.sight().steps;
      await gina.types((first!.does as { type: string }).type, { in: harbor.channel('general') });
      await harbor.tick();
      expect(done()).toEqual(['give']);

      await alice.press('Say thanks', { row: /Bob's firm/ });
      await alice.fillIn({ 'Your note': 'They want to see drawings by Friday.' });
      await alice.submit();
      await harbor.tick();
      expect(done()).toEqual(['give', 'thank']);

      await gina.press('My pleasure', { row: /drawings by Friday/ });
      await harbor.tick();
      expect(done()).toEqual(['give', 'thank', 'pleasure']);
      expect(guide.sight().steps.at(-1)!.text).toContain('Move the clock');

      await harbor.world.moveClock('monday', gina);
      expect(done()).toEqual(['give', 'thank', 'pleasure', 'digest']);
      expect(guide.sight().end).toContain('That was all of it');
    },
    PLAYED_WITHIN_MS,
  );

  it(
    'stays done and hidden over a restart, and begins anew when everything does',
    async () => {
      const { world } = harbor;
      world.guide.hide(true);
      const again = await startHarbor(world.clock.now(), { database: harbor.database, snapshot: world.snapshot()! });
      expect(again.world.guide.sight()).toEqual({ ...world.guide.sight(), hidden: true });
      await again.stop('keep the database');

      await world.startOver();
      expect([world.guide.sight().hidden, done()]).toEqual([false, []]);
    },
    PLAYED_WITHIN_MS,
  );
});
