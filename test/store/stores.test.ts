import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { NewReferral } from '../../src/store/referral-store';
import type { Store } from '../../src/store/store';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { PLAIN } from '../support/plain-referral';

const W = 'T0CIRCLE';
const recordedAt = new Date('2026-11-24T15:00:00Z');
const days = (count: number) => new Date(recordedAt.getTime() + count * 86_400_000);

describeOnBoth('the store', (kind) => {
  let database: Throwaway;
  beforeEach(async () => {
    database = await throwawayDatabase(kind);
    await write(async (store) => {
      for (const id of [W, 'T0OTHER']) {
        await store.workspaces.install(id, { name: id, botUserId: 'UBOT', sealedToken: null, scopes: '' }, recordedAt);
      }
    });
  });
  afterEach(() => database.drop());

  const write = <T>(work: (store: Store) => Promise<T>) => database.db.transaction(work);
  const read = () => database.db.read;
  const record = (id: string, more: Partial<NewReferral> = {}, workspaceId = W) =>
    write((store) =>
      store.referrals.record(workspaceId, {
        id,
        giverId: 'UGINA',
        receiverId: 'UALICE',
        prospect: "Bob's firm",
        ...PLAIN,
        origin: id,
        recordedAt,
        ...more,
      }),
    );
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

  it('keeps what people type to the letter, and instants to the millisecond', async () => {
    const prospect = `O'Brien "& Söhne" — 株式会社 🚀 %_\\ {}`;
    const at = new Date('2026-02-28T23:59:59.987Z');
    await record('a', { prospect, note: 'line one\nline two', warmth: 'hot', recordedAt: at });
    expect(await read().referrals.find(W, 'a')).toMatchObject({
      prospect,
      note: 'line one\nline two',
      warmth: 'hot',
      recordedAt: at,
    });
  });

  it('never shows one workspace what is in another', async () => {
    await record('a', {}, 'T0OTHER');
    expect(await read().referrals.find(W, 'a')).toBeNull();
    expect(await read().referrals.findMany(W, ['a'])).toEqual([]);
    expect(await read().referrals.list(W, { of: 'UGINA' }, { skip: 0, take: 10 })).toEqual([]);
    expect(await read().referrals.awaitingThanks(W, 'UALICE')).toEqual([]);
    await write((store) => store.referrals.putInDigest(W, ['a'], 'digest'));
    await expect(write((store) => store.referrals.change(W, 'a', { private: true }, days(1)))).rejects.toThrow();
    expect(await read().referrals.find('T0OTHER', 'a')).toMatchObject({ private: false, digestId: null });
  });

  it('lists newest first, a page at a time, by who gave and who received', async () => {
    await record('a');
    await record('b', { recordedAt: days(1) });
    await record('c', { recordedAt: days(2), giverId: 'UALICE', receiverId: 'UGINA' });
    await record('d', { recordedAt: days(3), receiverId: 'UBOB' });
    await write((store) => store.referrals.change(W, 'd', { withdrawnAt: days(4) }, days(4)));
    const list = async (filter: Parameters<Store['referrals']['list']>[1], skip = 0, take = 10) =>
      ids(await read().referrals.list(W, filter, { skip, take }));
    expect(await list({ of: 'UGINA' })).toEqual(['c', 'b', 'a']);
    expect(await list({ of: 'UGINA', role: 'given' })).toEqual(['b', 'a']);
    expect(await list({ of: 'UGINA', role: 'received' })).toEqual(['c']);
    expect(await list({ of: 'UALICE', with: 'UGINA' })).toEqual(['c', 'b', 'a']);
    expect(await list({ of: 'UGINA' }, 1, 1)).toEqual(['b']);
    expect(await read().referrals.count(W, { of: 'UGINA' })).toBe(3);
  });

  it('finds what one request recorded, and lets nobody record it twice', async () => {
    await record('a', { origin: 'request' });
    await record('b', { origin: 'request', receiverId: 'UBOB' });
    expect(ids(await read().referrals.byOrigin(W, 'request'))).toEqual(['a', 'b']);
    await expect(record('c', { origin: 'request' })).rejects.toThrow();
    await record('c', { origin: 'request' }, 'T0OTHER');
  });

  it('has the first nudge fall due two days after, and none once it is settled', async () => {
    await record('a');
    expect(await read().referrals.receiversDueForNudge(new Date(days(2).getTime() - 1))).toEqual([]);
    expect(await read().referrals.receiversDueForNudge(days(2))).toEqual([{ workspaceId: W, receiverId: 'UALICE' }]);
    await write((store) => store.referrals.change(W, 'a', { alreadyThankedAt: days(1) }, days(1)));
    expect(await read().referrals.receiversDueForNudge(days(30))).toEqual([]);
    expect(await read().referrals.find(W, 'a')).toMatchObject({ awaitsThanks: false, nudgeAt: null });
  });

  it('goes on with the steps ahead when it is open again', async () => {
    await record('a');
    await write((store) => store.referrals.change(W, 'a', { prayedInId: 'digest' }, days(1)));
    await write((store) => store.referrals.change(W, 'a', { prayedInId: null }, days(5)));
    expect(await read().referrals.find(W, 'a')).toMatchObject({ awaitsThanks: true, nudgeAt: days(7) });
  });

  it('has one written thanks for a referral, whose words may change', async () => {
    await record('a');
    const thanks = { batchId: 'batch', kind: 'note', mayQuote: true, source: 'form', thankedAt: days(1) } as const;
    await write((store) => store.thanks.say(W, 'a', 'one', { ...thanks, note: 'Thank you' }));
    await write((store) => store.thanks.say(W, 'a', 'two', { ...thanks, note: 'Thank you so much' }));
    expect(await read().thanks.batch(W, 'batch')).toMatchObject([{ id: 'one', note: 'Thank you so much' }]);
    expect(await read().thanks.batch('T0OTHER', 'batch')).toEqual([]);
  });

  it('quotes in a digest only what may be quoted, once', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await record(id);
    await write((store) => store.referrals.change(W, 'b', { private: true }, days(1)));
    await write((store) => store.referrals.change(W, 'c', { withdrawnAt: days(1) }, days(1)));
    for (const id of ['a', 'b', 'c', 'd']) {
      const words = { batchId: id, note: id, kind: 'note', source: 'form', thankedAt: days(1) } as const;
      await write((store) => store.thanks.say(W, id, id, { ...words, mayQuote: id !== 'd' }));
    }
    const news = await read().thanks.newsForDigest(W, days(0));
    expect(ids(news)).toEqual(['a']);
    await write((store) => store.thanks.putInDigest(W, ['a'], 'digest'));
    expect(await read().thanks.newsForDigest(W, days(0))).toEqual([]);
    expect(ids(await read().thanks.inDigest(W, 'digest'))).toEqual(['a']);
  });

  it.each([
    ['in order', ['1.1', '1.2'], [true, false], false],
    ['the other way round', ['1.2', '1.1'], [false, true], false],
    ['twice the same', ['1.1', '1.1'], [true, true], true],
  ])('believes the latest event on a reaction: %s', async (_name, times, standing, stands) => {
    for (const [i, eventTs] of times.entries()) {
      await write((store) =>
        store.reactions.note({
          workspaceId: W,
          channelId: 'C1',
          messageTs: '5.5',
          userId: 'UALICE',
          name: 'pray',
          eventTs: `179550${eventTs}`,
          standing: standing[i]!,
        }),
      );
    }
    expect(await read().reactions.standing(W, 'C1', '5.5')).toHaveLength(stands ? 1 : 0);
    expect(await read().reactions.standing('T0OTHER', 'C1', '5.5')).toEqual([]);
  });

  it('tells the first use from later ones', async () => {
    await write((store) => store.members.remember(W, [{ userId: 'UGINA', name: 'Gina', timeZone: 'America/Chicago' }]));
    expect(await write((store) => store.members.used(W, 'UGINA', days(0)))).toBe(true);
    expect(await write((store) => store.members.used(W, 'UGINA', days(1)))).toBe(false);
  });

  it('keeps the last known zone of somebody whose zone Slack does not tell', async () => {
    await write((store) => store.members.remember(W, [{ userId: 'UGINA', name: 'Gina', timeZone: 'America/Chicago' }]));
    await write((store) => store.members.remember(W, [{ userId: 'UGINA', name: 'Regina', timeZone: null }]));
    expect(await read().members.find(W, 'UGINA')).toMatchObject({ name: 'Regina', timeZone: 'America/Chicago' });
  });

  it('lets one of two claim a nudge', async () => {
    await write((store) => store.members.remember(W, [{ userId: 'UALICE', name: 'Alice', timeZone: null }]));
    const claim = () => write((store) => store.members.claimNudge(W, 'UALICE', 0));
    expect((await Promise.all([claim(), claim()])).toSorted()).toEqual([false, true]);
  });

  it('gives a draft to its author alone, once', async () => {
    await write((store) => store.drafts.keep(W, 'UGINA', 'draft', { prospect: "Bob's firm" }, days(0)));
    expect(await read().drafts.read(W, 'UGINA', 'draft')).toEqual({ prospect: "Bob's firm" });
    expect(await read().drafts.read(W, 'UALICE', 'draft')).toBeNull();
    expect(await read().drafts.read('T0OTHER', 'UGINA', 'draft')).toBeNull();
    const settle = () => write((store) => store.drafts.settle(W, 'UGINA', 'draft', days(0)));
    expect((await Promise.all([settle(), settle()])).toSorted()).toEqual([false, true]);
    expect(await read().drafts.read(W, 'UGINA', 'draft')).toBeNull();
  });

  it('loses nothing when many write at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => record(`r${i}`)));
    expect(await read().referrals.count(W, { of: 'UGINA' })).toBe(40);
  });
});
