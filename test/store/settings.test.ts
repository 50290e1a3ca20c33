import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { moveSteps } from '../../src/features/settings/save-workspace';
import type { Store } from '../../src/store/store';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { PLAIN } from '../support/plain-referral';

const W = 'T0CIRCLE';
const OTHER = 'T0OTHER';
const start = new Date('2026-11-24T15:00:00Z');
const days = (count: number) => new Date(start.getTime() + count * 86_400_000);

describeOnBoth('settings', (kind) => {
  let database: Throwaway;
  beforeEach(async () => {
    database = await throwawayDatabase(kind);
    await write(async (store) => {
      for (const id of [W, OTHER]) {
        await store.workspaces.install(id, { name: id, botUserId: 'UBOT', sealedToken: null, scopes: '' }, start);
        await store.members.remember(id, [{ userId: 'UALICE', name: 'Alice', timeZone: null }]);
      }
    });
  });
  afterEach(() => database.drop());

  const write = <T>(work: (store: Store) => Promise<T>) => database.db.transaction(work);
  const record = (id: string, recordedAt: Date, workspaceId = W) =>
    write((store) =>
      store.referrals.record(workspaceId, {
        id,
        giverId: 'UGINA',
        receiverId: 'UALICE',
        prospect: id,
        ...PLAIN,
        origin: id,
        recordedAt,
      }),
    );
  const steps = async (id: string, workspaceId = W) => {
    const { nudgeStep, nudgeAt, followUpStep, followUpAt } = (await database.db.read.referrals.find(workspaceId, id))!;
    return { nudgeStep, nudgeAt, followUpStep, followUpAt };
  };

  it('moves the steps ahead of one workspace, and leaves what fell due or was put off', async () => {
    await record('ahead', start);
    await record('due', days(-2));
    await record('put-off', days(-3));
    await record('done', days(-20));
    await record('elsewhere', start, OTHER);
    await write((store) => store.referrals.scheduleNudge(W, 'put-off', 1, days(6)));
    await write((store) => store.referrals.scheduleNudge(W, 'done', 3, null));
    await write(async (store) => {
      await store.steps.moveNudges(W, [2, 7, 14], [4, 5, 30], days(1));
      await store.steps.moveFollowUps(W, [15], days(1));
    });
    expect(await steps('ahead')).toEqual({ nudgeStep: 0, nudgeAt: days(4), followUpStep: 0, followUpAt: days(15) });
    expect(await steps('due')).toMatchObject({ nudgeStep: 0, nudgeAt: start, followUpAt: days(13) });
    expect(await steps('put-off')).toMatchObject({ nudgeStep: 1, nudgeAt: days(6) });
    // what ended stays so; a question whose only day is past is not made up
    expect(await steps('done')).toEqual({ nudgeStep: 3, nudgeAt: null, followUpStep: 1, followUpAt: null });
    expect(await steps('elsewhere', OTHER)).toMatchObject({ nudgeAt: days(2), followUpAt: days(30) });
  });

  it('moves steps to the days that are chosen by then, whichever of two changes is done first', async () => {
    await record('a', start);
    await write((store) => store.settings.change(W, { nudgeDays: '5,10', followUpDays: '20' }));
    const changed = (setting: string, from: string, to: string) => [{ setting, from, to }];
    await moveSteps(database.db, W, changed('nudgeDays', '4', '5,10'), days(1));
    await moveSteps(database.db, W, changed('nudgeDays', '2,7,14', '4'), days(1));
    await moveSteps(database.db, W, changed('followUpDays', '30,90', '15'), days(1));
    expect(await steps('a')).toEqual({ nudgeStep: 0, nudgeAt: days(5), followUpStep: 0, followUpAt: days(20) });
  });

  it('has one of two who hold a workspace wait for the other', async () => {
    const save = (store: Store, change: { nudgeDays?: string; followUpDays?: string }) =>
      store.workspaces.find(W).then((workspace) => {
        const { nudgeDays, followUpDays } = workspace!;
        return store.settings.change(W, { nudgeDays, followUpDays, ...change });
      });
    let second: Promise<void> | undefined;
    await write(async (store) => {
      await store.workspaces.hold(W);
      second ??= write(async (other) => {
        await other.workspaces.hold(W);
        await save(other, { followUpDays: '45' });
      });
      for (let reads = 0; reads < 20; reads += 1) await store.workspaces.find(W);
      await save(store, { nudgeDays: '3' });
    });
    await second;
    expect(await database.db.read.workspaces.find(W)).toMatchObject({ nudgeDays: '3', followUpDays: '45' });
  });

  it('keeps changes of one workspace apart, the latest first', async () => {
    const note = (workspaceId: string, batchId: string, changedAt: Date, ...whats: string[]) =>
      write((store) => store.settings.note(workspaceId, batchId, whats, { changedById: 'UADA', changedAt }));
    await note(W, 'a', start, '1', '2');
    await note(W, 'b', days(1), '3');
    await note(OTHER, 'c', days(2), '4');
    const { settings } = database.db.read;
    expect((await settings.latestChanges(W, 2)).map(({ what }) => what)).toEqual(['3', '1']);
    expect((await settings.madeTogether(W, 'a')).map(({ what }) => what)).toEqual(['1', '2']);
    expect(await settings.madeTogether(W, 'c')).toEqual([]);
  });

  it('has only what waits looked at again, and only one receiver’s thanks unquoted', async () => {
    await write(async (store) => {
      const owed = { kind: 'nudge', subjectId: 'UALICE', recipientId: 'UALICE', dueAt: days(3) };
      await store.deliveries.plan(W, owed);
      await store.deliveries.plan(W, { ...owed, recipientId: 'UBOB', subjectId: 'UBOB' });
      await store.deliveries.lookAgain(W, 'UALICE', start);
    });
    const dueAt = async (id: string) => (await database.db.read.deliveries.named(W, 'nudge', id))?.dueAt;
    expect([await dueAt('UALICE'), await dueAt('UBOB')]).toEqual([start, days(3)]);

    await record('quoted', start);
    await record('fresh', start);
    await write(async (store) => {
      const said = { batchId: 'b', note: 'x', kind: 'note', mayQuote: true, source: 'form', thankedAt: start } as const;
      for (const id of ['quoted', 'fresh']) await store.thanks.say(W, id, `thanks-${id}`, said);
      await store.thanks.putInDigest(W, ['thanks-quoted'], 'D');
      await store.thanks.quoteNone(W, 'UBOB');
    });
    expect(await database.db.read.thanks.newsForDigest(W, start)).toHaveLength(1);
    await write((store) => store.thanks.quoteNone(W, 'UALICE'));
    expect(await database.db.read.thanks.newsForDigest(W, start)).toEqual([]);
    expect(await database.db.read.thanks.inDigest(W, 'D')).toHaveLength(1);
  });
});
