import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from './acting';

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startCircle({ patience: 1 });
});

afterEach(() => circle.stop());

const stored = () => circle.database.db.read.referrals.list('T0CIRCLE', { of: circle.gina.id }, { skip: 0, take: 10 });

const faults = [
  ['fails', { kind: 'error', status: 500 }],
  ['is busy', { kind: 'rate_limit', retryAfter: 30 }],
  ['never answers', { kind: 'hang' }],
  ['drops the call', { kind: 'dropped' }],
] as const;

describe.each(faults)('where Slack %s when asked who somebody is', (_what, fault) => {
  test('nothing is recorded for somebody never seen, and the giver is told so', async () => {
    const { gina, alice, slack } = circle;
    slack.fault('users.info', fault);
    const answer = await by(gina).types('/referral @alice to Acme');
    expect(answer?.readable).toBe(
      'Slack did not tell me who that is, so nothing was changed: please try again in a minute.',
    );
    expect(gina.warnings).toEqual([]);
    await circle.settle();
    expect(await stored()).toEqual([]);
    expect(alice.dm).toEqual([]);
  });

  test('those seen before are known as they were', async () => {
    const { gina, slack } = circle;
    await by(gina).types('/referral @alice to Acme');
    await circle.settle();
    // the giver and the receiver; who it goes to is looked up again when it goes
    slack.fault('users.info', fault, { times: 2 });
    const answer = await by(gina).types('/referral @alice to Other Ltd');
    expect(answer?.text).toBe("Noted: you referred Alice to _Other Ltd_. I'll tell Alice.");
    expect(await stored()).toHaveLength(2);
  });
});

test('a name inside a text that Slack does not tell is as it was typed', async () => {
  const { gina, slack, bob } = circle;
  slack.fault('users.info', { kind: 'error', status: 500 }, { when: ({ user }) => user === bob.id });
  await by(gina).types("/referral @alice to @bob's firm");
  expect(await stored()).toMatchObject([{ prospect: "bob's firm" }]);
});

test('a message that Slack does not take goes out later, once', async () => {
  const { gina, alice, slack, clock } = circle;
  const fault = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 30 });
  const answer = await by(gina).types('/referral @alice to Acme');
  await circle.settle();
  expect(answer?.text).toBe("Noted: you referred Alice to _Acme_. I'll tell Alice.");
  expect(alice.dm).toEqual([]);
  fault.off();
  clock.advance(60_000);
  await circle.runAt(clock.now());
  await circle.runAt(clock.now());
  expect(alice.dm.map(({ text }) => text)).toEqual(['Gina referred you to _Acme_ on Tuesday.']);
});

test('a receiver who left before it went out is not written to', async () => {
  const { gina, alice, slack, clock, workspace } = circle;
  const fault = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 30 });
  await by(gina).types('/referral @alice to Acme');
  await circle.settle();
  fault.off();
  await workspace.deactivate(alice);
  clock.advance(60_000);
  await circle.runAt(clock.now());
  expect(alice.dm).toEqual([]);
  expect((await by(gina).types('/referral list'))?.readable).toContain(
    'You referred Alice (has left) to _Acme_ today.',
  );
});

test('a form that Slack opens too late says what to do', async () => {
  const { gina, slack } = circle;
  slack.fault('views.open', { kind: 'api_error', error: 'expired_trigger_id' });
  const answer = await by(gina).types('/referral');
  expect(answer?.readable).toBe('Slack took too long to open the form. Nothing was changed; please try once more.');
});
