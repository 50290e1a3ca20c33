import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { rowsByTable, rowsWith } from '../../support/tables';
import { acting } from '../give/acting';
import { asIfBy } from '../thanks/circle-of-thanks';
import { AFTERWARDS, ginaLivesThroughAll, HERS, seenBy } from './circle-of-records';

describeOnBoth('erasing a member', (kind) => {
  let circle: Circle;
  const by = acting(() => circle);
  const others = () => [circle.alice, circle.bob, circle.carol, circle.ada];
  const traces = () => rowsWith(circle.database, [circle.gina.id, 'gina', HERS]);

  beforeAll(async () => {
    circle = await startCircle({ database: kind });
    await ginaLivesThroughAll(circle);
    await circle.runAt('2026-11-30T15:00:00Z');
    const digest = circle.general.messages.at(-1)!;
    await circle.gina.reacts('pray', digest);
    await circle.alice.reacts('tada', digest);
    await circle.runAt('2026-12-01T15:00:00Z');
    // one more, that is asked about and not answered
    await by(circle.gina).types(`/referral @bob to Orchard because ${HERS} once more`);
    await by(circle.gina).types(`/referral @bob to Orchard because ${HERS} once more`);
    circle.clock.set(AFTERWARDS);
  });
  afterAll(() => circle.stop());

  test('is offered in plain words, with what is held on them', async () => {
    const { gina } = circle;
    const tables = new Set((await traces()).map((row) => row.split(':')[0]));
    expect([...tables].sort()).toEqual([
      'Ask',
      'Conversation',
      'Delivery',
      'DigestSchedule',
      'Draft',
      'GiverNote',
      'Member',
      'Need',
      'Question',
      'Reaction',
      'Referral',
      'SettingChange',
      'Thanks',
    ]);
    expect(seenBy(...others())).toMatch(/Gina[^]*zinnia/);
    await by(gina).types('/referral forget me');
    expect(gina.modal!.text.split('\n')).toEqual([
      '*Goodturn has these records about you:*',
      '• your name, your time zone and your settings',
      '• that you chose the channel of the digest',
      '• 3 referrals you gave, with what you wrote about them and what came of them',
      '• 3 referrals you received, with your answers',
      '• 1 referral with you as the person to talk to',
      '• 1 note of thanks you wrote',
      '• 1 private note, which you alone can see',
      '• 1 need you stated',
      '• 1 ask of yours',
      '• 1 ask to you, with your answers',
      '• 1 conversation you logged',
      '• 1 question you asked about what you gave',
      '• 1 change you made to the workspace settings',
      '• 2 questions of mine to you, with what you typed, kept for a week',
      '• 1 reaction of yours to a digest',
      expect.stringMatching(/^• where I sent you \d+ messages$/),
      'What others wrote for themselves is theirs, and is not counted here.',
    ]);
    expect(gina.modal!.buttons).toEqual(['Send me a copy', 'Erase everything about me']);
  });

  test('erases nothing before it is confirmed, and nobody else', async () => {
    const { gina, bob, ada } = circle;
    const before = await rowsByTable(circle.database);
    await by(gina).press('Erase everything about me', { confirm: false });
    expect(gina.confirmations.at(-1)).toMatch(/^Erase everything about you\?\n.*“a member”.*\n\[Erase everything\]/);
    const answer = await by(ada).types('/referral forget @gina');
    expect(answer?.text).toBe('I show and erase what is held about you, and nobody else: try `/referral forget me`.');
    await by(bob).types('/referral forget me');
    expect(bob.modal!.text).not.toMatch(/gina|zinnia/i);
    await bob.closeModal();
    expect(await rowsByTable(circle.database)).toEqual(before);
  });

  test('leaves neither id, name nor words in any row, and “a member” on the others’ screens', async () => {
    const { gina, alice, bob, carol } = circle;
    await by(gina).press('Erase everything about me', { times: 2 });
    expect(gina.modal!.text).toBe(
      'Everything about you is erased. Messages that others have are being changed now: they say “a member” in place of your name. I write nothing more to you. If you use Goodturn again, you start afresh.',
    );
    // the address of what was sent to her goes when all is redrawn, and with it that she asked
    const rest = await traces();
    expect(rest.filter((row) => !/^Delivery: .*"ended"/.test(row))).toEqual([expect.stringMatching(/^Erasure: /)]);
    expect((await rowsWith(circle.database, [gina.id])).map((row) => row.split(':')[0])).toEqual(['Erasure']);
    await Promise.all([circle.runAt('2026-12-01T16:01:00Z'), circle.runAt('2026-12-01T16:01:00Z')]);
    expect(await traces()).toEqual([]);
    // what is left of messages to be redrawn, or was sent to her
    const deliveries = (await rowsByTable(circle.database))['DeliveryReferral']!;
    expect(JSON.stringify(deliveries)).not.toContain('forgotten-');

    const seen = seenBy(...others());
    expect(seen).not.toMatch(/gina|zinnia/i);
    for (const words of [
      'a member referred you to _Acme_',
      'a member thanks you for the referral to _Blue Bank_.',
      "a member says _Green Gardens_ wasn't a match this time.",
      'Bob referred you to _a member_',
      'Carol and a member to meet',
      'This ask has ended: your ask to a member for an intro to the mayor.',
      'a member thanked you for _Willow Weavers_',
      '• Alice referred a member to _Blue Bank_',
      '• Bob referred Carol to _a member_',
      '• Alice: _a bookkeeper_',
    ]) {
      expect(seen).toContain(words);
    }
    expect(seen).not.toContain('how it worked out');
    expect(gina.dm.filter(({ fromApp }) => fromApp)).toEqual([]);
    expect((await by(alice).types('/referral list'))?.readable).toContain('a member');
    expect((await by(bob).types('/referral list given'))?.readable).toContain('Willow Weavers');
    expect((await by(carol).types('/referral list'))?.readable).toContain('Orchard');
  });

  test('keeps what others typed', async () => {
    const words = ['they look for a bank', 'they both garden', 'A lovely introduction', 'the mayor', 'a greenhouse'];
    for (const each of words) expect([each, (await rowsWith(circle.database, [each])).length]).toEqual([each, 1]);
    expect((await rowsWith(circle.database, ['Blue Bank'])).join()).toMatch(/forgotten-/);
  });

  test('has nothing sent to or about them afterwards, and nobody looked up', async () => {
    const { gina, carol } = circle;
    const asked: string[] = [];
    circle.slack.onCall(({ args }) => void asked.push(JSON.stringify(args)));
    await by(carol).press('Say thanks', { on: carol.dm.find(({ text }) => /Orchard/.test(text))! });
    expect(carol.ephemerals.at(-1)?.text).toMatch(/a member has left/);
    const about = () => seenBy(...others()).match(/a member/g)!.length;
    const before = about();
    for (const at of ['2026-12-02T16:00:00Z', '2026-12-10T16:00:00Z', '2026-12-25T16:00:00Z', '2027-02-23T16:00:00Z']) {
      await circle.runAt(at);
    }
    expect(about()).toBe(before);
    expect(gina.dm.filter(({ fromApp }) => fromApp)).toEqual([]);
    expect(asked.filter((args) => /forgotten-/.test(args) && !/chat\.|blocks/.test(args))).toEqual([]);
    expect(await traces()).toEqual([]);
  });

  test('lets them start afresh when they are referred again', async () => {
    const { gina, bob } = circle;
    await by(bob).types('/referral @gina to New Nursery');
    expect(gina.dm.at(-1)?.text).toMatch(/^Bob referred you to _New Nursery_/);
    await by(gina).types('/referral forget me');
    expect(gina.modal!.text).toContain('• 1 referral you received');
    expect(gina.modal!.text).not.toMatch(/you gave|note|need|ask of|logged/);
    const list = await by(gina).types('/referral list');
    expect(list?.readable).not.toMatch(/Blue Bank|Willow/);
    await by(gina).press('Erase everything about me');
    expect(await asIfBy(circle, gina, circle.alice)).toBeUndefined();
  });
});
