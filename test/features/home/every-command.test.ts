import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { refer, stopQuietly } from '../thanks/circle-of-thanks';
import { atHome } from './circle-of-home';

// Each row of the product's table of commands, done by clicks that begin in the App Home.

let circle: Circle;
const by = atHome(() => circle);

beforeAll(async () => {
  circle = await startCircle();
  const { gina, ada, alice, bob, general } = circle;
  for (const person of [gina, ada]) {
    await refer(circle, alice, person, `from Alice to ${person.name}`);
    await refer(circle, person, bob, `${person.name}'s firm`);
  }
  await ada.types('/referral digest here', { in: general });
  await circle.settle();
});
afterAll(() => stopQuietly(circle));

type Way = (person: Person) => Promise<void>;

const modal = (person: Person) => person.modal!;
const opens =
  (label: string, title: string): Way =>
  async (person) => {
    await by(person).press(label);
    expect(modal(person).title).toBe(title);
  };
/** The form to give, filled in and sent. */
const gives = (fields: (person: Person) => Record<string, string | boolean | Person | Person[]>): Way => {
  return async (person) => {
    await by(person).press('Give a referral');
    await person.fillIn(fields(person));
    await by(person).submit();
    expect(modal(person).text).toMatch(/^Noted: you referred /);
  };
};

const WAYS: Record<string, Way> = {
  '/referral': opens('Give a referral', 'Give a referral'),
  "/referral @alice to Bob's firm": gives(() => ({
    'Who are you referring?': [circle.alice],
    'To whom?': "Bob's firm",
  })),
  "/referral @alice @carol to Bob's firm": gives(() => ({
    'Who are you referring?': [circle.alice, circle.carol],
    'To whom?': 'Two of them',
  })),
  '/referral Joe Smith to @alice': gives(() => ({
    'Who are you referring?': [circle.alice],
    'To whom?': 'Joe Smith',
  })),
  '/referral @alice to @bob': async (person) => {
    await gives(() => ({ 'Who are you referring?': [circle.alice], 'Or a member': circle.bob }))(person);
    await person.closeModal();
    await by(person).press('Details', /to _Bob_/);
    await by(person).pressThere('Introduce them');
    expect(modal(person).title).toBe('Introduce them');
  },
  '… #hot #warm #cold #private anywhere, because … or  - … at the end': gives(() => ({
    'Who are you referring?': [circle.alice],
    'To whom?': 'Hot and private',
    'How warm is it?': 'Hot: they are ready to buy',
    'Keep it out of the digest': ['Yes, it stays between us'] as never,
    Note: 'They are moving',
  })),
  '/referral list [given|received|@alice]': async (person) => {
    await by(person).press('Given');
    expect(person.home!.text).toContain('What you gave, newest first.');
    await by(person).press('Received');
    expect(person.home!.text).toContain('What you received, newest first.');
    await by(person).press('Details', /from Alice/);
    await by(person).pressThere('All between you');
    expect(modal(person).text).toContain('What passed between you and Alice, newest first.');
  },
  '/referral thanks @gina [note]': async (person) => {
    await by(person).press('Say thanks', /from Alice/);
    await person.fillIn({ 'Your note': 'Thank you' });
    await by(person).submit();
    expect(modal(person).text).toContain("I'll give Alice your thanks");
  },
  '/referral review @alice': async (person) => {
    await by(person).press('Given');
    await by(person).press('Details', new RegExp(`${person.name}'s firm`));
    await by(person).pressThere('Review');
    expect(modal(person).text).toContain('that you gave Bob');
  },
  '/referral ask @gina for an intro to Acme': async (person) => {
    await by(person).press('Ask');
    await person.fillIn({
      'Whom would you like to ask?': circle.carol,
      'What would you like to ask for?': 'an intro to Acme',
    });
    await by(person).submit();
    expect(modal(person).text).toContain("Noted: I'll ask Carol for an intro to Acme.");
    expect(modal(person).buttons).toContain('Withdraw');
    await by(person).pressThere('Withdraw');
    expect(modal(person).text).toBe('You withdrew your ask to Carol for an intro to Acme.');
  },
  '/referral need a bookkeeper in Austin · /referral needs': async (person) => {
    await by(person).press('Share a need');
    await person.fillIn({ 'What are you looking for?': `a bookkeeper for ${person.name}` });
    await by(person).submit();
    expect(modal(person).text).toContain('Noted: you are looking for');
    await person.closeModal();
    for (let more = 1; more <= 4; more += 1) {
      await person.types(`/referral need thing ${more}`);
      await circle.settle();
    }
    await by(person).press('Show all', /.*/);
    expect(modal(person).text).toContain('What people here are looking for, longest waiting first.');
    await by(person).pressThere('Found it', undefined);
    expect(modal(person).text).toContain('What people here are looking for');
  },
  '/referral met @alice [what they need]': async (person) => {
    await by(person).press('Log a conversation');
    await person.fillIn({ 'Who did you meet?': circle.alice, 'What do they need or want?': 'a desk' });
    await by(person).submit();
    expect(modal(person).text).toContain('Noted: you met Alice today.');
    await person.closeModal();
    await by(person).press('Conversations you logged');
    expect(modal(person).text).toContain('You met Alice today.');
    await by(person).pressThere('Delete');
    expect(modal(person).text).not.toContain('You met Alice');
  },
  '/referral balance': opens('My track record', 'My track record'),
  '/referral export': async (person) => {
    for (const label of ['Export', 'Export everything']) {
      await by(person).press(label);
      expect(modal(person).text).toContain("I'm making your ledger");
    }
    expect(person.dm.flatMap(({ files }) => files).length).toBeGreaterThanOrEqual(4);
  },
  '/referral digest preview': async (person) => {
    await by(person).press('Preview the digest');
    expect(modal(person).text).toContain('It comes to');
  },
  '/referral digest here (admin)': async (person) => {
    await by(person).press('Settings');
    if (!person.admin) {
      expect(modal(person).buttons).not.toContain('Workspace settings');
      return;
    }
    await by(person).pressThere('Workspace settings');
    await person.fillIn({ 'Digest channel': circle.general });
    await by(person).submit();
    expect(modal(person).title).toBe('Workspace settings');
  },
  '/referral settings': opens('Settings', 'Settings'),
  '/referral forget me': opens('What is held about me', 'What is held about you'),
  '/referral help': async (person) => {
    await by(person).press('Help');
    expect(modal(person).text).toContain('Here is what you can type.');
  },
};

describe.each(['gina', 'ada'] as const)('%s reaches by clicks from Home', (name) => {
  beforeAll(() => by(circle[name]).opens());
  beforeEach(async () => {
    await circle[name].closeModal({ all: true }).catch(() => undefined);
    await by(circle[name]).opens();
  });

  test.each(Object.entries(WAYS))('%s', async (_command, way) => {
    await way(circle[name]);
    expect(circle.complaints).toEqual([]);
  });
});

test('no command that people can type is missing here', () => {
  const forms = Object.keys(WAYS).join('\n');
  const words = readFileSync('src/domain/subcommands.ts', 'utf8').matchAll(/^ {2}(\w+): '/gm);
  for (const [, word] of words) expect(forms).toContain(`/referral ${word}`);
});
