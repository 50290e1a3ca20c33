import { afterEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { markThanked, refer, withdraw } from './circle-with-referrals';

const MONDAY = '2026-11-23T15:00:00Z';
const TUESDAY = '2026-11-24T15:00:00Z';
const THURSDAY = '2026-11-26T15:00:00Z';

let circle: Circle;
afterEach(() => circle.stop());

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;

describe('a reminder reads', () => {
  test('in one sentence for one referral', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    await circle.runAt(THURSDAY);
    const [dm] = alice.dm;
    expect(dm!.text).toBe("Gina referred you to _Bob's firm_ on Tuesday. A line of thanks goes a long way.");
    expect(dm!.readable).toBe(dm!.text);
    expect(dm!.buttons).toEqual([
      'Say thanks',
      'Already thanked them',
      'Not a fit',
      'Remind me later',
      'Stop these reminders',
    ]);
    expect(dm!.pings).toEqual([]);
  });

  test('with a row for each of several, oldest first, and names them all in the notification', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina, bob, carol } = circle;
    await refer(circle, gina, alice, 'Acme', '2026-11-23T15:00:00Z');
    await refer(circle, bob, alice, 'Zeta', '2026-11-23T16:00:00Z');
    await refer(circle, carol, alice, 'Yota', '2026-11-24T15:00:00Z');
    await circle.runAt(THURSDAY);
    const [dm] = alice.dm;
    expect(dm!.text).toBe(
      'Gina, Bob and Carol each referred you to someone: _Acme_, _Zeta_ and _Yota_. A line of thanks goes a long way.',
    );
    expect(dm!.readable.split('\n')).toEqual([
      'Gina, Bob and Carol each referred you to someone. A line of thanks goes a long way.',
      'Gina: _Acme_, on Monday',
      'Bob: _Zeta_, on Monday',
      'Carol: _Yota_, on Tuesday',
    ]);
    expect(dm!.buttons.filter((label) => label === 'Say thanks')).toHaveLength(3);
    expect(dm!.buttons.slice(-2)).toEqual(['Remind me later', 'Stop these reminders']);
  });

  test('with one giver of several, without saying the name thrice', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina } = circle;
    for (const prospect of ['Acme', 'Zeta', 'Yota', 'Xeno']) await refer(circle, gina, alice, prospect);
    await circle.runAt(THURSDAY);
    expect(alice.dm[0]!.text).toBe(
      'Gina referred you to _Acme_, _Zeta_, _Yota_ and 1 more. A line of thanks goes a long way.',
    );
  });

  test('with a long name whole, where there is room', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, bob } = circle;
    const long = 'Hendricks & Partners Landscape Architecture in San Marcos';
    await refer(circle, gina, alice, long);
    await refer(circle, bob, alice, 'Acme');
    await circle.runAt(THURSDAY);
    expect(alice.dm[0]!.readable).toMatch(`Gina: _${long.replace('&', '&amp;')}_, on Tuesday`);
  });

  test('kindly and shortly, whatever it holds', async () => {
    circle = await startCircle({ at: MONDAY });
    const { alice, gina, bob, carol, ada } = circle;
    for (const [at, giver] of [gina, bob, carol, ada].entries()) {
      await refer(circle, giver, alice, `The firm ${at}`, '2026-11-16T15:00:00Z');
    }
    for (const tick of [MONDAY, '2026-11-30T15:00:00Z']) {
      await circle.runAt(tick);
      const lines = alice.dm.at(-1)!.readable.split('\n');
      const [rows, rest] = [lines.filter((line) => /_, on /.test(line)), lines.filter((line) => !/_, on /.test(line))];
      expect(rows).toHaveLength(4);
      for (const row of rows) expect(words(row)).toBeLessThan(15);
      expect(words(rest.join(' '))).toBeLessThan(40);
      expect(lines.join(' ')).not.toMatch(/!|still haven't|\bonly\b|\bjust\b|unfortunately|oops/i);
    }
    expect(alice.dm[1]!.readable.split('\n').at(-1)).toBe('This is the last reminder about these 4 referrals.');
  });

  test('with a mark on the rows that come for the last time, where they are too many to name and not all', async () => {
    circle = await startCircle({ at: '2026-11-16T15:00:00Z' });
    const { alice, gina } = circle;
    for (const prospect of ['Acme', 'Zeta', 'Yota', 'Xeno']) await refer(circle, gina, alice, prospect);
    await refer(circle, gina, alice, 'Fresh', '2026-11-28T15:00:00Z');
    await circle.runAt('2026-11-30T15:00:00Z');
    const lines = alice.dm[0]!.readable.split('\n');
    expect(lines).toContain('Gina: _Acme_, on 16 November, last reminder');
    expect(lines).toContain('Gina: _Fresh_, on Saturday');
    expect(lines.at(-1)).toBe('This is the last reminder about those marked “last reminder”.');
  });
});

describe('more than ten', () => {
  test('are ten rows and "and 4 more", with Show all', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina } = circle;
    for (let at = 1; at <= 14; at += 1) await refer(circle, gina, alice, `Firm ${at}.`);
    await circle.runAt(THURSDAY);
    const [dm] = alice.dm;
    expect(alice.dm).toHaveLength(1);
    expect(dm!.buttons.filter((label) => label === 'Say thanks')).toHaveLength(10);
    expect(dm!.readable.split('\n').at(-1)).toBe('and 4 more');
    expect(dm!.buttons).toContain('Show all');
    await circle.runAt('2026-11-30T15:00:00Z');
    expect(alice.dm).toHaveLength(1);
  });

  test('of the longest and worst that people can type fit into what Slack takes', async () => {
    circle = await startCircle({ at: '2026-11-12T15:00:00Z' });
    const { alice, workspace } = circle;
    const hostile = [
      '&'.repeat(300),
      '"'.repeat(300),
      '<!channel> *_~`'.repeat(20),
      '$& $1 \\'.repeat(40),
      '👩‍👩‍👧‍👦'.repeat(42),
    ];
    for (let at = 0; at < 14; at += 1) {
      const giver = workspace.addMember({ name: `giver-${at}`, displayName: '&"<'.repeat(26) });
      await refer(
        circle,
        giver,
        alice,
        hostile[at % hostile.length]!,
        at < 12 ? '2026-11-12T15:00:00Z' : '2026-11-24T15:00:00Z',
      );
    }
    await circle.runAt(THURSDAY);
    expect(alice.dm).toHaveLength(1);
    expect(alice.dm[0]!.pings).toEqual([]);
    const size = (method: string) => JSON.stringify(circle.slack.callsTo(method).at(-1)!.args['blocks']).length;
    expect(size('chat.postMessage')).toBeLessThan(12_500);
    await alice.press('Remind me later');
    await circle.settle();
    expect(size('chat.update')).toBeLessThan(12_500);
    expect(alice.dm).toHaveLength(1);
    expect(alice.dm[0]!.readable).toMatch(/I'll remind you/);
    expect(circle.complaints).toEqual([]);
  });
});

describe('an answered row', () => {
  test('shows its answer with Change, while the others keep their buttons', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, bob } = circle;
    const first = await refer(circle, gina, alice, 'Acme');
    const second = await refer(circle, bob, alice, 'Zeta');
    await circle.runAt(THURSDAY);
    await markThanked(circle, first);
    const [dm] = alice.dm;
    expect(dm!.readable.split('\n')).toEqual([
      'Gina and Bob each referred you to someone. A line of thanks goes a long way.',
      'Gina: _Acme_, on Tuesday',
      'You had already thanked Gina.',
      'Bob: _Zeta_, on Tuesday',
    ]);
    expect(dm!.buttons).toEqual([
      'Change',
      'Say thanks',
      'Already thanked them',
      'Not a fit',
      'Remind me later',
      'Stop these reminders',
    ]);
    await markThanked(circle, second);
    expect(dm!.readable.split('\n')[0]).toBe('Gina and Bob each referred you to someone.');
    expect(dm!.buttons).toEqual(['Change', 'Change']);
    await markThanked(circle, second, false);
    expect(dm!.buttons).toContain('Say thanks');
  });

  test('one alone too', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina } = circle;
    const referral = await refer(circle, gina, alice, 'Acme');
    await circle.runAt(THURSDAY);
    await markThanked(circle, referral);
    expect(alice.dm[0]!.readable).toBe('Gina referred you to _Acme_ on Tuesday.\nYou had already thanked Gina.');
    expect(alice.dm[0]!.buttons).toEqual(['Change']);
    await withdraw(circle, referral);
    expect(alice.dm[0]!.readable).toBe('Gina withdrew this referral.');
    expect(alice.dm[0]!.buttons).toEqual([]);
    expect(alice.dm[0]!.text).not.toMatch(/Acme/);
  });

  test('withdrawn ones say so, and keep their prospect to themselves', async () => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, bob } = circle;
    const first = await refer(circle, gina, alice, 'Acme');
    await refer(circle, bob, alice, 'Zeta');
    await circle.runAt(THURSDAY);
    await withdraw(circle, first);
    const [dm] = alice.dm;
    expect(dm!.readable.split('\n')).toEqual([
      'Bob referred you to _Zeta_. A line of thanks goes a long way.',
      'Gina withdrew this referral.',
      'Bob: _Zeta_, on Tuesday',
    ]);
    expect(dm!.text).not.toMatch(/Acme/);
  });
});

describe('what was settled between planning and sending is not in it', () => {
  test.each<[string, string[], string[]]>([
    ['thanked', ['Acme'], ['Zeta', 'Yota']],
    ['withdrawn', ['Zeta'], ['Acme', 'Yota']],
    ['all', ['Acme', 'Zeta', 'Yota'], []],
  ])('%s', async (how, settled, kept) => {
    circle = await startCircle({ at: TUESDAY });
    const { alice, gina, slack } = circle;
    const referrals = [];
    for (const prospect of ['Acme', 'Zeta', 'Yota']) referrals.push(await refer(circle, gina, alice, prospect));
    const busy = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 60 });
    await circle.runAt(THURSDAY);
    for (const each of referrals.filter(({ prospect }) => settled.includes(prospect))) {
      await (how === 'withdrawn' ? withdraw : markThanked)(circle, each);
    }
    busy.off();
    await circle.runAt('2026-11-26T15:02:00Z');
    expect(alice.dm).toHaveLength(kept.length > 0 ? 1 : 0);
    for (const prospect of kept) expect(alice.dm[0]!.readable).toMatch(prospect);
    for (const prospect of settled) expect(JSON.stringify(alice.dm)).not.toMatch(prospect);
    if (kept.length === 0) return;
    // nor does it turn up when the message is redrawn
    await markThanked(circle, referrals[2]!);
    expect(alice.dm[0]!.readable).toMatch('You had already thanked Gina.');
    for (const prospect of settled) expect(JSON.stringify(alice.dm)).not.toMatch(prospect);
  });
});
