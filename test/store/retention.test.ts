import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { deleteOlder } from '../../src/features/privacy/retention';
import { adapterFor } from '../../src/store/open-database';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { PLAIN } from '../support/plain-referral';
import { recordsByTable } from '../support/tables';

const W = 'T0CIRCLE';
const OLD = new Date('2025-01-07T15:00:00Z');
const BEFORE = new Date('2025-11-24T00:00:00Z');
const NOW = new Date('2026-11-24T15:00:00Z');

describeOnBoth('deleting a long history', (kind) => {
  let database: Throwaway;

  beforeEach(async () => {
    database = await throwawayDatabase(kind);
    await database.db.transaction(async (store) => {
      await store.workspaces.install(W, { name: 'Circle', botUserId: 'UBOT', sealedToken: null, scopes: '' }, OLD);
      await store.settings.change(W, { keepMonths: 12 });
      for (const id of ['a', 'b']) {
        const about = {
          giverId: 'UGINA',
          receiverId: 'UALICE',
          prospect: 'Acme',
          ...PLAIN,
          origin: id,
          recordedAt: OLD,
        };
        await store.referrals.record(W, { id, ...about });
        await store.referrals.scheduleNudge(W, id, 3, null);
        await store.followUps.schedule(W, id, 2, null);
      }
      // a message that is still to be sent shows it
      const owed = { kind: 'referral', subjectId: 'b', recipientId: 'UALICE', referralIds: ['b'] };
      await store.deliveries.plan(W, { ...owed, dueAt: OLD });
    });
    await copies(1, 1_200);
  });
  afterEach(() => database.drop());

  /** Of the first of them: `a1` and on. */
  async function copies(from: number, to: number): Promise<void> {
    const [row] = (await recordsByTable(database))['Referral']!;
    const columns = Object.keys(row!).map((name) => `"${name}"`);
    const values = columns.map((name) => (name === '"id"' || name === '"origin"' ? `${name} || i` : name));
    const adapter = await adapterFor(database.url).connect();
    await adapter.executeRaw({
      sql: `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to})
        INSERT INTO "Referral" (${columns.join()}) SELECT ${values.join()} FROM n, "Referral" WHERE "id" = 'a'`,
      args: [],
      argTypes: [],
    });
    await adapter.dispose();
  }

  const some = (start: string) =>
    database.db.transaction((store) => store.retention.deleteSome('referrals', W, BEFORE, start));
  const left = async () => (await recordsByTable(database))['Referral']!.map(({ id }) => id);

  it('takes some at a time, others write in between, and it can be begun again', async () => {
    const first = await some('');
    expect(first.deleted).toBe(500);
    expect(await left()).toHaveLength(702);
    // answered meanwhile: it is not old any more
    const answered = { outcome: 'talking' as const, outcomeAt: NOW };
    await database.db.transaction((store) => store.referrals.change(W, 'a999', answered, NOW));
    let start: string | null = '';
    const counts: number[] = [];
    while (start !== null) {
      const { deleted, next } = await some(start);
      counts.push(deleted);
      start = next;
    }
    expect(counts).toEqual([500, 200, 0]);
    expect((await left()).toSorted()).toEqual(['a999', 'b']);
  });

  it('goes on in the next tick, where there is very much, until nothing is left to find', async () => {
    await copies(1_201, 11_000);
    const deps = { db: database.db } as Parameters<typeof deleteOlder>[0];
    const tick = async () => {
      for (const finding of await deleteOlder(deps, NOW)) await finding.commit();
      return (await left()).length;
    };
    expect(await tick()).toBe(1_002);
    expect(await tick()).toBe(1);
    expect(await left()).toEqual(['b']);
    expect(await deleteOlder(deps, NOW)).toEqual([]);
  });
});
