import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { messagesLike, refer, referralIn, seenByOthers, stopQuietly } from './circle-of-thanks';

describe('"Count as thanks" on a message', () => {
  let circle: Circle;

  beforeEach(async () => {
    circle = await startCircle();
  });

  afterEach(() => stopQuietly(circle));

  const says = (text: string) => circle.alice.says(text, { in: circle.general });
  const count = async (message: Awaited<ReturnType<typeof says>>, person = circle.alice) => {
    const answer = await person.usesMessageShortcut('Count as thanks', message);
    await circle.settle();
    return answer?.text;
  };
  const open = (giver = circle.gina, prospect = "Bob's firm") =>
    refer(circle, giver, circle.alice, prospect, { told: false });

  it('passes the message on to everybody it mentions, for what is open from each', async () => {
    const { gina, bob, carol, alice } = circle;
    const first = await open();
    const second = await open(gina, 'Acme');
    await open(bob, 'Initech');
    const untouched = await open(carol, 'Hooli');
    const message = await says('@Gina and @Bob, you made my week <3');

    expect(await count(message)).toBe("I'll give Gina and Bob this message as your thanks.");

    expect(gina.dm.map(({ readable }) => readable)).toEqual([
      "Alice thanks you for the referrals to _Bob's firm_ and _Acme_.\n> Gina and Bob, you made my week &lt;3",
    ]);
    expect(bob.dm.map(({ readable }) => readable)).toEqual([
      'Alice thanks you for the referral to _Initech_.\n> Gina and Bob, you made my week &lt;3',
    ]);
    expect(gina.dm[0]?.text).not.toContain('week');
    expect(carol.dm).toEqual([]);
    expect((await referralIn(circle, first)).thanks).toMatchObject({ source: 'message', mayQuote: false });
    expect((await referralIn(circle, second)).awaitsThanks).toBe(false);
    expect((await referralIn(circle, untouched)).awaitsThanks).toBe(true);
    expect(circle.general.messages.filter(({ fromApp }) => fromApp)).toEqual([]);
    expect(seenByOthers(circle, alice, gina, bob)).not.toContain('I’ll pass');
  });

  it('thanks once when it is used again, also for what was referred in between', async () => {
    await open();
    const message = await says('Thank you @Gina');
    await count(message);
    const later = await open(circle.gina, 'Acme');
    expect(await count(message)).toBe('This message already counts as your thanks to Gina.');
    expect(messagesLike(circle.gina, /thanks you/)).toHaveLength(1);
    expect((await referralIn(circle, later)).thanks).toBeNull();
  });

  it('thanks once when it is used twice at once and when Slack sends it again', async () => {
    await open();
    const message = await says('Thank you @Gina');
    await Promise.all([count(message), count(message)]);
    await circle.slack.resend(circle.slack.lastPayload);
    await circle.settle();
    expect(messagesLike(circle.gina, /thanks you/)).toHaveLength(1);
  });

  it("refuses somebody else's message and a message of Goodturn's own", async () => {
    const referral = await open();
    const sentence =
      'This works on a message of your own: it gives your words to the people they mention. To thank in other words, try `/referral thanks @gina You made my week`.';
    expect(await count(await says('Thank you @Gina'), circle.bob)).toBe(sentence);
    const bots = circle.workspace.post(
      circle.general,
      circle.workspace.members.find(({ bot }) => bot)!,
      {
        text: `Thank you <@${circle.gina.id}>`,
      },
    );
    expect(await count(await bots)).toBe(sentence);
    expect((await referralIn(circle, referral)).thanks).toBeNull();
    expect(circle.gina.dm).toEqual([]);
  });

  it.each([
    [
      'mentions nobody',
      'Thank you all',
      'This message mentions nobody to thank. Mention them with @, or try `/referral thanks @gina You made my week`.',
    ],
    [
      'mentions the author',
      'Well done @Alice',
      'This message mentions nobody to thank. Mention them with @, or try `/referral thanks @gina You made my week`.',
    ],
    [
      'mentions everybody',
      'Thank you @everyone',
      'This message mentions nobody to thank. Mention them with @, or try `/referral thanks @gina You made my week`.',
    ],
    [
      'is a mention alone',
      '@Gina',
      'This message has no words besides names. Add some, or try `/referral thanks @gina You made my week`.',
    ],
    ['thanks somebody with nothing open', 'Thank you @Bob', 'Nothing from Bob is waiting for your thanks.'],
    [
      'thanks an app',
      'Thank you @helper',
      'This message mentions nobody to thank. Mention them with @, or try `/referral thanks @gina You made my week`.',
    ],
  ])('refuses a message that %s, kindly and to its author alone', async (_what, text, sentence) => {
    circle.workspace.addMember({ name: 'helper', bot: true });
    const referral = await open();
    expect(await count(await says(text))).toBe(sentence);
    expect((await referralIn(circle, referral)).thanks).toBeNull();
    expect([circle.gina.dm, circle.bob.dm]).toEqual([[], []]);
  });

  it('says that somebody it mentions has left, and sends nothing', async () => {
    const referral = await open();
    const message = await says('Thank you @Gina');
    await circle.workspace.deactivate(circle.gina);
    expect(await count(message)).toBe("Gina has left, so I can't give them your thanks. Nothing was sent.");
    expect((await referralIn(circle, referral)).thanks).toBeNull();
  });

  it('asks Slack about few, however many a message mentions', async () => {
    const crowd = Array.from({ length: 30 }, (_, at) => circle.workspace.addMember({ name: `member${at}` }));
    await open();
    const text = `Thank you ${[circle.gina, ...crowd].map(({ mention }) => mention).join(' ')}`;
    const message = await circle.alice.says(text, { in: circle.general, raw: true });
    const before = circle.slack.callsTo('users.info').length;
    expect(await count(message)).toBe("I'll give Gina this message as your thanks.");
    expect(circle.slack.callsTo('users.info').length - before).toBeLessThan(30);
    expect(await count(await circle.alice.says(text, { in: circle.general, raw: true }))).toBe(
      'Nothing from the people it mentions is waiting for your thanks.',
    );
  });

  it('cuts a long message at 2,000 characters', async () => {
    const referral = await open();
    await count(await says(`Thank you @Gina ${'word '.repeat(600)}`));
    const { thanks } = await referralIn(circle, referral);
    expect([...thanks!.note]).toHaveLength(2000);
    expect(thanks!.note.endsWith('…')).toBe(true);
  });
});
