import { afterEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { acting } from '../give/acting';
import { memberIn, uses } from '../suggestions/circle-of-helpers';
import { refer, stopQuietly } from '../thanks/circle-of-thanks';

let circle: Circle;
const by = acting(() => circle);
afterEach(() => stopQuietly(circle));

const welcomesTo = (name: 'gina' | 'alice' | 'bob' | 'carol') =>
  circle[name].shown.filter(({ text }) => text.startsWith('Welcome to Goodturn'));

describe('the first time somebody uses Goodturn', () => {
  test('giving first is explained, once, after the answer to what they typed', async () => {
    circle = await startCircle({ newcomers: true });
    const { gina, alice, general } = circle;
    await by(gina).types("/referral @alice to Bob's firm", { in: general });
    expect(gina.shown.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Noted: you referred Alice/),
      'Welcome to Goodturn, Gina: it starts with giving first.',
    ]);
    const [welcome] = welcomesTo('gina');
    expect(welcome!.ephemeral).toBe(true);
    expect(welcome!.channel.id).toBe(general.id);
    expect(welcome!.readable).toContain("A line is enough, like `/referral @alice to Bob's firm`.");
    expect(welcome!.readable.split(/\s+/).length).toBeLessThan(60);
    expect(welcome!.buttons).toEqual(['Give a referral']);
    expect(await memberIn(circle, gina)).toMatchObject({ welcomedAt: circle.clock.now() });
    await by(gina).press('Give a referral', { on: welcome });
    expect(gina.modal!.title).toBe('Give a referral');
    await by(gina).types('/referral list');
    expect(welcomesTo('gina')).toHaveLength(1);
    // being referred is not using it; a press is
    expect(welcomesTo('alice')).toEqual([]);
    await by(alice).press('Already thanked them');
    expect(welcomesTo('alice')).toHaveLength(1);
    expect(alice.dm.filter(({ text }) => text.startsWith('Welcome') && !text.includes('referred'))).toEqual([]);
  });

  test('it waits where nobody could be told alone, and where they were told no', async () => {
    circle = await startCircle({ newcomers: true });
    const { bob, carol, gina, general } = circle;
    // a global shortcut and its form have no response_url
    await by(bob).usesShortcut('Give a referral');
    await bob.fillIn({ 'Who are you referring?': [carol.id], 'To whom?': 'Acme' });
    await by(bob).submit();
    expect(await memberIn(circle, bob)).toMatchObject({ firstUsedAt: circle.clock.now(), welcomedAt: null });
    expect([...welcomesTo('bob'), ...bob.dm.filter(({ text }) => text.startsWith('Welcome'))]).toEqual([]);
    await by(bob).types('/referral help');
    expect(welcomesTo('bob')).toHaveLength(1);
    await by(gina).types('/referral @gina to Acme', { in: general });
    expect(welcomesTo('gina')).toEqual([]);
    await by(gina).types('/referral help');
    expect(welcomesTo('gina')).toHaveLength(1);
  });

  test('it is not said to somebody who had it', async () => {
    circle = await startCircle({ newcomers: true });
    const { alice, bob, workspace, database } = circle;
    await refer(circle, bob, alice, 'Acme');
    await uses(circle, alice);
    await database.db.transaction((store) => store.members.welcome(workspace.id, alice.id, circle.clock.now()));
    expect((await by(alice).types('/referral list'))!.readable).toContain('Acme');
    expect(alice.shown).toHaveLength(1);
  });
});

describeOnBoth('two requests at once', (database) => {
  test('bring one welcome', async () => {
    circle = await startCircle({ newcomers: true, database });
    const { carol } = circle;
    await Promise.all(['help', 'list', 'needs'].map((text) => carol.types(`/referral ${text}`, { settle: false })));
    await circle.settle();
    expect(welcomesTo('carol')).toHaveLength(1);
  });
});
