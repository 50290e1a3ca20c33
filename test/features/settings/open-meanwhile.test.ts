import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from '../give/forged';
import { memberIn, refer } from '../nudges/circle-with-referrals';
import { saves } from './circle-with-settings';

const MAY_WRITE = 'I may write to you with';
const REMINDERS = 'Reminders to say thanks';
const FOLLOW_UPS = 'Questions about how referrals turned out';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
});
afterEach(async () => {
  await circle.stop();
  if (circle.complaints.length > 0) throw new Error(circle.complaints.join(''));
});

test('what a button switched off while the form was open stays off', async () => {
  const { gina, alice } = circle;
  await refer(circle, gina, alice, "Bob's firm");
  await circle.runAt('2026-11-26T15:00:00Z');
  await alice.types('/referral settings');
  const shown = alice.modal!.fields[MAY_WRITE] as string[];
  expect(shown).toContain(REMINDERS);
  await alice.press('Stop these reminders', { on: alice.dm.at(-1) });
  await circle.settle();

  await alice.fillIn({ [MAY_WRITE]: shown.filter((each) => each !== FOLLOW_UPS) });
  await alice.submit();
  await circle.settle();
  expect(alice.modal!.text).toBe(`Saved. ${FOLLOW_UPS} are off.`);
  expect(await memberIn(circle, alice)).toMatchObject({ nudgesOff: true, followUpsOff: true, cardRemindersOff: false });
});

test('what was chosen in another window stays, each item of a list for itself', async () => {
  const { alice, slack } = circle;
  await saves(circle, alice, { 'Home only': ['Referrals to you', 'Thanks'] });
  await saves(circle, alice, { 'Home only': ['Referrals to you', 'Thanks', 'Asks, and answers to yours'] });
  const asTicked = slack.payloads.findLast(({ type }) => type === 'view_submission')!;
  await saves(circle, alice, {
    'Home only': ['Thanks', 'What became of referrals you gave'],
    'May the digest quote your thanks?': 'Never',
    'Asks from others': ['Not taking asks now'],
    'Work ends at': '16:00',
    'Pause until': '2026-12-01',
  });
  const hers = await memberIn(circle, alice);
  expect(hers).toMatchObject({ quoting: 'never', asksOff: true, workTo: '16:00', homeOnly: 'thanks,outcome' });
  // the window in which asks alone were ticked was open all the while
  const answer = await sendForged(circle, asTicked, () => undefined);
  expect(JSON.stringify(answer)).toContain('Saved. Home only: Asks, and answers to yours.');
  expect(await memberIn(circle, alice)).toEqual({ ...hers, homeOnly: 'thanks,outcome,ask' });
});

test.each(['', '{"kinds":', 'null', '{}', '{"kinds":["nudge"],"quoting":"loudly"}', '[1,2]'])(
  'a form that does not tell what it showed (%j) is asked for anew, and changes nothing',
  async (metadata) => {
    const { alice, slack } = circle;
    await saves(circle, alice, { 'Asks from others': ['Not taking asks now'] });
    const before = await memberIn(circle, alice);
    const submission = slack.payloads.findLast(({ type }) => type === 'view_submission')!;
    const answer = await sendForged<{ view: { private_metadata: string } }>(circle, submission, ({ view }) => {
      view.private_metadata = metadata;
    });
    expect(JSON.stringify(answer)).toContain('please open it again');
    expect(await memberIn(circle, alice)).toEqual(before);
  },
);

test('a form that claims to have shown something else changes only what it sends', async () => {
  const { alice, slack } = circle;
  await saves(circle, alice, { [MAY_WRITE]: [REMINDERS] });
  const submission = slack.payloads.findLast(({ type }) => type === 'view_submission')!;
  await sendForged<{ view: { private_metadata: string } }>(circle, submission, ({ view }) => {
    const shown = JSON.parse(view.private_metadata) as object;
    view.private_metadata = JSON.stringify({ ...shown, kinds: ['digest'], pauseUntil: 'never', homeOnly: ['thanks'] });
  });
  expect(await memberIn(circle, alice)).toMatchObject({ nudgesOff: false, followUpsOff: true, homeOnly: '' });
});
