import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Message } from '../../../playground/server/message';
import { answerButtons } from '../../../src/features/answer-buttons';
import { actions, section } from '../../../src/slack/blocks';
import { type Circle, startCircle } from '../../support/circle';
import {
  asIfBy,
  messagesLike,
  refer,
  referralIn,
  sayThanks,
  seenByOthers,
  withdraw,
  stopQuietly,
} from './circle-of-thanks';

const THREE = ['Say thanks', 'Already thanked them', 'Not a fit'];

describe('the other answers to a referral', () => {
  let circle: Circle;

  beforeEach(async () => {
    circle = await startCircle();
  });

  afterEach(() => stopQuietly(circle));

  const open = (prospect = "Bob's firm") => refer(circle, circle.gina, circle.alice, prospect);
  const dm = () => circle.alice.dm[0]!;
  const answers = (message: Message) => message.buttons.filter((label) => [...THREE, 'Change'].includes(label));
  const press = async (label: string) => {
    const answer = await circle.alice.press(label, { on: dm() });
    await circle.settle();
    return answer;
  };
  const notAFit = async (reason?: string) => {
    await press('Not a fit');
    if (reason !== undefined) await circle.alice.fillIn({ 'What would have fitted better?': reason });
    await circle.alice.submit();
    await circle.settle();
  };
  const toldGina = () => circle.gina.dm.map(({ readable }) => readable);

  describe('Already thanked them', () => {
    it('ends the nudges, tells the giver nothing, and shows the answer with Change', async () => {
      const referral = await open();
      expect(answers(dm())).toEqual(THREE);
      await press('Already thanked them');
      expect(dm().readable).toContain('You had already thanked Gina.');
      expect(answers(dm())).toEqual(['Change']);
      expect(circle.alice.ephemerals).toEqual([]);
      expect(toldGina()).toEqual([]);
      const { alreadyThankedAt, awaitsThanks, nudgeAt, thanks } = await referralIn(circle, referral);
      expect([alreadyThankedAt, awaitsThanks, nudgeAt, thanks]).toEqual([circle.clock.now(), false, null, null]);
    });

    it('is the same for a double click, for Slack sending it again, and when it is too late', async () => {
      const referral = await open();
      const before = circle.clock.now();
      await circle.alice.press('Already thanked them', { times: 2 });
      await circle.settle();
      circle.clock.advance(60_000);
      await circle.slack.resend(circle.slack.lastPayload);
      await circle.settle();
      expect((await referralIn(circle, referral)).alreadyThankedAt).toEqual(before);
      expect(toldGina()).toEqual([]);
    });

    it('is for the receiver alone', async () => {
      const referral = await open();
      await press('Already thanked them');
      await press('Change');
      await press('Already thanked them');
      expect(await asIfBy(circle, circle.alice, circle.carol)).toBe(
        'This one is for the person who was referred to answer.',
      );
      expect((await referralIn(circle, referral)).receiverId).toBe(circle.alice.id);
    });

    it('says that the referral was withdrawn, where the press comes too late', async () => {
      const referral = await open();
      await press('Already thanked them');
      await withdraw(circle, referral);
      await circle.slack.resend(circle.slack.lastPayload);
      await circle.settle();
      expect(circle.alice.ephemerals.at(-1)?.text).toBe('Gina withdrew this referral. It needs no answer.');
    });

    it('is told to the person where the message cannot show the answer itself', async () => {
      const referral = await refer(circle, circle.gina, circle.alice, "Bob's firm", { told: false });
      const blocks = [section('A list'), actions(...answerButtons(referral.id, 'Bob'))];
      const list = circle.workspace.dmOf(circle.alice).post(circle.workspace.botUserId, true, {
        text: 'A list',
        blocks: JSON.parse(JSON.stringify(blocks)) as never,
      });
      const answer = await circle.alice.press('Already thanked them', { on: list });
      expect(answer?.text).toBe("Noted: you had already thanked Gina for _Bob's firm_. I won't ask again.");
      await sayThanks(circle, circle.alice, 'And in writing.', list);
      expect(circle.alice.ephemerals.at(-1)?.text).toBe("I'll give Gina your thanks for _Bob's firm_.");
      await sayThanks(circle, circle.alice, 'In better writing.', list);
      expect(circle.alice.ephemerals.at(-1)?.text).toBe("Gina's message about _Bob's firm_ will show your new words.");
    });

    it('leaves room for written thanks afterwards', async () => {
      const referral = await open();
      await press('Already thanked them');
      await press('Change');
      await sayThanks(circle, circle.alice, 'And in writing.', dm());
      expect(toldGina()).toEqual(["Alice thanks you for the referral to _Bob's firm_.\n> And in writing."]);
      expect(dm().readable).toContain('You thanked Gina.');
      expect((await referralIn(circle, referral)).awaitsThanks).toBe(false);
    });
  });

  describe('Not a fit', () => {
    it('asks kindly what would have fitted better, and tells the giver', async () => {
      const { gina, alice } = circle;
      const referral = await open();
      await press('Not a fit');
      expect(alice.modal!.title).toBe('Not a fit');
      expect(alice.modal!.text).toBe(
        "Gina referred you to _Bob's firm_ today. I'll tell Gina that it wasn't a match this time. If you like, say what would have fitted better: Gina gets your words as they are.\nWhat would have fitted better?",
      );
      expect(alice.modal!.field('What would have fitted better?').optional).toBe(true);
      expect(toldGina()).toEqual([]);
      await alice.fillIn({ 'What would have fitted better?': 'Smaller jobs <!here>' });
      await alice.submit();
      await circle.settle();
      expect(gina.dm.map(({ text, readable }) => [text, readable])).toEqual([
        [
          "Alice says _Bob's firm_ wasn't a match this time.",
          "Alice says _Bob's firm_ wasn't a match this time. What would have fitted better, in Alice's words:\n> Smaller jobs &lt;!here&gt;",
        ],
      ]);
      expect(dm().readable).toContain('You said it was not a fit.');
      expect(answers(dm())).toEqual(['Change']);
      expect(seenByOthers(circle, gina)).not.toContain('Smaller jobs');
      const { outcome, outcomeAt, outcomeReason, awaitsThanks, nudgeAt } = await referralIn(circle, referral);
      expect([outcome, outcomeAt, outcomeReason]).toEqual(['no_fit', circle.clock.now(), 'Smaller jobs <!here>']);
      expect([awaitsThanks, nudgeAt]).toEqual([false, null]);
    });

    it('tells the giver without a reason too, once for a double click', async () => {
      await open();
      await press('Not a fit');
      await circle.alice.submit({ times: 2 });
      await circle.slack.resend(circle.slack.lastPayload);
      await circle.settle();
      expect(toldGina()).toEqual(["Alice says _Bob's firm_ wasn't a match this time."]);
    });

    it('asks again for a reason over 2,000 characters', async () => {
      const referral = await open();
      await press('Not a fit');
      delete (circle.alice.modal!.view.blocks[1]!['element'] as Record<string, unknown>)['max_length'];
      await circle.alice.fillIn({ 'What would have fitted better?': 'x'.repeat(2001) });
      await circle.alice.submit();
      expect(circle.alice.modal!.errors).toEqual({
        'What would have fitted better?': 'Your reason has 2,001 characters. Please shorten it to 2,000 or fewer.',
      });
      expect((await referralIn(circle, referral)).outcome).toBe('open');
    });

    it('says that the referral was withdrawn meanwhile, and gives the words back', async () => {
      const referral = await open();
      await press('Not a fit');
      await circle.alice.fillIn({ 'What would have fitted better?': 'Smaller jobs' });
      await withdraw(circle, referral);
      await circle.alice.submit();
      expect(circle.alice.modal!.text).toBe(
        'Gina withdrew this referral. It needs no answer.\nHere are your words, to keep:\n> Smaller jobs',
      );
      expect((await referralIn(circle, referral)).outcome).toBe('open');
      expect(toldGina()).toEqual([]);
    });

    it('promises nothing to a giver who has left', async () => {
      await open();
      await circle.workspace.deactivate(circle.gina);
      await press('Not a fit');
      expect(circle.alice.modal!.text).toContain('Gina has left, so this stays in your own list.');
      await circle.alice.submit();
      await circle.settle();
      expect(toldGina()).toEqual([]);
    });

    it('stays apart from thanks: the note is delivered and the outcome is what it was', async () => {
      const referral = await open();
      await notAFit('Smaller jobs');
      await press('Change');
      await sayThanks(circle, circle.alice, 'Thank you for thinking of me.', dm());
      expect(toldGina()).toEqual([
        "Alice says _Bob's firm_ wasn't a match this time. What would have fitted better, in Alice's words:\n> Smaller jobs",
        "Alice thanks you for the referral to _Bob's firm_.\n> Thank you for thinking of me.",
      ]);
      expect((await referralIn(circle, referral)).outcome).toBe('no_fit');
      expect(dm().readable).toContain('You thanked Gina. You said it was not a fit.');
    });

    it('is taken back in the thanks form where it was a fit after all', async () => {
      const referral = await open();
      await notAFit('Smaller jobs');
      await press('Change');
      await circle.alice.press('Say thanks', { on: dm() });
      const label = "You said Bob's firm was not a fit. Is it one after all?";
      expect(circle.alice.modal!.labels).toContain(label);
      await circle.alice.fillIn({ 'Your note': 'They called back.', [label]: true });
      await circle.alice.submit();
      await circle.settle();
      expect(toldGina()).toEqual([
        "Alice changed the answer about _Bob's firm_: it may be a match after all.",
        "Alice thanks you for the referral to _Bob's firm_.\n> They called back.",
      ]);
      expect(await referralIn(circle, referral)).toMatchObject({
        outcome: 'open',
        outcomeAt: null,
        outcomeReason: null,
      });
    });
  });

  describe('Change', () => {
    it('shows the three answers again in place, and all else as it was', async () => {
      await open();
      await press('Already thanked them');
      const others = dm().buttons.filter((label) => label !== 'Change');
      const [sentence] = dm().readable.split('\n');
      await press('Change');
      expect(answers(dm())).toEqual(THREE);
      expect(dm().buttons).toEqual([...THREE, ...others]);
      expect(dm().readable.split('\n')[0]).toBe(sentence);
      await press('Already thanked them');
      expect(answers(dm())).toEqual(['Change']);
    });

    it('corrects what the giver was told, as often as the answer changes', async () => {
      const referral = await open();
      await notAFit('Smaller jobs');
      await press('Change');
      await press('Already thanked them');
      expect(toldGina()).toEqual(["Alice changed the answer about _Bob's firm_: it may be a match after all."]);
      expect(await referralIn(circle, referral)).toMatchObject({ outcome: 'open', outcomeReason: null });
      await press('Change');
      await notAFit();
      expect(toldGina()).toEqual(["Alice says _Bob's firm_ wasn't a match this time."]);
      expect(await referralIn(circle, referral)).toMatchObject({ outcome: 'no_fit', alreadyThankedAt: null });
      expect(circle.gina.dm).toHaveLength(1);
      expect(dm().readable).toContain('You said it was not a fit.');
      expect(dm().readable).not.toContain('already thanked Gina');
    });

    it('opens the reason again where it was not a fit', async () => {
      await open();
      await notAFit('Smaller jobs');
      await press('Change');
      await press('Not a fit');
      expect(circle.alice.modal!.fields['What would have fitted better?']).toBe('Smaller jobs');
      await circle.alice.fillIn({ 'What would have fitted better?': 'Shorter jobs' });
      await circle.alice.submit();
      await circle.settle();
      expect(toldGina()).toEqual([
        "Alice says _Bob's firm_ wasn't a match this time. What would have fitted better, in Alice's words:\n> Shorter jobs",
      ]);
    });

    it('tells the giver nothing of a misfit that was taken back before it was sent, and tells it when said again', async () => {
      await open();
      const outage = circle.slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 30 });
      await notAFit();
      await press('Change');
      await press('Already thanked them');
      outage.off();
      await circle.runAt(new Date(circle.clock.now().getTime() + 60_000));
      expect(toldGina()).toEqual([]);
      await press('Change');
      await notAFit('Smaller jobs');
      expect(toldGina()).toEqual([
        "Alice says _Bob's firm_ wasn't a match this time. What would have fitted better, in Alice's words:\n> Smaller jobs",
      ]);
      expect(messagesLike(circle.gina, /changed/)).toEqual([]);
    });

    it('keeps what the giver was told when the referral is withdrawn afterwards', async () => {
      const referral = await open();
      await notAFit();
      await withdraw(circle, referral);
      expect(toldGina()).toEqual(["Alice says _Bob's firm_ wasn't a match this time."]);
      expect(dm().readable).toBe('Gina withdrew this referral.');
    });

    it('opens the answers in a form where the message cannot be redrawn in place', async () => {
      const referral = await open();
      await press('Already thanked them');
      await circle.alice.press('Change', { on: dm() });
      const sent = circle.slack.lastPayload;
      const { message: _none, ...body } = sent.body as Record<string, unknown>;
      const container = { ...(body['container'] as object), is_ephemeral: true };
      await circle.slack.resend({ ...sent, raw: undefined, body: { ...body, container } });
      await circle.settle();
      expect(circle.alice.modal!.title).toBe('Change your answer');
      await circle.alice.press('Not a fit', { inView: true });
      await circle.alice.submit();
      await circle.settle();
      expect(circle.alice.modal!.text).toBe("Noted: _Bob's firm_ was not a fit this time.");
      expect((await referralIn(circle, referral)).outcome).toBe('no_fit');
    });
  });
});
