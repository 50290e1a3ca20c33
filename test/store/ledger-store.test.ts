import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Conversation } from '../../src/store/conversation-store';
import type { GivenReferral } from '../../src/store/ledger-store';
import type { Need } from '../../src/store/need-store';
import type { Referral } from '../../src/store/referral-store';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';

const W = 'T0CIRCLE';
const AT = new Date('2026-11-24T15:00:00.123Z');

describeOnBoth('the pages of a ledger', (kind) => {
  let database: Throwaway;
  beforeEach(async () => {
    database = await throwawayDatabase(kind);
  });
  afterEach(() => database.drop());

  it('lose and repeat nothing, though all of it is of one moment', async () => {
    const { db } = database;
    const ids = ['a', 'B', 'c-1', 'c-2', 'd'];
    await db.transaction(async (store) => {
      const installed = { name: 'Circle', botUserId: 'U0BOT', sealedToken: null, scopes: '' };
      await store.workspaces.install(W, installed, AT);
      for (const id of ids) {
        const conversation = { id, authorId: 'U1', withId: 'U2', heldOn: '2026-11-24', origin: id, loggedAt: AT };
        await store.conversations.log(W, { ...conversation, theirNeed: null, myOffer: null, permalink: null });
        await store.needs.state(W, { id, authorId: 'U1', text: id, origin: id, statedAt: AT, checkAt: null });
        const referral = { id, giverId: 'U1', receiverId: 'U2', prospect: id, origin: id, recordedAt: AT };
        const unsaid = { prospectId: null, note: null, warmth: null, private: false, permalink: null };
        await store.referrals.record(W, { ...referral, ...unsaid, source: 'command' });
      }
    });
    const { ledger } = db.read;
    const walk = async <T extends { id: string }>(read: (after: T | undefined) => Promise<T[]>): Promise<string[]> => {
      const seen: T[] = [];
      for (let page = await read(undefined); page.length > 0; page = await read(page.at(-1))) seen.push(...page);
      return seen.map(({ id }) => id).toSorted();
    };
    expect(await walk<Conversation>((after) => ledger.conversations(W, 'U1', after, 2))).toEqual(ids.toSorted());
    expect(await walk<GivenReferral>((after) => ledger.given(W, 'U1', after, 2))).toEqual(ids.toSorted());
    expect(await walk<Referral>((after) => ledger.received(W, 'U2', after, 2))).toEqual(ids.toSorted());
    expect(await walk<Need>((after) => ledger.openNeeds(W, after, 2))).toEqual(ids.toSorted());
    // nobody else's, and no other workspace's
    expect(await walk<GivenReferral>((after) => ledger.given(W, 'U2', after, 2))).toEqual([]);
    expect(await walk<GivenReferral>((after) => ledger.given('T0OTHER', 'U1', after, 2))).toEqual([]);
    expect([await ledger.isEmpty(W, 'U1'), await ledger.isEmpty(W, 'U2'), await ledger.isEmpty(W, 'U3')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
