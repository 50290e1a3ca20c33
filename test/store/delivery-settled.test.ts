import { afterEach, expect, it } from '@jest/globals';
import { describeOnBoth, type Throwaway, throwawayDatabase } from '../support/databases';

const NOW = new Date('2026-11-24T15:00:00Z');
const SOON = new Date('2026-11-24T15:01:00Z');

describeOnBoth('a message that turned out to be settled when it was to be sent', (kind) => {
  let database: Throwaway;

  afterEach(() => database.drop());

  const claim = async () => {
    database = await throwawayDatabase(kind);
    const { db } = database;
    return db.transaction(async (store) => {
      const installed = { name: 'Circle', botUserId: 'UBOT', sealedToken: null, scopes: '' };
      await store.workspaces.install('T1', installed, NOW);
      const about = { kind: 'misfit', subjectId: 'r1', recipientId: 'U1', referralIds: ['r1'] };
      const planned = await store.deliveries.plan('T1', { ...about, dueAt: NOW });
      return (await store.deliveries.claim(planned, 'lease', NOW, SOON))!;
    });
  };

  it('ends', async () => {
    const claimed = await claim();
    await database.db.transaction((store) => store.deliveries.settled(claimed));
    expect(await database.db.read.deliveries.find('T1', claimed.id)).toMatchObject({ state: 'ended', task: null });
  });

  it('is looked at once more where it was changed meanwhile', async () => {
    const claimed = await claim();
    await database.db.transaction((store) => store.deliveries.redrawShowing('T1', ['r1'], NOW));
    await database.db.transaction((store) => store.deliveries.settled(claimed));
    const [due] = await database.db.read.deliveries.due(NOW, NOW, 10);
    expect(due).toMatchObject({ id: claimed.id, state: 'planned', task: 'send', leaseId: null });
  });
});
