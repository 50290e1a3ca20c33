import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import {
  change,
  didNotWorkOut,
  dmsOf,
  memberIn,
  press,
  pressHere,
  refer,
  referralIn,
  review,
  seenByOthersThan,
  stopQuietly,
  told,
  withdraw,
  withoutFollowUps,
} from './circle-to-review';

let circle: Circle;
beforeEach(async () => {
  // a Tuesday, 09:00 where Gina is, 10:00 where Alice is
  circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
});
afterEach(() => stopQuietly(circle));

const ASK = 'Ask how it worked out';
const text = () => circle.gina.modal!.text;
const buttons = () => circle.gina.modal!.buttons;
const questions = () => circle.database.db.read.questions.between('T0CIRCLE', circle.gina.id, circle.alice.id);

/** Gina gave Alice these, the first one last; Goodturn asks nothing by itself. */
async function gave(...prospects: string[]) {
  const made = [];
  for (const [at, prospect] of prospects.entries()) {
    made.push(
      await refer(circle, circle.gina, circle.alice, prospect, {
        at: `2026-08-20T${String(15 - at).padStart(2, '0')}:00:00Z`,
      }),
    );
  }
  await withoutFollowUps(circle, ...made);
  return made;
}

/** Opens the review at one of them, the newest being the first. */
async function at(place: number): Promise<void> {
  await review(circle, circle.gina, '@alice');
  for (let turned = 0; turned < place; turned += 1) await pressHere(circle, circle.gina, 'Next');
}

describe('Ask how it worked out', () => {
  test('sends one kind message at once, which is answered as a follow-up is, and the giver hears of it', async () => {
    const { gina, alice } = circle;
    const [firm] = await gave("Bob's firm");
    // Saturday night where Alice is: a member's own act does not wait
    circle.clock.set('2026-11-29T04:00:00Z');
    await at(0);
    await pressHere(circle, gina, ASK);
    const [dm] = dmsOf(alice);
    expect(dm!.readable).toBe(
      "Gina asks how it worked out with _Bob's firm_. Gina referred you on 20 August.\nI'll tell Gina what you answer. No answer is fine too.",
    );
    expect(dm!.text).toBe("Gina asks how it worked out with _Bob's firm_. Gina referred you on 20 August.");
    expect(dm!.buttons).toEqual(['It became business', 'Still talking', "It didn't work out", 'Settings']);
    expect(text()).toContain('You asked Alice about it today. You can ask again from 12 December.');
    expect(buttons()).toEqual(['Next']);
    expect(told(gina)).toEqual([]);
    expect(await referralIn(circle, firm!)).toMatchObject({ questionId: (await questions())[0]!.id });

    await press(circle, alice, 'Still talking');
    expect(told(gina)).toEqual(["Alice says they are still talking with _Bob's firm_."]);
    expect(dmsOf(alice)[0]!.buttons).toEqual(['Change', 'Settings']);
    await press(circle, alice, 'Change');
    expect(dmsOf(alice)[0]!.buttons).toEqual(['It became business', 'Still talking', "It didn't work out", 'Settings']);
    await didNotWorkOut(circle, alice, 'Smaller jobs');
    expect(told(gina)).toEqual([
      "Alice changed the answer about _Bob's firm_: it wasn't a match this time.",
      "Alice says _Bob's firm_ wasn't a match this time. What would have fitted better, in Alice's words:\n> Smaller jobs",
    ]);
    expect(dmsOf(alice)).toHaveLength(1);
    await press(circle, alice, 'Change');
    await press(circle, alice, 'It became business');
    expect(dmsOf(alice)[0]!.buttons).toEqual(['Share it', 'Change', 'Settings']);
    expect(dmsOf(alice)[0]!.readable).toMatch(
      /^Gina asks how it worked out with _Bob's firm_\. Gina referred you on 20 August\.\nYou had already thanked Gina\. You said it became business\./,
    );
    // what came of it is known now
    circle.clock.set('2027-01-29T15:00:00Z');
    await at(0);
    expect(text()).toContain('Alice says it became business.');
    expect(text()).not.toContain('ask');
    expect(buttons()).toEqual(['Next']);
    expect(seenByOthersThan(circle, gina, alice)).toEqual([]);
  });

  test('of several within an hour is one message, of a later one waits 14 days', async () => {
    const { gina, alice, clock } = circle;
    const [acme, zeta, yota] = await gave('Acme', 'Zeta', 'Yota');
    await at(0);
    await pressHere(circle, gina, ASK);
    clock.set('2026-11-24T15:59:00Z');
    await pressHere(circle, gina, 'Next');
    expect(text()).toContain('It joins what you asked a moment ago.');
    await pressHere(circle, gina, ASK);
    expect(dmsOf(alice)).toHaveLength(1);
    // oldest first, as in a follow-up
    expect(dmsOf(alice)[0]!.readable).toBe(
      [
        'Gina asks how it worked out with _Zeta_ and _Acme_.',
        '_Zeta_, on 20 August',
        '_Acme_, on 20 August',
        "I'll tell Gina what you answer. No answer is fine too.",
      ].join('\n'),
    );
    expect(await questions()).toHaveLength(1);

    clock.set('2026-11-24T16:00:00Z');
    await pressHere(circle, gina, 'Next');
    expect(text()).toContain('You asked Alice today. You can ask again from 8 December.');
    expect(buttons()).toEqual(['Previous', 'Next']);
    clock.set('2026-11-27T16:00:00Z');
    await at(2);
    expect(text()).toContain('You asked Alice on Tuesday. You can ask again from 8 December.');
    // a withdrawn one leaves the message; the message that holds none any more says so, without buttons
    await press(circle, alice, 'Still talking', { row: /Zeta/ });
    await withdraw(circle, acme!);
    expect(dmsOf(alice)[0]!.readable).toBe(
      'Gina asks how it worked out with _Zeta_. Gina referred you on 20 August.\nYou had already thanked Gina. You said you are talking.',
    );
    await withdraw(circle, zeta!);
    expect(dmsOf(alice)[0]!.readable).toBe('Gina withdrew this referral.');
    expect(dmsOf(alice)[0]!.buttons).toEqual([]);
    clock.set('2026-12-08T14:59:00Z');
    await at(0);
    expect(text()).toContain('You asked Alice on 24 November. You can ask again later today.');
    clock.set('2026-12-08T15:00:00Z');
    await pressHere(circle, gina, 'Next');
    await pressHere(circle, gina, 'Previous');
    await pressHere(circle, gina, ASK);
    expect(dmsOf(alice)).toHaveLength(2);
    expect(dmsOf(alice)[1]!.readable).toMatch(/^Gina asks how it worked out with _Yota_/);
    expect(await referralIn(circle, yota!)).toMatchObject({ questionId: (await questions())[0]!.id });
  });

  test('joins no message that is answered: nobody would see it', async () => {
    const { gina, alice } = circle;
    const [, zeta] = await gave('Acme', 'Zeta');
    await at(0);
    await pressHere(circle, gina, ASK);
    await pressHere(circle, gina, 'Next');
    expect(text()).toContain('It joins what you asked a moment ago.');
    await press(circle, alice, 'Still talking');
    // the button is on the screen still
    await pressHere(circle, gina, ASK);
    expect(text()).toContain('You asked Alice today. You can ask again from 8 December.');
    expect(buttons()).toEqual(['Previous', 'Next']);
    expect(dmsOf(alice)).toHaveLength(1);
    expect(dmsOf(alice)[0]!.readable).not.toContain('Zeta');
    expect(await referralIn(circle, zeta!)).toMatchObject({ questionId: null });
  });

  test('twice at once is one message, and the page that came too late says how it stands', async () => {
    const { gina, alice } = circle;
    await gave('Acme', 'Zeta');
    await at(0);
    await pressHere(circle, gina, ASK, 3);
    expect(dmsOf(alice)).toHaveLength(1);
    expect(await questions()).toHaveLength(1);
    await pressHere(circle, gina, 'Next');
    // the button stands on the screen, and an hour goes by
    expect(buttons()).toContain(ASK);
    circle.clock.set('2026-11-24T16:30:00Z');
    await pressHere(circle, gina, ASK, 2);
    expect(text()).toContain('You asked Alice today. You can ask again from 8 December.');
    expect(dmsOf(alice)[0]!.readable).not.toContain('Zeta');
  });

  test('is not there while Goodturn asks by itself, and is refused where that came first', async () => {
    const { gina, alice, clock, slack } = circle;
    const own = await refer(circle, gina, alice, 'Acme');
    // due on 24 December
    clock.set('2026-12-17T14:59:00Z');
    await at(0);
    expect(buttons()).toContain(ASK);
    clock.set('2026-12-17T15:00:00Z');
    await pressHere(circle, gina, ASK);
    const ahead = 'I ask Alice about it myself within the next week, and tell you what I hear.';
    expect(text()).toContain(ahead);
    expect(buttons()).toEqual(['Next']);
    expect(told(alice)).toEqual([]);
    // unless Alice wants no such questions: a member's own is another thing
    await circle.database.db.transaction((store) => store.members.setFollowUpsOff('T0CIRCLE', alice.id, true));
    await at(0);
    expect(buttons()).toContain(ASK);
    await circle.database.db.transaction((store) => store.members.setFollowUpsOff('T0CIRCLE', alice.id, false));
    slack.fault('chat.postMessage', { kind: 'error', status: 503 }, { times: 1 });
    await circle.runAt('2026-12-24T15:00:00Z');
    await at(0);
    // on its way counts
    expect(text()).toContain('I asked Alice about it today. You can ask from 31 December.');
    await circle.runAt('2026-12-24T15:10:00Z');
    expect(told(alice)).toHaveLength(1);
    clock.set('2026-12-31T15:09:00Z');
    await at(0);
    expect(text()).toContain('I asked Alice about it on 24 December. You can ask later today.');
    clock.set('2026-12-31T15:10:00Z');
    await at(0);
    await pressHere(circle, gina, ASK);
    expect(told(alice)).toHaveLength(2);
    expect(await referralIn(circle, own)).toMatchObject({ outcome: 'open' });
    circle.complaints.length = 0;
  });

  test('with more than a message holds shows all of them to whom they are for', async () => {
    const { gina, alice, bob } = circle;
    await gave(...Array.from({ length: 12 }, (_, place) => `Firm ${String.fromCharCode(65 + place)}.`));
    await review(circle, gina, '@alice');
    for (let turned = 0; turned < 12; turned += 1) {
      await pressHere(circle, gina, ASK);
      await pressHere(circle, gina, 'Next');
    }
    expect(dmsOf(alice)).toHaveLength(1);
    expect(dmsOf(alice)[0]!.text).toBe('Gina asks how it worked out with _Firm L._, _Firm K._, _Firm J._ and 9 more.');
    expect(dmsOf(alice)[0]!.readable).toContain('and 2 more');
    await press(circle, alice, 'Show all');
    expect(alice.modal!.text).toContain('Firm A.');
    await alice.press('It became business', { row: /Firm A/ });
    await circle.settle();
    expect(alice.modal!.text).toMatch(/Firm A[^]*You said it became business/);
    await alice.press('Change', { row: /Firm A/ });
    await circle.settle();
    await alice.press('Still talking', { inView: true });
    await circle.settle();
    expect(alice.modal!.text).toBe('Noted about _Firm A._: you are still talking.');
    expect(told(gina)).toHaveLength(2);
    expect(told(bob)).toEqual([]);
  });

  test('is answered by the receiver alone', async () => {
    const { gina, alice, bob, slack, goodturn } = circle;
    const [acme] = await gave('Acme');
    await at(0);
    await pressHere(circle, gina, ASK);
    await press(circle, alice, 'Still talking');
    const forged = JSON.parse(JSON.stringify(slack.lastPayload.body)) as { user: { id: string } };
    forged.user.id = bob.id;
    const raw = `payload=${encodeURIComponent(JSON.stringify(forged))}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await slack.postRaw('/slack/events', raw, { sign: true, headers });
    await goodturn.idle();
    await circle.settle();
    expect(await referralIn(circle, acme!)).toMatchObject({ outcome: 'talking' });
    expect(told(gina)).toHaveLength(1);
  });
});

describe('somebody who leaves', () => {
  test('is not asked, also where Slack knows it first', async () => {
    const { gina, alice } = circle;
    await gave('Acme');
    await at(0);
    alice.deleted = true;
    await pressHere(circle, gina, ASK);
    expect(text()).toContain('Alice has left, so there is nobody to ask.');
    expect((await memberIn(circle, alice)).leftAt).not.toBeNull();
    expect(await questions()).toEqual([]);
    expect(told(alice)).toEqual([]);
  });

  test('and is back is asked, though nothing told Goodturn so', async () => {
    const { gina, alice, database, clock } = circle;
    await gave('Acme');
    const leave = () => database.db.transaction((store) => store.members.left('T0CIRCLE', alice.id, clock.now()));
    await leave();
    await at(0);
    expect(text()).not.toContain('has left');
    await leave();
    await pressHere(circle, gina, ASK);
    expect(dmsOf(alice)).toHaveLength(1);
    expect((await memberIn(circle, alice)).leftAt).toBeNull();
  });

  test('asks no more: what waits to be sent ends, and what was sent is answered for the list alone', async () => {
    const { gina, alice, workspace, slack } = circle;
    const [acme] = await gave('Acme');
    slack.fault('chat.postMessage', { kind: 'error', status: 503 }, { times: 1 });
    await at(0);
    await pressHere(circle, gina, ASK);
    expect(told(alice)).toEqual([]);
    await workspace.deactivate(gina);
    await circle.settle();
    await circle.runAt('2026-11-24T15:20:00Z');
    expect(told(alice)).toEqual([]);
    await workspace.reactivate(gina);
    await circle.settle();
    circle.complaints.length = 0;
    // nobody was asked, so it can be asked
    await change(circle, acme!, { note: 'once more' });
    await at(0);
    await pressHere(circle, gina, ASK);
    expect(told(alice)).toHaveLength(1);
    await workspace.deactivate(gina);
    await circle.settle();
    await press(circle, alice, 'It became business');
    expect(dmsOf(alice)[0]!.readable).toContain('You said it became business.');
    expect(told(gina)).toEqual([]);
  });
});
