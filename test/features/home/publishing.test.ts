import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publish } from '../../../src/features/home/publish';
import { type Circle, startCircle } from '../../support/circle';
import { refer, stopQuietly } from '../thanks/circle-of-thanks';
import { atHome, homeOf } from './circle-of-home';

let circle: Circle;
const by = atHome(() => circle);

beforeAll(async () => {
  circle = await startCircle();
  for (const person of [circle.gina, circle.alice]) await by(person).opens();
});
afterAll(() => stopQuietly(circle));

const publishesFor = ({ id }: { id: string }) =>
  circle.slack.calls.filter(({ method, args }) => method === 'views.publish' && args['user_id'] === id).length;

test('what changes while a Home is being published is in the next one, which is published once', async () => {
  const { gina, goodturn } = circle;
  const before = publishesFor(gina);
  await Promise.all(Array.from({ length: 10 }, () => publish(goodturn.delivery, 'T0CIRCLE', gina.id)));
  expect(publishesFor(gina) - before).toBe(2);
});

test('a button keeps its name as Home is drawn anew, so that a press meanwhile still finds it', async () => {
  const { gina, alice } = circle;
  await refer(circle, gina, alice, 'Juliet');
  await by(gina).opens();
  type Block = { type: string; block_id: string; accessory?: unknown };
  const named = () =>
    (gina.home!.view['blocks'] as Block[]).flatMap(({ type, block_id, accessory }) =>
      type === 'actions' || accessory ? [block_id] : [],
    );
  const before = named();
  expect(before.length).toBeGreaterThan(3);
  expect(new Set(before).size).toBe(before.length);
  await refer(circle, alice, gina, 'Quebec');
  expect(before.filter((name) => !named().includes(name))).toEqual([]);
});

test('a Home that Slack refuses holds nothing else up, and is drawn at the next opening', async () => {
  const { gina, alice } = circle;
  const fault = circle.slack.fault('views.publish', { kind: 'api_error', error: 'internal_error' });
  await gina.types('/referral @alice to Kilo');
  await circle.settle();
  expect(alice.dm.at(-1)!.text).toContain('Gina referred you to _Kilo_');
  expect(homeOf(alice)).not.toContain('Kilo');
  expect(circle.complaints.splice(0).every((line) => line.includes('a Home could not be published'))).toBe(true);
  fault.off();
  await by(alice).opens();
  expect(homeOf(alice)).toContain('Kilo');
});

test('whatever goes wrong with one Home, the others are published', async () => {
  await publish(circle.goodturn.delivery, 'T0ELSEWHERE', circle.gina.id);
  expect(circle.complaints.splice(0)).toEqual([expect.stringContaining('a Home could not be published')]);
});

test('what time does is in it, too: nobody pressed anything', async () => {
  const { gina, alice } = circle;
  await refer(circle, gina, alice, 'Lima');
  await circle.runAt('2026-12-24T15:00:00Z');
  expect(homeOf(alice)).toContain('_Lima_ 4 weeks ago. How did it turn out?');
});

test('somebody who has left is not published to', async () => {
  const { gina, alice, workspace } = circle;
  const before = publishesFor(alice);
  await workspace.deactivate(alice);
  await circle.settle();
  await refer(circle, gina, alice, 'Mike');
  expect(publishesFor(alice)).toBe(before);
  expect(homeOf(gina)).toContain('You referred Alice (has left) to _Mike_');
});
