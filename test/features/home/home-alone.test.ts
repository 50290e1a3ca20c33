import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { ACTS } from '../../../src/domain/acts';
import { features } from '../../../src/features';
import { ACTS_CALLED } from '../../../src/features/settings/changed-words';
import { type Circle, startCircle } from '../../support/circle';
import { digestsIn, MONDAY } from '../digest/circle-with-digest';
import { saves } from '../settings/circle-with-settings';
import { atHome } from './circle-of-home';

let circle: Circle;
const by = atHome(() => circle);
beforeEach(async () => {
  circle = await startCircle();
});
afterEach(async () => {
  await circle.stop();
  if (circle.complaints.length > 0) throw new Error(circle.complaints.join(''));
});

async function types(person: Person, text: string): Promise<void> {
  await person.types(text);
  await circle.settle();
}

/** Alice does something about what Gina gave her, in its details. */
async function aliceDoes(label: string, filled?: Record<string, string>): Promise<void> {
  const { alice } = circle;
  await by(alice).opens();
  await by(alice).press('Details', /Acme/);
  await by(alice).pressThere(label);
  if (filled) {
    await alice.fillIn(filled);
    await by(alice).submit();
  }
  await alice.closeModal({ all: true });
}

const thanks = (more: Record<string, string> = {}) =>
  aliceDoes('Say thanks', { 'Your note': 'You made my week', ...more });

/** What a person's Home says, and the details of what is about Acme, as it is opened. */
async function reads(person: Person): Promise<string> {
  await by(person).opens();
  const home = person.home!.text;
  if (!home.includes('Acme')) return home;
  await by(person).press('Details', /Acme/);
  const { text, buttons } = person.modal!;
  await person.closeModal({ all: true });
  return `${home}\n--\n${text}\n[${buttons.join('] [')}]`;
}

interface OnHome {
  /** makes somebody owe it */
  act(): Promise<void>;
  to: 'gina' | 'alice' | 'bob';
  says: RegExp[];
}

const refers = () => types(circle.gina, '/referral @alice to Acme because they need a van #hot');

/** Every message that carries an act, by its kind, and what its reader finds in its place. */
const ON_HOME: Record<string, OnHome> = {
  referral: {
    act: refers,
    to: 'alice',
    says: [
      /Waiting for your thanks\nGina referred you to _Acme_ today\./,
      /> they need a van\nHot: they are ready to buy/,
    ],
  },
  thanks: {
    act: async () => {
      await refers();
      await thanks();
    },
    to: 'gina',
    says: [/_Acme_ today\. Thanked\./, /--[^]*Alice thanked you today:\n> You made my week\n[^]*\[My pleasure\]/],
  },
  card_sent: {
    act: async () => {
      await refers();
      await thanks({ 'How are you thanking them?': 'A gift' });
      expect(await reads(circle.gina)).not.toMatch(/gift/);
      await circle.runAt('2026-12-01T15:00:00Z');
      await circle.alice.press('Sent', { on: circle.alice.dm.at(-1) });
      await circle.settle();
    },
    to: 'gina',
    says: [/Alice says that a gift is on its way to you\./],
  },
  prayer: {
    act: async () => {
      await circle.ada.types('/referral digest here', { in: circle.general });
      await refers();
      await circle.runAt(MONDAY);
      await circle.alice.reacts('pray', digestsIn(circle)[0]!);
      await circle.settle();
    },
    to: 'gina',
    says: [/_Acme_ 6 days ago\. Thanked\./, /--[^]*Alice thanked you with folded hands on the digest\./],
  },
  pleasure: {
    act: async () => {
      await refers();
      await thanks();
      await by(circle.gina).opens();
      await by(circle.gina).press('Details', /Acme/);
      await by(circle.gina).pressThere('My pleasure');
      // promised is nothing that does not come
      expect(circle.gina.modal!.text).toContain('You said it was your pleasure.');
      expect(circle.gina.modal!.buttons).not.toContain('My pleasure');
    },
    to: 'alice',
    says: [/--[^]*You thanked today:\n> You made my week\nGina got your thanks and says: my pleasure\./],
  },
  ask: {
    act: () => types(circle.bob, '/referral ask @gina for a printer because they know many'),
    to: 'gina',
    says: [/Waiting for your answer\nBob asks you for a printer\.\n> they know many/],
  },
  ask_answer: {
    act: async () => {
      await types(circle.bob, '/referral ask @gina for a printer');
      await by(circle.gina).opens();
      await by(circle.gina).press('Not yet', /printer/);
      await circle.gina.fillIn({ 'What would need to be true first?': 'A first draft' });
      await by(circle.gina).submit();
    },
    to: 'bob',
    says: [/Gina says “Not yet” to your ask for a printer\. What would need to be true first:\n> A first draft/],
  },
  ask_again: {
    act: async () => {
      await ON_HOME['ask_answer']!.act();
      await by(circle.bob).opens();
      await by(circle.bob).press('These are met', /printer/);
    },
    to: 'gina',
    says: [/Bob asks you for a printer\. They say that this is met:\n> A first draft/],
  },
  question: {
    act: async () => {
      await refers();
      await types(circle.gina, '/referral review @alice');
      await by(circle.gina).pressThere('Ask how it worked out');
    },
    to: 'alice',
    says: [/_Acme_ today\. Gina asks how it worked out\./, /--[^]*\nGina asks how it worked out\.\n/],
  },
  misfit: {
    act: async () => {
      await refers();
      await aliceDoes('Not a fit', { 'What would have fitted better?': 'Smaller jobs' });
    },
    to: 'gina',
    says: [/It was not a fit\./, /What would have fitted better, in Alice's words:\n> Smaller jobs/],
  },
  talking: {
    act: async () => {
      await refers();
      await aliceDoes('Still talking');
    },
    to: 'gina',
    says: [/You referred Alice to _Acme_ today\. They are talking\./],
  },
  business: {
    act: async () => {
      await refers();
      await aliceDoes('It became business');
    },
    to: 'gina',
    says: [/You referred Alice to _Acme_ today\. It became business\./],
  },
};

describe('what somebody wants on Home alone', () => {
  test('is every act that can be chosen so', () => {
    const kinds = features.flatMap(({ messages = [] }) => messages).filter(({ act }) => act);
    expect(Object.keys(ON_HOME).toSorted()).toEqual(kinds.map(({ kind }) => kind).toSorted());
    expect(new Set(kinds.map(({ act }) => act))).toEqual(new Set(ACTS));
  });

  test.each(Object.keys(ON_HOME))('is found there, and comes as no message: %s', async (kind) => {
    const { gina, alice, bob } = circle;
    for (const person of [gina, alice, bob]) await saves(circle, person, { 'Home only': Object.values(ACTS_CALLED) });
    const { act, to, says } = ON_HOME[kind]!;
    await act();
    await circle.settle();
    const read = await reads(circle[to]);
    for (const words of says) expect(read).toMatch(words);
    for (const person of [gina, bob]) expect(person.dm).toEqual([]);
    // Goodturn's own prompts come; what others did leads to the settings
    expect(alice.dm.filter(({ buttons }) => buttons.includes('Settings'))).toEqual([]);
  });

  test('says what a referral was given for', async () => {
    const { gina, alice } = circle;
    await saves(circle, alice, { 'Home only': Object.values(ACTS_CALLED) });
    await types(alice, '/referral need a bookkeeper');
    await by(gina).opens();
    await by(gina).press('I know someone', /bookkeeper/);
    await gina.fillIn({ 'To whom?': 'Acme' });
    await by(gina).submit();
    expect(await reads(alice)).toContain('It answers what you are looking for: _a bookkeeper_.');
  });

  test('shows more answers to asks than it has room for as those are settled', async () => {
    const { bob, gina, alice, carol } = circle;
    await saves(circle, bob, { 'Home only': Object.values(ACTS_CALLED) });
    for (const person of [gina, alice, carol]) {
      await by(person).opens();
      for (const what of ['a desk', 'a van', 'a printer']) {
        await types(bob, `/referral ask @${person.name} for ${what} of ${person.displayName}`);
        await by(person).press('No, thanks', new RegExp(what));
      }
    }
    await by(bob).opens();
    expect(bob.home!.text.match(/says “No, thanks”/g)).toHaveLength(8);
    expect(bob.home!.text).toContain('More answers come up here as these are settled.');
  });
});

test('a message that came is on Home as well, and nobody else reads it', async () => {
  const { gina, alice, bob } = circle;
  await refers();
  await thanks();
  await gina.press('My pleasure');
  await circle.settle();
  expect(await reads(alice)).toContain('Gina got your thanks and says: my pleasure.');
  expect(await reads(gina)).toContain('You told Alice it was your pleasure.');
  expect(await reads(bob)).not.toMatch(/Acme|made my week/);
});
