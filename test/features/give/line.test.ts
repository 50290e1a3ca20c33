import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from './acting';

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => circle.stop());

const stored = (giver = circle.gina) =>
  circle.database.db.read.referrals.list('T0CIRCLE', { of: giver.id, role: 'given' }, { skip: 0, take: 100 });

describe('/referral @alice to …', () => {
  test('is noted, and the receiver is told', async () => {
    const { gina, alice, general } = circle;
    const answer = await by(gina).types("/referral @alice to Bob's firm", { in: general });
    await circle.settle();
    expect(answer?.ephemeral).toBe(true);
    expect(answer?.readable).toBe("Noted: you referred Alice to _Bob's firm_. I'll tell Alice.");
    expect(answer?.text).toBe("Noted: you referred Alice to _Bob's firm_. I'll tell Alice.");
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw']);
    expect(alice.dm).toHaveLength(1);
    const message = alice.dm[0]!;
    expect(message.text).toBe("Gina referred you to _Bob's firm_ on Tuesday.");
    expect(message.readable).toBe(
      "Gina referred you to _Bob's firm_ on Tuesday.\nThe weekly digest will show who referred you and to whom, nothing more.",
    );
    expect(message.buttons).toEqual(['Say thanks', 'Already thanked them', 'Not a fit', 'Keep it private', 'Settings']);
    expect(general.messages).toEqual([]);
    expect(circle.bob.sees()).toEqual([]);
    expect(circle.complaints).toEqual([]);
    const [referral] = await stored();
    expect(referral).toMatchObject({
      giverId: gina.id,
      receiverId: alice.id,
      prospect: "Bob's firm",
      prospectId: null,
      note: null,
      warmth: null,
      private: false,
      source: 'command',
      permalink: null,
      recordedAt: new Date('2026-11-24T15:00:00Z'),
    });
  });

  test('says note and warmth to giver and receiver, and to nobody in the notification', async () => {
    const answer = await by(circle.gina).types("/referral @alice to Bob's firm #hot because they need a bookkeeper");
    await circle.settle();
    expect(answer?.readable).toBe(
      "Noted: you referred Alice to _Bob's firm_. I'll tell Alice.\n> they need a bookkeeper\nHot: they are ready to buy",
    );
    expect(answer?.text).not.toContain('bookkeeper');
    const [message] = circle.alice.dm;
    expect(message?.readable).toBe(
      "Gina referred you to _Bob's firm_ on Tuesday.\n> they need a bookkeeper\nHot: they are ready to buy. The weekly digest will show who referred you and to whom, nothing more.",
    );
    expect(message?.text).toBe("Gina referred you to _Bob's firm_ on Tuesday.");
  });

  test.each([
    ['warm', 'Warm: they expect to hear from you.'],
    ['cold', 'Cold: a name to start from.'],
  ])('says %s in words', async (tag, words) => {
    await by(circle.gina).types(`/referral @alice to Bob's firm #${tag}`);
    await circle.settle();
    expect(circle.alice.dm[0]?.readable).toContain(words);
    expect(await stored()).toMatchObject([{ warmth: tag }]);
  });

  test('kept private, it says so to both and offers no way to keep it private', async () => {
    const answer = await by(circle.gina).types("/referral @alice to Bob's firm #private");
    await circle.settle();
    expect(answer?.readable).toBe(
      "Noted: you referred Alice to _Bob's firm_. I'll tell Alice. It stays out of the digest.",
    );
    expect(circle.alice.dm[0]?.readable).toBe(
      "Gina referred you to _Bob's firm_ on Tuesday.\nIt stays out of the digest.",
    );
    expect(circle.alice.dm[0]?.buttons).toEqual(['Say thanks', 'Already thanked them', 'Not a fit', 'Settings']);
  });

  test('with two receivers it is two referrals, each with its own Edit and Withdraw', async () => {
    const answer = await by(circle.gina).types("/referral @alice @carol to Bob's firm");
    await circle.settle();
    expect(answer?.readable).toBe(
      "Noted: you referred Alice and Carol to _Bob's firm_. I'll tell them.\nAlice to _Bob's firm_\nCarol to _Bob's firm_",
    );
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw', 'Edit', 'Withdraw']);
    expect(circle.alice.dm).toHaveLength(1);
    expect(circle.carol.dm).toHaveLength(1);
    expect(circle.carol.dm[0]?.readable).not.toContain('Alice');
    // past midnight where Carol is
    expect(circle.carol.dm[0]?.text).toBe("Gina referred you to _Bob's firm_ on Wednesday.");
    expect(await stored()).toHaveLength(2);
  });

  test('a repeated mention counts once', async () => {
    await by(circle.gina).types("/referral @alice, @alice and @alice to Bob's firm");
    expect(await stored()).toHaveLength(1);
  });

  test('works the other way round', async () => {
    const answer = await by(circle.gina).types('/referral Joe Smith to @alice');
    expect(answer?.text).toBe("Noted: you referred Alice to _Joe Smith_. I'll tell Alice.");
    expect(await stored()).toMatchObject([{ receiverId: circle.alice.id, prospect: 'Joe Smith' }]);
  });

  test('a mention inside a longer prospect and a note are names that ping nobody', async () => {
    await by(circle.gina).types("/referral @alice to @bob's firm because @carol said so");
    await circle.settle();
    expect(await stored()).toMatchObject([{ prospect: "Bob's firm", note: 'Carol said so' }]);
    expect(circle.alice.dm[0]?.pings).toEqual([]);
    expect(circle.bob.dm).toEqual([]);
    expect(circle.carol.dm).toEqual([]);
  });

  test('markup in what was typed is text, for giver and receiver', async () => {
    const { gina, alice } = circle;
    const typed = '/referral @alice to <https://evil.example|Bob> & <b>Co</b> <!channel> because <@U0NOBODY> *now* `x`';
    const answer = await by(gina).types(typed);
    await circle.settle();
    const [referral] = await stored();
    expect(referral?.prospect).toContain('& <b>Co</b>');
    for (const message of [answer!, alice.dm[0]!]) {
      expect(message.pings).toEqual([]);
      expect(message.readable).not.toMatch(/<[@!#h]/);
      expect(message.text).not.toMatch(/<[@!#h]/);
    }
  });

  test('an edge-long prospect and note arrive whole', async () => {
    const prospect = '&'.repeat(300);
    const note = '<'.repeat(2000);
    const answer = await by(circle.gina).types(`/referral @alice to ${prospect} because ${note}`);
    await circle.settle();
    expect(answer?.text).toContain('Noted: you referred Alice');
    expect(await stored()).toMatchObject([{ prospect, note }]);
    const shown = circle.alice.dm[0]!.readable.replace(/^> /gm, '').replaceAll('\n', '');
    expect(shown).toContain('&amp;'.repeat(300));
    expect(shown).toContain('&lt;'.repeat(2000));
    expect(circle.complaints).toEqual([]);
  });

  test('sent again by Slack, it records nothing and shows the same', async () => {
    const { gina, slack } = circle;
    await by(gina).types("/referral @alice @carol to Bob's firm");
    const sent = slack.lastPayload;
    const first = sent.answer as { text: string };
    const again = await slack.resend(sent);
    expect(JSON.parse(String(again.body))).toMatchObject({ text: first.text });
    await circle.settle();
    expect(await stored()).toHaveLength(2);
    expect(circle.alice.dm).toHaveLength(1);
  });

  test('sent twice at the same moment, it is recorded once', async () => {
    const { gina, slack } = circle;
    slack.fault('users.info', { kind: 'slow', ms: 50 });
    const typing = gina.types("/referral @alice to Bob's firm", { settle: false });
    await typing;
    const sent = slack.lastPayload;
    await circle.database.db.transaction(async () => undefined);
    await Promise.all([slack.resend(sent), slack.resend(sent), slack.resend(sent)]);
    await circle.settle();
    expect(await stored()).toHaveLength(1);
    expect(circle.alice.dm).toHaveLength(1);
  });
});

describe('what Slack takes in one message, about 13,000 characters of blocks, holds', () => {
  const size = (message: { blocks: object[] } | undefined) => JSON.stringify(message?.blocks).length;
  const ten = () => [...'abcdefghij'].map((letter) => `@member_${letter}`).join(' ');

  beforeEach(() => {
    for (const letter of 'abcdefghij') {
      circle.workspace.addMember({ name: `member_${letter}`, displayName: `Member ${letter} with a longer name` });
    }
  });

  test('ten receivers, a long prospect and a long note', async () => {
    const line = `/referral ${ten()} to ${'x'.repeat(300)} because ${'y'.repeat(2000)}`;
    const answer = await by(circle.gina).types(line);
    expect(answer?.buttons).toHaveLength(20);
    expect(size(answer)).toBeLessThan(13_000);
  });

  test('ten receivers to a member', async () => {
    const answer = await by(circle.gina).types(`/referral ${ten()} to @bob because ${'y'.repeat(2000)}`);
    expect(answer?.buttons).toHaveLength(30);
    expect(size(answer)).toBeLessThan(13_000);
  });

  test('the longest name and note, all of it escaped', async () => {
    await by(circle.gina).types(`/referral @alice to ${'&'.repeat(300)} because ${'&'.repeat(2000)}`);
    await circle.settle();
    expect(size(circle.alice.dm[0])).toBeLessThan(13_000);
  });
});
