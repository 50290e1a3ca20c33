import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { dueJobs } from '../../../src/goodturn';
import { runDue } from '../../../src/jobs/run-due';
import { type Circle, startCircle } from '../../support/circle';
import { atHome, homeOf } from './circle-of-home';

let circle: Circle;
const by = atHome(() => circle);
beforeEach(async () => {
  // what hangs is given up after seconds
  circle = await startCircle({ patience: 1 });
  for (const person of [circle.gina, circle.alice]) await by(person).opens();
});
afterEach(() => circle.stop());

const publishes = () => circle.slack.calls.filter(({ method }) => method === 'views.publish').length;

/** From now on no message goes out; gives what ends that, and runs the next tick without waiting for what it begins. */
function messagesWait(): () => Promise<void> {
  const down = circle.slack.fault('chat.postMessage', { kind: 'error', status: 503 });
  return async () => {
    down.off();
    circle.complaints.length = 0;
    circle.clock.set('2026-11-24T15:10:00Z');
    await runDue(circle.goodturn.delivery, dueJobs, circle.clock.now());
  };
}

test('a Home that Slack does not answer about holds up no message', async () => {
  const { gina, alice, bob, slack, goodturn } = circle;
  const hanging = slack.fault('views.publish', { kind: 'hang' }, { when: (args) => args['user_id'] === alice.id });
  const slackIsBack = messagesWait();
  await gina.types('/referral @alice to Acme');
  await gina.types('/referral @bob to Zeta');
  await circle.settle();
  await slackIsBack();
  // nobody has given up on the Home yet
  expect(circle.complaints).toEqual([]);
  expect(alice.dm).toHaveLength(1);
  expect(bob.dm).toHaveLength(1);
  await gina.types('/referral @bob to Yota');
  await goodturn.scheduler.tick();
  expect(bob.dm).toHaveLength(2);
  expect(circle.complaints).toEqual([]);

  await circle.settle();
  expect(hanging.hits).toBe(1);
  expect(circle.complaints.splice(0).at(-1)).toContain('a Home could not be published');
});

test('pictures that Slack does not let be deleted hold up no message, and are deleted later', async () => {
  const { gina, bob, slack } = circle;
  await gina.types('/referral @bob to Acme');
  await circle.settle();
  await gina.types('/referral @alice to Zeta');
  await circle.settle();
  const [outdated] = [...slack.files.values()];
  const hanging = slack.fault('files.delete', { kind: 'hang' }, { times: 1 });
  const slackIsBack = messagesWait();
  await gina.types('/referral @bob to Yota');
  await circle.settle();
  await slackIsBack();
  // nobody has given up on the picture yet
  expect(circle.complaints).toEqual([]);
  expect(bob.dm).toHaveLength(2);
  await circle.settle();
  expect(hanging.hits).toBe(1);
  expect(circle.complaints.splice(0).at(-1)).toContain('a picture could not be deleted');
  await circle.runAt('2026-11-24T16:15:00Z');
  expect(outdated!.deleted).toBe(true);
});

test('a Home for which Slack asks to wait is published by a later tick, and not tried again and again', async () => {
  const { gina, alice, bob, slack } = circle;
  await by(bob).opens();
  const busy = slack.fault('views.publish', { kind: 'rate_limit', retryAfter: 90 });
  await gina.types('/referral @alice to Acme');
  await circle.settle();
  expect(homeOf(alice)).not.toContain('Acme');
  const tried = publishes();
  await circle.runAt('2026-11-24T15:01:00Z');
  expect(publishes()).toBe(tried);
  // of what others do meanwhile, nothing is tried but the Home of whoever does it
  await gina.types('/referral @bob to Zeta');
  await circle.settle();
  expect(publishes()).toBe(tried + 1);
  busy.off();
  await circle.runAt('2026-11-24T15:02:00Z');
  expect(homeOf(alice)).not.toContain('Acme');
  await circle.runAt('2026-11-24T15:03:00Z');
  expect(homeOf(alice)).toContain('Gina referred you to _Acme_');
  expect(homeOf(bob)).toContain('Gina referred you to _Zeta_');
  expect(homeOf(gina)).toContain('You referred Bob to _Zeta_');
  const all = publishes();
  await circle.runAt('2026-11-24T15:05:00Z');
  expect(publishes()).toBe(all);
  expect(circle.complaints).toEqual([]);
});

test('the first Home of somebody new is greeted also where it comes late', async () => {
  await circle.stop();
  circle = await startCircle({ newcomers: true });
  const { carol, slack } = circle;
  const busy = slack.fault('views.publish', { kind: 'rate_limit', retryAfter: 30 });
  await by(carol).opens();
  expect(carol.home).toBeUndefined();
  busy.off();
  await circle.runAt('2026-11-24T15:01:00Z');
  expect(homeOf(carol)).toContain('Welcome to Goodturn, Carol');
});
