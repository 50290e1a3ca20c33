import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { messagesLike, refer, referralIn, seenByOthers, withdraw, stopQuietly } from './circle-of-thanks';

describe('/referral thanks', () => {
  let circle: Circle;

  beforeEach(async () => {
    circle = await startCircle();
  });

  afterEach(() => stopQuietly(circle));

  const ask = async (line: string) =>
    (await circle.alice.types(`/referral thanks ${line}`, { in: circle.general }))?.text;
  const open = (prospect: string, extra = {}) =>
    refer(circle, circle.gina, circle.alice, prospect, { told: false, ...extra });

  it('thanks for all that is open from the giver, in one message with the note whole', async () => {
    const { gina, alice, bob } = circle;
    const first = await open("Bob's firm", { at: '2026-11-20T15:00:00Z' });
    const second = await open('Acme');
    const others = await refer(circle, bob, alice, 'Initech', { told: false });

    const answer = await ask('@gina You made my week.');
    await circle.settle();

    expect(answer).toBe("I'll give Gina your thanks for _Bob's firm_ and _Acme_.");
    const [message, ...more] = gina.dm;
    expect(more).toEqual([]);
    expect(message?.text).toBe("Alice thanks you for the referrals to _Bob's firm_ and _Acme_.");
    expect(message?.readable).toBe(
      "Alice thanks you for the referrals to _Bob's firm_ and _Acme_.\n> You made my week.",
    );
    expect(message?.buttons).toEqual(['My pleasure', 'Settings']);
    for (const referral of [first, second]) {
      const { thanks, awaitsThanks, nudgeAt } = await referralIn(circle, referral);
      expect(thanks).toMatchObject({ note: 'You made my week.', kind: 'note', mayQuote: false, source: 'command' });
      expect([awaitsThanks, nudgeAt]).toEqual([false, null]);
    }
    expect((await referralIn(circle, others)).awaitsThanks).toBe(true);
    expect(bob.dm).toEqual([]);
    expect(seenByOthers(circle, gina)).not.toContain('my week');
  });

  it('opens the form for all that is open where there is no note', async () => {
    const { gina, alice } = circle;
    await open("Bob's firm");
    await open('Acme');
    await alice.types('/referral thanks @gina');
    expect(alice.modal?.text).toContain("Gina referred you to _Bob's firm_ and _Acme_.");
    expect(alice.modal?.labels).toEqual(['Your note', 'How are you thanking them?', 'The digest may quote this']);
    await alice.fillIn({ 'Your note': 'Both of them called.', 'How are you thanking them?': 'A gift' });
    await alice.submit();
    await circle.settle();
    expect(gina.dm.map(({ readable }) => readable)).toEqual([
      "Alice thanks you for the referrals to _Bob's firm_ and _Acme_.\n> Both of them called.",
    ]);
    expect(alice.ephemerals.at(-1)?.text).toBe("I'll give Gina your thanks for _Bob's firm_ and _Acme_.");
  });

  it('leaves alone what was referred after the form was opened', async () => {
    await open("Bob's firm");
    await circle.alice.types('/referral thanks @gina');
    const later = await open('Acme');
    await circle.alice.fillIn({ 'Your note': 'Thank you, Gina.' });
    await circle.alice.submit();
    await circle.settle();
    expect(circle.gina.dm.at(-1)?.text).toBe("Alice thanks you for the referral to _Bob's firm_.");
    expect((await referralIn(circle, later)).thanks).toBeNull();
  });

  it('names the first of many and counts the rest', async () => {
    for (let count = 1; count <= 9; count += 1) await open(`Firm ${count}`);
    await ask('@gina What a month.');
    await circle.settle();
    expect(circle.gina.dm.at(-1)?.text).toBe(
      'Alice thanks you for the referrals to _Firm 1_, _Firm 2_, _Firm 3_, _Firm 4_, _Firm 5_ and 4 more.',
    );
  });

  it('delivers words for what was answered without any, and then has nothing left', async () => {
    const referral = await open("Bob's firm");
    const now = circle.clock.now();
    await circle.database.db.transaction((store) =>
      store.referrals.change(circle.workspace.id, referral.id, { alreadyThankedAt: now }, now),
    );
    expect(await ask('@gina Once more, in writing.')).toBe("I'll give Gina your thanks for _Bob's firm_.");
    expect(await ask('@gina And again.')).toBe(
      'You have thanked Gina for everything. `Change` beside a referral changes your words.',
    );
    await circle.settle();
    expect(circle.gina.dm.map(({ readable }) => readable)).toEqual([
      "Alice thanks you for the referral to _Bob's firm_.\n> Once more, in writing.",
    ]);
  });

  it('thanks once when Slack sends the same command twice, also after something new is open', async () => {
    await open("Bob's firm");
    await ask('@gina You made my week.');
    const sent = circle.slack.lastPayload;
    const later = await open('Acme');
    const again = await circle.slack.resend(sent);
    await circle.settle();
    expect(JSON.stringify(again.body)).toContain("I'll give Gina your thanks for _Bob's firm_.");
    expect(messagesLike(circle.gina, /thanks you/)).toHaveLength(1);
    expect((await referralIn(circle, later)).thanks).toBeNull();
  });

  it('thanks once when two lines race', async () => {
    await open("Bob's firm");
    await Promise.all([ask('@gina You made my week.'), ask('@gina You made my month.')]);
    await circle.settle();
    expect(messagesLike(circle.gina, /thanks you/)).toHaveLength(1);
  });

  it('shows mentions in the note as names that ping nobody', async () => {
    await open("Bob's firm");
    await ask('@gina for bringing @bob and me together, @channel');
    await circle.settle();
    expect(circle.gina.dm.at(-1)?.readable).toContain('> for bringing bob and me together, @channel');
    expect(JSON.stringify(circle.gina.dm.at(-1)?.blocks)).not.toMatch(/<[@!]/);
  });

  it.each([
    ['nobody', '', 'Whom would you like to thank? Try `/referral thanks @gina You made my week`.'],
    [
      'a typed name',
      'gina you made my week',
      "I couldn't tell whom you are thanking. Mention them with @: `/referral thanks @gina You made my week`.",
    ],
    [
      'several people',
      '@gina @bob thanks',
      'Thanks go to one person at a time, so that each gets words of their own: `/referral thanks @gina You made my week`.',
    ],
    [
      'oneself',
      '@alice well done',
      'Thanks go to somebody who referred you. Try `/referral thanks @gina You made my week`.',
    ],
    ['everybody', '@everyone thanks', 'Thanks go to a person. Try `/referral thanks @gina You made my week`.'],
    [
      'somebody who gave nothing',
      '@bob thanks',
      'I have no referral from Bob to you, so there is nothing to thank for yet.',
    ],
    [
      'a bot',
      '@helper thanks',
      'helper is an app, and thanks go to people. Try `/referral thanks @gina You made my week`.',
    ],
    ['somebody who left', '@dan thanks', "Dan has left, so I can't give them your thanks. Nothing was sent."],
    [
      'another company',
      '@eve thanks',
      'Eve is not a member of this workspace. Try `/referral thanks @gina You made my week`.',
    ],
  ])('refuses to thank %s, in one sentence, and sends nothing', async (_who, line, sentence) => {
    circle.workspace.addMember({ name: 'helper', bot: true });
    circle.workspace.addMember({ name: 'dan', displayName: 'Dan', deleted: true });
    circle.workspace.addMember({ name: 'eve', displayName: 'Eve', stranger: true });
    const referral = await open("Bob's firm");
    expect(await ask(line)).toBe(sentence);
    await circle.settle();
    expect((await referralIn(circle, referral)).thanks).toBeNull();
    expect(circle.gina.dm).toEqual([]);
  });

  it('refuses a note of 2,001 characters and takes one of 2,000', async () => {
    const referral = await open("Bob's firm");
    expect(await ask(`@gina ${'x'.repeat(2001)}`)).toBe(
      'Your note has 2,001 characters and the limit is 2,000: `/referral thanks @gina` alone opens a form for it.',
    );
    expect((await referralIn(circle, referral)).thanks).toBeNull();
    await ask(`@gina ${'x'.repeat(2000)}`);
    await circle.settle();
    expect(circle.gina.dm.at(-1)?.readable).toContain('x'.repeat(2000));
  });

  it('takes a note of blanks and invisible characters for none', async () => {
    await open("Bob's firm");
    await circle.alice.types(`/referral thanks @gina \u200b \u2060 `);
    expect(circle.alice.modal?.title).toBe('Say thanks');
  });

  it('does not thank for what was withdrawn', async () => {
    await withdraw(circle, await open("Bob's firm"));
    expect(await ask('@gina thanks')).toBe(
      'I have no referral from Gina to you, so there is nothing to thank for yet.',
    );
  });
});
