import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { NewAsk } from '../../src/store/ask-store';
import type { Store } from '../../src/store/store';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';

const W = 'T0CIRCLE';
const ELSEWHERE = 'T0OTHER';
const askedAt = new Date('2026-11-24T15:00:00Z');
const restsAt = new Date('2026-12-24T15:00:00Z');

describeOnBoth('the store of asks', (kind) => {
  let database: Throwaway;
  beforeEach(async () => {
    database = await throwawayDatabase(kind);
  });
  afterEach(() => database.drop());

  const write = <T>(work: (store: Store) => Promise<T>) => database.db.transaction(work);
  const asks = () => database.db.read.asks;
  const record = (id: string, more: Partial<NewAsk> = {}, workspaceId = W) =>
    write((store) =>
      store.asks.record(workspaceId, {
        id,
        askerId: 'UALICE',
        giverId: 'UGINA',
        text: 'an intro to Acme',
        reason: null,
        origin: id,
        askedAt,
        restsAt,
        ...more,
      }),
    );
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

  it('never shows one workspace what is in another', async () => {
    await record('a', {}, ELSEWHERE);
    expect(await asks().find(W, 'a')).toBeNull();
    expect(await asks().byOrigin(W, 'a')).toBeNull();
    expect(await asks().openBetween(W, 'UALICE', 'UGINA', askedAt)).toEqual([]);
    expect(await asks().waitingFor(W, 'UGINA')).toEqual([]);
    await write(async (store) => {
      await store.asks.change(W, 'a', { state: 'declined' }, askedAt);
      await store.asks.rest(W, restsAt);
      await store.asks.endAllOf(W, 'UGINA', askedAt);
      expect(await store.asks.hold(W, 'a')).toBeNull();
    });
    expect(await asks().find(ELSEWHERE, 'a')).toMatchObject({ state: 'open', restsAt });
  });

  it('counts what waits between two, one way, until it rests', async () => {
    await record('a');
    await record('b', { askedAt: new Date('2026-11-23T15:00:00Z'), restsAt: new Date('2026-12-23T15:00:00Z') });
    await record('c', { askerId: 'UGINA', giverId: 'UALICE' });
    expect(ids(await asks().openBetween(W, 'UALICE', 'UGINA', askedAt))).toEqual(['b', 'a']);
    expect(ids(await asks().openBetween(W, 'UALICE', 'UGINA', new Date('2026-12-23T15:00:00Z')))).toEqual(['a']);
    expect(await asks().workspacesDueToRest(new Date('2026-12-23T14:59:00Z'))).toEqual([]);
    expect(await asks().workspacesDueToRest(restsAt)).toEqual([W]);
    await write((store) => store.asks.rest(W, new Date('2026-12-23T15:00:00Z')));
    expect(await asks().find(W, 'b')).toMatchObject({ state: 'resting' });
    expect(await asks().find(W, 'a')).toMatchObject({ state: 'open' });
    // those that rest still wait for the one who was asked
    expect(ids(await asks().waitingFor(W, 'UGINA'))).toEqual(['b', 'a']);
  });

  it('ends what is not over when somebody leaves, asked by them or of them', async () => {
    await record('asked');
    await record('given', { askerId: 'UBOB', giverId: 'UALICE' });
    await record('others', { askerId: 'UBOB' });
    await record('declined');
    await write((store) => store.asks.change(W, 'declined', { state: 'declined' }, askedAt));
    await write(async (store) => {
      await store.members.remember(W, [{ userId: 'UALICE', name: 'Alice', timeZone: null }]);
      await store.members.left(W, 'UALICE', askedAt);
    });
    for (const id of ['asked', 'given']) {
      expect(await asks().find(W, id)).toMatchObject({ state: 'resting', restsAt: null });
    }
    expect(await asks().find(W, 'others')).toMatchObject({ state: 'open', restsAt });
    expect(await asks().find(W, 'declined')).toMatchObject({ state: 'declined' });
  });

  it('has one for each request', async () => {
    await record('a');
    await expect(record('b', { origin: 'a' })).rejects.toThrow();
    expect(await asks().byOrigin(W, 'a')).toMatchObject({ id: 'a' });
  });
});
