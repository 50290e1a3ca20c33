import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { asks, press, read, saysHappyTo, saysNotYet, storedAsks } from './circle-of-asks';

let circle: Circle;

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => circle.stop());

const open = () => asks(circle, circle.alice, '@gina for an intro to Acme');
const theAsk = async () => (await storedAsks(circle))[0]!;

async function leaves(person: Person): Promise<void> {
  await circle.workspace.deactivate(person);
  await circle.settle();
}

async function comesBack(person: Person): Promise<void> {
  await circle.workspace.reactivate(person);
  await circle.settle();
}

describe('silence', () => {
  test('is never reminded: after 30 days the ask rests without a message, and its buttons still work', async () => {
    const { alice, gina, slack } = circle;
    await open();
    const calls = () => slack.callsTo('chat.postMessage').length + slack.callsTo('chat.update').length;
    const before = calls();
    await circle.runAt('2026-12-24T14:59:00Z');
    expect((await theAsk()).state).toBe('open');
    expect(await circle.runAt('2026-12-24T15:00:00Z')).toEqual([]);
    expect((await theAsk()).state).toBe('resting');
    await circle.runAt('2027-06-24T15:00:00Z');
    expect(calls()).toBe(before);
    expect(alice.dm).toEqual([]);
    await saysHappyTo(circle, gina);
    expect((await theAsk()).state).toBe('accepted');
    expect(alice.dm[0]!.text).toMatch(/^Gina referred you to _Acme_/);
  });

  test('an ask that rests does not count among the open ones', async () => {
    const { alice, gina } = circle;
    for (const firm of ['A', 'B', 'C']) await asks(circle, alice, `@gina for ${firm}`);
    await circle.runAt('2026-12-24T15:00:00Z');
    await asks(circle, alice, '@gina for D');
    expect(gina.dm).toHaveLength(4);
  });

  test('one that was answered never rests', async () => {
    const { gina } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await circle.runAt('2027-06-24T15:00:00Z');
    expect((await theAsk()).state).toBe('not_yet');
  });
});

describe('people who leave', () => {
  test('the asker: the ask has ended, and coming back does not revive it', async () => {
    const { alice, gina, slack } = circle;
    await open();
    await press(circle, gina, 'Happy to');
    const pressed = slack.lastPayload;
    await gina.closeModal();
    await leaves(alice);
    expect(read(gina)).toEqual(['This ask of Alice has ended: for an intro to Acme.']);
    expect(gina.dm[0]!.buttons).toEqual([]);
    await comesBack(alice);
    await circle.runAt('2026-11-25T15:00:00Z');
    expect(gina.dm).toHaveLength(1);
    expect(gina.dm[0]!.buttons).toEqual([]);
    expect(await theAsk()).toMatchObject({ state: 'resting', restsAt: null });
    await slack.resend(pressed);
    await circle.settle();
    expect(gina.modal).toBeUndefined();
    expect(gina.ephemerals.at(-1)!.text).toBe('This ask has ended, so I left it as it is.');
    // asked anew, it is an ask of its own
    await open();
    expect(gina.dm).toHaveLength(2);
  });

  test('the asker, once it was answered: the referral withdrawn, it does not wait again', async () => {
    const { alice, gina } = circle;
    await open();
    await saysHappyTo(circle, gina);
    const noted = gina.ephemerals.at(-1)!;
    await leaves(alice);
    await press(circle, gina, 'Withdraw', noted);
    expect(read(gina)).toEqual(['This ask of Alice has ended: for an intro to Acme.']);
    expect(gina.dm[0]!.buttons).toEqual([]);
    expect(await theAsk()).toMatchObject({ state: 'resting', restsAt: null });
  });

  test('the giver: the ask has ended for the asker too', async () => {
    const { alice, gina, slack } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await press(circle, alice, 'These are met');
    const pressed = slack.lastPayload;
    await leaves(gina);
    expect(read(alice)).toEqual(['This ask has ended: your ask to Gina for an intro to Acme.']);
    await comesBack(gina);
    await slack.resend(pressed);
    await circle.settle();
    expect(alice.ephemerals.at(-1)!.text).toBe('This ask has ended, so I left it as it is.');
    expect(gina.dm.flatMap(({ buttons }) => buttons)).toEqual([]);
  });

  test('while the message waits: it is never sent, also when they come back', async () => {
    const { alice, gina, slack } = circle;
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await open();
    await asks(circle, gina, '@alice for an intro to Beta');
    await leaves(alice);
    await comesBack(alice);
    busy.off();
    await circle.runAt('2026-11-24T15:10:00Z');
    expect([alice.dm, gina.dm]).toEqual([[], []]);
  });

  test('without Goodturn hearing of it: the next press says so kindly, and ends it', async () => {
    const { alice, gina } = circle;
    await open();
    alice.deleted = true;
    expect((await press(circle, gina, 'Happy to'))!.text).toBe('Alice has left, so this ask has ended.');
    expect(gina.modal).toBeUndefined();
    await circle.runAt(circle.clock.now());
    expect(read(gina)).toEqual(['This ask of Alice has ended: for an intro to Acme.']);
  });

  test('while the answer is written: nothing is sent, and the words are kept', async () => {
    const { alice, gina } = circle;
    await open();
    await press(circle, gina, 'Not yet');
    await gina.fillIn({ 'What would need to be true first?': 'Once we have met' });
    await leaves(alice);
    await gina.submit();
    await circle.settle();
    expect(gina.modal!.text).toContain('Alice has left, so this ask has ended.');
    expect(gina.modal!.text).toContain('> Once we have met');
    expect(alice.dm).toEqual([]);
  });
});
