import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { asks, press, saysNotYet, storedAsks } from './circle-of-asks';

describeOnBoth('asks at the same moment', (database) => {
  let circle: Circle;

  beforeEach(async () => {
    circle = await startCircle({ database });
  });

  afterEach(() => circle.stop());

  it('no more than three wait, and members who ask each other all get through', async () => {
    const { alice, gina, bob } = circle;
    await Promise.all([
      ...['A', 'B', 'C', 'D', 'E'].map((firm) => alice.types(`/referral ask @gina for ${firm}`, { settle: false })),
      ...['A', 'B'].map((firm) => gina.types(`/referral ask @alice for ${firm}`, { settle: false })),
      bob.types('/referral ask @alice for F', { settle: false }),
    ]);
    await circle.settle();
    expect(gina.dm).toHaveLength(3);
    expect(alice.dm).toHaveLength(3);
  });

  it('answers in two windows and two processes are told once, as the last of them says', async () => {
    const { alice, gina } = circle;
    await asks(circle, alice, '@gina for an intro to Acme');
    await press(circle, gina, 'Happy to');
    await Promise.all([gina.submit({ times: 2 }), gina.press('No, thanks', { settle: false, on: gina.dm[0] })]);
    await Promise.all([circle.runAt(circle.clock.now()), circle.runAt(circle.clock.now())]);
    const [ask] = await storedAsks(circle);
    const referred = alice.dm.filter(({ text }) => text.startsWith('Gina referred you'));
    expect(referred).toHaveLength(1);
    // what was given stands, whichever was first
    expect(ask!.state).toBe('accepted');
    const said = alice.dm.filter((message) => !referred.includes(message));
    for (const { text } of said) expect(text).toMatch(/^Gina said yes/);
  });

  it('met and taken back at once: one stands, and everybody sees the same', async () => {
    const { alice, gina } = circle;
    await asks(circle, alice, '@gina for an intro to Acme');
    await saysNotYet(circle, gina, 'Once we have met');
    await Promise.all([
      alice.press('These are met', { times: 2, on: alice.dm[0] }),
      alice.press('Withdraw', { settle: false, on: alice.dm[0] }),
    ]);
    await Promise.all([circle.runAt(circle.clock.now()), circle.runAt(circle.clock.now())]);
    const [ask] = await storedAsks(circle);
    expect(ask!.state).toBe('withdrawn');
    expect(gina.dm.map(({ text }) => text)).toEqual(gina.dm.map(() => 'Alice withdrew the ask for an intro to Acme.'));
    expect(gina.dm.length).toBeLessThan(3);
  });
});
