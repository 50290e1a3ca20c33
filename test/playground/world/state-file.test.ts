import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSaver, openSaved, type Saved } from '../../../playground/world/state-file';
import { openDatabase, migrate } from '../../../src/store/open-database';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../../support/databases';

describeOnBoth('the saved state', (kind) => {
  let database: Throwaway;
  let saved: Saved;

  beforeEach(async () => {
    database = await throwawayDatabase(kind);
    saved = await openSaved(database.url);
  });
  afterEach(async () => {
    await saved.close();
    await database.drop();
  });

  it('is nothing at first, then what was saved last, also for the next process', async () => {
    expect(await saved.load()).toBeNull();
    await saved.save('{"first":1}');
    await saved.save(`{"last":"it's “whole” ${'é'.repeat(200_000)}"}`);
    const next = await openSaved(database.url);
    expect(await next.load()).toBe(`{"last":"it's “whole” ${'é'.repeat(200_000)}"}`);
    await next.close();
  });

  it('is nothing after it was forgotten, and can be saved again', async () => {
    await saved.forget();
    await saved.save('{}');
    await saved.forget();
    expect(await saved.load()).toBeNull();
    await saved.save('{"again":1}');
    expect(await saved.load()).toBe('{"again":1}');
  });

  it('does not keep the app from starting on the same database', async () => {
    await saved.save('{}');
    await migrate(database.url);
    const db = openDatabase(database.url);
    expect(await db.read.workspaces.find('T0HARBOR')).toBeNull();
    await db.close();
  });

  it("waits for the app's transaction in the same process, and does not hold it up", async () => {
    await saved.save('{"before":1}');
    let goOn = () => {};
    const open = new Promise<void>((resolve) => (goOn = resolve));
    let hasBegun = () => {};
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const transaction = database.db.transaction(async (store) => {
      hasBegun();
      await open;
      const installed = { name: 'Harbor', botUserId: 'U0', sealedToken: null, scopes: '' };
      await store.workspaces.install('T0HARBOR', installed, new Date());
    });
    await begun;
    const saving = saved.save('{"after":1}');
    // while it waits the transaction can go on
    setImmediate(goOn);
    await Promise.all([transaction, saving]);
    expect(await saved.load()).toBe('{"after":1}');
    expect(await database.db.read.workspaces.find('T0HARBOR')).toMatchObject({ name: 'Harbor' });
  });
});

describe('saving', () => {
  /** Notes what is saved; each save takes until `finish`, or fails. */
  function slowStore() {
    const store = {
      states: [] as string[],
      atOnce: 0,
      mostAtOnce: 0,
      fails: false,
      async save(state: string) {
        store.atOnce += 1;
        store.mostAtOnce = Math.max(store.mostAtOnce, store.atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        store.atOnce -= 1;
        if (store.fails) throw new Error('the disk is full');
        store.states.push(state);
      },
    };
    return store;
  }

  const neverFails = (error: unknown) => {
    throw error;
  };

  it('puts changes together, one save at a time, and the last one is never missed', async () => {
    const store = slowStore();
    let state = 0;
    const saver = createSaver(store, () => String(state), neverFails, 1);
    for (; state < 5; state += 1) saver.changed();
    const first = saver.flush();
    state = 6;
    saver.changed();
    await Promise.all([first, saver.flush()]);
    expect([store.states, store.mostAtOnce]).toEqual([['5', '6'], 1]);
    await saver.flush();
    expect(store.states).toHaveLength(2);
  });

  it('comes by itself a little after a change', async () => {
    const store = slowStore();
    const once = new Promise<string>((resolve) => {
      const saver = createSaver(
        { save: (state) => store.save(state).then(() => resolve(state)) },
        () => 'now',
        neverFails,
        1,
      );
      saver.changed();
      expect(store.states).toEqual([]);
    });
    expect(await once).toBe('now');
  });

  it('saves nothing while there is nothing whole', async () => {
    const store = slowStore();
    let state: string | null = null;
    const saver = createSaver(store, () => state, neverFails, 1);
    saver.changed();
    await saver.flush();
    expect(store.states).toEqual([]);
    state = 'whole';
    saver.changed();
    await saver.flush();
    expect(store.states).toEqual(['whole']);
  });

  it('says what went wrong, and tries again with the next change', async () => {
    const store = slowStore();
    store.fails = true;
    let failed: (error: unknown) => void = () => {};
    const told = new Promise((resolve) => (failed = resolve));
    const saver = createSaver(
      store,
      () => 'kept',
      (error) => failed(error),
      1,
    );
    saver.changed();
    expect(String(await told)).toContain('the disk is full');
    saver.changed();
    await expect(saver.flush()).rejects.toThrow('the disk is full');
    store.fails = false;
    await saver.flush();
    expect(store.states).toEqual(['kept']);
  });
});
