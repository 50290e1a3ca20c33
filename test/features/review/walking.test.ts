import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from '../give/forged';
import {
  change,
  note,
  pressHere,
  refer,
  review,
  seenByOthersThan,
  shown,
  stopQuietly,
  told,
  withdraw,
  withoutFollowUps,
} from './circle-to-review';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle();
});
afterEach(() => stopQuietly(circle));

const EXAMPLE = '`/referral review @alice`';
const ALONE = 'Nobody but you sees this.';
const field = () => circle.gina.modal!.field('A note for yourself');

/** Gina gave Alice three, on three days. */
async function three() {
  const { gina, alice } = circle;
  const oldest = await refer(circle, gina, alice, 'Acme', { at: '2026-03-02T15:00:00Z', thanked: false });
  const middle = await refer(circle, gina, alice, 'Zeta', { at: '2026-05-02T15:00:00Z' });
  const newest = await refer(circle, gina, alice, "Bob's firm", { at: '2026-08-03T15:00:00Z', thanked: false });
  await withoutFollowUps(circle, oldest, middle, newest);
  return { oldest, middle, newest };
}

describe('the walk', () => {
  test('is one at a time, newest first, with what came of each, and what became business at its end', async () => {
    const { gina, alice, general, database } = circle;
    const { oldest, middle } = await three();
    await database.db.transaction((store) => {
      const said = { note: 'You made my week', kind: 'card', mayQuote: false, source: 'form' } as const;
      const thanks = { ...said, batchId: 'b', thankedAt: new Date('2026-03-05T15:00:00Z') };
      return store.thanks.say('T0CIRCLE', oldest.id, 'thanks', thanks);
    });
    await change(circle, oldest, { outcome: 'business', outcomeAt: circle.clock.now() });
    await change(circle, middle, { outcome: 'no_fit', outcomeReason: 'smaller\njobs <!here>' });
    const before = told(alice);

    expect(await gina.types('/referral REVIEW @alice', { in: general })).toBeUndefined();
    await circle.settle();
    expect(gina.modal!.title).toBe('Review');
    expect(shown(gina)).toEqual([
      `1 of 3 that you gave Alice, newest first. ${ALONE}`,
      "You referred Alice to _Bob's firm_ on 3 August.",
      'No thanks were sent through me so far. People often say thanks in person.',
      'How it worked out is not known yet.',
      "I'll ask Alice for you, in one kind message.",
      'A note for yourself',
      'Nobody but you sees this. I keep it as you type.',
    ]);
    expect(gina.modal!.buttons).toEqual(['Ask how it worked out', 'Next']);

    await pressHere(circle, gina, 'Next', 2);
    expect(gina.modal!.text).toContain(`2 of 3 that you gave Alice, newest first. ${ALONE}`);
    expect(gina.modal!.text).toContain(
      'You referred Alice to _Zeta_ on 2 May.\nAlice noted that you were thanked already.',
    );
    expect(gina.modal!.text).toContain(
      "Alice says it wasn't a match this time. What would have fitted better, in Alice's words:\n> smaller\n> jobs &lt;!here&gt;",
    );
    expect(gina.modal!.buttons).toEqual(['Previous', 'Next']);

    await pressHere(circle, gina, 'Next');
    expect(gina.modal!.text).toContain(
      'Alice thanked you on 5 March:\n> You made my week\nAlice says it became business.',
    );
    // a card is the receiver's to announce
    expect(gina.modal!.text).not.toMatch(/card/i);
    expect(gina.modal!.buttons).toEqual(['Previous', 'Next']);

    await pressHere(circle, gina, 'Next');
    expect(shown(gina)).toEqual([
      'That is everything you gave Alice. This became business:',
      '• _Acme_, given on 2 March',
      'If you would like to tell Alice that you are glad, I have a draft that you can send yourself.',
    ]);
    expect(gina.modal!.buttons).toEqual(['Draft a message', 'Previous']);
    await pressHere(circle, gina, 'Previous');
    expect(gina.modal!.text).toContain('_Acme_');
    await pressHere(circle, gina, 'Previous');
    expect(gina.modal!.text).toContain('_Zeta_');
    await pressHere(circle, gina, 'Previous');
    expect(gina.modal!.text).toContain("_Bob's firm_");
    // all of this was looking
    expect(told(alice)).toEqual(before);
    expect(seenByOthersThan(circle, gina)).toEqual([]);
    expect(general.messages).toEqual([]);
  });

  test('leaves withdrawn ones out, also one that is withdrawn on the way', async () => {
    const { gina } = circle;
    const { middle, newest, oldest } = await three();
    await withdraw(circle, middle);
    await review(circle, gina, '@alice');
    expect(gina.modal!.text).toContain('1 of 2');
    await withdraw(circle, newest);
    await pressHere(circle, gina, 'Next');
    expect(gina.modal!.text).toContain('1 of 1 that you gave Alice');
    expect(gina.modal!.text).toContain('_Acme_');
    await withdraw(circle, oldest);
    await pressHere(circle, gina, 'Next');
    expect(shown(gina)).toEqual(['That is everything you gave Alice. What becomes business is listed here.']);
    expect(gina.modal!.buttons).toEqual(['Previous']);
    await pressHere(circle, gina, 'Previous');
    expect(shown(gina)).toEqual(['That is everything you gave Alice. What becomes business is listed here.']);
  });

  test('of somebody who has left goes on, without anybody to ask or to write to', async () => {
    const { gina, alice, workspace } = circle;
    const { newest } = await three();
    await change(circle, newest, { outcome: 'business' });
    await workspace.deactivate(alice);
    await circle.settle();
    await review(circle, gina, `<@${alice.id}>`);
    await pressHere(circle, gina, 'Next');
    expect(gina.modal!.text).toContain('Alice has left, so there is nobody to ask.');
    expect(gina.modal!.buttons).toEqual(['Previous', 'Next']);
    await pressHere(circle, gina, 'Next');
    await pressHere(circle, gina, 'Next');
    expect(gina.modal!.text).toContain('Alice has left, so there is nobody here to write to.');
    expect(gina.modal!.buttons).toEqual(['Previous']);
  });

  test('lists much business by the page, and drafts one message about all of it', async () => {
    const { gina, alice, bob, slack } = circle;
    for (let at = 1; at <= 12; at += 1) {
      const made = await refer(circle, gina, alice, `Firm ${at}.`, { at: `2026-03-${String(at + 10)}T15:00:00Z` });
      await change(circle, made, { outcome: 'business' });
    }
    const need = {
      id: 'n',
      authorId: gina.id,
      text: 'a van',
      origin: 'n',
      statedAt: circle.clock.now(),
      checkAt: null,
    };
    await circle.database.db.transaction((store) => store.needs.state('T0CIRCLE', need));
    await review(circle, gina, '@alice');
    for (let at = 1; at <= 12; at += 1) await pressHere(circle, gina, 'Next');
    expect(gina.modal!.text).toContain('Firm 12.');
    expect(gina.modal!.text).not.toContain('Firm 2.');
    await pressHere(circle, gina, 'Older');
    expect(shown(gina).slice(1, 3)).toEqual(['• _Firm 2._, given on 12 March', '• _Firm 1._, given on 11 March']);
    await pressHere(circle, gina, 'Newer');
    await pressHere(circle, gina, 'Draft a message');
    expect(gina.modal!.fields['Your message']).toBe(
      "Alice, I'm glad that Firm 12., Firm 11., Firm 10. and 9 more became business.\n\nAt the moment I'm looking for a van. If somebody comes to mind, I'd be grateful for an introduction.",
    );
    await gina.submit({ times: 2 });
    await circle.settle();
    expect(gina.modal!.title).toBe('Review');
    expect(told(gina)).toHaveLength(1);
    expect(told(gina)[0]).toMatch(/^Here is your message to Alice, to copy and send yourself\. I sent it to nobody\./);
    expect([...told(alice), ...told(bob)]).toEqual([]);
    // a page or a person that was never offered
    await pressHere(circle, gina, 'Older');
    await sendForged<{ actions: { value: string }[] }>(circle, slack.lastPayload, ({ actions }) => {
      actions[0]!.value = '-1';
    });
    expect(gina.modal!.text).toBe(`That page is not there any more: try ${EXAMPLE}.`);
    await gina.closeModal();
    await pressHere(circle, gina, 'Newer');
    await sendForged<{ actions: object[] }>(circle, slack.lastPayload, ({ actions }) => {
      Object.assign(actions[0]!, { action_id: 'review.draft.open', value: bob.id });
    });
    expect(gina.modal!.text).toBe(
      `How it turned out has changed since, so a draft about business would not fit: ${EXAMPLE}.`,
    );
  });

  test('holds the longest words there can be', async () => {
    const { gina, alice, database } = circle;
    const long = '&<'.repeat(1000);
    const made = await refer(circle, gina, alice, '&'.repeat(300));
    await change(circle, made, { note: long, outcome: 'no_fit', outcomeReason: long });
    await database.db.transaction((store) => {
      const thanks = { note: long, kind: 'note', mayQuote: false, source: 'form', batchId: 'b' } as const;
      return store.thanks.say('T0CIRCLE', made.id, 'thanks', { ...thanks, thankedAt: circle.clock.now() });
    });
    await review(circle, gina, '@alice');
    await note(circle, gina, 'ä'.repeat(2000));
    await pressHere(circle, gina, 'Next');
    await pressHere(circle, gina, 'Previous');
    expect(field().value).toBe('ä'.repeat(2000));
    expect(gina.warnings).toEqual([]);
  });
});

describe('the note', () => {
  test('is kept on every way out, and is nobody else’s', async () => {
    const { gina, alice, database, slack } = circle;
    const { newest, middle } = await three();
    await review(circle, gina, '@alice');
    expect(field()).toMatchObject({ optional: true, multiline: true, value: undefined });
    await note(circle, gina, 'Ask about the roof\n\nnext time');
    await pressHere(circle, gina, 'Next');
    expect(field().value).toBeUndefined();
    await note(circle, gina, 'Too small for them');
    await pressHere(circle, gina, 'Previous');
    expect(field().value).toBe('Ask about the roof\n\nnext time');
    await note(circle, gina, 'Ask about the roof <!channel>');
    await gina.closeModal();

    await review(circle, gina, '@alice');
    expect(field().value).toBe('Ask about the roof <!channel>');
    await note(circle, gina, 'Roof is done');
    await gina.submit();
    expect(gina.modal).toBeUndefined();
    await review(circle, gina, '@alice');
    expect(field().value).toBe('Roof is done');
    // taken back altogether
    await note(circle, gina, '');
    await pressHere(circle, gina, 'Next');
    await pressHere(circle, gina, 'Previous');
    expect(field().value).toBeUndefined();
    expect((await database.db.read.giverNotes.find('T0CIRCLE', gina.id, middle.id))!.text).toBe('Too small for them');
    expect(await database.db.read.giverNotes.find('T0CIRCLE', alice.id, middle.id)).toBeNull();

    // what was typed before, and comes late, changes nothing
    await note(circle, gina, 'The last word');
    await sendForged<{ actions: { action_ts: string }[]; view: { state: unknown } }>(
      circle,
      slack.lastPayload,
      ({ actions, view }) => {
        actions[0]!.action_ts = String(circle.clock.now().getTime() / 1000 - 2);
        const value = { type: 'plain_text_input', value: 'The last wor' };
        view.state = { values: { [`note:${newest.id}`]: { 'review.note.typing': value } } };
      },
    );
    expect((await database.db.read.giverNotes.find('T0CIRCLE', gina.id, newest.id))!.text).toBe('The last word');
    // "Done" is the last word, also where this machine's clock is behind Slack's
    circle.clock.advance(-2_000);
    await note(circle, gina, 'The very last word');
    await gina.submit();
    expect((await database.db.read.giverNotes.find('T0CIRCLE', gina.id, newest.id))!.text).toBe('The very last word');
    expect(told(alice)).toEqual([]);
    expect(seenByOthersThan(circle, gina)).toEqual([]);
  });

  test('that is too long is said to be, in place, and nothing typed is lost', async () => {
    const { gina, database } = circle;
    const { newest } = await three();
    await review(circle, gina, '@alice');
    await note(circle, gina, 'short');
    const long = 'x'.repeat(2001);
    const sentence = 'Your note has 2,001 characters and the limit is 2,000: please shorten it, so that I can keep it.';
    await note(circle, gina, long);
    expect(shown(gina)).toContain(sentence);
    expect(field().value).toBe(long);
    await pressHere(circle, gina, 'Next');
    expect(gina.modal!.text).toContain('1 of 3');
    expect(shown(gina)).toContain(sentence);
    expect(field().value).toBe(long);
    await gina.submit();
    expect(gina.modal!.errors).toEqual({ 'A note for yourself': sentence });
    expect((await database.db.read.giverNotes.find('T0CIRCLE', gina.id, newest.id))!.text).toBe('short');
    await note(circle, gina, long.slice(1));
    expect(shown(gina)).not.toContain(sentence);
    await pressHere(circle, gina, 'Next');
    expect(gina.modal!.text).toContain('2 of 3');
    expect((await database.db.read.giverNotes.find('T0CIRCLE', gina.id, newest.id))!.text).toBe(long.slice(1));
  });

  test('and the walk are for the giver alone, however they are asked for', async () => {
    const { gina, alice, bob, slack, database } = circle;
    const { newest } = await three();
    await refer(circle, bob, alice, 'Yota');
    await review(circle, gina, '@alice');
    await note(circle, gina, 'private words');
    await review(circle, bob, '@alice');
    interface Forged {
      view: { private_metadata: string };
      actions: { value: string }[];
    }
    for (const label of ['Next', 'Ask how it worked out']) {
      if (label === 'Ask how it worked out') await review(circle, bob, '@alice');
      await pressHere(circle, bob, label);
      await sendForged<Forged>(circle, slack.lastPayload, ({ view, actions }) => {
        view.private_metadata = JSON.stringify({ receiverId: alice.id, referralId: newest.id });
        actions[0]!.value = newest.id;
      });
      expect(JSON.stringify(bob.modals.map(({ text, fields }) => [text, fields]))).not.toContain('private words');
    }
    await review(circle, bob, '@alice');
    await note(circle, bob, 'mine');
    await bob.submit();
    const answer = await sendForged<Forged>(circle, slack.lastPayload, ({ view }) => {
      view.private_metadata = JSON.stringify({ receiverId: alice.id, referralId: newest.id });
    });
    expect(JSON.stringify(answer)).toContain('A review is shown to whoever gave the referral, and to nobody else.');
    expect((await database.db.read.giverNotes.find('T0CIRCLE', gina.id, newest.id))!.text).toBe('private words');
    expect(await database.db.read.questions.between('T0CIRCLE', gina.id, alice.id)).toEqual([]);
  });
});

describe('whom it is about', () => {
  test('is said in every usual way, and a wrong one gets the right form', async () => {
    const { gina, bob, workspace } = circle;
    const robot = workspace.addMember({ name: 'robot', displayName: 'Robot', bot: true });
    const stranger = workspace.addMember({ name: 'sam', displayName: 'Sam', stranger: true });
    const says = async (rest: string) => (await review(circle, gina, rest))?.readable;
    const one = `A review is about what you gave one person: mention them, as in ${EXAMPLE}.`;
    expect(await says('')).toBe(
      "What you give people can be reviewed here, one referral at a time. A first one takes one line, like `/referral @alice to Bob's firm`.",
    );
    await three();
    await refer(circle, gina, bob, 'Yota');
    expect(await says('@gina')).toBe(`A review is about what you gave somebody else: mention them, as in ${EXAMPLE}.`);
    expect(await says('@alice @bob')).toBe(one);
    expect(await says('@channel')).toBe(one);
    expect(await says(`<@${robot.id}>`)).toBe(
      `Robot is an app, and referrals go to people: mention somebody you gave to, as in ${EXAMPLE}.`,
    );
    expect(await says(`<@${stranger.id}>`)).toBe(
      `Sam belongs to another workspace: mention somebody you gave to, as in ${EXAMPLE}.`,
    );
    expect(await says('zoe')).toBe(`I couldn't find a member called “zoe”: mention the person, as in ${EXAMPLE}.`);
    expect(await says('gina')).toBe(`A review is about what you gave somebody else: mention them, as in ${EXAMPLE}.`);
    expect(gina.modal).toBeUndefined();

    const whom = await review(circle, gina, '');
    expect(whom!.readable).toBe(
      `Whose referrals would you like to walk through? Choose, or mention the person, as in ${EXAMPLE}.\nBob\nAlice`,
    );
    await gina.press('Review', { on: whom!, row: /Bob/ });
    await circle.settle();
    expect(gina.modal!.text).toContain('1 of 1 that you gave Bob');
    const typed = await review(circle, gina, 'ali');
    expect(typed!.readable).toBe('Whom do you mean by “ali”?\nAlice (@alice)');
    expect(typed!.ephemeral).toBe(true);
    await gina.press('Review', { on: typed! });
    await circle.settle();
    expect(gina.modal!.text).toContain('1 of 3 that you gave Alice');
    await review(circle, gina, 'what I gave @alice');
    expect(gina.modal!.text).toContain('1 of 3 that you gave Alice');
    const list = await gina.types('/referral list @alice');
    await gina.press('Review', { on: list! });
    await circle.settle();
    expect(gina.modal!.text).toContain('1 of 3 that you gave Alice');
  });

  test('where nothing was given, giving is one press away', async () => {
    const { gina, bob, carol, workspace } = circle;
    const answer = await review(circle, gina, '@bob');
    expect(answer!.readable).toBe(
      "What you give Bob can be reviewed here, one referral at a time. A first one takes one line, like `/referral @alice to Bob's firm`.",
    );
    await gina.press('Give a referral', { on: answer! });
    await circle.settle();
    expect(gina.modal!.fields['Who are you referring?']).toEqual([bob.id]);
    await workspace.deactivate(carol);
    await circle.settle();
    expect((await review(circle, gina, `<@${carol.id}>`))!.readable).toBe(
      'Carol has left, and nothing that you gave them is here to review.',
    );
  });
});
