import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { acting } from './acting';

describeOnBoth('requests at the same moment', (database) => {
  let circle: Circle;
  const by = acting(() => circle);

  beforeEach(async () => {
    circle = await startCircle({ database });
  });

  afterEach(() => circle.stop());

  const given = (person = circle.gina) =>
    circle.database.db.read.referrals.list('T0CIRCLE', { of: person.id, role: 'given' }, { skip: 0, take: 100 });

  test('the same line typed in two windows is recorded once and asked about once', async () => {
    const { gina, alice } = circle;
    await Promise.all([
      gina.types('/referral @alice to Acme', { settle: false }),
      gina.types('/referral @alice to Acme', { settle: false }),
    ]);
    await circle.settle();
    expect(await given()).toHaveLength(1);
    expect(alice.dm).toHaveLength(1);
    expect(gina.ephemerals.map(({ text }) => text).sort()).toEqual([
      "Noted: you referred Alice to _Acme_. I'll tell Alice.",
      'You referred Alice to _Acme_ within the last 10 minutes. Record it again?',
    ]);
  });

  test('one request that Slack sends several times is recorded once', async () => {
    const { gina, alice, carol, slack } = circle;
    await by(gina).types('/referral @alice @carol to Acme');
    const sent = slack.lastPayload;
    await Promise.all([1, 2, 3, 4].map(() => slack.resend(sent)));
    await circle.settle();
    expect(await given()).toHaveLength(2);
    expect(alice.dm).toHaveLength(1);
    expect(carol.dm).toHaveLength(1);
  });

  test('members who refer each other all get through', async () => {
    const { gina, alice, bob, carol } = circle;
    const people = [gina, alice, bob, carol];
    await Promise.all(
      people.map((giver) => {
        const others = people.filter((person) => person !== giver).reverse();
        return giver.types(`/referral ${others.map(({ name }) => `@${name}`).join(' ')} to Acme`, { settle: false });
      }),
    );
    await circle.settle();
    for (const person of people) {
      expect(await given(person)).toHaveLength(3);
      expect(person.dm).toHaveLength(3);
      expect(person.warnings).toEqual([]);
    }
    expect(circle.complaints).toEqual([]);
  });

  test('a question answered twice at once is recorded once', async () => {
    const { gina, alice } = circle;
    await by(gina).types('/referral @alice to Acme');
    const question = await by(gina).types('/referral @alice to Acme');
    await Promise.all([
      gina.press('Record it again', { on: question, times: 2 }),
      gina.press('Record it again', { on: question, times: 2 }),
    ]);
    await circle.settle();
    expect(await given()).toHaveLength(2);
    expect(alice.dm).toHaveLength(2);
  });

  test('edited and withdrawn at once, it is withdrawn', async () => {
    const { gina, alice } = circle;
    const answer = await by(gina).types('/referral @alice to Acme');
    await circle.settle();
    await by(gina).press('Edit', { on: answer });
    await gina.fillIn({ 'To whom?': 'Acme Ltd' });
    await Promise.all([gina.submit(), gina.press('Withdraw', { on: answer })]);
    await circle.settle();
    expect(await given()).toEqual([]);
    expect(alice.dm.map(({ readable }) => readable)).toEqual(['Gina withdrew this referral.']);
  });
});
