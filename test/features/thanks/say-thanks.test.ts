import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from '../give/forged';
import {
  asIfBy,
  deliver,
  messagesLike,
  refer,
  referralIn,
  sayThanks,
  seenByOthers,
  withdraw,
  stopQuietly,
} from './circle-of-thanks';

const NOTE = 'Their CFO called the same day.\n\nYou made my week.';

interface SentForm {
  view: { private_metadata: string; state: { values: Record<string, Record<string, { value: string }>> } };
}

describe('Say thanks', () => {
  let circle: Circle;
  let mayComplain: boolean;

  beforeEach(async () => {
    mayComplain = false;
    circle = await startCircle();
  });

  afterEach(() => (mayComplain ? circle.stop() : stopQuietly(circle)));

  const open = (prospect = "Bob's firm", extra = {}) => refer(circle, circle.gina, circle.alice, prospect, extra);
  const thanksOf = () => messagesLike(circle.gina, /thanks you/);

  it('asks for a note, how, and whether the digest may quote it', async () => {
    await open();
    await circle.alice.press('Say thanks');
    const form = circle.alice.modal!;
    expect(form.title).toBe('Say thanks');
    expect(form.text).toContain(
      "Gina referred you to _Bob's firm_ today. Gina gets your note at once, in your own words.",
    );
    expect(form.labels).toEqual(['Your note', 'How are you thanking them?', 'The digest may quote this']);
    expect(form.field('Your note')).toMatchObject({ multiline: true, maxLength: 2000, optional: false });
    expect(form.field('Your note').placeholder).toBe('What did it mean to you? What has happened since?');
    expect(form.field('Your note').hint).toContain('“You thought of me, and what it meant was …”');
    expect(form.field('How are you thanking them?')).toMatchObject({
      value: 'A note',
      options: ['A note', 'A handwritten card', 'A gift', 'In person'],
    });
    expect(form.fields['The digest may quote this']).toEqual([]);
    expect(circle.gina.dm).toEqual([]);
  });

  it('gives the giver the note at once and whole, and nobody else', async () => {
    const { gina, alice } = circle;
    const referral = await open();
    await sayThanks(circle, alice, NOTE);

    expect(alice.modal).toBeUndefined();
    const [message, ...more] = gina.dm;
    expect(more).toEqual([]);
    expect(message!.text).toBe("Alice thanks you for the referral to _Bob's firm_.");
    expect(message!.readable).toBe(
      "Alice thanks you for the referral to _Bob's firm_.\n> Their CFO called the same day.\n> \n> You made my week.",
    );
    expect(message!.buttons).toEqual(['My pleasure', 'Settings']);
    expect(alice.dm.at(-1)!.readable).toContain('You thanked Gina.');
    expect(alice.dm.at(-1)!.buttons).not.toContain('Say thanks');
    expect(seenByOthers(circle, gina)).not.toContain('made my week');
    const { thanks, awaitsThanks, nudgeAt } = await referralIn(circle, referral);
    expect(thanks).toMatchObject({ note: NOTE, kind: 'note', mayQuote: false, source: 'form' });
    expect([awaitsThanks, nudgeAt]).toEqual([false, null]);
  });

  it.each([
    ['A handwritten card', 'card'],
    ['A gift', 'gift'],
    ['In person', 'in_person'],
  ])('keeps that it is %s and does not mention it to the giver', async (label, kind) => {
    const referral = await open();
    await circle.alice.press('Say thanks');
    await circle.alice.fillIn({
      'Your note': 'You made my week.',
      'How are you thanking them?': label,
      'The digest may quote this': true,
    });
    await circle.alice.submit();
    await circle.settle();
    expect((await referralIn(circle, referral)).thanks).toMatchObject({ kind, mayQuote: true });
    expect(thanksOf().map(({ readable }) => readable)).toEqual([
      "Alice thanks you for the referral to _Bob's firm_.\n> You made my week.",
    ]);
  });

  it('offers no quoting for a private referral', async () => {
    const referral = await open("Bob's firm", { private: true });
    await circle.alice.press('Say thanks');
    expect(circle.alice.modal!.labels).toEqual(['Your note', 'How are you thanking them?']);
    await circle.alice.fillIn({ 'Your note': 'Thank you.' });
    await circle.alice.submit();
    expect((await referralIn(circle, referral)).thanks?.mayQuote).toBe(false);
  });

  it('sends one message for a double click on Send, and for a form that Slack sends again', async () => {
    await open();
    await circle.alice.press('Say thanks');
    await circle.alice.fillIn({ 'Your note': NOTE });
    await circle.alice.submit({ times: 2 });
    await circle.slack.resend(circle.slack.lastPayload);
    await circle.settle();
    expect(thanksOf()).toHaveLength(1);
    expect(
      circle.slack.callsTo('chat.postMessage').filter(({ args }) => args.channel === thanksOf()[0]!.channel.id),
    ).toHaveLength(1);
  });

  it('sends one message when the same form is open twice; the later words stand', async () => {
    const referral = await open();
    await circle.alice.press('Say thanks');
    await circle.alice.fillIn({ 'Your note': 'On the phone.' });
    const phone = circle.alice.modal!.view;
    await circle.alice.submit();
    const sentByPhone = circle.slack.lastPayload;
    await circle.settle();
    await circle.alice.press('Change');
    await circle.alice.fillIn({ 'Your note': 'At the desk.' });
    await circle.alice.submit();
    await circle.slack.resend(sentByPhone);
    await circle.settle();
    expect(phone.id).toBeTruthy();
    expect(thanksOf().map(({ readable }) => readable.split('\n')[1])).toEqual(['> At the desk.']);
    expect((await referralIn(circle, referral)).thanks?.note).toBe('At the desk.');
  });

  it.each([
    ['stored_but_dropped', 16],
    ['dropped', 16],
  ] as const)('sends one message when the answer to it is lost (%s)', async (kind, seconds) => {
    mayComplain = true;
    await open();
    circle.slack.fault('chat.postMessage', { kind }, { times: 1 });
    await sayThanks(circle, circle.alice, NOTE);
    await circle.runAt(new Date(circle.clock.now().getTime() + seconds * 1000));
    expect(thanksOf()).toHaveLength(1);
    await circle.runAt(new Date(circle.clock.now().getTime() + 3_600_000));
    expect(thanksOf()).toHaveLength(1);
  });

  it('changes the words in place: one written thanks for a referral', async () => {
    const { gina, alice } = circle;
    const referral = await open();
    await alice.press('Say thanks');
    await alice.fillIn({ 'Your note': 'First words.', 'The digest may quote this': true });
    await alice.submit();
    await circle.settle();
    await alice.press('Change');
    expect(alice.modal!.title).toBe('Change your thanks');
    expect(alice.modal!.submitLabel).toBe('Save');
    expect(alice.modal!.text).toContain('What you save takes their place, and no new message is sent.');
    expect(alice.modal!.fields).toMatchObject({ 'Your note': 'First words.', 'How are you thanking them?': 'A note' });
    await alice.fillIn({ 'Your note': 'Better words.', 'The digest may quote this': false });
    await alice.submit();
    await circle.settle();
    expect(gina.dm.map(({ readable }) => readable)).toEqual([
      "Alice thanks you for the referral to _Bob's firm_.\n> Better words.",
    ]);
    expect((await referralIn(circle, referral)).thanks).toMatchObject({ note: 'Better words.', mayQuote: false });
  });

  it('changes the words for all that were thanked for together', async () => {
    const { gina, alice } = circle;
    const first = await open();
    const second = await open('Acme');
    await alice.types('/referral thanks @gina First words.');
    await circle.settle();
    await alice.press('Change', { on: alice.dm[0] });
    expect(alice.modal!.text).toContain("Gina referred you to _Bob's firm_ and _Acme_.");
    await alice.fillIn({ 'Your note': 'Better words.' });
    await alice.submit();
    await circle.settle();
    expect(gina.dm.map(({ readable }) => readable)).toEqual([
      "Alice thanks you for the referrals to _Bob's firm_ and _Acme_.\n> Better words.",
    ]);
    for (const referral of [first, second]) {
      expect((await referralIn(circle, referral)).thanks?.note).toBe('Better words.');
    }
  });

  it('makes hostile words harmless and leaves them readable', async () => {
    await open('<!here> & <https://evil|Acme>');
    await sayThanks(circle, circle.alice, '<!channel> <https://evil|x> <@U123> a\u202eb & *bold*');
    const [message] = thanksOf();
    expect(message!.readable).toBe(
      'Alice thanks you for the referral to _&lt;!here&gt; &amp; &lt;https://evil|Acme&gt;_.\n' +
        '> &lt;!channel&gt; &lt;https://evil|x&gt; &lt;@U123&gt; ab &amp; *bold*',
    );
    expect(message!.text).not.toContain('channel');
    expect(JSON.stringify(message!.blocks)).not.toMatch(/<[!@h]/);
  });

  it.each([
    ['2,000 ampersands', '&'.repeat(2000)],
    ['2,000 lines', 'x\n'.repeat(1000).trimEnd()],
    ['a long word', 'x'.repeat(2000)],
  ])('delivers %s whole', async (_what, note) => {
    await open();
    await sayThanks(circle, circle.alice, note);
    const shown = thanksOf()[0]!.readable.split('\n').slice(1).join('\n');
    expect(shown.replaceAll('> ', '').replaceAll('&amp;', '&').replaceAll('\n', '')).toBe(note.replaceAll('\n', ''));
  });

  it('takes 2,000 characters that count twice for Slack, and opens them again to be changed', async () => {
    await open("Bob's firm", { told: true });
    await circle.alice.types(`/referral thanks @gina ${'🙏'.repeat(2000)}`);
    await circle.settle();
    expect(thanksOf()[0]!.readable).toContain('🙏'.repeat(100));
    await circle.alice.press('Change', { on: circle.alice.dm[0] });
    expect(circle.alice.modal!.title).toBe('Change your thanks');
  });

  it.each([
    ['blanks alone', ' \n\t\u200b ', 'A line is enough: Gina gets it in your own words.'],
    [
      'too much',
      '🙏'.repeat(500) + 'x'.repeat(1501),
      'Your note has 2,001 characters. Please shorten it to 2,000 or fewer.',
    ],
  ])('asks again for %s, and keeps what was typed', async (_what, note, sentence) => {
    const referral = await open();
    await circle.alice.press('Say thanks');
    // past the length that Slack's own client holds back
    delete (circle.alice.modal!.view.blocks[1]!['element'] as Record<string, unknown>)['max_length'];
    await circle.alice.fillIn({ 'Your note': note });
    await circle.alice.submit();
    expect(circle.alice.modal!.errors).toEqual({ 'Your note': sentence });
    expect(circle.alice.modal!.fields['Your note']).toBe(note);
    await circle.settle();
    expect((await referralIn(circle, referral)).thanks).toBeNull();
    expect(circle.gina.dm).toEqual([]);
  });

  it('says that the referral was withdrawn, and gives the words back', async () => {
    const referral = await open();
    await circle.alice.press('Say thanks');
    await circle.alice.fillIn({ 'Your note': NOTE });
    await withdraw(circle, referral);
    await circle.alice.submit();
    await circle.settle();
    expect(circle.alice.modal!.text).toBe(
      'Gina withdrew this referral. It needs no answer.\nHere are your words, to keep:\n> Their CFO called the same day.\n> \n> You made my week.',
    );
    expect(circle.gina.dm).toEqual([]);
    expect((await referralIn(circle, referral)).thanks).toBeNull();
  });

  it('either thanks or says that it was withdrawn when both happen at once', async () => {
    const referral = await open();
    await circle.alice.press('Say thanks');
    await circle.alice.fillIn({ 'Your note': NOTE });
    await Promise.all([circle.alice.submit(), withdraw(circle, referral)]);
    await deliver(circle);
    const { thanks } = await referralIn(circle, referral);
    expect(thanksOf()).toHaveLength(thanks ? 1 : 0);
    expect(circle.alice.modal?.text ?? 'sent').toMatch(thanks ? /^sent$/ : /withdrew/);
  });

  it('leaves thanks with the giver when the referral is withdrawn afterwards', async () => {
    const referral = await open();
    await sayThanks(circle, circle.alice, 'Thank you.');
    await withdraw(circle, referral);
    expect(thanksOf().map(({ readable }) => readable)).toEqual([
      "Alice thanks you for the referral to _Bob's firm_.\n> Thank you.",
    ]);
  });

  it('leaves them there also where Slack no longer lets the message be changed', async () => {
    mayComplain = true;
    const referral = await open();
    await sayThanks(circle, circle.alice, 'Thank you.');
    circle.workspace.editWindowMinutes = 5;
    circle.clock.advance(10 * 60_000);
    await withdraw(circle, referral);
    expect(thanksOf()).toHaveLength(1);
  });

  it('shows another prospect in the thanks once the giver edits it', async () => {
    const referral = await open();
    await sayThanks(circle, circle.alice, 'Thank you.');
    const now = circle.clock.now();
    await circle.database.db.transaction((store) =>
      store.referrals.change(circle.workspace.id, referral.id, { prospect: 'Bobs & Co' }, now),
    );
    await deliver(circle);
    expect(thanksOf().map(({ text }) => text)).toEqual(['Alice thanks you for the referral to _Bobs &amp; Co_.']);
  });

  it('says that the giver has left, and sends and keeps nothing', async () => {
    const referral = await open();
    await circle.alice.press('Say thanks');
    await circle.alice.fillIn({ 'Your note': NOTE });
    const button = circle.alice.dm.at(-1)!;
    await circle.workspace.deactivate(circle.gina);
    await circle.alice.submit();
    expect(circle.alice.modal!.text).toMatch(/^Gina has left, so I can't give them your thanks\. Nothing was sent\.\n/);
    await circle.alice.closeModal();
    expect((await circle.alice.press('Say thanks', { on: button }))?.text).toBe(
      "Gina has left, so I can't give them your thanks. Nothing was sent.",
    );
    await circle.settle();
    expect((await referralIn(circle, referral)).thanks).toBeNull();
    expect(circle.gina.dm).toEqual([]);
  });

  it.each(['', '{}', 'null', 'of another version'])(
    'thanks for nothing where the form says "%s" of what',
    async (hidden) => {
      const { gina, alice } = circle;
      const referrals = [await open(), await open('Acme')];
      await sayThanks(circle, alice, '  ');
      const change = (body: SentForm) => {
        body.view.private_metadata = hidden;
        body.view.state.values.note!.note!.value = 'Thank you.';
      };
      expect(JSON.stringify(await sendForged(circle, circle.slack.lastPayload, change))).toContain(
        'This form is from another version of Goodturn: please open it again.',
      );
      expect(gina.dm).toEqual([]);
      for (const referral of referrals) expect((await referralIn(circle, referral)).thanks).toBeNull();
    },
  );

  it('is for the receiver alone', async () => {
    const referral = await open();
    await circle.alice.press('Say thanks');
    expect(await asIfBy(circle, circle.alice, circle.carol)).toBe(
      'This one is for the person who was referred to answer.',
    );
    expect(circle.carol.modal).toBeUndefined();
    await circle.alice.fillIn({ 'Your note': 'Thank you.' });
    await circle.alice.submit();
    const sent = circle.slack.lastPayload;
    const later = await open('Acme');
    const body = JSON.parse(
      JSON.stringify(sent.body).replaceAll(circle.alice.id, circle.carol.id).replaceAll(referral.id, later.id),
    ) as typeof sent.body;
    const answer = await circle.slack.resend({ ...sent, body, raw: undefined });
    await circle.settle();
    expect(answer.body).toContain('This referral is not here any more');
    expect((await referralIn(circle, later)).thanks).toBeNull();
  });

  describe('My pleasure', () => {
    it('reaches the receiver once, however often it is pressed, and the button says so', async () => {
      const { gina, alice } = circle;
      await open();
      await sayThanks(circle, alice, 'Thank you.');
      await gina.press('My pleasure', { times: 2 });
      await circle.slack.resend(circle.slack.lastPayload);
      await circle.settle();
      expect(messagesLike(alice, /my pleasure/).map(({ text, readable }) => [text, readable])).toEqual([
        [
          "Gina got your thanks for _Bob's firm_ and says: my pleasure.",
          "Gina got your thanks for _Bob's firm_ and says: my pleasure.",
        ],
      ]);
      expect(gina.dm).toHaveLength(1);
      expect(gina.dm[0]!.buttons).toEqual(['Settings']);
      expect(gina.dm[0]!.readable).toBe(
        "Alice thanks you for the referral to _Bob's firm_.\n> Thank you.\nYou told Alice it was your pleasure.",
      );
    });

    it('claims nothing before the receiver has it', async () => {
      const { gina, alice } = circle;
      await open();
      await sayThanks(circle, alice, 'Thank you.');
      const outage = circle.slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 30 });
      await gina.press('My pleasure');
      circle.clock.advance(31_000);
      await circle.runAt(circle.clock.now());
      expect(gina.dm[0]!.readable).toContain("I'll tell Alice it was your pleasure.");
      outage.off();
      await circle.runAt(new Date(circle.clock.now().getTime() + 61_000));
      expect(messagesLike(alice, /my pleasure/)).toHaveLength(1);
      expect(gina.dm[0]!.readable).toContain('You told Alice it was your pleasure.');
    });

    it('is said once for all that was thanked for together', async () => {
      await open();
      await open('Acme');
      await circle.alice.types('/referral thanks @gina You made my week.');
      await circle.settle();
      await circle.gina.press('My pleasure');
      await circle.settle();
      expect(messagesLike(circle.alice, /my pleasure/).map(({ text }) => text)).toEqual([
        "Gina got your thanks for _Bob's firm_ and _Acme_ and says: my pleasure.",
      ]);
    });

    it('is for the giver alone', async () => {
      await open();
      await sayThanks(circle, circle.alice, 'Thank you.');
      await circle.gina.press('My pleasure');
      await circle.settle();
      expect(await asIfBy(circle, circle.gina, circle.carol)).toBe(
        'This one is for the person who was thanked to answer.',
      );
      expect(messagesLike(circle.alice, /my pleasure/)).toHaveLength(1);
    });

    it('says that the receiver has left, and keeps the thanks', async () => {
      await open();
      await sayThanks(circle, circle.alice, 'Thank you.');
      await circle.workspace.deactivate(circle.alice);
      expect((await circle.gina.press('My pleasure'))?.text).toBe(
        "Alice has left, so I can't tell them. You keep their thanks.",
      );
      await circle.settle();
      expect(circle.gina.dm[0]!.buttons).toEqual(['My pleasure', 'Settings']);
    });
  });
});
