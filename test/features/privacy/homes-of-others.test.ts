import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { atHome, homeOf, seed } from '../home/circle-of-home';
import { stopQuietly } from '../thanks/circle-of-thanks';

let circle: Circle;
const by = atHome(() => circle);
beforeEach(async () => {
  circle = await startCircle();
});
afterEach(() => stopQuietly(circle));

test("others' Homes name nobody who is forgotten, also where no message told of them", async () => {
  const { gina, alice, bob, clock } = circle;
  await seed(circle, 1, gina, alice);
  await alice.types('/referral need a bookkeeper in Austin');
  await by(gina).opens();
  await by(bob).opens();
  expect(homeOf(gina)).toContain('You referred Alice to _Firm 1_');
  expect(homeOf(bob)).toContain('Alice, today: _a bookkeeper in Austin_');
  await alice.types('/referral forget me');
  await by(alice).pressThere('Erase everything about me');
  await circle.runAt(new Date(clock.now().getTime() + 60_000));
  expect(homeOf(gina)).toContain('You referred a member');
  for (const { home } of [gina, bob]) expect(JSON.stringify(home?.view)).not.toMatch(/Alice|bookkeeper/);
});
