import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Referral } from '../../../src/store/referral-store';
import { type Circle, startCircle } from '../../support/circle';
import { asIfBy } from '../thanks/circle-of-thanks';
import { asks, press, read, saysHappyTo, saysNotYet, stopDiscreetly, storedAsks } from './circle-of-asks';

const ASKED = 'Alice asks you for an intro to Acme.';
const THREE = ['Happy to', 'Not yet', 'No, thanks'];

let circle: Circle;

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => stopDiscreetly(circle, circle.alice, circle.gina, circle.bob));

const open = () => asks(circle, circle.alice, '@gina for an intro to Acme because they need books');
const theAsk = async () => (await storedAsks(circle))[0]!;
const given = (): Promise<Referral[]> =>
  circle.database.db.read.referrals.list('T0CIRCLE', { of: circle.gina.id, role: 'given' }, { skip: 0, take: 9 });

describe('Happy to', () => {
  test('opens the give form filled in; recorded, the ask is accepted and both see it', async () => {
    const { alice, gina } = circle;
    await open();
    await press(circle, gina, 'Happy to');
    expect(gina.modal!.title).toBe('Give a referral');
    expect(gina.modal!.text).toContain(ASKED);
    expect(gina.modal!.fields).toMatchObject({ 'Who are you referring?': [alice.id], 'To whom?': 'Acme' });
    expect((await theAsk()).state).toBe('open');
    await gina.fillIn({ Note: 'They are expecting you' });
    await gina.submit();
    await circle.settle();
    const ask = await theAsk();
    expect(ask).toMatchObject({ state: 'accepted', answeredAt: circle.clock.now() });
    expect(await given()).toMatchObject([{ receiverId: alice.id, prospect: 'Acme', askId: ask.id, needId: null }]);
    expect(gina.ephemerals.at(-1)!.text).toBe("Noted: you referred Alice to _Acme_. I'll tell Alice.");
    expect(read(gina)).toEqual([`${ASKED}\n> they need books\nYou referred Alice to _Acme_.`]);
    expect(gina.dm[0]!.buttons).toEqual(['Settings']);
    expect(alice.dm).toHaveLength(1);
    expect(alice.dm[0]!.text).toBe('Gina referred you to _Acme_ on Tuesday.');
    expect(read(alice)[0]).toContain('It answers your ask for an intro to Acme.');
  });

  test('what both see follows the referral: edited, withdrawn, and given once more', async () => {
    const { alice, gina } = circle;
    await open();
    await saysHappyTo(circle, gina);
    const noted = gina.ephemerals.at(-1)!;
    await press(circle, gina, 'Edit', noted);
    await gina.fillIn({ 'To whom?': 'Acme Ltd' });
    await gina.submit();
    await circle.settle();
    expect(read(gina)[0]).toContain('You referred Alice to _Acme Ltd_.');
    expect((await given())[0]!.askId).toBe((await theAsk()).id);
    await press(circle, gina, 'Withdraw', noted);
    expect((await theAsk()).state).toBe('open');
    expect(gina.dm[0]!.buttons.slice(0, 3)).toEqual(THREE);
    expect(read(alice)).toEqual(['Gina withdrew this referral.']);
    await saysHappyTo(circle, gina, gina.dm[0]);
    expect(await theAsk()).toMatchObject({ state: 'accepted' });
    expect(gina.dm[0]!.buttons).toEqual(['Settings']);
    expect(alice.dm).toHaveLength(2);
    expect(gina.dm).toHaveLength(1);
  });

  test('with somebody else as receiver, it is a referral and no answer to the ask', async () => {
    const { gina, bob } = circle;
    await open();
    await press(circle, gina, 'Happy to');
    await gina.fillIn({ 'Who are you referring?': [bob] });
    await gina.submit();
    await circle.settle();
    expect(await given()).toMatchObject([{ receiverId: bob.id, askId: null }]);
    expect((await theAsk()).state).toBe('open');
  });

  test('with more receivers, the one who asked is answered', async () => {
    const { alice, gina, bob } = circle;
    await open();
    await press(circle, gina, 'Happy to');
    await gina.fillIn({ 'Who are you referring?': [bob, alice] });
    await gina.submit();
    await circle.settle();
    const askId = (await theAsk()).id;
    const links = new Map((await given()).map((referral) => [referral.receiverId, referral.askId]));
    expect(links).toEqual(
      new Map([
        [bob.id, null],
        [alice.id, askId],
      ]),
    );
    expect(read(bob)[0]).not.toContain('ask');
  });

  test('withdrawn while the form is open: said in it once, and recorded all the same without the link', async () => {
    const { alice, gina } = circle;
    const shown = await open();
    await press(circle, gina, 'Happy to');
    await gina.fillIn({ Note: 'my words' });
    await press(circle, alice, 'Withdraw', shown);
    await gina.submit();
    await circle.settle();
    expect(gina.modal!.text).toContain(
      'Alice withdrew the ask for an intro to Acme meanwhile. Nothing is recorded yet, and you can record it all the same.',
    );
    expect(gina.modal!.fields).toMatchObject({ 'To whom?': 'Acme', Note: 'my words' });
    expect(await given()).toEqual([]);
    await gina.submit();
    await circle.settle();
    expect(await given()).toMatchObject([{ receiverId: alice.id, note: 'my words', askId: null }]);
    expect((await theAsk()).state).toBe('withdrawn');
    expect(read(gina)).toEqual(['Alice withdrew the ask for an intro to Acme.']);
  });

  test('pressed and sent several times, one referral and one message', async () => {
    const { alice, gina } = circle;
    await open();
    await gina.press('Happy to', { times: 2 });
    await circle.settle();
    await gina.submit({ times: 3 });
    await circle.settle();
    expect(await given()).toHaveLength(1);
    expect(alice.dm).toHaveLength(1);
  });

  test('once answered, an old button says so', async () => {
    const { gina, slack } = circle;
    await open();
    await press(circle, gina, 'Happy to');
    const pressed = slack.lastPayload;
    await gina.submit();
    await circle.settle();
    await slack.resend(pressed);
    await circle.settle();
    expect(gina.ephemerals.at(-1)!.text).toMatch(/^You referred Alice to _Acme_ already\./);
  });
});

describe('No, thanks', () => {
  test('is told kindly and without a reason, once', async () => {
    const { alice, gina } = circle;
    await open();
    await gina.press('No, thanks', { times: 3 });
    await circle.settle();
    expect(alice.dm.map(({ text }) => text)).toEqual([
      'Gina says “No, thanks” this time to your ask for an intro to Acme. Asking is fine, and so is asking somebody else.',
    ]);
    expect(alice.dm[0]!.buttons).toEqual(['Settings']);
    expect(gina.dm).toHaveLength(1);
    expect(gina.dm[0]!.buttons).toEqual(['Change', 'Settings']);
    expect(await theAsk()).toMatchObject({ state: 'declined', answeredAt: circle.clock.now() });
    // an answered ask makes room
    for (const firm of ['A', 'B', 'C']) await asks(circle, alice, `@gina for ${firm}`);
    expect(gina.dm).toHaveLength(4);
  });

  test('can be changed: what the asker was told is corrected in place', async () => {
    const { alice, gina } = circle;
    await open();
    await press(circle, gina, 'No, thanks');
    await press(circle, gina, 'Change');
    expect(gina.dm[0]!.buttons.slice(0, 3)).toEqual(THREE);
    await saysNotYet(circle, gina, 'Once we have met', gina.dm[0]);
    expect(alice.dm).toHaveLength(1);
    expect(read(alice)[0]).toContain('Gina says “Not yet” to your ask for an intro to Acme.');
    expect(read(alice)[0]).toContain('> Once we have met');
    await press(circle, gina, 'Change');
    await saysHappyTo(circle, gina, gina.dm[0]);
    expect(read(alice)[0]).toBe('Gina said yes and referred you to _Acme_. You had asked for an intro to Acme.');
    expect(alice.dm).toHaveLength(2);
  });
});

describe('Withdraw', () => {
  test('ends it: the giver sees so in place, nothing new is sent', async () => {
    const { alice, gina, slack } = circle;
    const shown = await open();
    const before = slack.callsTo('chat.postMessage').length;
    await press(circle, alice, 'Withdraw', shown);
    expect(shown!.text).toBe('You withdrew your ask to Gina for an intro to Acme.');
    expect(shown!.buttons).toEqual([]);
    expect(gina.dm.map(({ text, buttons }) => [text, buttons])).toEqual([
      ['Alice withdrew the ask for an intro to Acme.', []],
    ]);
    expect(slack.callsTo('chat.postMessage')).toHaveLength(before);
    expect(await theAsk()).toMatchObject({ state: 'withdrawn' });
  });

  test('before it was sent, the giver hears nothing of it', async () => {
    const { alice, gina, slack } = circle;
    const outage = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 30 });
    const shown = await open();
    await press(circle, alice, 'Withdraw', shown);
    outage.off();
    await circle.runAt('2026-11-24T15:02:00Z');
    expect(gina.dm).toEqual([]);
    circle.complaints.length = 0;
  });

  test('once answered, it is refused kindly', async () => {
    const { alice, gina } = circle;
    const shown = await open();
    await press(circle, gina, 'No, thanks');
    const answer = await press(circle, alice, 'Withdraw', shown);
    expect(answer!.text).toBe('Gina has answered this ask, so there is nothing to withdraw.');
    expect((await theAsk()).state).toBe('declined');
  });

  test('at the same moment as an answer, one of the two stands and both see the same', async () => {
    const { alice, gina } = circle;
    const shown = await open();
    await Promise.all([
      alice.press('Withdraw', { on: shown!, settle: false }),
      gina.press('No, thanks', { settle: false }),
    ]);
    await circle.settle();
    const { state } = await theAsk();
    expect(['withdrawn', 'declined']).toContain(state);
    expect(alice.dm).toHaveLength(state === 'declined' ? 1 : 0);
    expect(read(gina)[0]!.startsWith('Alice withdrew')).toBe(state === 'withdrawn');
  });
});

describe('somebody else', () => {
  test.each(['Happy to', 'Not yet', 'No, thanks', 'Not taking asks now'])(
    'who presses "%s" changes nothing',
    async (label) => {
      const { gina, bob } = circle;
      await open();
      await press(circle, gina, label);
      const { state } = await theAsk();
      expect(await asIfBy(circle, gina, bob)).toBe('This ask is for somebody else to answer, so I left it as it is.');
      expect(bob.modal).toBeUndefined();
      expect((await theAsk()).state).toBe(state);
      expect((await circle.database.db.read.members.find('T0CIRCLE', bob.id))?.asksOff ?? false).toBe(false);
    },
  );

  test('cannot withdraw, or say that the criteria are met', async () => {
    const { alice, gina, bob } = circle;
    const shown = await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await press(circle, alice, 'These are met');
    expect(await asIfBy(circle, alice, bob)).toBe("This ask is somebody else's, so I left it as it is.");
    await press(circle, alice, 'Withdraw', shown);
    expect(await asIfBy(circle, alice, bob)).toBe("This ask is somebody else's, so I left it as it is.");
  });

  test('cannot answer by a forged form', async () => {
    const { alice, gina, bob } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await asIfBy(circle, gina, bob);
    expect(await theAsk()).toMatchObject({ state: 'not_yet', criteria: 'Once we have met' });
    expect(alice.dm).toHaveLength(1);
  });
});
