import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { NewNeed } from '../../src/store/need-store';
import type { Store } from '../../src/store/store';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';

const W = 'T0CIRCLE';
const start = new Date('2026-11-24T15:00:00Z');
const days = (count: number) => new Date(start.getTime() + count * 86_400_000);

describeOnBoth('needs and conversations', (kind) => {
  let database: Throwaway;
  beforeEach(async () => {
    database = await throwawayDatabase(kind);
    await write(async (store) => {
      for (const id of [W, 'T0OTHER']) {
        await store.workspaces.install(id, { name: id, botUserId: 'UBOT', sealedToken: null, scopes: '' }, start);
        await store.members.remember(id, [{ userId: 'UGINA', name: 'Gina', timeZone: null }]);
      }
    });
  });
  afterEach(() => database.drop());

  const write = <T>(work: (store: Store) => Promise<T>) => database.db.transaction(work);
  const read = () => database.db.read;
  const state = (id: string, more: Partial<NewNeed> = {}, workspaceId = W) =>
    write((store) =>
      store.needs.state(workspaceId, {
        id,
        authorId: 'UGINA',
        text: id,
        origin: id,
        statedAt: start,
        checkAt: days(60),
        ...more,
      }),
    );
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

  it('never shows one workspace what is in another', async () => {
    await state('a', {}, 'T0OTHER');
    expect(await read().needs.find(W, 'a')).toBeNull();
    expect(await read().needs.findMany(W, ['a'])).toEqual([]);
    expect(await read().needs.byOrigin(W, 'a')).toBeNull();
    expect(await read().needs.openOf(W, 'UGINA')).toEqual([]);
    expect(await read().needs.board(W, 'UGINA', { skip: 0, take: 9 })).toEqual([]);
    expect(await read().needs.openAt(W, days(1), 5)).toEqual([]);
    await expect(write((store) => store.needs.change(W, 'a', { state: 'withdrawn' }))).rejects.toThrow();
    await write((store) => store.members.left(W, 'UGINA', days(1)));
    expect(await read().needs.find('T0OTHER', 'a')).toMatchObject({ state: 'open' });
  });

  it('lists what waits longest first, and one’s own that rest after all others', async () => {
    await state('c', { statedAt: days(2) });
    await state('b', { statedAt: days(1), authorId: 'UBOB' });
    await state('a');
    await state('d', { authorId: 'UBOB' });
    for (const id of ['a', 'd']) {
      await write((store) => store.needs.change(W, id, { state: 'resting', settledAt: days(3) }));
    }
    const board = (viewer: string) => read().needs.board(W, viewer, { skip: 0, take: 9 });
    expect(ids(await board('UGINA'))).toEqual(['b', 'c', 'a']);
    expect(ids(await board('UBOB'))).toEqual(['b', 'c', 'd']);
    expect(ids(await board('UADA'))).toEqual(['b', 'c']);
    expect(await read().needs.countBoard(W, 'UADA')).toBe(2);
  });

  it('tells what was open at an instant, whatever became of it since', async () => {
    await state('a');
    await state('b', { statedAt: days(1) });
    await write((store) => store.needs.change(W, 'a', { state: 'fulfilled', settledAt: days(2) }));
    expect(ids(await read().needs.openAt(W, start, 5))).toEqual(['a']);
    expect(ids(await read().needs.openAt(W, days(1), 5))).toEqual(['a', 'b']);
    // what is settled within the same instant was open in it
    expect(ids(await read().needs.openAt(W, days(2), 5))).toEqual(['a', 'b']);
    expect(ids(await read().needs.openAt(W, days(3), 5))).toEqual(['b']);
    expect(ids(await read().needs.openAt(W, days(1), 1))).toEqual(['a']);
  });

  it('finds whose needs are to be asked about, and which rest then', async () => {
    await state('a');
    await state('b', { checkAt: days(61) });
    await state('c', { authorId: 'UBOB', checkAt: null });
    expect(await read().needs.authorsDue(days(59))).toEqual([]);
    expect(await read().needs.authorsDue(days(60))).toEqual([{ workspaceId: W, authorId: 'UGINA' }]);
    expect(ids(await read().needs.due(W, 'UGINA', days(61), 1))).toEqual(['a']);
    await write((store) => store.needs.change(W, 'a', { askedAt: days(60), checkAt: days(67) }));
    expect(ids(await read().needs.due(W, 'UGINA', days(61), 9))).toEqual(['b']);
    expect(await read().needs.dueToRest(days(66))).toEqual([]);
    expect(ids(await read().needs.dueToRest(days(67)))).toEqual(['a']);
  });

  it('ends the needs of who leaves, once', async () => {
    await state('a');
    await state('b', { authorId: 'UBOB' });
    await write((store) => store.members.left(W, 'UGINA', days(1)));
    expect(await read().needs.find(W, 'a')).toMatchObject({ state: 'withdrawn', settledAt: days(1), checkAt: null });
    expect(await read().needs.find(W, 'b')).toMatchObject({ state: 'open' });
  });

  it('keeps conversations apart by author and workspace, the latest day first', async () => {
    const log = (id: string, heldOn: string, authorId = 'UGINA', workspaceId = W) =>
      write((store) =>
        store.conversations.log(workspaceId, {
          id,
          authorId,
          withId: 'UALICE',
          heldOn,
          theirNeed: null,
          myOffer: null,
          permalink: null,
          origin: id,
          loggedAt: start,
        }),
      );
    await log('a', '2026-11-20');
    await log('b', '2026-11-24');
    await log('c', '2026-11-22', 'UBOB');
    await log('d', '2026-11-23', 'UGINA', 'T0OTHER');
    expect(ids(await read().conversations.list(W, 'UGINA', { skip: 0, take: 9 }))).toEqual(['b', 'a']);
    expect(await read().conversations.count(W, 'UGINA')).toBe(2);
    expect(await read().conversations.find(W, 'd')).toBeNull();
    await write((store) => store.conversations.delete(W, 'd'));
    expect(await read().conversations.byOrigin('T0OTHER', 'd')).not.toBeNull();
    await expect(log('e', '2026-11-20').then(() => log('e', '2026-11-20'))).rejects.toThrow();
  });
});
