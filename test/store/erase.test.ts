import { afterEach, expect, it } from '@jest/globals';
import { type Circle, startCircle } from '../support/circle';
import { describeOnBoth, type Throwaway } from '../support/databases';
import { rowsByTable } from '../support/tables';

/** How many rows each table holds. */
async function countByTable(database: Throwaway): Promise<Record<string, number>> {
  const tables = Object.entries(await rowsByTable(database));
  return Object.fromEntries(tables.map(([name, rows]) => [name, rows.length]));
}

describeOnBoth('erasing a workspace', (kind) => {
  let circle: Circle;
  afterEach(() => circle.stop());

  it('leaves nothing of it in any table, and everything of the others', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z', database: kind });
    const { ada, gina, alice, bob, general, database, workspace } = circle;
    const elsewhere = { name: 'Elsewhere', botUserId: 'UBOT', sealedToken: null, scopes: '' };
    await database.db.transaction((store) => store.workspaces.install('T0OTHER', elsewhere, new Date()));
    await ada.types('/referral digest here', { in: general });
    await gina.types("/referral @alice to Bob's firm", { in: general });
    await gina.types("/referral @alice to Bob's firm", { in: general });
    await circle.settle();
    await alice.press('Say thanks', { row: /Bob's firm/ });
    await alice.fillIn({ 'Your note': 'You made my week' });
    await alice.submit();
    await circle.runAt('2026-11-30T15:00:00Z');
    await alice.reacts('pray', general.messages.at(-1)!);
    await circle.settle();
    await gina.types('/referral ask @alice for an intro to Acme');
    await gina.types('/referral need a bookkeeper in Austin');
    await gina.types('/referral met @alice a printer for tea boxes');
    await gina.types('/referral review @alice');
    await circle.settle();
    await gina.fillIn({ 'A note for yourself': 'to be asked about' });
    await gina.press('Ask how it worked out');
    await gina.closeModal();
    await circle.settle();
    await circle.runAt('2026-12-01T15:00:00Z');
    await alice.press('Not now', { on: alice.dm.at(-1)! });
    await gina.opensHome();
    await circle.settle();
    await gina.opensHome();
    await circle.settle();
    await database.db.transaction((store) =>
      store.erasures.begin(workspace.id, bob.id, 'forgotten-bob', circle.clock.now()),
    );
    const before = await countByTable(database);
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);

    await database.db.transaction((store) => store.workspaces.erase(workspace.id));

    const after = await countByTable(database);
    expect(Object.entries(after).filter(([, rows]) => rows > 0)).toEqual([['Workspace', 1]]);
    expect(await database.db.read.workspaces.find('T0OTHER')).not.toBeNull();
  });
});
