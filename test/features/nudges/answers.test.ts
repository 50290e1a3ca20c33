import { afterEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { markThanked, memberIn, refer, referralIn } from './circle-with-referrals';

const MONDAY = '2026-11-23T15:00:00Z';

let circle: Circle;
afterEach(() => circle.stop());

async function press(label: string, options: { times?: number; confirm?: boolean } = {}) {
  const { alice } = circle;
  const answer = await alice.press(label, { on: alice.dm.at(-1)!, ...options });
  await circle.settle();
  return answer;
}

describe('Remind me later', () => {
  test('brings the unanswered ones again after 3 days, in place of their next step, and says when', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina } = circle;
    const { id } = await refer(circle, gina, alice, "Bob's firm");
    await circle.runAt('2026-11-25T15:00:00Z');
    circle.clock.set('2026-11-27T14:30:00Z');
    await press('Remind me later');
    // Friday and 3 days: Monday
    const [dm] = alice.dm;
    expect(dm!.readable.split('\n').at(-1)).toBe("I'll remind you about _Bob's firm_ on Monday.");
    expect(dm!.buttons).toEqual(['Say thanks', 'Already thanked them', 'Not a fit', 'Stop these reminders']);
    expect(await referralIn(circle, id)).toMatchObject({ nudgeStep: 1, nudgeAt: new Date('2026-11-30T14:30:00Z') });

    await circle.runAt('2026-11-30T14:29:00Z');
    expect(alice.dm).toHaveLength(1);
    await circle.runAt('2026-11-30T14:30:00Z');
    expect(alice.dm).toHaveLength(2);
    // the step of day 7 was used up by it, the one of day 14 is the third and last
    await circle.runAt('2026-12-03T15:00:00Z');
    expect(alice.dm).toHaveLength(2);
    await circle.runAt('2026-12-07T15:00:00Z');
    expect(alice.dm).toHaveLength(3);
    expect(alice.dm[2]!.readable).toMatch(/This is the last reminder about _Bob's firm_\.$/);
    await circle.runAt('2027-03-01T15:00:00Z');
    expect(alice.dm).toHaveLength(3);
  });

  test('pressed at each of them, there are three all the same', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    const days: string[] = [];
    for (const day of ['11-25', '11-27', '11-28', '11-30', '12-02', '12-03', '12-07', '12-14', '12-31']) {
      const before = alice.dm.length;
      await circle.runAt(`2026-${day}T15:00:00Z`);
      if (alice.dm.length === before) continue;
      days.push(day);
      await press('Remind me later');
    }
    // Wednesday; Saturday, so Monday; Thursday
    expect(days).toEqual(['11-25', '11-30', '12-03']);
  });

  test('after the third it says that none is left, and the buttons keep working', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina } = circle;
    const referral = await refer(circle, gina, alice, "Bob's firm");
    await circle.runAt('2026-12-14T15:00:00Z');
    const answer = await press('Remind me later');
    expect(answer!.text).toBe(
      "There is no further reminder to postpone for _Bob's firm_. The buttons in that message keep working.",
    );
    expect(answer!.ephemeral).toBe(true);
    expect(alice.dm[0]!.readable).not.toMatch(/I'll remind you/);
    await circle.runAt('2027-03-01T15:00:00Z');
    expect(alice.dm).toHaveLength(1);
    await markThanked(circle, referral);
    expect(alice.dm[0]!.buttons).toEqual(['Change']);
  });

  test('pressed twice it is pressed once', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina } = circle;
    const { id } = await refer(circle, gina, alice, "Bob's firm");
    await circle.runAt('2026-11-25T15:00:00Z');
    await press('Remind me later', { times: 3 });
    const once = await referralIn(circle, id);
    expect(once).toMatchObject({ nudgeStep: 1, nudgeAt: new Date('2026-11-28T15:00:00Z') });
    circle.clock.advance(120_000);
    await circle.slack.resend(circle.slack.lastPayload);
    await circle.settle();
    expect(await referralIn(circle, id)).toEqual(once);
  });

  test('leaves what was answered alone, and names both days where they differ', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina } = circle;
    const thanked = await refer(circle, gina, alice, 'Acme');
    await refer(circle, gina, alice, 'Zeta');
    await refer(circle, gina, alice, 'Old', '2026-11-11T15:00:00Z');
    await circle.runAt('2026-11-25T15:00:00Z');
    await markThanked(circle, thanked);
    const answer = await press('Remind me later');
    expect(answer!.text).toMatch(/^There is no further reminder to postpone for _Old_\./);
    const lines = alice.dm[0]!.readable.split('\n');
    expect(lines).toContain("I'll remind you about _Zeta_ on Monday.");
    expect(lines.at(-1)).toBe('This is the last reminder about _Old_.');
    expect(alice.dm[0]!.buttons).not.toContain('Remind me later');
    await circle.runAt('2026-11-30T14:00:00Z');
    expect(alice.dm[1]!.readable).toMatch('Zeta');
    expect(alice.dm[1]!.readable).not.toMatch(/Acme|Old/);
    // the first message says nothing that is over
    await markThanked(circle, thanked, false);
    expect(alice.dm[0]!.readable).not.toMatch(/I'll remind|last reminder/);
  });

  test('where all was answered meanwhile it says so and changes nothing', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina, slack } = circle;
    const referral = await refer(circle, gina, alice, 'Acme');
    await circle.runAt('2026-11-25T15:00:00Z');
    // the message on the screen is an old one
    const stale = slack.fault('chat.update', { kind: 'rate_limit', retryAfter: 600 });
    await markThanked(circle, referral);
    const answer = await press('Remind me later');
    stale.off();
    expect(answer!.text).toBe('Nothing in this reminder waits for thanks any more.');
    expect(await referralIn(circle, referral.id)).toMatchObject({ nudgeAt: null });
  });
});

describe('each row is answered on its own', () => {
  test('and what was answered can be changed, in the same message', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina, bob } = circle;
    await refer(circle, gina, alice, 'Acme');
    const other = await refer(circle, bob, alice, 'Zeta');
    await circle.runAt('2026-11-25T15:00:00Z');
    const [dm] = alice.dm;
    await alice.press('Already thanked them', { on: dm!, row: /Acme/ });
    await circle.settle();
    expect(dm!.readable).toMatch(/Acme.*\nYou had already thanked Gina\./);
    expect(await referralIn(circle, other.id)).toMatchObject({ awaitsThanks: true });
    await alice.press('Change', { on: dm!, row: /Acme/ });
    await circle.settle();
    expect(dm!.buttons.filter((label) => label === 'Say thanks')).toHaveLength(2);
    await alice.press('Say thanks', { on: dm!, row: /Zeta/ });
    await alice.fillIn({ 'Your note': 'Zeta were lovely.' });
    await alice.submit();
    await circle.settle();
    expect(dm!.readable).toMatch(/Zeta.*\nYou thanked Bob\./);
    expect(bob.dm.at(-1)!.readable).toMatch(/Zeta were lovely/);
    await circle.runAt('2026-11-30T15:00:00Z');
    expect(alice.dm).toHaveLength(1);
  });

  test('of more than ten, Show all shows every one', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina } = circle;
    for (let at = 1; at <= 14; at += 1) await refer(circle, gina, alice, `Firm ${at}.`);
    await circle.runAt('2026-11-25T15:00:00Z');
    await alice.press('Show all');
    const shown = alice.modal?.text ?? alice.ephemerals.at(-1)?.readable;
    for (let at = 1; at <= 14; at += 1) expect(shown).toMatch(`Firm ${at}.`);
  });
});

describe('Stop these reminders', () => {
  test('asks once, ends them all, and offers to turn them on again', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina, bob } = circle;
    await refer(circle, gina, alice, 'Acme');
    await circle.runAt('2026-11-25T15:00:00Z');
    await press('Stop these reminders', { confirm: false });
    expect((await memberIn(circle, alice))!.nudgesOff).toBe(false);
    await press('Stop these reminders', { times: 2 });
    expect(alice.confirmations.at(-1)).toBe(
      'Stop these reminders?\nNo reminders to say thanks will come, for any referral, until you turn them on again.\n' +
        '[Stop these reminders] [Keep them]',
    );
    const [dm] = alice.dm;
    expect(dm!.readable.split('\n').at(-1)).toBe(
      'Reminders to say thanks are off for you, until you turn them on again.',
    );
    expect(dm!.buttons).toEqual(['Say thanks', 'Already thanked them', 'Not a fit', 'Turn reminders on again']);
    await refer(circle, bob, alice, 'Zeta');
    for (const tick of ['2026-11-30T15:00:00Z', '2026-12-07T15:00:00Z']) await circle.runAt(tick);
    expect(alice.dm).toHaveLength(1);
  });

  test('turned on again, steps still ahead apply and nothing is made up', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina } = circle;
    const first = await refer(circle, gina, alice, 'Acme');
    await circle.runAt('2026-11-25T15:00:00Z');
    await press('Stop these reminders');
    const missed = await refer(circle, gina, alice, 'Zeta', '2026-11-26T15:00:00Z');
    const late = await refer(circle, gina, alice, 'Yota', '2026-12-01T14:00:00Z');
    await circle.runAt('2026-11-30T15:00:00Z');
    expect(await referralIn(circle, first.id)).toMatchObject({
      nudgeStep: 2,
      nudgeAt: new Date('2026-12-07T15:00:00Z'),
    });
    // with a tick for one of them, without for the other
    circle.clock.set('2026-12-04T14:00:00Z');
    await press('Turn reminders on again');
    expect(alice.dm[0]!.buttons).toEqual([
      'Say thanks',
      'Already thanked them',
      'Not a fit',
      'Remind me later',
      'Stop these reminders',
    ]);
    expect(alice.dm[0]!.readable).not.toMatch(/are off/);
    await circle.runAt('2026-12-04T14:01:00Z');
    await circle.runAt('2026-12-04T18:00:00Z');
    expect(alice.dm).toHaveLength(1);
    expect(await referralIn(circle, missed.id)).toMatchObject({
      nudgeStep: 2,
      nudgeAt: new Date('2026-12-10T15:00:00Z'),
    });
    expect(await referralIn(circle, late.id)).toMatchObject({
      nudgeStep: 1,
      nudgeAt: new Date('2026-12-08T14:00:00Z'),
    });
    await circle.runAt('2026-12-07T15:00:00Z');
    expect(alice.dm[1]!.text).toMatch(/^Gina referred you to _Acme_ on 23 November\./);
  });

  test('a reminder that waits to be sent ends', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina, carol, slack } = circle;
    await refer(circle, gina, alice, 'Acme');
    await circle.runAt('2026-11-25T15:00:00Z');
    await refer(circle, carol, alice, 'Zeta', '2026-11-28T15:00:00Z');
    slack.fault('chat.postMessage', { kind: 'error', status: 503 }, { times: 1 });
    await circle.runAt('2026-11-30T15:00:00Z');
    await press('Stop these reminders');
    await press('Turn reminders on again');
    await circle.runAt('2026-11-30T15:06:00Z');
    expect(alice.dm).toHaveLength(1);
  });

  test('one is answered as before, and an older one is redrawn too', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina } = circle;
    const referral = await refer(circle, gina, alice, 'Acme');
    await circle.runAt('2026-11-25T15:00:00Z');
    await circle.runAt('2026-11-30T15:00:00Z');
    await press('Stop these reminders');
    expect(alice.dm.map(({ buttons }) => buttons.at(-1))).toEqual([
      'Turn reminders on again',
      'Turn reminders on again',
    ]);
    await markThanked(circle, referral);
    expect(alice.dm[1]!.buttons).toEqual(['Change', 'Turn reminders on again']);
    await press('Turn reminders on again');
    expect(alice.dm.map(({ buttons }) => buttons)).toEqual([['Change'], ['Change']]);
  });
});

test('nobody presses on a reminder of somebody else’s', async () => {
  circle = await startCircle({ at: MONDAY });
  const { alice, gina, bob, slack, goodturn } = circle;
  const { id } = await refer(circle, gina, alice, 'Acme');
  await refer(circle, gina, bob, 'Zeta');
  await circle.runAt('2026-11-25T15:00:00Z');
  const [ofAlice] = await circle.database.db.read.deliveries.about(circle.workspace.id, 'nudge', alice.id);
  for (const label of ['Remind me later', 'Stop these reminders']) {
    await bob.press(label, { on: bob.dm[0]! });
    const { body } = slack.lastPayload;
    const forged = JSON.parse(JSON.stringify(body)) as { actions: { value: string }[] };
    forged.actions[0]!.value = ofAlice!.id;
    const raw = `payload=${encodeURIComponent(JSON.stringify(forged))}`;
    await slack.postRaw('/slack/events', raw, {
      sign: true,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    await goodturn.idle();
    await circle.settle();
  }
  expect(bob.ephemerals.map(({ text }) => text)).toContain(
    'This reminder is for somebody else, so I left it as it is.',
  );
  expect(await referralIn(circle, id)).toMatchObject({ nudgeAt: new Date('2026-11-30T15:00:00Z') });
  expect((await memberIn(circle, alice))!.nudgesOff).toBe(false);
});
