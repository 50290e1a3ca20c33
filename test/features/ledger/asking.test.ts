import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';
import { asIfBy, deliver, refer, stopQuietly, withdraw } from '../thanks/circle-of-thanks';
import { cellsOf, ledgersOf, met, newestLedger, ON_ITS_WAY } from './circle-of-ledgers';

let circle: Circle;
const by = acting(() => circle);

beforeAll(async () => {
  circle = await startCircle();
});
afterAll(() => stopQuietly(circle));

const FORMS = 'try `/referral export` for your last 25 conversations, or `/referral export all` for every one.';

describe('/referral export', () => {
  test('of nothing says how a ledger fills, and sends nothing', async () => {
    const { gina, alice } = circle;
    // what was taken back is not in it, and what others look for is no ledger of one's own
    await withdraw(circle, await refer(circle, gina, alice, 'Acme', { told: false }));
    await by(alice).types('/referral need a bookkeeper');
    const answer = await by(gina).types('/referral export', { in: circle.general });
    expect(answer?.ephemeral).toBe(true);
    expect(answer?.text).toBe(
      "Your ledger is empty so far. It fills with every referral, such as `/referral @alice to Bob's firm`, and with the conversations you log, such as `/referral met @alice`.",
    );
    expect(gina.dm).toEqual([]);
    await by(gina).types('/referral export all');
    expect(gina.dm).toEqual([]);
  });

  test('answers at once, and sends two files to the asker alone', async () => {
    const { gina, alice, general } = circle;
    await met(circle, gina, alice, '2026-11-20', 'a printer');
    const answer = await by(gina).types('/referral EXPORT', { in: general });
    expect([answer?.ephemeral, answer?.text]).toEqual([true, ON_ITS_WAY]);
    const { message, names, csv } = newestLedger(gina);
    expect(names).toEqual(['goodturn-ledger-2026-11-24.xlsx', 'goodturn-ledger-2026-11-24.csv']);
    expect(message.text).toBe(
      [
        'Here is the ledger you asked for: 1 conversation, no referrals and 1 open need.',
        'The `.xlsx` file has a sheet for each, the `.csv` file the conversations and what passed between you.',
      ].join('\n'),
    );
    expect(message.pings).toEqual([]);
    expect(cellsOf(csv)).toHaveLength(2);
    for (const other of [alice, circle.bob, circle.carol, circle.ada]) expect(ledgersOf(other)).toEqual([]);
    expect(general.messages.filter(({ ephemeral }) => !ephemeral)).toEqual([]);
  });

  test('asked for again is sent again; the same request is not', async () => {
    const { gina, slack } = circle;
    const before = ledgersOf(gina).length;
    await by(gina).types('/referral export');
    await slack.resend(slack.lastPayload);
    await circle.settle();
    expect(ledgersOf(gina)).toHaveLength(before + 1);
    await by(gina).types('/referral export');
    expect(ledgersOf(gina)).toHaveLength(before + 2);
  });

  test('while one is on its way serves whoever is impatient', async () => {
    const { gina, slack, clock } = circle;
    const before = ledgersOf(gina).length;
    const busy = slack.fault('users.info', { kind: 'rate_limit', retryAfter: 30 });
    for (let times = 0; times < 3; times += 1)
      expect((await by(gina).types('/referral export'))?.text).toBe(ON_ITS_WAY);
    busy.off();
    clock.advance(31_000);
    await deliver(circle);
    expect(ledgersOf(gina)).toHaveLength(before + 1);
    circle.complaints.length = 0;
  });

  test.each([
    ['csv', `I can't export “csv”: ${FORMS}`],
    ['alll', `I can't export “alll”: ${FORMS}`],
    ['all of it <b>', `I can't export “all of it &lt;b&gt;”: ${FORMS}`],
    ['@alice', `I export your own ledger and nobody else's: ${FORMS}`],
    ['@here', `I export your own ledger and nobody else's: ${FORMS}`],
  ])('%s is answered with what can be typed', async (words, sentence) => {
    const { gina, alice } = circle;
    const before = ledgersOf(gina).length;
    expect((await by(gina).types(`/referral export ${words}`))?.text).toBe(sentence);
    expect([ledgersOf(gina).length, ledgersOf(alice).length]).toEqual([before, 0]);
  });

  test('is for members', async () => {
    const { workspace, gina, slack } = circle;
    const stranger = workspace.addMember({ name: 'stan', displayName: 'Stan', stranger: true });
    await by(gina).types('/referral help');
    const payload = slack.lastPayload;
    const body = { ...payload.body, user_id: stranger.id, text: 'export' };
    const { body: answer } = await slack.resend({ ...payload, body, raw: undefined });
    expect(JSON.stringify(answer)).toContain('Goodturn is for the members of this workspace.');
    await circle.settle();
    expect(ledgersOf(stranger)).toEqual([]);
  });
});

describe('the button', () => {
  test('is under the list, and sends the same, once for two clicks', async () => {
    const { gina, alice } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    const before = ledgersOf(gina).length;
    const list = await by(gina).types('/referral list');
    expect(list?.buttons.at(-1)).toBe('Export');
    const off = circle.slack.fault('users.info', { kind: 'error', status: 500 }, { times: 1 });
    expect((await by(gina).press('Export', { on: list, times: 2 }))?.text).toBe(ON_ITS_WAY);
    off.off();
    circle.clock.advance(60_000);
    await deliver(circle);
    expect(ledgersOf(gina)).toHaveLength(before + 1);
    circle.complaints.length = 0;
  });

  test('sends whoever presses it their own, an admin too', async () => {
    const { gina, alice, ada } = circle;
    await refer(circle, alice, ada, 'The museum');
    const list = await by(gina).types('/referral list');
    await by(gina).press('Export', { on: list });
    const before = ledgersOf(gina).length;
    await asIfBy(circle, gina, ada);
    expect(ledgersOf(gina)).toHaveLength(before);
    const { csv, message } = newestLedger(ada);
    expect(cellsOf(csv).slice(1)).toEqual([
      ['Alice', '', '', '', '', '', 'The museum', '2026-11-24', '', 'Not known yet'],
    ]);
    expect(message.text).toContain('no conversations, 1 referral and 1 open need.');
    expect(message.text).toContain('A conversation is logged with `/referral met @alice`.');
  });
});

describe('how much', () => {
  test('is the last 25 conversations, or all', async () => {
    const { bob, carol } = circle;
    for (let day = 1; day <= 27; day += 1)
      await met(circle, bob, carol, `2026-10-${String(day).padStart(2, '0')}`, `need ${day}`);
    await by(bob).types('/referral export');
    const last = newestLedger(bob);
    const rows = cellsOf(last.csv).slice(1);
    expect(rows.map(([, date]) => date)).toEqual(
      Array.from({ length: 25 }, (_, at) => `2026-10-${String(27 - at).padStart(2, '0')}`),
    );
    expect(last.message.text).toContain('Here is the ledger you asked for: your last 25 conversations, no referrals');
    expect(last.message.text).toContain('`/referral export all` has every conversation.');
    await by(bob).types('/referral export ALL');
    const all = newestLedger(bob);
    expect(cellsOf(all.csv)).toHaveLength(28);
    expect(all.message.text).toContain('Here is the ledger you asked for: 27 conversations, no referrals');
    expect(all.message.text).not.toContain('export all');
  });
});
