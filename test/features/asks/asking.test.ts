import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { asks, press, read, seenByOthers, storedAsks } from './circle-of-asks';

let circle: Circle;

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => circle.stop());

const nothingHappened = async () => {
  await circle.settle();
  expect(await storedAsks(circle)).toEqual([]);
  expect(circle.slack.callsTo('chat.postMessage')).toEqual([]);
};

describe('a line', () => {
  test('asks: the giver gets it with three answers, the asker a confirmation, nobody else anything', async () => {
    const { alice, gina } = circle;
    const shown = await asks(circle, alice, '@gina for an intro to Acme because they need <help> with books');
    expect(shown!.text).toBe("Noted: I'll ask Gina for an intro to Acme.");
    expect(shown!.readable).toContain('> they need &lt;help&gt; with books');
    expect(shown!.buttons).toEqual(['Withdraw']);
    expect(gina.dm).toHaveLength(1);
    expect(gina.dm[0]!.text).toBe('Alice asks you for an intro to Acme.');
    expect(read(gina)[0]!).toBe('Alice asks you for an intro to Acme.\n> they need &lt;help&gt; with books');
    expect(gina.dm[0]!.buttons).toEqual(['Happy to', 'Not yet', 'No, thanks', 'Not taking asks now', 'Settings']);
    expect(await storedAsks(circle)).toMatchObject([
      {
        askerId: alice.id,
        giverId: gina.id,
        text: 'for an intro to Acme',
        reason: 'they need <help> with books',
        state: 'open',
        restsAt: new Date('2026-12-24T15:00:00Z'),
      },
    ]);
    expect(alice.dm).toEqual([]);
    expect(seenByOthers(circle, alice, gina)).toEqual([]);
    expect(circle.complaints).toEqual([]);
  });

  test.each([
    ['@gina an intro to Acme', 'Alice asks you for an intro to Acme.'],
    ['@gina to introduce me to Acme', 'Alice asks you to introduce me to Acme.'],
    ['@gina: For an intro, please!', 'Alice asks you For an intro, please!'],
    ['@gina do you know a bookkeeper?', 'Alice asks you: “do you know a bookkeeper?”'],
    ['@gina for an intro to @bob', 'Alice asks you for an intro to Bob.'],
    ['@gina for "Acme because" of it', 'Alice asks you for "Acme because" of it.'],
    ['@gina for @here and <b>', 'Alice asks you for @here and &lt;b&gt;.'],
  ])('%s reads well', async (line, text) => {
    const { alice, gina, bob } = circle;
    await asks(circle, alice, line);
    expect(gina.dm.map((message) => message.text)).toEqual([text]);
    expect(gina.dm[0]!.pings).toEqual([]);
    expect(bob.dm).toEqual([]);
  });

  test('keeps it once however often Slack sends it, and asks about the same words once', async () => {
    const { alice, gina, slack } = circle;
    await asks(circle, alice, '@gina for an intro to Acme');
    const sent = slack.lastPayload;
    await Promise.all([1, 2, 3].map(() => slack.resend(sent)));
    await circle.settle();
    const again = await asks(circle, alice, '@gina FOR an intro  to acme');
    expect(again!.text).toBe('You asked Gina this already, and it waits for an answer: for an intro to Acme.');
    expect(again!.buttons).toEqual(['Withdraw']);
    expect(await storedAsks(circle)).toHaveLength(1);
    expect(gina.dm).toHaveLength(1);
  });
});

describe('refused, with one sentence and nothing asked', () => {
  test.each([
    ['yourself', '@alice for an intro', 'An ask goes to somebody other than you'],
    ['several people', '@gina @bob for an intro', 'An ask goes to one person'],
    ['everybody', '@here for an intro', 'I can ask one person at a time'],
    ['no words', '@gina because it is good', 'What would you like to ask Gina?'],
    ['"for" alone', '@gina for', 'What would you like to ask Gina?'],
    ['too many words', `@gina ${'x'.repeat(301)}`, 'That ask is 301 characters long and the limit is 300'],
    [
      'too long a reason',
      `@gina for x because ${'y'.repeat(2001)}`,
      'That reason is 2,001 characters long and the limit is 2,000',
    ],
  ])('%s', async (_what, line, sentence) => {
    const shown = await asks(circle, circle.alice, line);
    expect(shown!.text).toContain(sentence);
    expect(shown!.text).toMatch(/`\/referral ask @gina/);
    await nothingHappened();
  });

  test('an app, a stranger, somebody who left, a group, somebody unknown', async () => {
    const { alice, workspace } = circle;
    const bot = workspace.addMember({ name: 'robo', displayName: 'Robo', bot: true });
    const stranger = workspace.addMember({ name: 'stan', displayName: 'Stan', stranger: true });
    const left = workspace.addMember({ name: 'lea', displayName: 'Lea', deleted: true });
    const say = async (line: string) => (await alice.types(`/referral ask ${line}`, { raw: true }))!.text;
    expect(await say(`<@${bot.id}> for an intro`)).toMatch(/^Robo is an app/);
    expect(await say(`<@${stranger.id}> for an intro`)).toMatch(/^Stan belongs to another workspace/);
    expect(await say(`<@${left.id}> for an intro`)).toMatch(/^Lea has left this workspace/);
    expect(await say('<!subteam^S123|@designers> for an intro')).toMatch(/^I can ask one person at a time/);
    expect(await say('<@U0NOBODY|nobody> for an intro')).toMatch(/^I couldn't find @nobody in this workspace/);
    await nothingHappened();
  });

  test('a fourth ask to the same person while three wait; one withdrawn makes room', async () => {
    const { alice, gina, bob } = circle;
    for (const firm of ['Acme', 'Beta', 'Gamma']) await asks(circle, alice, `@gina for an intro to ${firm}`);
    const shown = await asks(circle, alice, '@gina for an intro to Delta');
    expect(shown!.text).toBe(
      'You have 3 open asks to Gina, and each deserves an answer first: withdraw one to ask something else.',
    );
    expect(shown!.buttons).toEqual(['Withdraw', 'Withdraw', 'Withdraw']);
    expect((await asks(circle, alice, '@gina'))!.text).toMatch(/^You have 3 open asks to Gina/);
    expect(alice.modal).toBeUndefined();
    expect(gina.dm).toHaveLength(3);
    // another pair counts for itself
    await asks(circle, bob, '@gina for an intro to Delta');
    await asks(circle, alice, '@bob for an intro to Delta');
    expect([gina.dm.length, bob.dm.length]).toEqual([4, 1]);
    await alice.press('Withdraw', { on: shown!, row: /Acme/, settle: false });
    await circle.settle();
    await asks(circle, alice, '@gina for an intro to Delta');
    expect(gina.dm).toHaveLength(5);
    expect(gina.dm[0]!.readable).toBe('Alice withdrew the ask for an intro to Acme.');
  });

  test('three at once with a fourth: three are kept', async () => {
    const { alice, gina } = circle;
    await Promise.all(
      ['A', 'B', 'C', 'D', 'E'].map((firm) => alice.types(`/referral ask @gina for ${firm}`, { settle: false })),
    );
    await circle.settle();
    expect(await storedAsks(circle)).toHaveLength(3);
    expect(gina.dm).toHaveLength(3);
  });
});

describe('the form', () => {
  test('has its fields, and asks like a line', async () => {
    const { alice, gina, general } = circle;
    await alice.types('/referral ask', { in: general });
    expect(alice.modal!.title).toBe('Ask somebody');
    expect(alice.modal!.labels).toEqual([
      'Whom would you like to ask?',
      'What would you like to ask for?',
      'Why would this be good for them?',
    ]);
    await alice.fillIn({
      'Whom would you like to ask?': gina,
      'What would you like to ask for?': ' an intro\u200b to Acme ',
      'Why would this be good for them?': 'They\nare growing',
    });
    await alice.submit();
    await circle.settle();
    expect(alice.modal).toBeUndefined();
    expect(alice.ephemerals.at(-1)!.channel).toBe(general);
    expect(alice.ephemerals.at(-1)!.text).toMatch(/^Noted: I'll ask Gina for an intro/);
    expect(read(gina)[0]!).toContain('> They\n> are growing');
  });

  test('keeps what was typed when whom is chosen afterwards', async () => {
    const { alice, gina } = circle;
    await asks(circle, alice, 'for an intro to Acme because they are growing');
    expect(alice.modal!.fields).toMatchObject({
      'What would you like to ask for?': 'for an intro to Acme',
      'Why would this be good for them?': 'they are growing',
    });
    await alice.fillIn({ 'What would you like to ask for?': 'an intro to Beta', 'Whom would you like to ask?': gina });
    await circle.settle();
    await alice.submit();
    await circle.settle();
    expect(gina.dm.map(({ text }) => text)).toEqual(['Alice asks you for an intro to Beta.']);
  });

  test('with whom given, shows their open needs as an idea', async () => {
    const { alice, gina, database, workspace } = circle;
    const statedAt = circle.clock.now();
    await database.db.transaction((store) =>
      store.needs.state(workspace.id, {
        id: 'need-1',
        authorId: gina.id,
        text: 'a bookkeeper in Austin',
        origin: 'need-1',
        statedAt,
        checkAt: null,
      }),
    );
    await asks(circle, alice, '@gina');
    const idea = 'An idea, never a condition: Gina is looking for _a bookkeeper in Austin_.';
    expect(alice.modal!.text).toContain(idea);
    expect(alice.modal!.fields['Whom would you like to ask?']).toBe(gina.id);
    await alice.fillIn({ 'What would you like to ask for?': 'an intro to Acme' });
    await alice.submit();
    await circle.settle();
    expect(alice.ephemerals.at(-1)!.readable).toContain(idea);
    expect(read(gina)[0]).not.toContain('bookkeeper');
  });

  test('says what is wrong in its fields, and keeps what was typed', async () => {
    const { alice, gina } = circle;
    await asks(circle, alice, '@gina');
    await alice.fillIn({
      'Whom would you like to ask?': alice,
      'What would you like to ask for?': 'for',
      'Why would this be good for them?': 'y'.repeat(2001),
    });
    await circle.settle();
    expect(alice.modal!.text).toContain('Choose somebody other than yourself.');
    expect((await alice.submit()).errors).toEqual({
      'Whom would you like to ask?': 'Choose somebody other than yourself.',
      'What would you like to ask for?': 'What would you like to ask for? A few words are enough.',
      'Why would this be good for them?': 'That is 2,001 characters and the limit is 2,000: please shorten it.',
    });
    await nothingHappened();
    await alice.fillIn({
      'Whom would you like to ask?': gina,
      'What would you like to ask for?': 'x'.repeat(301),
      'Why would this be good for them?': null,
    });
    expect((await alice.submit()).errors).toEqual({
      'What would you like to ask for?': 'That is 301 characters and the limit is 300: please shorten it.',
    });
    await nothingHappened();
  });

  test('sent three times, it asks once', async () => {
    const { alice, gina } = circle;
    await asks(circle, alice, '@gina');
    await alice.fillIn({ 'What would you like to ask for?': 'an intro to Acme' });
    await alice.submit({ times: 3 });
    await circle.settle();
    expect(await storedAsks(circle)).toHaveLength(1);
    expect(gina.dm).toHaveLength(1);
  });
});

describe('a name typed without a mention', () => {
  test('is offered, and asked when chosen', async () => {
    const { alice, gina, workspace } = circle;
    workspace.addMember({ name: 'gina2', displayName: 'Gina Smith' });
    const question = await asks(circle, alice, 'gina for an intro to Acme because of it');
    expect(question!.text).toBe('Whom do you mean by “gina”? I ask for an intro to Acme when you choose.');
    expect(question!.buttons).toEqual(['Gina', 'None of these']);
    expect(gina.dm).toEqual([]);
    await Promise.all([
      alice.press('Gina', { on: question!, settle: false }),
      alice.press('Gina', { on: question!, settle: false }),
    ]);
    await circle.settle();
    expect(question!.text).toBe("Noted: I'll ask Gina for an intro to Acme.");
    expect(read(gina)).toEqual(['Alice asks you for an intro to Acme.\n> of it']);
  });

  test('alone opens the form for whom is chosen', async () => {
    const { alice, gina } = circle;
    const question = await asks(circle, alice, 'gina');
    await press(circle, alice, 'Gina', question);
    expect(alice.modal!.fields['Whom would you like to ask?']).toBe(gina.id);
  });

  test('that is dropped, or fits nobody, asks nothing', async () => {
    const { alice } = circle;
    const question = await asks(circle, alice, 'gina an intro to Acme');
    await press(circle, alice, 'None of these', question);
    expect(question!.text).toMatch(/^Nothing was asked\./);
    expect((await asks(circle, alice, 'Zoltan for an intro'))!.text).toMatch(
      /^I couldn't find a member called “Zoltan”/,
    );
    expect((await asks(circle, alice, 'alice for an intro'))!.text).toMatch(/^An ask goes to somebody other than you/);
    await nothingHappened();
  });
});

describe('Not taking asks now', () => {
  test('is told kindly before anything is written, until asks are taken again', async () => {
    const { alice, gina, bob } = circle;
    await asks(circle, bob, '@gina for an intro to Beta');
    await press(circle, gina, 'Not taking asks now');
    expect(gina.dm[0]!.readable).toContain('You are not taking asks now. People are told so kindly');
    expect(gina.dm[0]!.buttons).toEqual(['Happy to', 'Not yet', 'No, thanks', 'Take asks again', 'Settings']);
    const kindly = 'Gina is not taking asks now, so nothing is sent.';
    expect((await asks(circle, alice, '@gina'))!.text).toBe(kindly);
    expect(alice.modal).toBeUndefined();
    expect((await asks(circle, alice, '@gina for an intro to Acme'))!.text).toBe(kindly);
    await asks(circle, alice, '');
    await alice.fillIn({ 'Whom would you like to ask?': gina });
    await circle.settle();
    expect(alice.modal!.text).toContain(kindly);
    await alice.fillIn({ 'What would you like to ask for?': 'an intro to Acme' });
    expect((await alice.submit()).errors).toEqual({ 'Whom would you like to ask?': kindly });
    await alice.closeModal();
    expect(await storedAsks(circle)).toHaveLength(1);
    await press(circle, gina, 'Take asks again');
    expect(gina.dm[0]!.buttons).toEqual(['Happy to', 'Not yet', 'No, thanks', 'Not taking asks now', 'Settings']);
    await asks(circle, alice, '@gina for an intro to Acme');
    expect(gina.dm).toHaveLength(2);
  });
});
