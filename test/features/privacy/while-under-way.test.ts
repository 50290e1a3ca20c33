import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { rowsByTable, rowsWith } from '../../support/tables';
import { acting } from '../give/acting';
import { sendForged } from '../give/forged';
import { seenBy } from './circle-of-records';

describe('while somebody is being forgotten', () => {
  let circle: Circle;
  const by = acting(() => circle);
  const erasures = async () => (await rowsByTable(circle.database))['Erasure']!.length;

  beforeEach(async () => {
    circle = await startCircle();
    await by(circle.ada).types('/referral digest here', { in: circle.general });
    await by(circle.gina).types('/referral @alice to Acme because zinnia');
    await by(circle.alice).types('/referral @gina to Blue Bank');
    await circle.runAt('2026-11-30T15:00:00Z');
  });
  afterEach(() => circle.stop());

  const erase = async () => {
    await by(circle.gina).types('/referral forget me');
    await by(circle.gina).press('Erase everything about me');
  };

  test('Slack may fail for hours: nothing is given up, and new use is new', async () => {
    const { gina, alice, bob, slack } = circle;
    const off = [
      slack.fault('chat.update', { kind: 'error', status: 500 }),
      slack.fault('chat.delete', { kind: 'dropped' }),
    ];
    await erase();
    await circle.runAt('2026-11-30T15:01:00Z');
    expect(await erasures()).toBe(1);
    expect(await rowsWith(circle.database, ['zinnia'])).toEqual([]);

    await by(bob).types('/referral @gina to New Nursery');
    // what fails has everything wait a little, and is tried less and less often
    for (const minute of ['03', '04', '05', '06', '07', '08']) await circle.runAt(`2026-11-30T15:${minute}:00Z`);
    expect(gina.dm.at(-1)?.text).toMatch(/^Bob referred you to _New Nursery_/);
    expect((await by(gina).types('/referral list'))?.readable).toMatch(/New Nursery/);
    expect(gina.ephemerals.at(-1)?.readable).not.toMatch(/Acme|Blue Bank/);
    await by(gina).types('/referral forget me');
    expect(gina.modal!.text).toMatch(/^You asked me to erase everything\..*\n[^]*• 1 referral you received/);
    await gina.closeModal();
    await circle.runAt('2026-11-30T16:00:00Z');
    expect(await erasures()).toBe(1);
    expect(seenBy(alice)).toContain('Gina');

    for (const fault of off) fault.off();
    await circle.runAt('2026-11-30T17:00:00Z');
    await circle.runAt('2026-11-30T17:01:00Z');
    expect(await erasures()).toBe(0);
    expect(seenBy(alice)).not.toContain('Gina');
    expect(seenBy(alice)).toContain('a member referred you to _Acme_');
    expect(gina.dm.filter(({ fromApp }) => fromApp).map(({ text }) => text)).toEqual([
      expect.stringMatching(/New Nursery/),
    ]);
    expect((await by(gina).types('/referral list'))?.readable).toMatch(/New Nursery/);
    // what is sent to her now is sent once more of its kind
    await circle.runAt('2026-12-03T16:00:00Z');
    expect(gina.dm.at(-1)?.text).toMatch(/^Bob referred you to _New Nursery_/);
    expect(gina.dm.at(-1)?.buttons).toContain('Remind me later');
  });

  test('their own Home is empty at once, and nothing is kept for it', async () => {
    const { gina, alice, database } = circle;
    for (const person of [gina, alice]) await person.opensHome();
    await circle.settle();
    expect(gina.home!.text).toContain('Acme');
    await erase();
    await circle.settle();
    expect(gina.home!.text).not.toMatch(/Acme|Blue Bank/);
    expect(await database.db.read.members.find('T0CIRCLE', gina.id)).toBeNull();

    // nothing more can be looked up of who is forgotten
    for (const firm of [/Acme/, /Blue Bank/]) {
      await alice.press('Details', { inHome: true, row: firm });
      await circle.settle();
      expect(alice.modal!.text).toContain('a member');
      expect(alice.modal!.buttons).not.toContain('All between you');
      await alice.closeModal();
    }
  });

  test('a digest that showed a need of theirs and nothing else of them is found too', async () => {
    const { gina, alice, general } = circle;
    await by(gina).types('/referral need zinnia need');
    await circle.runAt('2026-12-07T15:00:00Z');
    await by(alice).types('/referral need a greenhouse');
    await circle.runAt('2026-12-14T15:00:00Z');
    const digests = general.messages.slice(-2);
    for (const { readable } of digests) expect(readable).toContain('Gina: _zinnia need_');
    await erase();
    await circle.settle();
    for (const { readable } of digests) expect(readable).not.toMatch(/gina|zinnia/i);
    expect(digests[1]!.readable).toContain('Alice: _a greenhouse_');
  });

  test('asked for once more, what came meanwhile goes too', async () => {
    const { gina, bob, slack } = circle;
    const fault = slack.fault('chat.update', { kind: 'error', status: 500 });
    await erase();
    await by(bob).types('/referral @gina to New Nursery because roses');
    await erase();
    fault.off();
    await circle.runAt('2026-11-30T17:00:00Z');
    await circle.runAt('2026-11-30T17:01:00Z');
    expect(await rowsWith(circle.database, [gina.id, 'gina', 'zinnia'])).toEqual([]);
    expect(JSON.stringify((await rowsByTable(circle.database))['DeliveryReferral'])).not.toContain('forgotten-');
    expect(gina.dm.filter(({ fromApp }) => fromApp)).toEqual([]);
    expect(await rowsWith(circle.database, ['roses'])).toHaveLength(1);
  });

  test('what Slack refuses to change is deleted, or left without its address', async () => {
    const { alice, general, slack } = circle;
    const digest = general.messages.at(-1)!;
    const place = digest.ts;
    slack.fault('chat.update', { kind: 'api_error', error: 'edit_window_closed' });
    await erase();
    await circle.runAt('2026-11-30T15:01:00Z');
    await circle.runAt('2026-11-30T15:02:00Z');
    expect(
      seenBy(alice)
        .split('\n')
        .filter((line) => line.startsWith('Gina')),
    ).toEqual([]);
    expect(digest.text).toContain('Gina');
    expect(await rowsWith(circle.database, [place, circle.gina.id])).toEqual([]);
    expect(await erasures()).toBe(0);
  });

  test('what Slack never lets happen is given up after a week', async () => {
    circle.slack.fault('chat.update', { kind: 'error', status: 500 });
    await erase();
    await circle.runAt('2026-12-07T14:00:00Z');
    expect(await erasures()).toBe(1);
    await circle.runAt('2026-12-07T16:00:00Z');
    expect(await erasures()).toBe(0);
    expect(await rowsWith(circle.database, [circle.gina.id])).toEqual([]);
  });

  test('a message that is on its way at that moment does not stay', async () => {
    const { gina, carol, slack } = circle;
    const lost = slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    await by(carol).types('/referral @gina to Tulip Traders');
    expect(lost.hits).toBe(1);
    await erase();
    await circle.runAt('2026-11-30T15:05:00Z');
    await circle.runAt('2026-11-30T15:10:00Z');
    expect(gina.dm.filter(({ fromApp }) => fromApp)).toEqual([]);
    expect(await rowsWith(circle.database, [gina.id, 'gina'])).toEqual([]);
  });

  test('nobody presses for another', async () => {
    const { gina, bob } = circle;
    await by(gina).types('/referral forget me');
    await by(gina).press('Erase everything about me', { confirm: false });
    await by(bob).types('/referral @carol to Dandelion');
    await by(gina).press('Send me a copy');
    const sent = circle.slack.lastPayload;
    const before = await rowsByTable(circle.database);
    for (const action of ['privacy.copy.send', 'privacy.held.erase']) {
      await sendForged<{ user: { id: string }; actions: { action_id: string }[] }>(circle, sent, (body) => {
        body.user.id = bob.id;
        body.actions[0]!.action_id = action;
      });
    }
    const after = await rowsByTable(circle.database);
    for (const table of ['Erasure', 'Referral', 'Delivery']) expect(after[table]).toEqual(before[table]);
    expect(gina.dm.at(-1)?.files.map(({ name }) => name)).toEqual(['goodturn-about-me-2026-11-30.json']);
  });
});
