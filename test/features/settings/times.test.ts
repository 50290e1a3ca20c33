import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { PROMPTS } from '../../../src/features/prompts';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from '../give/forged';
import { memberIn, refer } from '../nudges/circle-with-referrals';
import { saves, savingTo } from './circle-with-settings';

const HOUR_MS = 3_600_000;
const SUNDAYS = { 'Working days': ['Sunday'], 'Work starts at': '06:00', 'Work ends at': '07:00' };

/** When each prompt for a member went out, by kind. */
async function sentTo(circle: Circle, { id }: Person): Promise<Record<string, string[]>> {
  const { deliveries } = circle.database.db.read;
  const all = await Promise.all(PROMPTS.map((kind) => deliveries.about(circle.workspace.id, kind, id)));
  const sent = all.flat().filter(({ sentAt }) => sentAt !== null);
  const byKind: Record<string, string[]> = {};
  for (const { kind, sentAt } of sent) (byKind[kind] ??= []).push(sentAt!.toISOString());
  return byKind;
}

/** For each of these people, something falls due of every kind, each at its own time. */
async function makeDue(circle: Circle): Promise<void> {
  const { gina, alice, bob, carol } = circle;
  await gina.types("/referral @alice to Bob's firm");
  await bob.types('/referral @alice to The bakery');
  await bob.types('/referral @carol to The school');
  await alice.types('/referral need a bookkeeper in Austin');
  await bob.types('/referral need a printer');
  await circle.settle();
  await alice.press('Say thanks', { on: alice.dm[1] });
  await alice.fillIn({ 'Your note': 'You made my week', 'How are you thanking them?': 'A handwritten card' });
  await alice.submit();
  await carol.press('Already thanked them');
  await circle.settle();
}

async function live(circle: Circle, from: string, hours: number, every: number): Promise<void> {
  for (let hour = 0; hour <= hours; hour += every) {
    await circle.runAt(new Date(Date.parse(from) + hour * HOUR_MS));
  }
}

describe('working days and hours', () => {
  let circle: Circle;
  beforeAll(async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
    for (const person of [circle.alice, circle.carol]) await saves(circle, person, SUNDAYS);
    await makeDue(circle);
    // each half day, and each second hour around Sunday morning, in Tokyo and in New York
    for (let week = 0; week < 10; week += 1) {
      const tuesday = Date.parse('2026-11-24T15:30:00Z') + week * 7 * 24 * HOUR_MS;
      await live(circle, new Date(tuesday).toISOString(), 96, 12);
      await live(circle, new Date(tuesday + 100 * HOUR_MS).toISOString(), 16, 2);
    }
  }, 120_000);
  afterAll(() => circle.stop());

  test('hold for everything that Goodturn starts by itself, on their own clock', async () => {
    const toAlice = await sentTo(circle, circle.alice);
    expect(Object.keys(toAlice).toSorted()).toEqual(PROMPTS.toSorted());
    for (const at of Object.values(toAlice).flat()) expect(at).toMatch(/T11:/);
    expect(toAlice['nudge']?.[0]).toBe('2026-11-29T11:30:00.000Z');
    const toCarol = await sentTo(circle, circle.carol);
    expect(toCarol['suggestion']).toEqual(expect.arrayContaining(['2026-12-05T21:30:00.000Z']));
    for (const at of Object.values(toCarol).flat()) expect(at).toMatch(/T21:/);
  });
});

describe('the form', () => {
  let circle: Circle;
  beforeEach(async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
  });
  afterEach(() => circle.stop());

  test('says what has changed', async () => {
    const { alice } = circle;
    expect(await saves(circle, alice, SUNDAYS)).toBe('Saved. Your working hours are Sunday, 06:00 to 07:00.');
    const four = { 'Working days': ['Monday', 'Tuesday', 'Wednesday', 'Friday'], 'Work ends at': '12:30' };
    expect(await saves(circle, alice, four)).toBe(
      'Saved. Your working hours are Monday, Tuesday, Wednesday and Friday, 06:00 to 12:30.',
    );
    expect(await saves(circle, alice, { 'Pause until': '2027-01-04' })).toBe(
      'Saved. I start no messages myself before 4 January 2027. What others do for you still comes.',
    );
    // midnight in New York
    expect(await memberIn(circle, alice)).toMatchObject({ pausedUntil: new Date('2027-01-04T05:00:00Z') });
    expect(await saves(circle, alice, {})).toBe('Everything stays as it was.');
    expect(await saves(circle, alice, { 'Pause until': null })).toBe('Saved. Your pause has ended.');
  });

  test('explains in place what makes no sense, and changes nothing', async () => {
    const { alice } = circle;
    const before = await memberIn(circle, alice);
    expect(await savingTo(alice, { 'Work starts at': '17:00' })).toEqual({
      'Work ends at': 'Choose a time after 17:00, on the same day.',
    });
    expect(await savingTo(alice, { 'Pause until': '2026-11-24' })).toEqual({
      'Pause until': 'Choose tomorrow or a later day, or leave it empty for no pause.',
    });
    await saves(circle, alice, {});
    const sent = circle.slack.payloads.findLast(({ type }) => type === 'view_submission')!;
    type Body = { view: { state: { values: Record<string, Record<string, Record<string, unknown>>> } } };
    const answer = await sendForged<Body>(circle, sent, ({ view }) => {
      view.state.values['days']!['days']!['selected_options'] = [{ value: '9' }];
      view.state.values['from']!['from']!['selected_time'] = 'noon';
      view.state.values['pause']!['pause']!['selected_date'] = '2027-02-30';
    });
    expect(answer).toMatchObject({
      response_action: 'errors',
      errors: {
        days: 'Choose at least one day. To hear nothing from me, pause instead.',
        from: 'Choose a time, for example 09:00.',
        pause: 'Choose tomorrow or a later day, or leave it empty for no pause.',
      },
    });
    expect(await memberIn(circle, alice)).toMatchObject({
      workDays: '1,2,3,4,5',
      workFrom: '09:00',
      workTo: '17:00',
      pausedUntil: null,
    });
    expect(before).toBeNull();
  });

  test('a pause holds what is started by itself, also if planned; after it comes one message for all', async () => {
    const { gina, bob, alice, slack } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    const down = slack.fault('chat.postMessage', { kind: 'error', status: 503 });
    await circle.runAt('2026-11-26T15:00:00Z');
    await saves(circle, alice, { 'Pause until': '2026-12-07' });
    down.off();
    circle.complaints.length = 0;
    await refer(circle, bob, alice, 'The bakery', '2026-11-27T15:00:00Z');
    await live(circle, '2026-11-26T15:10:00Z', 9 * 24, 8);
    expect(alice.dm).toEqual([]);

    // what others do still comes
    await bob.types('/referral @alice to The school');
    await circle.settle();
    expect(alice.dm.map(({ text }) => text)).toEqual([expect.stringMatching(/^Bob referred you to .*The school/)]);

    await circle.runAt('2026-12-07T13:59:00Z');
    expect(alice.dm).toHaveLength(1);
    await circle.runAt('2026-12-07T14:00:00Z');
    expect(alice.dm).toHaveLength(2);
    expect(alice.dm[1]?.text).toContain('Gina');
    expect(alice.dm[1]?.text).toContain('Bob');
  });

  test('a pause that ends early lets what waited go out', async () => {
    const { gina, alice } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    await saves(circle, alice, { 'Pause until': '2026-12-24' });
    await circle.runAt('2026-11-26T15:00:00Z');
    await circle.runAt('2026-11-27T15:00:00Z');
    expect(alice.dm).toEqual([]);
    await saves(circle, alice, { 'Pause until': null });
    await circle.runAt('2026-11-27T15:20:00Z');
    expect(alice.dm).toHaveLength(1);
  });

  test('a planned message waits for new hours, and comes earlier where they are wider', async () => {
    const { gina, alice, slack } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    const down = slack.fault('chat.postMessage', { kind: 'error', status: 503 });
    await circle.runAt('2026-11-26T15:00:00Z');
    down.off();
    circle.complaints.length = 0;
    await saves(circle, alice, SUNDAYS);
    await circle.runAt('2026-11-26T15:10:00Z');
    expect(alice.dm).toEqual([]);
    const workdays = { 'Working days': ['Monday', 'Thursday'], 'Work ends at': '20:00' };
    await saves(circle, alice, workdays);
    await circle.runAt('2026-11-26T15:20:00Z');
    expect(alice.dm).toHaveLength(1);
  });
});
