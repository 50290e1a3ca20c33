import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { features } from '../../../src/features';
import { PROMPTS } from '../../../src/features/prompts';
import { PURPOSES } from '../../../src/features/purposes';
import { type Circle, startCircle } from '../../support/circle';
import { saves } from './circle-with-settings';

const ALL = [
  'Referrals to you',
  'Thanks',
  'Asks, and answers to yours',
  'Questions about how a referral worked out',
  '“My pleasure” after your thanks',
  'What became of referrals you gave',
];
const QUOTING = 'May the digest quote your thanks?';
const BOX = 'The digest may quote this';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
});
afterEach(async () => {
  await circle.stop();
  if (circle.complaints.length > 0) throw new Error(circle.complaints.join(''));
});

const texts = (person: Person) => person.dm.map(({ text }) => text);

async function types(person: Person, text: string): Promise<void> {
  await person.types(text);
  await circle.settle();
}

async function asksAbout(giver: Person, receiver: string): Promise<void> {
  await types(giver, `/referral review ${receiver}`);
  await giver.press('Ask how it worked out', { inView: true });
  await circle.settle();
  await giver.closeModal({ all: true });
}

async function thanks(person: Person, giver: Person, extra: Record<string, boolean> = {}): Promise<string[]> {
  await person.types(`/referral thanks @${giver.name}`);
  const { labels } = person.modal!;
  await person.fillIn({ 'Your note': 'You made my week', ...extra });
  await person.submit();
  await circle.settle();
  return labels;
}

describe('every message', () => {
  /** Neither Goodturn's own prompts nor what a member did for its recipient, and why not. */
  const OTHERS: Record<string, string> = {
    digest: 'goes to a channel',
    digest_lost: 'an admin chose the channel; nobody else could mend it',
    draft: 'the recipient asked for it',
    introduction: 'a conversation of three, which one of them opens',
    introduction_failed: 'says what became of what the recipient did',
    ledger: 'the recipient asked for it',
    'ledger-not-sent': 'says what became of what the recipient did',
    'privacy-copy': 'the recipient asked for it',
    'privacy-copy-not-sent': 'says what became of what the recipient did',
    installed: 'once, to whoever installed Goodturn',
    setting_change: 'for admins alone, who share the settings',
    need_consent: 'a question that can be answered nowhere else',
  };

  test('is a prompt with a switch, or carries an act that can be had on Home alone, or has its reason', () => {
    const kinds = features.flatMap(({ messages = [] }) => messages);
    const sorts = kinds.map(({ kind, act }) => ({
      kind,
      isOneOfThem: [PROMPTS.includes(kind), act !== undefined, kind in OTHERS].filter(Boolean).length === 1,
    }));
    expect(sorts.filter(({ isOneOfThem }) => !isOneOfThem)).toEqual([]);
    const known = new Set(kinds.map(({ kind }) => kind));
    expect(Object.keys(OTHERS).filter((kind) => !known.has(kind))).toEqual([]);
    expect(PURPOSES.map(({ kind }) => kind).toSorted()).toEqual(PROMPTS.toSorted());
  });
});

test('what carries an act leads to the settings', async () => {
  const { gina, alice, bob } = circle;
  await types(gina, "/referral @alice to Bob's firm");
  // the review begins with the newest
  circle.clock.set('2026-11-24T15:01:00Z');
  await types(gina, '/referral @alice to The bakery');
  await types(bob, '/referral ask @gina for an introduction to a printer');
  await gina.press('No, thanks');
  await circle.settle();
  await alice.press('Not a fit', { on: alice.dm[0] });
  await alice.submit();
  await thanks(alice, gina);
  await gina.press('My pleasure');
  await circle.settle();
  await asksAbout(gina, '@alice');
  const messages = [...gina.dm, ...alice.dm, ...bob.dm];
  expect(messages.length).toBeGreaterThan(6);
  expect(messages.filter(({ buttons }) => !buttons.includes('Settings')).map(({ text }) => text)).toEqual([]);
});

describe('on Home alone', () => {
  test('what is chosen does not come as a message, nor what was planned; the rest does', async () => {
    const { gina, alice, bob, slack } = circle;
    const chosen = ['Referrals to you', 'Asks, and answers to yours', 'Questions about how a referral worked out'];
    const down = slack.fault('chat.postMessage', { kind: 'error', status: 503 });
    await types(gina, "/referral @alice to Bob's firm");
    expect(await saves(circle, alice, { 'Home only': chosen })).toBe(`Saved. Home only: ${chosen.join('; ')}.`);
    down.off();
    circle.complaints.length = 0;
    await circle.runAt('2026-11-24T16:00:00Z');
    await types(bob, '/referral ask @alice for an introduction to a printer');
    await asksAbout(gina, '@alice');
    expect(alice.dm).toEqual([]);
    await alice.opensHome();
    await circle.settle();
    expect(alice.home!.text).toContain("Gina referred you to _Bob's firm_ today. Gina asks how it worked out.");
    expect(alice.home!.text).toContain('Bob asks you for an introduction to a printer.');

    // Alice has it all the same, and what else is done for her comes
    await types(alice, '/referral thanks @gina You made my week');
    await gina.press('My pleasure');
    await circle.settle();
    expect(texts(alice)).toEqual([expect.stringMatching(/^Gina got your thanks/)]);

    expect(await saves(circle, alice, { 'Home only': ['Referrals to you'] })).toBe(
      'Saved. As messages again: Asks, and answers to yours; Questions about how a referral worked out.',
    );
    await types(gina, '/referral ask @alice for an introduction to a baker');
    expect(texts(alice).at(-1)).toMatch(/^Gina /);
    await circle.runAt('2026-11-26T15:00:00Z');
    expect(alice.dm).toHaveLength(2);
  });

  test('answers to asks, with what can be done about them', async () => {
    const { gina, bob } = circle;
    await saves(circle, bob, { 'Home only': ['Asks, and answers to yours'] });
    await types(bob, '/referral ask @gina for a baker');
    await gina.press('No, thanks');
    await types(bob, '/referral ask @gina for a printer');
    await gina.press('Not yet');
    await gina.fillIn({ 'What would need to be true first?': 'A first draft' });
    await gina.submit();
    await bob.opensHome();
    await circle.settle();
    expect(bob.dm).toEqual([]);
    const answered =
      'Gina says “Not yet” to your ask for a printer. What would need to be true first:\n> A first draft';
    expect(bob.home!.text).toContain(answered);
    expect(bob.home!.text).toContain('Gina says “No, thanks” this time to your ask for a baker.');
    await bob.press('These are met', { inHome: true });
    await circle.settle();
    expect(bob.home!.text).not.toContain('printer');
    expect(texts(gina).at(-1)).toMatch(/^Bob says your conditions are met now/);
    await circle.runAt('2026-12-10T15:00:00Z');
    await bob.opensHome();
    await circle.settle();
    expect(bob.home!.text).not.toContain('Answers to your asks');
  });

  test('thanks, "My pleasure" and outcomes', async () => {
    const { gina, alice } = circle;
    await saves(circle, gina, { 'Home only': ALL });
    await saves(circle, alice, { 'Home only': ['“My pleasure” after your thanks'] });
    await types(gina, "/referral @alice to Bob's firm");
    await thanks(alice, gina);
    await types(gina, '/referral @alice to The bakery');
    await alice.press('Not a fit');
    await alice.submit();
    await circle.settle();
    await circle.runAt('2026-12-24T16:00:00Z');
    await alice.press('It became business');
    await circle.settle();
    expect(gina.dm).toEqual([]);
    expect(texts(alice).filter((text) => text.includes('my pleasure'))).toEqual([]);
  });
});

test('whoever says "My pleasure" is not promised what does not come', async () => {
  const { gina, alice, slack } = circle;
  await types(gina, "/referral @alice to Bob's firm");
  await thanks(alice, gina);
  const down = slack.fault('chat.postMessage', { kind: 'error', status: 503 });
  await gina.press('My pleasure');
  await circle.settle();
  expect(gina.dm.at(-1)!.readable).toContain("I'll tell Alice it was your pleasure.");
  await saves(circle, alice, { 'Home only': ['“My pleasure” after your thanks'] });
  down.off();
  circle.complaints.length = 0;
  await circle.runAt('2026-11-24T16:00:00Z');
  expect(texts(alice).filter((text) => text.includes('my pleasure'))).toEqual([]);
  expect(gina.dm.at(-1)!.readable).toMatch(/You said it was your pleasure\.$/);
});

describe('quoting', () => {
  const quotable = async () => {
    const { referrals } = circle.database.db.read;
    const all = await referrals.list(
      circle.workspace.id,
      { of: circle.alice.id, role: 'received' },
      { skip: 0, take: 9 },
    );
    return Object.fromEntries(all.map(({ prospect, thanks: said }) => [prospect, said?.mayQuote]));
  };

  test('is asked about each time, until somebody chooses once for all', async () => {
    const { gina, bob, carol, alice } = circle;
    await types(gina, "/referral @alice to Bob's firm");
    expect(await thanks(alice, gina, { [BOX]: true })).toContain(BOX);

    expect(await saves(circle, alice, { [QUOTING]: 'Always' })).toBe(
      'Saved. The digest may quote your thanks, except for private referrals.',
    );
    await types(bob, '/referral @alice to The bakery');
    await types(bob, '/referral @alice to The school #private');
    expect(await thanks(alice, bob)).not.toContain(BOX);
    await types(carol, '/referral @alice to The library');
    await types(alice, '/referral thanks @carol You made my week');
    expect(await quotable()).toEqual({
      "Bob's firm": true,
      'The bakery': true,
      'The school': false,
      'The library': true,
    });

    expect(await saves(circle, alice, { [QUOTING]: 'Never' })).toBe('Saved. The digest does not quote your thanks.');
    await types(carol, '/referral @alice to The museum');
    expect(await thanks(alice, carol)).not.toContain(BOX);
    // those that no digest has quoted yet, too
    expect(Object.values(await quotable())).toEqual([false, false, false, false, false]);
    expect(await saves(circle, alice, { [QUOTING]: 'Ask me each time' })).toBe(
      'Saved. Each time you say thanks, the form asks whether the digest may quote it.',
    );
  });

  test('a form that was open before follows what was chosen since', async () => {
    const { gina, alice } = circle;
    await types(gina, "/referral @alice to Bob's firm");
    await alice.types('/referral thanks @gina');
    await alice.fillIn({ 'Your note': 'You made my week', [BOX]: true });
    const { id: workspaceId } = circle.workspace;
    await circle.database.db.transaction((store) => store.members.choose(workspaceId, alice.id, { quoting: 'never' }));
    await alice.submit();
    await circle.settle();
    expect(await quotable()).toEqual({ "Bob's firm": false });
  });
});
