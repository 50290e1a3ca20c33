import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { runDue } from '../../../src/jobs/run-due';
import type { Message } from '../../../playground/server/message';
import type { Circle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import {
  change,
  digestsIn,
  MONDAY,
  NEXT_MONDAY,
  refer,
  startDigestCircle,
  stored,
  thank,
  toldTo,
  withPostedDigest,
} from './circle-with-digest';

let circle: Circle;
afterEach(() => circle.stop());

const THANKED = "Alice thanked you for _Bob's firm_, with folded hands on the digest. 🙏";
const standing = (message: Message) =>
  circle.database.db.read.reactions.standing('T0CIRCLE', message.channel.id, message.ts);

describeOnBoth('a prayer', (kind) => {
  beforeEach(async () => {
    circle = await startDigestCircle({ database: kind });
  });

  it('of a receiver thanks each giver of theirs in one message, and nobody else', async () => {
    const { gina, alice, bob, carol } = circle;
    const own = [
      await refer(circle, gina, alice, "Bob's firm"),
      await refer(circle, gina, alice, 'Acme'),
      await refer(circle, bob, alice, 'Initech'),
    ];
    const others = await refer(circle, gina, carol, 'Umbrella');
    await circle.runAt(MONDAY);
    await alice.reacts('pray', digestsIn(circle)[0]!);
    await circle.settle();
    expect(toldTo(gina)).toEqual([
      "Alice thanked you for _Bob's firm_ and _Acme_, with folded hands on the digest. 🙏",
    ]);
    expect(toldTo(bob)).toEqual(['Alice thanked you for _Initech_, with folded hands on the digest. 🙏']);
    for (const person of [alice, carol, circle.ada]) expect(toldTo(person)).toEqual([]);
    const digestId = (await stored(circle, others)).digestId;
    for (const referral of own) {
      expect(await stored(circle, referral)).toMatchObject({
        prayedInId: digestId,
        awaitsThanks: false,
        nudgeAt: null,
      });
    }
    expect(await stored(circle, others)).toMatchObject({ prayedInId: null, awaitsThanks: true });
  });

  it('taken back deletes the message, and opens again what it closed', async () => {
    const { toAlice, digest } = await withPostedDigest(circle);
    await circle.alice.reacts('pray', digest);
    await circle.settle();
    expect(toldTo(circle.gina)).toEqual([THANKED]);
    await circle.alice.removesReaction('pray', digest);
    await circle.settle();
    expect(toldTo(circle.gina)).toEqual([]);
    expect(await stored(circle, toAlice)).toMatchObject({
      prayedInId: null,
      awaitsThanks: true,
      // day 2 has passed, day 7 is ahead
      nudgeAt: new Date('2026-12-01T15:00:00Z'),
    });

    await circle.alice.reacts('pray', digest);
    await circle.settle();
    expect(toldTo(circle.gina)).toEqual([THANKED]);
    expect(await stored(circle, toAlice)).toMatchObject({ awaitsThanks: false });
  });

  it('is counted once, however often Slack tells of it, at once or one after the other', async () => {
    const { digest } = await withPostedDigest(circle);
    await circle.alice.reacts('pray', digest);
    const event = circle.slack.lastPayload;
    const again = await Promise.all([
      circle.slack.resend(event),
      circle.slack.resend(event),
      circle.slack.resend(event),
    ]);
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
    await circle.settle();
    expect(circle.gina.dm.filter(({ fromApp }) => fromApp)).toHaveLength(1);
    await circle.alice.removesReaction('pray', digest);
    await circle.slack.resend(event);
    await circle.settle();
    expect(toldTo(circle.gina)).toEqual([]);
  });

  it('that comes before Goodturn knows where its digest is counts once it knows', async () => {
    const { gina, alice, carol, general } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    const chat = await carol.says('Good morning', { in: general });
    // Alice's nudge is sent beside it
    const off = circle.slack.beforeAnswer('chat.postMessage', async ({ args }) => {
      if (args['channel'] !== general.id) return;
      off();
      const [digest] = digestsIn(circle);
      await alice.reacts('pray::skin-tone-3', digest!);
      await carol.reacts('tada', digest!);
      await carol.reacts('eyes', chat);
    });
    await circle.runAt(MONDAY);
    expect(toldTo(gina)).toEqual([THANKED]);
    expect((await standing(digestsIn(circle)[0]!)).map(({ name }) => name).sort()).toEqual([
      'pray::skin-tone-3',
      'tada',
    ]);
    expect(await standing(chat)).toEqual([]);
  });

  it('that comes while an answer is lost counts when the digest is found', async () => {
    const { gina, alice } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    circle.slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    await circle.runAt(MONDAY);
    const [digest] = digestsIn(circle);
    await alice.reacts('pray', digest!);
    await alice.removesReaction('pray', digest!);
    await alice.reacts('pray::skin-tone-2', digest!);
    await circle.runAt('2026-11-30T15:00:30Z');
    expect(digestsIn(circle)).toHaveLength(1);
    expect(toldTo(gina)).toEqual([THANKED]);
  });
});

describe('a prayer', () => {
  beforeEach(async () => {
    circle = await startDigestCircle();
  });

  describe.each(['as_happened', 'reversed'] as const)('whose events come %s', (order) => {
    test.each<[string, string[], boolean]>([
      ['put on', ['+pray'], true],
      ['put on and taken off', ['+pray', '-pray'], false],
      ['put on, off and on', ['+pray', '-pray', '+pray'], true],
      ['put on in two tones', ['+pray', '+pray::skin-tone-2'], true],
      ['put on in two tones, one taken off', ['+pray', '+pray::skin-tone-2', '-pray'], true],
      ['put on in two tones, the other taken off', ['+pray', '+pray::skin-tone-6', '-pray::skin-tone-6'], true],
      ['put on in two tones, both taken off', ['+pray', '+pray::skin-tone-2', '-pray', '-pray::skin-tone-2'], false],
      ['another emoji', ['+tada'], false],
      ['another emoji that looks like it', ['+prayer_beads'], false],
    ])('%s', async (_sentence, acts, thanked) => {
      const { toAlice, digest } = await withPostedDigest(circle);
      for (const act of acts) {
        const name = act.slice(1);
        if (act.startsWith('+')) await circle.alice.reacts(name, digest, { deliver: false });
        else await circle.alice.removesReaction(name, digest, { deliver: false });
      }
      await circle.slack.deliverHeld(order);
      await circle.settle();
      expect(toldTo(circle.gina)).toEqual(thanked ? [THANKED] : []);
      expect((await stored(circle, toAlice)).awaitsThanks).toBe(!thanked);
    });
  });

  it('whose end comes before its beginning sends nothing at all', async () => {
    const { digest } = await withPostedDigest(circle);
    await circle.alice.reacts('pray', digest, { deliver: false });
    await circle.alice.removesReaction('pray', digest, { deliver: false });
    await circle.slack.deliverHeld('reversed');
    await circle.settle();
    expect(circle.gina.dm.filter(({ fromApp }) => fromApp)).toEqual([]);
  });

  it('taken back leaves what was thanked otherwise meanwhile', async () => {
    const { gina, alice } = circle;
    const noted = await refer(circle, gina, alice, 'Noted');
    const marked = await refer(circle, gina, alice, 'Marked');
    const before = await refer(circle, gina, alice, 'Before');
    await change(circle, before, { alreadyThankedAt: circle.clock.now() });
    await circle.runAt(MONDAY);
    await alice.reacts('pray', digestsIn(circle)[0]!);
    await circle.settle();
    expect(toldTo(gina)).toEqual(['Alice thanked you for _Noted_ and _Marked_, with folded hands on the digest. 🙏']);
    await thank(circle, [noted], 'In words, too');
    await change(circle, marked, { alreadyThankedAt: circle.clock.now() });
    await alice.removesReaction('pray', digestsIn(circle)[0]!);
    await circle.settle();
    expect(toldTo(gina)).toEqual([]);
    for (const referral of [noted, marked, before]) expect((await stored(circle, referral)).awaitsThanks).toBe(false);
  });

  it('on an older digest is for what that one shows', async () => {
    const { toAlice, digest } = await withPostedDigest(circle);
    const later = await refer(circle, circle.bob, circle.alice, 'Later');
    await circle.runAt(NEXT_MONDAY);
    await circle.alice.reacts('pray', digest);
    await circle.settle();
    expect((await stored(circle, toAlice)).awaitsThanks).toBe(false);
    expect((await stored(circle, later)).awaitsThanks).toBe(true);
    expect(toldTo(circle.bob)).toEqual([]);
  });

  it('is not for what is private or withdrawn', async () => {
    const { gina, alice } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    const hidden = await refer(circle, gina, alice, 'Hidden', { private: true });
    const gone = await refer(circle, gina, alice, 'Gone');
    await circle.runAt(MONDAY);
    await change(circle, gone, { withdrawnAt: circle.clock.now() });
    await alice.reacts('pray', digestsIn(circle)[0]!);
    await circle.settle();
    expect(toldTo(gina)).toEqual([THANKED]);
    expect((await stored(circle, hidden)).awaitsThanks).toBe(true);
  });

  it('told to the giver follows an edit, and stays when the referral is withdrawn', async () => {
    const { toAlice, digest } = await withPostedDigest(circle);
    await circle.alice.reacts('pray', digest);
    await circle.settle();
    await change(circle, toAlice, { prospect: 'Bobson Ltd' });
    expect(toldTo(circle.gina)).toEqual(['Alice thanked you for _Bobson Ltd_, with folded hands on the digest. 🙏']);
    await change(circle, toAlice, { withdrawnAt: circle.clock.now() });
    expect(toldTo(circle.gina)).toHaveLength(1);
    await circle.alice.removesReaction('pray', digest);
    await circle.settle();
    expect(toldTo(circle.gina)).toEqual([]);
    expect((await stored(circle, toAlice)).awaitsThanks).toBe(false);
  });

  it('for a giver who has left is told to nobody', async () => {
    const { toAlice, digest } = await withPostedDigest(circle);
    await circle.workspace.deactivate(circle.gina);
    await circle.alice.reacts('pray', digest);
    await circle.settle();
    expect(circle.gina.dm.filter(({ fromApp }) => fromApp)).toEqual([]);
    expect((await stored(circle, toAlice)).awaitsThanks).toBe(false);
  });

  it('of many referrals is told in one short message', async () => {
    const { gina, alice } = circle;
    for (let index = 1; index <= 9; index += 1) await refer(circle, gina, alice, `P${index}`);
    await circle.runAt(MONDAY);
    await alice.reacts('pray', digestsIn(circle)[0]!);
    await circle.settle();
    expect(toldTo(gina)).toEqual([
      'Alice thanked you for _P1_, _P2_, _P3_, _P4_, _P5_ and 4 more, with folded hands on the digest. 🙏',
    ]);
  });

  it('that could not be stored is not acknowledged, and counts when Slack tells again', async () => {
    const { toAlice, digest } = await withPostedDigest(circle);
    const newcomer = circle.workspace.addMember({ name: 'newcomer', displayName: 'Nora' });
    circle.general.members.add(newcomer.id);
    const down = circle.slack.fault('users.info', { kind: 'error', status: 503 });
    await newcomer.reacts('tada', digest);
    expect(circle.slack.pendingRetries).toHaveLength(1);
    // Alice is known: nobody has to be asked who she is
    await circle.alice.reacts('pray', digest);
    expect(circle.slack.pendingRetries).toHaveLength(1);
    down.off();
    await circle.slack.runRetries();
    expect((await standing(digest)).map(({ userId }) => userId).sort()).toEqual([newcomer.id, circle.alice.id].sort());
    expect((await stored(circle, toAlice)).awaitsThanks).toBe(false);
  });
});

describe('cheers', () => {
  beforeEach(async () => {
    circle = await startDigestCircle();
  });
  const nextDigest = async () => {
    await refer(circle, circle.gina, circle.alice, 'Next');
    await circle.runAt(NEXT_MONDAY);
    return digestsIn(circle).at(-1)!.readable;
  };

  it('are people, not emoji: the next digest says how many, and nobody is told', async () => {
    const { gina, alice, carol, ada } = circle;
    const { toAlice, digest } = await withPostedDigest(circle);
    await carol.reacts('tada', digest);
    await carol.reacts('heart', digest);
    // folded hands of somebody who received nothing there
    await ada.reacts('pray::skin-tone-4', digest);
    // no cheer, but thanks
    await alice.reacts('pray', digest);
    await gina.reacts('eyes', digest);
    await gina.removesReaction('eyes', digest);
    await circle.settle();
    for (const person of [carol, ada, alice]) expect(toldTo(person)).toEqual([]);
    expect((await stored(circle, toAlice)).awaitsThanks).toBe(false);
    expect(await nextDigest()).toContain("2 people cheered last week's digest.");
    await refer(circle, gina, alice, 'Third');
    await circle.runAt('2026-12-14T15:00:00Z');
    expect(digestsIn(circle).at(-1)!.readable).not.toContain('cheered');
  });

  it('stand as well where digests follow each other fast, as with `npm run jobs -- --at`', async () => {
    const { delivery, jobs } = circle.goodturn;
    await refer(circle, circle.gina, circle.alice, 'First');
    await runDue(delivery, jobs, new Date(MONDAY));
    await circle.carol.reacts('tada', digestsIn(circle)[0]!);
    await refer(circle, circle.gina, circle.alice, 'Second');
    await runDue(delivery, jobs, new Date(NEXT_MONDAY));
    await refer(circle, circle.gina, circle.alice, 'Third');
    await circle.settle();
    expect(digestsIn(circle)[1]!.readable).toContain("1 person cheered last week's digest.");
    expect(await standing(digestsIn(circle)[0]!)).toHaveLength(1);
  });

  it('of one person are told as one', async () => {
    const { digest } = await withPostedDigest(circle);
    await circle.carol.reacts('tada', digest);
    expect(await nextDigest()).toContain("1 person cheered last week's digest.");
  });

  it('of bots, strangers and Goodturn itself are none', async () => {
    const { digest } = await withPostedDigest(circle);
    const bot = circle.workspace.addMember({ name: 'helper', bot: true });
    const stranger = circle.workspace.addMember({ name: 'stranger', stranger: true });
    for (const [index, { id: user }] of [bot, stranger, circle.workspace.bot].entries()) {
      const item = { type: 'message', channel: circle.general.id, ts: digest.ts };
      const event = { type: 'reaction_added', user, reaction: 'tada', item, event_ts: `1800000000.00000${index}` };
      await circle.slack.delivery.emit(circle.workspace, event, { scope: 'reactions:read' });
    }
    expect(await standing(digest)).toEqual([]);
    expect(await nextDigest()).not.toContain('cheered');
  });

  it('on any other message leave no trace', async () => {
    const { digest } = await withPostedDigest(circle);
    const chat = await circle.carol.says('Hello', { in: circle.general });
    await circle.alice.reacts('pray', chat);
    await circle.alice.reacts('tada', chat);
    await circle.alice.reacts('pray', digest);
    await circle.settle();
    // Goodturn's own message that is not a digest
    await circle.gina.reacts('tada', circle.gina.dm.at(-1)!);
    expect(await standing(chat)).toEqual([]);
    expect(await standing(circle.gina.dm.at(-1)!)).toEqual([]);
    expect(toldTo(circle.gina)).toEqual([THANKED]);
  });
});

describe('a reaction event that makes no sense', () => {
  beforeEach(async () => {
    circle = await startDigestCircle();
  });

  test.each([
    ['on a file', { type: 'file', file: 'F1' }],
    ['without a place', {}],
    ['without an item', undefined],
  ])('(%s) changes nothing and is acknowledged', async (_what, item) => {
    await withPostedDigest(circle);
    const event = {
      type: 'reaction_added',
      user: circle.alice.id,
      reaction: 'pray',
      item,
      event_ts: '1800000000.000100',
    };
    await circle.slack.delivery.emit(circle.workspace, event, { scope: 'reactions:read' });
    expect(circle.slack.lastPayload).toMatchObject({ status: 200 });
    expect(circle.complaints).toEqual([]);
  });
});
