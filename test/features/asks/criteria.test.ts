import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { asks, press, read, saysHappyTo, saysNotYet, stopDiscreetly, storedAsks } from './circle-of-asks';

const ASKED = 'Alice asks you for an intro to Acme.';

let circle: Circle;

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => stopDiscreetly(circle, circle.alice, circle.gina));

const open = () => asks(circle, circle.alice, '@gina for an intro to Acme because they need books');
const theAsk = async () => (await storedAsks(circle))[0]!;

describe('Not yet', () => {
  test('asks what would need to be true, with ways to begin, and the asker sees the words', async () => {
    const { alice, gina } = circle;
    await open();
    await press(circle, gina, 'Not yet');
    expect(gina.modal!.title).toBe('Not yet');
    expect(gina.modal!.text).toContain(ASKED);
    expect(gina.modal!.field('What would need to be true first?')).toMatchObject({ optional: false });
    expect(JSON.stringify(gina.modal)).not.toContain('they need books');
    await gina.fillIn({ 'What would need to be true first?': ' Once I have\nseen <your> work ' });
    await gina.submit();
    await circle.settle();
    expect(gina.modal).toBeUndefined();
    expect(await theAsk()).toMatchObject({ state: 'not_yet', criteria: 'Once I have\nseen <your> work', metAt: null });
    expect(alice.dm).toHaveLength(1);
    expect(alice.dm[0]!.text).toBe('Gina says “Not yet” to your ask for an intro to Acme.');
    expect(read(alice)[0]).toContain('> Once I have\n> seen &lt;your&gt; work');
    expect(alice.dm[0]!.buttons).toEqual(['These are met', 'Withdraw', 'Settings']);
    expect(gina.dm).toHaveLength(1);
    expect(gina.dm[0]!.text).toBe(ASKED);
    expect(read(gina)[0]).toContain('You said “Not yet”. Alice sees what would need to be true first:\n> Once I have');
    expect(gina.dm[0]!.buttons).toEqual(['Change', 'Settings']);
  });

  test('wants words, and not too many', async () => {
    const { alice, gina } = circle;
    await open();
    await press(circle, gina, 'Not yet');
    await gina.fillIn({ 'What would need to be true first?': ' \u200b ' });
    expect((await gina.submit()).errors).toEqual({
      'What would need to be true first?': 'A line is enough: they get it in your own words.',
    });
    await gina.closeModal();
    expect((await theAsk()).state).toBe('open');
    expect(alice.dm).toEqual([]);
  });

  test('corrects the words in place when they change', async () => {
    const { alice, gina } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await press(circle, gina, 'Change');
    await press(circle, gina, 'Not yet', gina.dm[0]);
    expect(gina.modal!.fields['What would need to be true first?']).toBe('Once we have met');
    await gina.fillIn({ 'What would need to be true first?': 'Once we have talked' });
    await gina.submit();
    await circle.settle();
    expect(alice.dm).toHaveLength(1);
    expect(read(alice)[0]).toContain('> Once we have talked');
    expect(read(alice)[0]).not.toContain('Once we have met');
  });

  test('withdrawn while the form is open: nothing is sent, and the words are kept', async () => {
    const { alice, gina } = circle;
    const shown = await open();
    await press(circle, gina, 'Not yet');
    await gina.fillIn({ 'What would need to be true first?': 'Once we have met' });
    await press(circle, alice, 'Withdraw', shown);
    await gina.submit();
    await circle.settle();
    expect(gina.modal!.title).toBe('Nothing was sent');
    expect(gina.modal!.text).toContain('Alice withdrew this ask, so there is nothing to answer.');
    expect(gina.modal!.text).toContain('> Once we have met');
    expect(alice.dm).toEqual([]);
  });

  test('sent three times, it is told once', async () => {
    const { alice, gina } = circle;
    await open();
    await press(circle, gina, 'Not yet');
    await gina.fillIn({ 'What would need to be true first?': 'Once we have met' });
    await gina.submit({ times: 3 });
    await circle.settle();
    expect(alice.dm).toHaveLength(1);
  });

  test('holds the longest texts that people can type', async () => {
    const { alice, gina } = circle;
    const most = '&'.repeat(2000);
    await asks(circle, alice, `@gina ${'<'.repeat(300)} because ${most}`);
    expect(gina.dm).toHaveLength(1);
    await saysNotYet(circle, gina, most);
    expect(alice.dm[0]!.readable.replace(/[> \n]/g, '')).toContain('&amp;'.repeat(2000));
    await press(circle, gina, 'Change');
    await saysNotYet(circle, gina, `${most.slice(1)}!`, gina.dm[0]);
    await press(circle, alice, 'These are met');
    expect(gina.dm).toHaveLength(2);
    expect(gina.dm[1]!.buttons.slice(0, 3)).toEqual(['Happy to', 'Not yet', 'No, thanks']);
  });

  test('can be withdrawn by the asker, from the message', async () => {
    const { alice, gina } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await press(circle, alice, 'Withdraw', alice.dm[0]);
    expect(read(alice)).toEqual(['You withdrew your ask to Gina for an intro to Acme.']);
    expect(read(gina)).toEqual(['Alice withdrew the ask for an intro to Acme.']);
  });
});

describe('These are met', () => {
  test('asks once more, in one message that quotes the criteria', async () => {
    const { alice, gina } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    circle.clock.set('2026-12-20T15:00:00Z');
    await alice.press('These are met', { times: 3 });
    await circle.settle();
    expect(alice.ephemerals.map(({ text }) => text)).toEqual(["Noted: I'll ask Gina for an intro to Acme."]);
    expect(gina.dm).toHaveLength(2);
    expect(gina.dm[1]!.text).toBe(
      'Alice says your conditions are met now, and asks you once more for an intro to Acme.',
    );
    expect(read(gina)[1]).toContain('> Once we have met');
    expect(gina.dm[1]!.buttons).toEqual(['Happy to', 'Not yet', 'No, thanks', 'Not taking asks now', 'Settings']);
    expect(read(gina)[0]).toContain('You said “Not yet”, and Alice has asked you once more in a newer message.');
    expect(gina.dm[0]!.buttons).toEqual(['Settings']);
    expect(alice.dm).toHaveLength(1);
    expect(alice.dm[0]!.buttons).toEqual(['Settings']);
    expect(read(alice)[0]).toContain("You said that these are met. I'll ask Gina once more.");
    expect(await theAsk()).toMatchObject({
      state: 'open',
      metAt: circle.clock.now(),
      restsAt: new Date('2027-01-19T15:00:00Z'),
    });
  });

  test('and then no second time: another "Not yet" shows the criteria without the button', async () => {
    const { alice, gina, slack } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await press(circle, alice, 'These are met');
    const pressed = slack.lastPayload;
    await saysNotYet(circle, gina, 'Once they are hiring', gina.dm[1]);
    expect(alice.dm).toHaveLength(2);
    expect(alice.dm[1]!.text).toBe('Gina says “Not yet” to your ask for an intro to Acme.');
    expect(read(alice)[1]).toContain('> Once they are hiring');
    expect(alice.dm.flatMap(({ buttons }) => buttons)).toEqual(['Settings', 'Settings']);
    await slack.resend(pressed);
    await circle.settle();
    expect(alice.ephemerals.at(-1)!.text).toMatch(/^Gina has answered otherwise meanwhile/);
    expect(gina.dm).toHaveLength(2);
    expect((await theAsk()).state).toBe('not_yet');
  });

  test('can be answered with a referral, or with no', async () => {
    const { alice, gina } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await press(circle, alice, 'These are met');
    await press(circle, gina, 'No, thanks', gina.dm[1]);
    expect(alice.dm[1]!.text).toMatch(/^Gina says “No, thanks” this time/);
    await press(circle, gina, 'Change', gina.dm[1]);
    await saysHappyTo(circle, gina, gina.dm[1]);
    expect(await theAsk()).toMatchObject({ state: 'accepted' });
    expect(read(alice)[1]).toMatch(/^Gina said yes and referred you to _Acme_/);
    expect(gina.dm.flatMap(({ buttons }) => buttons)).toEqual(['Settings', 'Settings']);
  });

  test('waits while three others are open, which are shown with their way out', async () => {
    const { alice, gina } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    const met = alice.dm[0]!;
    circle.clock.set('2026-11-24T15:05:00Z');
    for (const name of ['Beta', 'Gamma', 'Delta']) await asks(circle, alice, `@gina for an intro to ${name}`);
    const shown = (await press(circle, alice, 'These are met', met))!;
    expect(shown.text).toBe(
      'You have 3 open asks to Gina, and each deserves an answer first: withdraw one, then say that these are met.',
    );
    expect(shown.buttons).toEqual(['Withdraw', 'Withdraw', 'Withdraw']);
    expect(gina.dm).toHaveLength(4);
    expect(await theAsk()).toMatchObject({ state: 'not_yet', metAt: null });
    await press(circle, alice, 'Withdraw', shown);
    await press(circle, alice, 'These are met', met);
    expect(gina.dm).toHaveLength(5);
    expect(await theAsk()).toMatchObject({ state: 'open', metAt: circle.clock.now() });
  });

  test('is refused kindly when the answer has changed meanwhile, or no asks are taken', async () => {
    const { alice, gina, slack } = circle;
    await open();
    await saysNotYet(circle, gina, 'Once we have met');
    await circle.database.db.transaction((store) => store.members.setAsksOff('T0CIRCLE', gina.id, true));
    expect((await press(circle, alice, 'These are met'))!.text).toMatch(/^Gina is not taking asks now/);
    const pressed = slack.lastPayload;
    expect((await theAsk()).metAt).toBeNull();
    await press(circle, gina, 'Change');
    await press(circle, gina, 'No, thanks', gina.dm[0]);
    await slack.resend(pressed);
    await circle.settle();
    expect(alice.ephemerals.at(-1)!.text).toMatch(/^Gina has answered otherwise meanwhile/);
    expect(gina.dm).toHaveLength(1);
  });
});
