import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { rowsByTable, rowsWith } from '../../support/tables';
import { acting } from '../give/acting';

/** Everything Goodturn posted in the channel, as it reads now. */
const digests = ({ general }: Circle) => general.messages.map(({ readable }) => readable);

describeOnBoth('retention', (kind) => {
  let circle: Circle;
  const by = acting(() => circle);
  const keep = (months: number | null) =>
    circle.database.db.transaction((store) => store.settings.change(circle.workspace.id, { keepMonths: months }));
  const held = async (words: string[]) => (await rowsWith(circle.database, words)).map((row) => row.split(':')[0]);

  beforeAll(async () => {
    circle = await startCircle({ database: kind });
    const { gina, alice, bob, ada, general } = circle;
    await by(ada).types('/referral digest here', { in: general });
    await by(gina).types('/referral @alice to Oldest because old words');
    await by(alice).press('Say thanks');
    await alice.fillIn({ 'Your note': 'old thanks', 'The digest may quote this': ['Yes, with my name'] });
    await by(alice).submit();
    await by(gina).types('/referral met @alice old talk');
    await by(gina).types('/referral need old but open');
    await by(bob).types('/referral need old and found');
    await by(bob).press('Found it');
    await by(bob).types('/referral ask @gina for old ask');
    await by(gina).press('No, thanks');
    await circle.runAt('2026-11-30T15:00:00Z');
    await bob.reacts('tada', general.messages.at(-1)!);
    await circle.settle();
    await circle.runAt('2026-12-24T15:00:00Z');
    // nothing is ahead any more for the first; a second is followed up still
    await circle.runAt('2027-02-22T15:00:00Z');
    await by(bob).types('/referral @alice to Newer because new words');
    await circle.runAt('2027-03-01T15:00:00Z');
  });
  afterAll(() => circle.stop());

  test('keeps everything unless it is set', async () => {
    const before = await rowsByTable(circle.database);
    await circle.runAt('2027-03-02T12:00:00Z');
    for (const table of ['Referral', 'Thanks', 'Digest', 'Reaction', 'Conversation', 'Need', 'Ask']) {
      expect([table, (await rowsByTable(circle.database))[table]]).toEqual([table, before[table]]);
    }
  });

  test('deletes what is older, wherever it is, and keeps what is open and what is newer', async () => {
    const { alice, gina } = circle;
    const before = digests(circle);
    await keep(2);
    await circle.runAt('2027-03-02T12:01:00Z');
    expect(await held(['old words', 'old thanks', 'Oldest', 'old talk', 'old and found', 'old ask'])).toEqual([]);
    expect(await held(['old but open'])).toEqual(['Need']);
    expect(await held(['new words'])).toEqual(['Referral']);
    const tables = await rowsByTable(circle.database);
    expect([tables['Thanks'], tables['Reaction'], tables['Conversation'], tables['Ask']]).toEqual([[], [], [], []]);
    expect(tables['Digest']!.join()).not.toContain('2026-11-30');
    expect(tables['Delivery']!.join()).not.toContain('2026-11-24');

    // what was posted stays, and the newest digest is redrawn as it was
    await by(gina).types('/referral need a van');
    expect(digests(circle)[0]).toBe(before[0]);
    expect((await by(alice).types('/referral list'))?.readable).toContain('Newer');
    expect((await by(alice).types('/referral list'))?.readable).not.toContain('Oldest');
    expect(circle.complaints).toEqual([]);
  });

  test('waits for what is still asked about', async () => {
    await keep(1);
    await circle.runAt('2027-04-02T12:00:00Z');
    expect(await held(['new words'])).toEqual(['Referral']);
    const { bob, alice, database, workspace } = circle;
    await circle.runAt('2027-05-24T15:00:00Z');
    // what falls due at that moment is not deleted before it is sent
    const told = alice.dm.map(({ readable }) => readable).join();
    expect(told).toContain('Bob referred you to _Newer_ on 22 February. How did it turn out?');
    await database.db.transaction(async (store) => {
      const [newer] = await store.referrals.list(workspace.id, { of: alice.id }, { skip: 0, take: 1 });
      const askedAt = circle.clock.now();
      await store.questions.ask(workspace.id, { id: 'asked', giverId: bob.id, receiverId: alice.id, askedAt });
      await store.questions.include(workspace.id, 'asked', newer!.id);
    });
    await circle.runAt('2027-05-25T15:00:00Z');
    expect(await held(['new words'])).toEqual(['Referral']);
    await circle.runAt('2027-06-25T15:00:00Z');
    expect(await held(['new words'])).toEqual([]);
  });
});
