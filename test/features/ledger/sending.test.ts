import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PrismaClient } from '../../../src/store/generated/sqlite/client';
import { adapterFor } from '../../../src/store/open-database';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';
import { deliver } from '../thanks/circle-of-thanks';
import { cellsOf, ledgersOf, met, newestLedger, ON_ITS_WAY, partsOf } from './circle-of-ledgers';

let circle: Circle;
const by = acting(() => circle);

beforeAll(async () => {
  circle = await startCircle();
  await met(circle, circle.gina, circle.alice, '2026-11-20', 'a printer');
});
afterAll(() => circle.stop());

describe('what could not be sent', () => {
  test('for want of a permission is said once, with who can give it', async () => {
    const { gina, workspace } = circle;
    workspace.scopes.delete('files:write');
    expect((await by(gina).types('/referral export'))?.text).toBe(ON_ITS_WAY);
    expect(gina.dm.map(({ text }) => text)).toEqual([
      'The ledger you asked for was not sent, because Goodturn may not send files in this workspace. Whoever manages apps here can allow it by installing Goodturn again.',
    ]);
    await circle.runAt('2026-11-24T16:00:00Z');
    expect(gina.dm).toHaveLength(1);
    workspace.scopes.add('files:write');
    await by(gina).types('/referral export');
    expect(ledgersOf(gina)).toHaveLength(1);
  });

  test('because Slack refuses files is said, with what to do', async () => {
    const { gina, slack } = circle;
    const off = slack.fault('files.getUploadURLExternal', { kind: 'api_error', error: 'file_uploads_disabled' });
    await by(gina).types('/referral export');
    off.off();
    expect(gina.dm.at(-1)?.text).toBe(
      "Slack did not take the files of the ledger you asked for. `/referral export` tries again; if that does not help, whoever manages apps here can see why in Goodturn's log.",
    );
  });

  test('or perhaps was, where Slack does not let us look, is said to be uncertain', async () => {
    const { gina, slack, clock } = circle;
    slack.fault('files.completeUploadExternal', { kind: 'stored_but_dropped' }, { times: 1 });
    const off = slack.fault('conversations.history', { kind: 'api_error', error: 'missing_scope' });
    const before = ledgersOf(gina).length;
    await by(gina).types('/referral export');
    clock.advance(120_000);
    await deliver(circle);
    off.off();
    expect(ledgersOf(gina)).toHaveLength(before + 1);
    expect(gina.dm.at(-1)?.text).toBe(
      "I can't tell whether the ledger you asked for reached you. If it is not here, `/referral export` makes it again.",
    );
  });
});

test('who has left meanwhile gets nothing', async () => {
  const { carol, slack, workspace, clock } = circle;
  await met(circle, carol, circle.alice, '2026-11-20');
  const busy = slack.fault('files.getUploadURLExternal', { kind: 'rate_limit', retryAfter: 30 });
  await by(carol).types('/referral export');
  await workspace.deactivate(carol);
  busy.off();
  clock.advance(60_000);
  await deliver(circle);
  expect(ledgersOf(carol)).toEqual([]);
});

test('a long history is whole: 5,000 referrals and 2,000 conversations', async () => {
  const { bob, alice, gina, carol, ada, workspace, database } = circle;
  const others = [alice.id, gina.id, carol.id, ada.id];
  const client = new PrismaClient({ adapter: adapterFor(database.url) });
  await client.referral.createMany({
    data: Array.from({ length: 5_000 }, (_, at) => {
      const other = others[at % 4]!;
      const [giverId, receiverId] = at % 2 === 0 ? ([bob.id, other] as const) : ([other, bob.id] as const);
      const origin = `long-${at}`;
      return {
        workspaceId: workspace.id,
        id: origin,
        origin,
        giverId,
        receiverId,
        prospect: `Prospect ${at}`,
        source: 'command' as const,
        // many at the same moment: no page may lose or repeat one of them
        recordedAt: new Date(Date.UTC(2020, 0, 1 + Math.floor(at / 300))),
      };
    }),
  });
  await client.conversation.createMany({
    data: Array.from({ length: 2_000 }, (_, at) => ({
      workspaceId: workspace.id,
      id: `talk-${at}`,
      origin: `talk-${at}`,
      authorId: bob.id,
      withId: others[at % 4]!,
      heldOn: `2025-01-0${1 + (at % 9)}`,
      theirNeed: `Need ${at}`,
      loggedAt: new Date(Date.UTC(2025, 1, at % 3)),
    })),
  });
  await client.$disconnect();
  await by(bob).types('/referral export all');
  const { csv, xlsx, message } = newestLedger(bob);
  expect(message.text).toContain('2,000 conversations, 5,000 referrals and no open needs.');
  const rows = cellsOf(csv).slice(1);
  const column = (at: number) => rows.map((row) => row[at]!).filter((cell) => cell !== '');
  expect(new Set(column(2)).size).toBe(2_000);
  const named = [...column(3), ...column(6)];
  expect([named.length, new Set(named).size]).toEqual([5_000, 5_000]);
  const days = rows.map(([, day]) => day!);
  expect(days).toEqual(days.toSorted().toReversed());
  expect(partsOf(xlsx)['xl/worksheets/sheet2.xml']).toContain('<autoFilter ref="A1:L5001"/>');
  await by(bob).types('/referral export');
  expect(newestLedger(bob).message.text).toContain('your last 25 conversations, 5,000 referrals and no open needs.');
});
