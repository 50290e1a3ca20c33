import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { saves } from '../settings/circle-with-settings';
import { pressHere, refer, referralIn, review, stopQuietly, told, withoutFollowUps } from './circle-to-review';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
  await saves(circle, circle.alice, { 'Home only': ['Questions about how a referral worked out'] });
});
afterEach(() => stopQuietly(circle));

const ASK = 'Ask how it worked out';
const text = () => circle.gina.modal!.text;
const questions = () => circle.database.db.read.questions.between('T0CIRCLE', circle.gina.id, circle.alice.id);

/** Gina gave Alice these, the first one last. */
async function gave(...prospects: string[]) {
  const made = [];
  for (const [at, prospect] of prospects.entries()) {
    const day = { at: `2026-08-20T${String(15 - at).padStart(2, '0')}:00:00Z` };
    made.push(await refer(circle, circle.gina, circle.alice, prospect, day));
  }
  await withoutFollowUps(circle, ...made);
  return made;
}

/** What Alice's Home asks, by prospect. */
async function askedOnHome(): Promise<string[]> {
  await circle.alice.opensHome();
  await circle.settle();
  return [...circle.alice.home!.text.matchAll(/to _(\w+)_ [^.]*\. Gina asks how it worked out\./g)].map(
    ([, to]) => to!,
  );
}

describe('a receiver who wants questions on Home alone', () => {
  test('has been asked once it is there: what is asked within an hour joins it, a later one waits', async () => {
    const { gina, alice, clock } = circle;
    const [acme, zeta] = await gave('Acme', 'Zeta', 'Yota');
    await review(circle, gina, '@alice');
    await pressHere(circle, gina, ASK);
    expect(text()).toContain('You asked Alice about it today. You can ask again from 8 December.');
    expect(gina.modal!.buttons).not.toContain(ASK);
    expect(await askedOnHome()).toEqual(['Acme']);
    clock.set('2026-11-24T15:59:00Z');
    await pressHere(circle, gina, 'Next');
    expect(text()).toContain('It joins what you asked a moment ago.');
    await pressHere(circle, gina, ASK);
    expect((await askedOnHome()).sort()).toEqual(['Acme', 'Zeta']);
    expect(await questions()).toHaveLength(1);
    const questionId = (await questions())[0]!.id;
    expect([await referralIn(circle, acme!), await referralIn(circle, zeta!)]).toMatchObject([
      { questionId },
      { questionId },
    ]);

    clock.set('2026-11-24T16:00:00Z');
    await pressHere(circle, gina, 'Next');
    expect(text()).toContain('You asked Alice today. You can ask again from 8 December.');
    clock.set('2026-12-08T15:00:00Z');
    await review(circle, gina, '@alice');
    await pressHere(circle, gina, ASK);
    expect(await questions()).toHaveLength(2);
    expect(told(alice)).toEqual([]);
  });

  test('is asked nothing more by one that is answered there', async () => {
    const { gina, alice } = circle;
    await gave('Acme', 'Zeta');
    await review(circle, gina, '@alice');
    await pressHere(circle, gina, ASK);
    await askedOnHome();
    await alice.press('Still talking', { inHome: true, row: /Acme/ });
    await circle.settle();
    expect(told(gina)).toEqual(['Alice says they are still talking with _Acme_.']);
    await pressHere(circle, gina, 'Next');
    expect(text()).toContain('You asked Alice today. You can ask again from 8 December.');
    expect(await askedOnHome()).toEqual([]);
  });

  test('has not been asked by one that was answered before it came to be there', async () => {
    const { gina, alice, slack } = circle;
    await saves(circle, alice, { 'Home only': [] });
    await gave('Acme', 'Zeta');
    const down = slack.fault('chat.postMessage', { kind: 'error', status: 503 });
    await review(circle, gina, '@alice');
    await pressHere(circle, gina, ASK);
    await gina.closeModal({ all: true });
    await saves(circle, alice, { 'Home only': ['Questions about how a referral worked out'] });
    expect(await askedOnHome()).toEqual([]);
    await alice.press('Details', { inHome: true, row: /Acme/ });
    await alice.press('It became business', { inView: true });
    await circle.settle();
    down.off();
    await circle.runAt('2026-11-24T16:30:00Z');
    await review(circle, gina, '@alice');
    await pressHere(circle, gina, 'Next');
    expect(gina.modal!.buttons).toContain(ASK);
    circle.complaints.length = 0;
  });
});
