import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from '../give/forged';
import { type Choices, saves as savesIn } from './circle-with-settings';

const ALL = [
  'Reminders to say thanks',
  'Questions about how referrals turned out',
  'Questions about cards and gifts to send',
  'Questions about your open needs',
  'Suggestions of people you could help',
];
const MAY_WRITE = 'I may write to you with';
const ASKS = 'Asks from others';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
});
afterEach(async () => {
  await circle.stop();
  if (circle.complaints.length > 0) throw new Error(circle.complaints.join(''));
});

const memberIn = ({ id }: Person) => circle.database.db.read.members.find(circle.workspace.id, id);

const saves = (person: Person, choices: Choices) => savesIn(circle, person, choices);

describe('/referral settings', () => {
  test('shows what is on, and leaves it so when nothing is changed', async () => {
    const { alice } = circle;
    await alice.types('/referral Settings');
    expect(alice.modal?.title).toBe('Settings');
    expect(alice.modal?.fields).toEqual({
      [MAY_WRITE]: ALL,
      'Working days': ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
      'Work starts at': '09:00',
      'Work ends at': '17:00',
      'Pause until': undefined,
      'May the digest quote your thanks?': 'Ask me each time',
      "In the digest's picture": [],
      'Home only': [],
      [ASKS]: [],
    });
    expect(await saves(alice, {})).toBe('Everything stays as it was.');
    expect(alice.dm).toEqual([]);
  });

  test('keeps each switch apart, and says what has changed', async () => {
    const { alice, bob } = circle;
    expect(await saves(alice, { [MAY_WRITE]: [ALL[0]!, ALL[3]!], [ASKS]: ['Not taking asks now'] })).toBe(
      'Saved. Questions about how referrals turned out are off. Questions about cards and gifts to send are off. Suggestions of people you could help are off. You are not taking asks now. People are told so kindly, before they write.',
    );
    expect(await memberIn(alice)).toMatchObject({
      nudgesOff: false,
      followUpsOff: true,
      cardRemindersOff: true,
      needChecksOff: false,
      suggestionsOff: true,
      asksOff: true,
    });
    expect(await memberIn(bob)).toBeNull();
    await alice.types('/referral settings');
    expect(alice.modal?.fields).toMatchObject({ [MAY_WRITE]: [ALL[0], ALL[3]], [ASKS]: ['Not taking asks now'] });
    expect(await saves(alice, { [MAY_WRITE]: [], [ASKS]: [] })).toBe(
      'Saved. Reminders to say thanks are off. Questions about your open needs are off. You are taking asks again.',
    );
    expect(await saves(alice, { [MAY_WRITE]: ALL })).toContain('Reminders to say thanks are on.');
  });

  test('what is off is not sent, also if it was planned, and what falls due meanwhile is not made up', async () => {
    const { gina, alice, slack } = circle;
    await gina.types("/referral @alice to Bob's firm");
    await circle.settle();
    const down = slack.fault('chat.postMessage', { kind: 'error', status: 503 });
    await circle.runAt('2026-11-26T15:00:00Z');
    await saves(alice, { [MAY_WRITE]: ALL.slice(1) });
    down.off();
    circle.complaints.length = 0;
    await circle.runAt('2026-11-26T15:10:00Z');
    await circle.runAt('2026-12-01T15:10:00Z');
    expect(alice.dm).toHaveLength(1);

    await saves(alice, { [MAY_WRITE]: ALL });
    await circle.runAt('2026-12-01T16:00:00Z');
    expect(alice.dm).toHaveLength(1);
    await circle.runAt('2026-12-08T15:00:00Z');
    expect(alice.dm).toHaveLength(2);
  });

  test('opens from the messages that carry what somebody did', async () => {
    const { gina, alice } = circle;
    await gina.types("/referral @alice to Bob's firm");
    await circle.settle();
    await alice.press('Settings', { on: alice.dm[0] });
    expect(alice.modal?.title).toBe('Settings');
    await alice.closeModal();
    await alice.press('Say thanks', { on: alice.dm[0] });
    await alice.fillIn({ 'Your note': 'You made my week' });
    await alice.submit();
    await circle.settle();
    await gina.press('My pleasure');
    await circle.settle();
    expect(gina.dm.at(-1)?.buttons).toEqual(['Settings']);
    expect(alice.dm.at(-1)?.buttons).toEqual(['Settings']);
  });

  test('takes nothing after it, and says how it is typed', async () => {
    const { alice } = circle;
    const answer = await alice.types('/referral settings off');
    expect(answer?.text).toBe('Your settings are in a form: `/referral settings` opens it.');
    expect(alice.modal).toBeUndefined();
  });

  test('a stop in a message flips exactly its switch', async () => {
    const { gina, alice } = circle;
    await gina.types("/referral @alice to Bob's firm");
    await circle.runAt('2026-11-26T15:00:00Z');
    await alice.press('Stop these reminders');
    await circle.settle();
    await alice.types('/referral settings');
    expect(alice.modal?.fields[MAY_WRITE]).toEqual(ALL.slice(1));
  });

  test('a forged or stale form changes only what it may: unknown choices are nobody', async () => {
    const { alice, slack } = circle;
    await saves(alice, {});
    const submission = slack.payloads.findLast(({ type }) => type === 'view_submission')!;
    interface Body {
      view: { state: { values: Record<string, Record<string, { selected_options: { value: string }[] }>> } };
    }
    await sendForged<Body>(circle, submission, ({ view }) => {
      const [field] = Object.values(view.state.values['purposes']!);
      field!.selected_options.push({ value: 'digest' }, { value: 'asksOff' });
    });
    expect(await memberIn(alice)).toMatchObject({ nudgesOff: false, followUpsOff: false, asksOff: false });
  });
});
