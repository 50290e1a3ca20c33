import { afterEach, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { rowsByTable } from '../../support/tables';
import { ginaLivesThroughAll } from './circle-of-records';

describeOnBoth('after an uninstall', (kind) => {
  let circle: Circle;
  afterEach(() => circle.stop());

  const counts = async () =>
    Object.fromEntries(
      Object.entries(await rowsByTable(circle.database)).map(([table, rows]) => [table, rows.length] as const),
    );
  const install = () =>
    circle.database.db.transaction((store) =>
      store.workspaces.install(
        circle.workspace.id,
        { name: 'Circle', botUserId: 'UBOT', sealedToken: null, scopes: '' },
        circle.clock.now(),
      ),
    );

  test('everything is there for 30 days, and nothing of the workspace afterwards', async () => {
    circle = await startCircle({ database: kind });
    const { database, workspace } = circle;
    await ginaLivesThroughAll(circle);
    const elsewhere = { name: 'Elsewhere', botUserId: 'UBOT', sealedToken: null, scopes: '' };
    await database.db.transaction((store) => store.workspaces.install('T0OTHER', elsewhere, new Date()));
    await workspace.uninstall();
    await circle.settle();
    const before = await counts();
    expect(before['Referral']).toBe(6);

    // some questions are forgotten after a week in any case
    const kept = { ...before, Draft: expect.any(Number) };
    await circle.runAt('2026-12-23T15:00:00Z');
    expect(await counts()).toEqual(kept);
    await install();
    await circle.runAt('2026-12-25T15:00:00Z');
    expect((await counts())['Referral']).toBe(6);

    await database.db.transaction((store) => store.workspaces.uninstall(workspace.id, circle.clock.now()));
    await circle.runAt('2027-01-24T14:59:00Z');
    expect((await counts())['Referral']).toBe(6);
    await Promise.all([circle.runAt('2027-01-24T15:00:00Z'), circle.runAt('2027-01-24T15:00:00Z')]);
    const left = Object.entries(await counts()).filter(([, rows]) => rows > 0);
    expect(left).toEqual([['Workspace', 1]]);
    expect(await database.db.read.workspaces.find('T0OTHER')).not.toBeNull();
  });
});
