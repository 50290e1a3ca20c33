import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Message } from '../../../playground/server/message';
import { changeNeed } from '../../../src/features/need-changes';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';
import { asIfBy, deliver, seenByOthers, stopQuietly } from '../thanks/circle-of-thanks';
import { helped, looksFor, memberIn, NEXT_TUESDAY, START, suggestionsTo, TUESDAY, uses } from './circle-of-helpers';

let circle: Circle;
const by = acting(() => circle);
const needsOf = () => circle.database.db.read.needs.openOf(circle.workspace.id, circle.gina.id);
const suggestion = (): Message => suggestionsTo(circle.alice).at(-1)!;

beforeEach(async () => {
  circle = await startCircle({ at: START });
  await helped(circle, circle.gina, circle.alice);
  await looksFor(circle, circle.gina, 'a van', 'a truck', 'a boat');
  await circle.runAt(TUESDAY);
});
afterEach(() => stopQuietly(circle));

test('"I know someone" opens the give form, filled in, and what is given answers the need', async () => {
  const { gina, alice } = circle;
  await by(alice).press('I know someone', { on: suggestion(), row: /a truck/ });
  expect(alice.modal!.text).toContain('Gina is looking for _a truck_.');
  await alice.fillIn({ 'To whom?': 'Wheels & Co' });
  await by(alice).submit();
  const [, truck] = await needsOf();
  const answers = await circle.database.db.read.needs.answers(circle.workspace.id, [truck!.id]);
  expect(answers).toMatchObject([{ giverId: alice.id, receiverId: gina.id }]);
  expect(suggestion().readable).toContain('Gina: _a truck_. You have helped with it.');
  expect(suggestion().text).toBe('Gina, who has helped you, is looking for _a van_ and _a boat_. Do you know someone?');
  // withdrawn, it is open to her again
  await by(alice).press('Withdraw', { on: alice.shown.at(-1)! });
  expect(suggestion().readable).toContain('Gina: _a truck_, since 1 September.');
});

test('"Not now" takes the row away, for her alone and for good', async () => {
  const { gina, alice, bob } = circle;
  await helped(circle, gina, bob);
  await by(alice).press('Not now', { row: /a truck/, times: 2 });
  expect(suggestion().readable).not.toContain('a truck');
  expect(suggestion().buttons.filter((label) => label === 'Not now')).toHaveLength(2);
  const [, truck] = await needsOf();
  const read = circle.database.db.read.suggestions;
  expect(await read.passed(circle.workspace.id, alice.id, [truck!.id])).toEqual(new Set([truck!.id]));
  await by(alice).press('Not now', { row: /a van/ });
  await by(alice).press('Not now', { row: /a boat/ });
  expect(suggestion().readable).toBe('That is all for now. `/referral needs` shows what everybody is looking for.');
  // Bob is asked about all of them, and the board shows them to her as before
  await circle.runAt('2026-09-15T07:00:00Z');
  expect(suggestionsTo(bob)[0]!.readable).toContain('a truck');
  expect((await by(alice).types('/referral needs'))!.readable).toContain('a truck');
  await circle.runAt(NEXT_TUESDAY);
  expect(suggestionsTo(alice)).toHaveLength(1);
  expect(seenByOthers(circle, alice, bob)).not.toContain('People who have helped you');
});

test('what is edited, found, withdrawn, rests or loses its author is redrawn in place', async () => {
  const { gina, alice, workspace, database } = circle;
  const [van, truck, boat] = await needsOf();
  const change = async (need: typeof van, how: Parameters<typeof changeNeed>[2]) => {
    await database.db.transaction((store) => changeNeed(store, need!, how, circle.clock.now()));
    await deliver(circle);
  };
  await change(van, { text: 'a red van' });
  expect(suggestion().readable).toContain('Gina: _a red van_, since 1 September.');
  expect(suggestion().text).toContain('_a red van_');
  await change(van, { state: 'fulfilled' });
  await change(truck, { state: 'resting' });
  expect(suggestion().readable).toContain('Gina: _a red van_. It was found.');
  expect(suggestion().readable).toContain('Gina is not looking for _a truck_ at the moment.');
  expect(suggestion().buttons).toEqual(['I know someone', 'Not now', 'Stop these suggestions']);
  await workspace.deactivate(gina);
  await circle.settle();
  expect(suggestion().readable).toContain(`Gina is not looking for _${boat!.text}_ at the moment.`);
  expect(suggestion().text).toBe('People who have helped you were looking for this. It is settled now.');
  expect(suggestion().buttons).toEqual(['Stop these suggestions']);
  expect(alice.dm).toHaveLength(1);
});

test('stopped they stay away until they are turned on again, and nothing is made up', async () => {
  const { alice, gina } = circle;
  await by(alice).press('Stop these suggestions');
  expect(suggestion().readable).toContain('These suggestions are off for you, until you turn them on again.');
  expect(suggestion().buttons.at(-1)).toBe('Turn these suggestions on again');
  await looksFor(circle, gina, 'a raft');
  await circle.runAt(NEXT_TUESDAY);
  expect(suggestionsTo(alice)).toHaveLength(1);
  circle.clock.set('2026-09-17T15:00:00Z');
  await by(alice).press('Turn these suggestions on again');
  await circle.runAt('2026-09-18T15:00:00Z');
  expect(suggestionsTo(alice)).toHaveLength(1);
  await circle.runAt('2026-09-22T13:00:00Z');
  expect(suggestionsTo(alice)).toHaveLength(2);
  expect(suggestion().text).toContain('_a raft_');
});

test('one on its way ends when they are stopped', async () => {
  const { alice, gina, slack } = circle;
  await looksFor(circle, gina, 'a raft');
  const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
  await circle.runAt(NEXT_TUESDAY);
  await by(alice).press('Stop these suggestions');
  busy.off();
  await circle.runAt('2026-09-15T13:20:00Z');
  expect(suggestionsTo(alice)).toHaveLength(1);
});

test('are for their reader alone, and stale presses get a kind sentence', async () => {
  const { alice, bob } = circle;
  await uses(circle, bob);
  await by(alice).press('Not now', { row: /a truck/ });
  const NOT_YOURS = 'These suggestions are for somebody else, so I left them as they are.';
  expect(await asIfBy(circle, alice, bob)).toBe(NOT_YOURS);
  await by(alice).press('Stop these suggestions');
  expect(await asIfBy(circle, alice, bob)).toBe(NOT_YOURS);
  expect(await memberIn(circle, alice)).toMatchObject({ suggestionsOff: true });
  const [, truck] = await needsOf();
  const passed = await circle.database.db.read.suggestions.passed(circle.workspace.id, bob.id, [truck!.id]);
  expect([...passed]).toEqual([]);
  // a need that is none
  const press = circle.slack.payloads.find(({ body }) => JSON.stringify(body).includes('suggestions.need.pass'))!;
  const body = JSON.parse(JSON.stringify(press.body).replaceAll(truck!.id, 'no-such-need')) as typeof press.body;
  await circle.slack.resend({ ...press, body, raw: undefined });
  await circle.settle();
  expect(alice.shown.at(-1)!.text).toBe('That need is not there any more. `/referral needs` shows the board.');
});
