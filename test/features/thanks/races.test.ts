import { afterEach, expect, it } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { messagesLike, refer, referralIn, stopQuietly } from './circle-of-thanks';

describeOnBoth('thanks said in several ways at once', (kind) => {
  let circle: Circle;

  afterEach(() => stopQuietly(circle));

  it('are one written thanks for each referral, in one message about each', async () => {
    circle = await startCircle({ database: kind });
    const { gina, alice, general } = circle;
    const first = await refer(circle, gina, alice, "Bob's firm");
    const second = await refer(circle, gina, alice, 'Acme');
    const message = await alice.says('Thank you @Gina', { in: general });
    await alice.press('Say thanks', { on: alice.dm[0] });
    await alice.fillIn({ 'Your note': 'From the form.' });
    await Promise.all([
      alice.submit({ times: 3 }),
      alice.types('/referral thanks @gina From a line.'),
      alice.types('/referral thanks @gina From another line.'),
      alice.usesMessageShortcut('Count as thanks', message),
    ]);
    await circle.settle();
    const told = messagesLike(gina, /thanks you/);
    for (const { id, prospect } of [first, second]) {
      const { thanks, awaitsThanks } = await referralIn(circle, { id });
      expect(awaitsThanks).toBe(false);
      const about = told.filter(({ text }) => text.includes(prospect));
      expect(about).toHaveLength(1);
      expect(about[0]!.readable).toContain(thanks!.note);
    }
  });

  it('reach the giver once from two processes, and so does the pleasure', async () => {
    circle = await startCircle({ database: kind });
    const { gina, alice } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    await alice.types('/referral thanks @gina You made my week.', { settle: false });
    await Promise.all([circle.runAt(circle.clock.now()), circle.runAt(circle.clock.now())]);
    await gina.press('My pleasure', { times: 3 });
    await Promise.all([circle.runAt(circle.clock.now()), circle.runAt(circle.clock.now())]);
    expect(messagesLike(gina, /thanks you/)).toHaveLength(1);
    expect(messagesLike(alice, /my pleasure/)).toHaveLength(1);
  });
});
