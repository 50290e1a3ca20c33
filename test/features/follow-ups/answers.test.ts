import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import {
  change,
  DAY_30,
  DAY_90,
  didNotWorkOut,
  dmsOf,
  memberIn,
  press,
  RECORDED,
  refer,
  referralIn,
  told,
  withdraw,
  stopQuietly,
} from './circle-with-follow-ups';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle({ at: RECORDED });
});
afterEach(() => stopQuietly(circle));

/** Gina referred Alice, and Alice is asked about it. */
async function asked(prospect = "Bob's firm", extra: Parameters<typeof refer>[4] = {}) {
  const referral = await refer(circle, circle.gina, circle.alice, prospect, extra);
  await circle.runAt(DAY_30);
  // a reminder to say thanks may come on the same day, in any order
  const question = dmsOf(circle.alice).find(({ buttons }) => buttons.includes('It became business'))!;
  return { referral, question: () => question };
}

/** Whatever anybody but these two saw. */
const seenByOthers = () =>
  [circle.bob, circle.carol, circle.ada].flatMap((person) => person.sees().map(({ readable }) => readable));

describe('It became business', () => {
  test('tells the giver what, and nobody else anything', async () => {
    const { alice, gina } = circle;
    const { referral, question } = await asked();
    await press(circle, alice, 'It became business');
    expect(await referralIn(circle, referral)).toMatchObject({
      outcome: 'business',
      outcomeAt: new Date(DAY_30),
      followUpAt: null,
      shareOutcome: false,
    });
    expect(told(gina)).toEqual([
      "Alice says _Bob's firm_ became business.\nIf you would like to tell Alice that you are glad, I have a draft that you can send yourself.",
    ]);
    expect(dmsOf(gina)[0]!.text).toBe("Alice says _Bob's firm_ became business.");
    expect(dmsOf(gina)[0]!.buttons).toEqual(['Draft a message', 'Not now', 'Settings']);
    expect(question().readable).toBe(
      "Gina referred you to _Bob's firm_ on 24 November.\nYou had already thanked Gina. You said it became business. The digest counts it. If you share it, the digest may name you, the giver and the prospect.",
    );
    expect(question().buttons).toEqual(['Share it', 'Change']);
    expect(seenByOthers()).toEqual([]);
  });

  test('is said once, through double clicks and repeats by Slack', async () => {
    const { alice, gina, slack } = circle;
    const { referral } = await asked();
    await press(circle, alice, 'It became business', { times: 3 });
    circle.clock.advance(120_000);
    await slack.resend(slack.lastPayload);
    await circle.settle();
    expect(told(gina)).toHaveLength(1);
    expect((await referralIn(circle, referral)).outcomeAt).toEqual(new Date(DAY_30));
  });

  test('offers the thanks form there to whoever has not thanked', async () => {
    const { alice, gina } = circle;
    const { question } = await asked('Acme', { thanked: false });
    await press(circle, alice, 'It became business', { on: question() });
    expect(question().buttons).toEqual(['Say thanks', 'Share it', 'Change']);
    await alice.press('Say thanks', { on: question() });
    await alice.fillIn({ 'Your note': 'Acme signed, thanks to you.' });
    await alice.submit();
    await circle.settle();
    expect(question().buttons).toEqual(['Share it', 'Change']);
    expect(question().readable).toMatch('You thanked Gina. You said it became business.');
    expect(told(gina)).toContainEqual(expect.stringContaining('> Acme signed, thanks to you.'));
  });

  test('of a private one offers no sharing', async () => {
    const { alice } = circle;
    const { question } = await asked('Acme', { private: true });
    await press(circle, alice, 'It became business');
    expect(question().buttons).toEqual(['Change']);
    expect(question().readable).toMatch(/The digest counts it and names nobody\.$/);
  });

  test('ends nothing else: the thanks stay asked for', async () => {
    const { alice } = circle;
    const { referral, question } = await asked('Acme', { thanked: false });
    await press(circle, alice, 'It became business', { on: question() });
    expect(await referralIn(circle, referral)).toMatchObject({ awaitsThanks: true });
  });
});

describe("It didn't work out", () => {
  test('asks kindly, and gives the giver words that make the next one easier', async () => {
    const { alice, gina } = circle;
    const { referral, question } = await asked();
    await press(circle, alice, "It didn't work out");
    expect(alice.modal!.title).toBe("It didn't work out");
    expect(alice.modal!.text).toBe(
      "Gina referred you to _Bob's firm_. I'll tell Gina that it wasn't a match this time. If you like, say what would have fitted better: Gina gets your words as they are, and they help with the next one.\nWhat would have fitted better?",
    );
    await alice.fillIn({ 'What would have fitted better?': 'Smaller jobs <!here>, up to two weeks' });
    await alice.submit();
    await circle.settle();
    expect(told(gina)).toEqual([
      "Alice says _Bob's firm_ wasn't a match this time. What would have fitted better, in Alice's words:\n> Smaller jobs &lt;!here&gt;, up to two weeks",
    ]);
    expect(dmsOf(gina)[0]!.text).toBe("Alice says _Bob's firm_ wasn't a match this time.");
    expect(question().readable).toMatch('You said it was not a fit.');
    expect(question().buttons).toEqual(['Change']);
    // thanked and not a match: both stay true
    expect(await referralIn(circle, referral)).toMatchObject({
      outcome: 'no_fit',
      outcomeReason: 'Smaller jobs <!here>, up to two weeks',
      alreadyThankedAt: new Date(RECORDED),
      awaitsThanks: false,
      followUpAt: null,
    });
    expect(seenByOthers()).toEqual([]);
  });

  test('works without a reason, keeps what is too long, and tells once', async () => {
    const { alice, gina } = circle;
    await asked();
    await press(circle, alice, "It didn't work out");
    await alice.fillIn({ 'What would have fitted better?': '😀'.repeat(1500) });
    const tooLong = '😀'.repeat(2001);
    expect(alice.modal!.fields['What would have fitted better?']).not.toBe(tooLong);
    await alice.fillIn({ 'What would have fitted better?': '' });
    await alice.submit({ times: 2 });
    await circle.settle();
    expect(told(gina)).toEqual(["Alice says _Bob's firm_ wasn't a match this time."]);
  });

  test('withdrawn meanwhile, it keeps the words and tells nobody', async () => {
    const { alice, gina } = circle;
    const { referral } = await asked();
    await press(circle, alice, "It didn't work out");
    await withdraw(circle, referral);
    await alice.fillIn({ 'What would have fitted better?': 'Smaller jobs' });
    await alice.submit();
    await circle.settle();
    expect(alice.modal!.text).toMatch(/Gina withdrew this referral\. It needs no answer\.[^]*Smaller jobs/);
    expect(told(gina)).toEqual([]);
    expect(told(alice)).toEqual(['Gina withdrew this referral.']);
    expect((await referralIn(circle, referral)).outcome).toBe('open');
  });
});

test('Still talking: the giver is told once, and of what became of it', async () => {
  const { alice, gina } = circle;
  await asked();
  await press(circle, alice, 'Still talking');
  expect(told(gina)).toEqual(["Alice says they are still talking with _Bob's firm_."]);
  await circle.runAt(DAY_90);
  await press(circle, alice, 'Still talking');
  expect(told(gina)).toHaveLength(1);
  await press(circle, alice, 'Change');
  await press(circle, alice, 'It became business');
  expect(told(gina)).toHaveLength(2);
  expect(told(gina)).toEqual([
    "Alice says _Bob's firm_ became business.",
    expect.stringMatching(/^Alice says _Bob's firm_ became business\.\nIf you would like/),
  ]);
});

describe('the answer can be changed later', () => {
  test('in place, and what the giver got is corrected', async () => {
    const { alice, gina } = circle;
    const { referral, question } = await asked();
    await press(circle, alice, 'It became business');
    circle.clock.set('2027-01-20T15:00:00Z');
    await press(circle, alice, 'Change');
    expect(question().buttons).toEqual(['It became business', 'Still talking', "It didn't work out", 'Share it']);
    await press(circle, alice, 'Still talking');
    expect(question().buttons).toEqual(['Change']);
    expect(told(gina)[0]).toBe("Alice changed the answer about _Bob's firm_: they are still talking.");
    expect(dmsOf(gina)[0]!.buttons).toEqual(['Settings']);
    // from the steps still ahead
    expect(await referralIn(circle, referral)).toMatchObject({ followUpAt: new Date(DAY_90) });
    await press(circle, alice, 'Change');
    await didNotWorkOut(circle, alice, 'Smaller jobs');
    expect(told(gina)).toEqual([
      "Alice changed the answer about _Bob's firm_: it wasn't a match this time.",
      "Alice changed the answer about _Bob's firm_: it wasn't a match this time.",
      "Alice says _Bob's firm_ wasn't a match this time. What would have fitted better, in Alice's words:\n> Smaller jobs",
    ]);
    await press(circle, alice, 'Change');
    await press(circle, alice, 'It became business');
    expect(told(gina)).toHaveLength(3);
    expect(told(gina)[2]).toBe("Alice changed the answer about _Bob's firm_: it became business after all.");
    expect(await referralIn(circle, referral)).toMatchObject({ outcome: 'business', outcomeReason: null });
  });

  test('and withdrawn, the question says so without buttons', async () => {
    const { alice, gina } = circle;
    const { referral, question } = await asked();
    await press(circle, alice, 'It became business');
    await withdraw(circle, referral);
    expect(question().readable).toBe('Gina withdrew this referral.');
    expect(question().buttons).toEqual([]);
    expect(told(gina)).toEqual(["Alice says _Bob's firm_ became business."]);
  });
});

describe('of many', () => {
  test('each is answered on its own, and Show all shows and takes every one', async () => {
    const { alice, gina } = circle;
    for (let at = 1; at <= 18; at += 1) await refer(circle, gina, alice, `Firm ${at}.`);
    await circle.runAt(DAY_30);
    const [dm] = dmsOf(alice);
    expect(dmsOf(alice)).toHaveLength(1);
    expect(dm!.readable).toMatch('and 8 more');
    await press(circle, alice, 'Show all');
    for (let at = 1; at <= 15; at += 1) expect(alice.modal!.text).toMatch(`Firm ${at}.`);
    await alice.press('More');
    await circle.settle();
    for (let at = 16; at <= 18; at += 1) expect(alice.modal!.text).toMatch(`Firm ${at}.`);
    await alice.press('It became business', { row: /Firm 17/ });
    await circle.settle();
    expect(alice.modal!.text).toMatch(/Firm 17[^]*You said it became business/);
    await alice.press('Share it', { row: /Firm 17/ });
    await circle.settle();
    expect(alice.modal!.buttons).toContain("Don't share it");
    await alice.press('Change', { row: /Firm 17/ });
    await circle.settle();
    await alice.press('Still talking');
    await circle.settle();
    expect(alice.modal!.text).toBe('Noted about _Firm 17._: you are still talking.');
    await alice.closeModal();
    await alice.press("It didn't work out", { row: /Firm 16/ });
    await alice.submit();
    await circle.settle();
    expect(alice.modal!.text).toMatch(/Firm 16[^]*You said it was not a fit/);
    expect(told(gina)).toHaveLength(3);
  });

  test('ten long names fit into a message', async () => {
    const { alice, gina } = circle;
    for (let at = 1; at <= 11; at += 1) await refer(circle, gina, alice, `${at} ${'<&>*_'.repeat(58)}`);
    await circle.runAt(DAY_30);
    expect(dmsOf(alice)).toHaveLength(1);
    for (let at = 1; at <= 10; at += 1)
      await press(circle, alice, 'It became business', { row: new RegExp(`“${at} `) });
    expect(dmsOf(alice)[0]!.buttons.filter((label) => label === 'Share it')).toHaveLength(10);
  });
});

describe('Stop these questions', () => {
  test('asks once, ends them all, and offers to turn them on again', async () => {
    const { alice, gina, bob } = circle;
    const { question } = await asked();
    await press(circle, alice, 'Stop these questions', { confirm: false });
    expect((await memberIn(circle, alice)).followUpsOff).toBe(false);
    await press(circle, alice, 'Stop these questions', { times: 2 });
    expect(question().readable.split('\n').at(-1)).toBe(
      'Questions about how referrals turned out are off for you, until you turn them on again.',
    );
    expect(question().buttons.at(-1)).toBe('Turn these questions on again');
    const late = await refer(circle, bob, alice, 'Acme', { at: '2026-12-01T15:00:00Z' });
    await circle.runAt('2027-01-04T15:00:00Z');
    expect(told(alice)).toHaveLength(1);
    await press(circle, alice, 'Turn these questions on again');
    expect(question().buttons.at(-1)).toBe('Stop these questions');
    await circle.runAt('2027-01-05T15:00:00Z');
    // nothing is made up; the steps ahead apply
    expect(told(alice)).toHaveLength(1);
    expect(await referralIn(circle, late)).toMatchObject({
      followUpStep: 1,
      followUpAt: new Date('2027-03-01T15:00:00Z'),
    });
    await circle.runAt(DAY_90);
    expect(told(alice)).toHaveLength(2);
    expect([...told(gina), ...told(bob)]).toEqual([]);
  });

  test('one is answered as before, and one that waits to be sent ends', async () => {
    const { alice, gina, slack, workspace, database } = circle;
    await asked();
    await refer(circle, gina, alice, 'Zeta', { at: '2026-11-26T15:00:00Z' });
    slack.fault('chat.postMessage', { kind: 'error', status: 503 }, { times: 1 });
    await circle.runAt('2026-12-28T15:00:00Z');
    await press(circle, alice, 'Stop these questions');
    await circle.runAt('2026-12-28T15:10:00Z');
    expect(told(alice)).toHaveLength(1);
    expect(await database.db.read.deliveries.unsent(workspace.id, 'follow_up', {})).toEqual([]);
    await press(circle, alice, 'It became business');
    expect(told(gina)).toHaveLength(1);
  });
});

test('nobody answers, shares or stops for somebody else', async () => {
  const { alice, bob, gina, slack, goodturn } = circle;
  const mine = await refer(circle, gina, alice, 'Acme');
  await refer(circle, gina, bob, 'Zeta');
  await circle.runAt(DAY_30);
  const [ofAlice] = await circle.database.db.read.deliveries.about(circle.workspace.id, 'follow_up', alice.id);
  const forge = async (value: string) => {
    const forged = JSON.parse(JSON.stringify(slack.lastPayload.body)) as { actions: { value: string }[] };
    forged.actions[0]!.value = value;
    const raw = `payload=${encodeURIComponent(JSON.stringify(forged))}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await slack.postRaw('/slack/events', raw, { sign: true, headers });
    await goodturn.idle();
    await circle.settle();
    return bob.ephemerals.at(-1)?.text;
  };
  await press(circle, bob, 'It became business');
  expect(await forge(mine.id)).toBe('This one is for the person who was referred to answer.');
  expect(await forge('none')).toBe('This referral is not here any more, so there is nothing to answer.');
  await press(circle, bob, 'Share it');
  expect(await forge(mine.id)).toBe('This one is for the person who was referred to answer.');
  await refer(circle, gina, bob, 'Yota', { at: '2026-11-25T15:00:00Z' });
  await circle.runAt('2026-12-25T15:00:00Z');
  await press(circle, bob, 'Stop these questions');
  expect(await forge(ofAlice!.id)).toBe('These questions are for somebody else, so I left them as they are.');
  expect(await referralIn(circle, mine)).toMatchObject({ outcome: 'open', shareOutcome: false });
  expect((await memberIn(circle, alice)).followUpsOff).toBe(false);
  expect(told(gina)).toHaveLength(1);
});

test('a question sent ahead of its time by `--at` is answered all the same', async () => {
  const { alice } = circle;
  const { question } = await asked();
  circle.clock.set(RECORDED);
  await press(circle, alice, 'Still talking');
  expect(question().buttons).toEqual(['Change']);
});

test('the list shows each side how it turned out', async () => {
  const { alice, gina } = circle;
  const { referral } = await asked();
  await press(circle, alice, 'It became business');
  expect((await gina.types('/referral list'))!.readable).toMatch(/It became business\./);
  expect((await alice.types('/referral list'))!.readable).toMatch(/You said it became business\./);
  await change(circle, referral, { outcome: 'talking', outcomeAt: circle.clock.now() });
  expect((await gina.types('/referral list'))!.readable).toMatch(/They are talking\./);
});
