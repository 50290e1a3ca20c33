import { afterEach, expect, it } from '@jest/globals';
import { type Throwaway, throwawayDatabase, describeOnBoth } from '../support/databases';

describeOnBoth('a transaction', (kind) => {
  let database: Throwaway;
  afterEach(() => database.drop());

  it('is not seen from outside before it ends, and not at all when it fails', async () => {
    database = await throwawayDatabase(kind);
    const { db } = database;
    const installed = { name: 'Circle', botUserId: 'U0BOT', sealedToken: null, scopes: '' };
    await expect(
      db.transaction(async (store) => {
        await store.workspaces.install('T1', installed, new Date());
        expect(await db.read.workspaces.find('T1')).toBeNull();
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await db.read.workspaces.find('T1')).toBeNull();
  });
});
