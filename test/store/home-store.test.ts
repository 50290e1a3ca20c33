import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { NewReferral } from '../../src/store/referral-store';
import type { Store } from '../../src/store/store';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { manyLeft } from '../support/many-left';
import { PLAIN } from '../support/plain-referral';

const W = 'T0CIRCLE';
const ELSEWHERE = 'T0OTHER';
const day = (date: number) => new Date(Date.UTC(2026, 10, date, 15));
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

describeOnBoth('what the App Home reads', (kind) => {
  let database: Throwaway;
  const write = <T>(work: (store: Store) => Promise<T>) => database.db.transaction(work);

  beforeEach(async () => {
    database = await throwawayDatabase(kind);
    const installed = { name: 'Circle', botUserId: 'UBOT', sealedToken: null, scopes: '' };
    for (const id of [W, ELSEWHERE]) await write((store) => store.workspaces.install(id, installed, day(1)));
    const people = ['UGINA', 'UALICE', 'UBOB'].map((userId) => ({ userId, name: userId, timeZone: null }));
    for (const id of [W, ELSEWHERE]) await write((store) => store.members.remember(id, people));
  });
  afterEach(() => database.drop());

  const record = (id: string, date: number, about: Partial<NewReferral> = {}, workspaceId = W) =>
    write((store) =>
      store.referrals.record(workspaceId, {
        id,
        giverId: 'UGINA',
        receiverId: 'UALICE',
        prospect: id,
        ...PLAIN,
        origin: id,
        recordedAt: day(date),
        ...about,
      }),
    );

  it('counts all that awaits thanks and gives the newest, of givers who are here', async () => {
    await record('a', 1);
    await record('b', 2);
    await record('c', 3);
    await record('gone', 4, { giverId: 'UBOB' });
    await record('withdrawn', 5);
    await record('elsewhere', 6, {}, ELSEWHERE);
    await write((store) => store.members.left(W, 'UBOB', day(7)));
    await write((store) => store.referrals.change(W, 'withdrawn', { withdrawnAt: day(7) }, day(7)));
    const { some, count } = await database.db.read.home.awaitingThanks(W, 'UALICE', 2);
    expect([ids(some), count]).toEqual([['c', 'b'], 3]);
  });

  it('counts the same however many others have left', async () => {
    await write((store) => store.members.left(W, 'UBOB', day(1)));
    await manyLeft(database, W, 'UBOB');
    await record('a', 1);
    await record('gone', 2, { giverId: 'ULEFT7' });
    await record('to gone', 3, { receiverId: 'ULEFT8' });
    const { home, referrals } = database.db.read;
    const { some, count } = await home.awaitingThanks(W, 'UALICE', 2);
    expect([ids(some), count]).toEqual([['a'], 1]);
    expect(await referrals.waiting(W)).toEqual({ referrals: 1, receivers: 1 });
    const counted = await referrals.awaitedThanksAt(W, { id: 'digest', builtAt: day(4) });
    expect(counted.map(({ receiverId }) => receiverId)).toEqual(['UALICE']);
  });

  it('gives the newest also where hundreds have given', async () => {
    await write(async (store) => {
      for (let at = 0; at < 600; at += 1) {
        await store.referrals.record(W, {
          id: `many-${at}`,
          giverId: `UGIVER${at}`,
          receiverId: 'UALICE',
          prospect: 'Acme',
          ...PLAIN,
          origin: `many-${at}`,
          recordedAt: new Date(day(1).getTime() + ((at * 7) % 600) * 1_000),
        });
      }
    });
    const { some, count } = await database.db.read.home.awaitingThanks(W, 'UALICE', 3);
    expect(count).toBe(600);
    expect(some.map(({ recordedAt }) => (recordedAt.getTime() - day(1).getTime()) / 1_000)).toEqual([599, 598, 597]);
  });

  it('finds the latest messages that asked somebody how it turned out, and nobody else’s', async () => {
    await record('a', 1);
    await write(async (store) => {
      const send = async (kindOf: string, subjectId: string, recipientId: string, at: number) => {
        const owed = { kind: kindOf, subjectId, occurrence: String(at), recipientId, referralIds: ['a'] };
        const planned = await store.deliveries.plan(W, { ...owed, dueAt: day(at) });
        const claimed = await store.deliveries.claim(planned, 'lease', day(at), day(at + 1));
        await store.deliveries.sent(claimed!, { channelId: 'D1', messageTs: `${at}.1` }, day(at));
        return planned.id;
      };
      for (const [id, receiverId] of [
        ['q1', 'UALICE'],
        ['q2', 'UBOB'],
      ] as const) {
        await store.questions.ask(W, { id, giverId: 'UGINA', receiverId, askedAt: day(2) });
      }
      await send('follow_up', 'UALICE', 'UALICE', 2);
      await send('question', 'q1', 'UALICE', 3);
      await send('question', 'q2', 'UBOB', 4);
      await send('follow_up', 'UBOB', 'UBOB', 5);
      await store.deliveries.plan(W, { kind: 'follow_up', subjectId: 'UALICE', occurrence: 'unsent', dueAt: day(6) });
    });
    const about = { aboutThem: 'follow_up', aboutQuestion: 'question' };
    const found = await database.db.read.home.questionsTo(W, 'UALICE', about);
    expect(found.map(({ subjectId, referrals }) => [subjectId, referrals])).toEqual([
      ['q1', [{ referralId: 'a' }]],
      ['UALICE', [{ referralId: 'a' }]],
    ]);
    expect(await database.db.read.home.questionsTo(ELSEWHERE, 'UALICE', about)).toEqual([]);
  });

  it('keeps one’s own needs apart from those of others, and asks that rest out', async () => {
    await write(async (store) => {
      for (const [id, authorId, date] of [
        ['own', 'UALICE', 2],
        ['resting', 'UALICE', 1],
        ['later', 'UBOB', 4],
        ['earlier', 'UGINA', 3],
      ] as const) {
        await store.needs.state(W, { id, authorId, text: id, origin: id, statedAt: day(date), checkAt: null });
        const ask = { id, askerId: authorId, giverId: 'UBOB', text: id, reason: null, origin: id, restsAt: day(9) };
        await store.asks.record(W, { ...ask, askedAt: day(date) });
      }
      await store.needs.change(W, 'resting', { state: 'resting' });
      await store.asks.change(W, 'earlier', { state: 'resting' }, day(5));
    });
    const { home } = database.db.read;
    expect(ids(await home.ownNeeds(W, 'UALICE', 5))).toEqual(['own', 'resting']);
    expect(ids(await home.othersNeeds(W, 'UALICE', 5))).toEqual(['earlier', 'later']);
    expect(ids(await home.othersNeeds(W, 'UALICE', 1))).toEqual(['earlier']);
    expect(ids(await home.asksOf(W, 'UBOB', 2))).toEqual(['resting', 'own']);
  });

  it('keeps up to date the Homes that were opened, of those who are here', async () => {
    await write(async (store) => {
      for (const userId of ['UALICE', 'UBOB']) await store.members.sawHome(W, userId, day(1));
      await store.members.sawHome(W, 'UALICE', day(2));
      await store.members.left(W, 'UBOB', day(3));
    });
    const { members } = database.db.read;
    expect((await members.find(W, 'UALICE'))!.homeSeenAt).toEqual(day(1));
    expect(await members.withHome(W, ['UGINA', 'UALICE', 'UBOB'])).toEqual(['UALICE']);
    expect(await members.withHome(ELSEWHERE, ['UALICE'])).toEqual([]);
  });
});
