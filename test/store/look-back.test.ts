import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { NewReferral, ReferralChange } from '../../src/store/referral-store';
import type { Store } from '../../src/store/store';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { manyLeft } from '../support/many-left';
import { PLAIN } from '../support/plain-referral';

const W = 'T0CIRCLE';
const ELSEWHERE = 'T0OTHER';
const day = (text: string) => new Date(`${text}T15:00:00Z`);

describeOnBoth('looking back', (kind) => {
  let database: Throwaway;
  beforeEach(async () => {
    database = await throwawayDatabase(kind);
    const installed = { name: 'Circle', botUserId: 'UBOT', sealedToken: null, scopes: '' };
    for (const id of [W, ELSEWHERE]) await write((store) => store.workspaces.install(id, installed, day('2026-01-01')));
  });
  afterEach(() => database.drop());

  const write = <T>(work: (store: Store) => Promise<T>) => database.db.transaction(work);
  const read = () => database.db.read;

  let made = 0;
  const record = (date: string, about: Partial<NewReferral> = {}, change: ReferralChange = {}, workspaceId = W) => {
    made += 1;
    const id = about.id ?? `r${String(made).padStart(3, '0')}`;
    return write(async (store) => {
      await store.referrals.record(workspaceId, {
        id,
        giverId: 'UGINA',
        receiverId: 'UALICE',
        prospect: 'Acme',
        ...PLAIN,
        origin: id,
        recordedAt: day(date),
        ...about,
      });
      return store.referrals.change(workspaceId, id, change, day(date));
    });
  };

  it('walks what one gave another, newest first, ties by id, withdrawn ones left out', async () => {
    const a = await record('2026-03-01', { id: 'a' });
    const b = await record('2026-03-02', { id: 'b' }, { outcome: 'business' });
    const c = await record('2026-03-02', { id: 'c' });
    await record('2026-03-03', { id: 'd' }, { withdrawnAt: day('2026-03-04') });
    await record('2026-03-03', { receiverId: 'UBOB' });
    await record('2026-03-03', { id: 'e' }, {}, ELSEWHERE);
    const { given } = read();
    const ids = async (...found: Promise<{ id: string } | null>[]) =>
      (await Promise.all(found)).map((each) => each?.id ?? null);
    expect(
      await ids(
        given.next(W, 'UGINA', 'UALICE'),
        given.next(W, 'UGINA', 'UALICE', c),
        given.next(W, 'UGINA', 'UALICE', b),
      ),
    ).toEqual(['c', 'b', 'a']);
    expect(await ids(given.next(W, 'UGINA', 'UALICE', a), given.previous(W, 'UGINA', 'UALICE', c))).toEqual([
      null,
      null,
    ]);
    expect(
      await ids(
        given.previous(W, 'UGINA', 'UALICE'),
        given.previous(W, 'UGINA', 'UALICE', a),
        given.previous(W, 'UGINA', 'UALICE', b),
      ),
    ).toEqual(['a', 'b', 'c']);
    expect([await given.count(W, 'UGINA', 'UALICE'), await given.count(W, 'UGINA', 'UALICE', a)]).toEqual([3, 2]);
    expect(await given.business(W, 'UGINA', 'UALICE', { skip: 0, take: 9 })).toMatchObject([{ id: 'b' }]);
    expect(await given.next(W, 'UALICE', 'UGINA')).toBeNull();
  });

  it('keeps a note for its giver, the last word of it', async () => {
    const { id } = await record('2026-03-01');
    const keep = (text: string, at: string, giverId = 'UGINA', workspaceId = W) =>
      write((store) => store.giverNotes.keep(workspaceId, giverId, id, text, day(at)));
    const noted = async () => (await read().giverNotes.find(W, 'UGINA', id))?.text;
    await keep('', '2026-03-02');
    expect(await noted()).toBeUndefined();
    await keep('first', '2026-03-03');
    await keep('last', '2026-03-05');
    await keep('late', '2026-03-04');
    expect(await noted()).toBe('last');
    await keep('theirs', '2026-03-06', 'UALICE');
    await keep('elsewhere', '2026-03-06', 'UGINA', ELSEWHERE);
    expect(await noted()).toBe('last');
    expect(await read().giverNotes.find(ELSEWHERE, 'UGINA', id)).toBeNull();
    expect(await read().giverNotes.find(W, 'UALICE', id)).toBeNull();
    await keep('', '2026-03-07');
    expect(await noted()).toBe('');
  });

  it('knows what one asked another, and when a message last asked about a referral', async () => {
    const { id } = await record('2026-03-01');
    const question = (questionId: string, at: string) => ({
      id: questionId,
      giverId: 'UGINA',
      receiverId: 'UALICE',
      askedAt: day(at),
    });
    await write(async (store) => {
      await store.questions.ask(W, question('q1', '2026-03-02'));
      await store.questions.ask(W, question('q2', '2026-03-04'));
      await store.questions.ask(ELSEWHERE, question('q3', '2026-03-05'));
      await store.questions.include(ELSEWHERE, 'q3', id);
      await store.questions.include(W, 'q2', id);
    });
    const asked = await read().questions.between(W, 'UGINA', 'UALICE');
    expect(asked.map((each) => each.id)).toEqual(['q2', 'q1']);
    expect(await read().questions.between(W, 'UALICE', 'UGINA')).toEqual([]);
    expect(await read().questions.find(ELSEWHERE, 'q1')).toBeNull();
    expect(await read().referrals.find(W, id)).toMatchObject({ questionId: 'q2' });

    const shown = (from: string) => read().questions.lastShown(W, ['question', 'follow_up'], id, day(from));
    const owe = (kindOf: string, at: string) =>
      write((store) =>
        store.deliveries.plan(W, {
          kind: kindOf,
          subjectId: at,
          recipientId: 'UALICE',
          referralIds: [id],
          dueAt: day(at),
        }),
      );
    await owe('referral', '2026-03-09');
    expect(await shown('2026-03-01')).toBeNull();
    const planned = await owe('follow_up', '2026-03-05');
    expect(await shown('2026-03-08')).toEqual(day('2026-03-05'));
    await write(async (store) => {
      const claimed = await store.deliveries.claim(planned, 'lease', day('2026-03-06'), day('2026-03-07'));
      await store.deliveries.sent(claimed!, { channelId: 'D1', messageTs: '1.1' }, day('2026-03-06'));
    });
    expect(await shown('2026-03-05')).toEqual(day('2026-03-06'));
    expect(await shown('2026-03-06')).toBeNull();
    const ended = await owe('question', '2026-03-20');
    await write((store) => store.deliveries.remove(W, [ended.id], day('2026-03-20')));
    expect(await shown('2026-03-05')).toEqual(day('2026-03-06'));
  });

  it("sums up one's own, and nobody else's", async () => {
    await record('2026-01-10', {}, { outcome: 'business' });
    await record('2026-03-10', {}, { alreadyThankedAt: day('2026-03-11') });
    await record('2026-03-11', {}, { prayedInId: 'digest', outcome: 'business' });
    const { id } = await record('2026-03-12', { receiverId: 'UBOB' });
    await write((store) => {
      const said = { note: 'thanks', kind: 'note', mayQuote: false, source: 'form', batchId: 'b' } as const;
      return store.thanks.say(W, id, 't', { ...said, thankedAt: day('2026-03-13') });
    });
    await record('2026-03-13', {}, { withdrawnAt: day('2026-03-14'), outcome: 'business' });
    await record('2026-03-13', { giverId: 'UBOB' });
    await record('2026-03-13', {}, {}, ELSEWHERE);
    const { trackRecords } = read();
    expect(await trackRecords.sums(W, 'UGINA', 'given', null)).toEqual({ referrals: 4, thanked: 3, business: 2 });
    expect(await trackRecords.sums(W, 'UGINA', 'given', day('2026-03-10'))).toEqual({
      referrals: 3,
      thanked: 3,
      business: 1,
    });
    expect(await trackRecords.sums(W, 'UGINA', 'received', null)).toEqual({ referrals: 0, thanked: 0, business: 0 });
    expect(await trackRecords.sums(W, 'UALICE', 'received', null)).toEqual({ referrals: 4, thanked: 2, business: 2 });
    expect(await trackRecords.sums(ELSEWHERE, 'UGINA', 'given', null)).toMatchObject({ referrals: 1 });
  });

  it('tells partners and quiet ones by the page, along the index', async () => {
    for (const [receiverId, date] of [
      ['UC', '2026-01-10'],
      ['UB', '2026-02-10'],
      ['UA', '2026-01-10'],
      ['UB', '2026-01-01'],
      ['UGONE', '2026-01-05'],
    ] as const) {
      await record(date, { receiverId });
    }
    await record('2026-01-20', { giverId: 'UB', receiverId: 'UGINA' });
    await write(async (store) => {
      await store.members.remember(W, [{ userId: 'UGONE', name: 'Gone', timeZone: null }]);
      await store.members.left(W, 'UGONE', day('2026-02-01'));
    });
    const { trackRecords } = read();
    const all = { skip: 0, take: 9 };
    const ids = (people: { userId: string }[]) => people.map(({ userId }) => userId);
    expect(await trackRecords.partners(W, 'UGINA', 'given', { skip: 0, take: 1 })).toEqual([
      { userId: 'UB', lastAt: day('2026-02-10') },
    ]);
    expect(ids(await trackRecords.partners(W, 'UGINA', 'given', { skip: 1, take: 9 }))).toEqual(['UA', 'UC', 'UGONE']);
    expect(ids(await trackRecords.partners(W, 'UGINA', 'received', all))).toEqual(['UB']);
    expect(ids(await trackRecords.quiet(W, 'UGINA', day('2026-01-11'), all))).toEqual(['UA', 'UC']);
    expect(ids(await trackRecords.quiet(W, 'UGINA', day('2026-01-11'), { skip: 1, take: 1 }))).toEqual(['UC']);
    expect(ids(await trackRecords.quiet(W, 'UGINA', day('2026-01-10'), all))).toEqual([]);
    expect(await trackRecords.quiet(ELSEWHERE, 'UGINA', day('2027-01-11'), all)).toEqual([]);
  });

  it('finds whom much was given with nothing back', async () => {
    const give = async (receiverId: string, dates: string[], business: number) => {
      for (const [at, date] of dates.entries()) {
        await record(date, { receiverId }, at < business ? { outcome: 'business' } : {});
      }
    };
    const dates = ['2026-01-01', '2026-02-01', '2026-03-01'];
    await give('UTED', [...dates, '2026-06-01'], 2);
    await give('UFEW', dates.slice(1), 2);
    await give('UNEW', ['2026-05-01', '2026-05-02', '2026-05-03'], 3);
    await give('UNONE', dates, 0);
    await give('UBACK', dates, 3);
    await record('2026-02-02', { giverId: 'UBACK', receiverId: 'UGINA' });
    await give('UTOOK', dates, 1);
    await record('2026-02-02', { giverId: 'UTOOK', receiverId: 'UGINA' }, { withdrawnAt: day('2026-02-03') });
    await give('UGONE', dates, 3);
    await write(async (store) => {
      await store.members.remember(W, [{ userId: 'UGONE', name: 'Gone', timeZone: null }]);
      await store.members.left(W, 'UGONE', day('2026-04-01'));
    });
    const least = { given: 3, business: 1, before: day('2026-01-01') };
    expect(await read().trackRecords.oneSided(W, 'UGINA', least)).toEqual([
      { userId: 'UTED', given: 4, business: 2, firstAt: day('2026-01-01') },
      { userId: 'UTOOK', given: 3, business: 1, firstAt: day('2026-01-01') },
    ]);
    expect(await read().trackRecords.oneSided(W, 'UTED', least)).toEqual([]);
    await manyLeft(database, W, 'UGONE');
    expect(await read().trackRecords.oneSided(W, 'UGINA', least)).toHaveLength(2);
    expect(await read().trackRecords.quiet(W, 'UGINA', day('2027-01-01'), { skip: 0, take: 9 })).toHaveLength(6);
    expect(await read().trackRecords.oneSided(ELSEWHERE, 'UGINA', least)).toEqual([]);
  });
});
