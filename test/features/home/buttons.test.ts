import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { asks, storedAsks } from '../asks/circle-of-asks';
import { DAY_30 } from '../follow-ups/circle-with-follow-ups';
import { messagesLike, refer, referralIn, stopQuietly } from '../thanks/circle-of-thanks';
import { atHome, homeOf } from './circle-of-home';

let circle: Circle;
const by = atHome(() => circle);

beforeAll(async () => {
  circle = await startCircle();
  for (const person of [circle.gina, circle.alice, circle.bob]) await by(person).opens();
});
afterAll(() => stopQuietly(circle));
beforeEach(async () => {
  for (const person of circle.workspace.members) await person.closeModal({ all: true }).catch(() => undefined);
});

const modalOf = (person: Circle['gina']) => person.modal?.text ?? '';

describe('thanks that wait', () => {
  test('are said in the form, and what follows is shown in its place', async () => {
    const { gina, alice } = circle;
    const referral = await refer(circle, gina, alice, 'Acme');
    expect(homeOf(alice)).toContain('Waiting for your thanks\nGina referred you to _Acme_ today.');
    await by(alice).press('Say thanks', /Acme/);
    await alice.fillIn({ 'Your note': 'It made my week' });
    await by(alice).submit();
    expect(modalOf(alice)).toBe("I'll give Gina your thanks for _Acme_.");
    expect(homeOf(alice)).not.toContain('Waiting for your thanks');
    expect(homeOf(alice)).toContain('Gina referred you to _Acme_ today. Thanked.');
    expect(homeOf(gina)).toContain('You referred Alice to _Acme_ today. Thanked.');
    expect((await referralIn(circle, referral)).thanks!.note).toBe('It made my week');
    expect(messagesLike(gina, /Alice thanks you for the referral to _Acme_/)).toHaveLength(1);
    expect(alice.ephemerals).toEqual([]);
  });

  test('are noted as said already, once however often that is pressed', async () => {
    const { gina, alice } = circle;
    const referral = await refer(circle, gina, alice, 'Borg');
    await alice.press('Already thanked them', { inHome: true, row: /Borg/, times: 2, settle: false });
    await circle.settle();
    expect(modalOf(alice)).toBe("Noted: you had already thanked Gina for _Borg_. I won't ask again.");
    expect((await referralIn(circle, referral)).alreadyThankedAt).toEqual(circle.clock.now());
    // nothing was sent to the giver, and their Home says so all the same
    expect(homeOf(gina)).toContain('You referred Alice to _Borg_ today. Thanked.');
    expect(messagesLike(gina, /Borg/)).toEqual([]);
    circle.complaints.length = 0;
  });

  test('are not asked for any more where it was not a fit', async () => {
    const { gina, alice } = circle;
    await refer(circle, gina, alice, 'Cyan');
    await by(alice).press('Not a fit', /Cyan/);
    await alice.fillIn({ 'What would have fitted better?': 'Smaller jobs' });
    await by(alice).submit();
    expect(modalOf(alice)).toBe('Noted: _Cyan_ was not a fit this time.');
    expect(homeOf(gina)).toContain('It was not a fit.');
    await by(gina).press('Details', /Cyan/);
    expect(modalOf(gina)).toContain("What would have fitted better, in Alice's words:\n> Smaller jobs");
  });
});

describe('answers that wait', () => {
  test('an ask is answered with each of its three buttons', async () => {
    const { gina, bob, alice } = circle;
    for (const what of ['an intro to Acme', 'a look at my plan', 'a desk']) {
      await asks(circle, bob, `@gina for ${what}`);
    }
    expect(homeOf(gina)).toMatch(/Waiting for your answer\n(.*\n)*Bob asks you for an intro to Acme\./);
    await by(gina).press('No, thanks', /desk/);
    expect(homeOf(gina)).not.toContain('desk');
    await by(gina).press('Not yet', /plan/);
    await gina.fillIn({ 'What would need to be true first?': 'A first draft' });
    await by(gina).submit();
    expect(homeOf(gina)).not.toContain('plan');
    await by(gina).press('Happy to', /Acme/);
    expect(modalOf(gina)).toContain('Bob asks you for an intro to Acme.');
    await by(gina).submit();
    expect(modalOf(gina)).toMatch(/^Noted: you referred Bob to _Acme_/);
    expect(gina.modal!.buttons).toEqual(['Edit', 'Withdraw']);
    const states = (await storedAsks(circle)).map(({ text, state }) => `${text}: ${state}`);
    expect(states.sort()).toEqual([
      'for a desk: declined',
      'for a look at my plan: not_yet',
      'for an intro to Acme: accepted',
    ]);
    expect(homeOf(bob)).toContain('Gina referred you to _Acme_ today.');
    expect(homeOf(alice)).not.toContain('plan');
    expect(homeOf(gina)).not.toContain('Waiting for your answer');
  });

  test('a question how it turned out is answered, and the giver is told', async () => {
    const { gina, alice } = circle;
    const referral = await refer(circle, gina, alice, 'Delta');
    await circle.runAt(DAY_30);
    expect(homeOf(alice)).toContain('Gina referred you to _Delta_ 4 weeks ago. How did it turn out?');
    await by(alice).press('It became business', /Delta/);
    expect(modalOf(alice)).toBe('Noted about _Delta_: it became business.');
    expect(homeOf(alice)).not.toContain('_Delta_ 4 weeks ago. How did it turn out?');
    expect(homeOf(gina)).toContain('You referred Alice to _Delta_ 4 weeks ago. It became business.');
    expect((await referralIn(circle, referral)).outcome).toBe('business');
  });
});

describe('details of a referral', () => {
  test('let its giver edit and withdraw it, and look back', async () => {
    const { gina, bob } = circle;
    await refer(circle, gina, bob, 'Echo');
    await by(gina).press('Details', /Echo/);
    expect(gina.modal!.buttons).toEqual(['Edit', 'Withdraw', 'Review', 'All between you']);
    await by(gina).pressThere('Review');
    expect(gina.modal!.title).toBe('Review');
    await gina.closeModal();
    await by(gina).pressThere('All between you');
    expect(modalOf(gina)).toContain('What passed between you and Bob, newest first.');
    await gina.closeModal();
    await by(gina).pressThere('Edit');
    await gina.fillIn({ 'To whom?': 'Foxtrot' });
    await by(gina).submit();
    expect(modalOf(gina)).toMatch(/_Foxtrot_/);
    expect(homeOf(gina)).toContain('_Foxtrot_');
    expect(homeOf(bob)).toContain('_Foxtrot_');
    await by(gina).pressThere('Withdraw');
    expect(modalOf(gina)).toContain('withdrew');
    expect(homeOf(gina)).not.toContain('Foxtrot');
    expect(homeOf(bob)).not.toContain('Foxtrot');
    expect(gina.ephemerals).toEqual([]);
  });

  test('let its receiver thank, answer, share and keep it private, and say how it stands', async () => {
    const { gina, alice } = circle;
    const referral = await refer(circle, gina, alice, 'Golf');
    await by(alice).press('Details', /Golf/);
    expect(alice.modal!.buttons).toEqual([
      'Say thanks',
      'Already thanked them',
      'Not a fit',
      'It became business',
      'Still talking',
      "It didn't work out",
      'Keep it private',
      'All between you',
    ]);
    await by(alice).pressThere('It became business');
    expect(modalOf(alice)).toBe('Noted about _Golf_: it became business.');
    await alice.closeModal();
    expect(modalOf(alice)).toContain('You said it became business.');
    await by(alice).pressThere('Share it');
    expect(alice.modal!.buttons).toContain("Don't share it");
    await by(alice).pressThere('Keep it private');
    expect(modalOf(alice)).toContain('Kept out of the digest.');
    expect(alice.modal!.buttons).not.toContain('Keep it private');
    await by(alice).pressThere('Say thanks');
    await alice.fillIn({ 'Your note': 'Glad' });
    await by(alice).submit();
    expect(modalOf(alice)).toContain("I'll give Gina your thanks for _Golf_.");
    expect(await referralIn(circle, referral)).toMatchObject({ outcome: 'business', private: true });
  });

  test('introduce a member who is the prospect', async () => {
    const { gina, alice, carol } = circle;
    await by(gina).press('Give a referral');
    await gina.fillIn({ 'Who are you referring?': [alice], 'Or a member': carol });
    await by(gina).submit();
    await gina.closeModal();
    await by(gina).press('Details', /Carol/);
    await by(gina).pressThere('Introduce them');
    await by(gina).submit();
    expect(homeOf(gina)).toContain('Introduced.');
    expect(carol.sees().map(({ text }) => text)).toEqual([
      expect.stringContaining('would like Alice and Carol to meet'),
    ]);
  });

  test('say what is not there any more when an old Home is pressed', async () => {
    const { gina, bob } = circle;
    const referral = await refer(circle, gina, bob, 'Hotel');
    await by(bob).press('Details', /Hotel/);
    // withdrawn behind their backs: their Homes are as they were
    const now = circle.clock.now();
    await circle.database.db.transaction((store) =>
      store.referrals.change('T0CIRCLE', referral.id, { withdrawnAt: now }, now),
    );
    await by(bob).pressThere('Already thanked them');
    expect(modalOf(bob)).toBe('Gina withdrew this referral. It needs no answer.');
    await bob.closeModal({ all: true });
    expect(homeOf(bob)).toContain('Hotel');
    await by(bob).press('Say thanks', /Hotel/);
    expect(modalOf(bob)).toBe('Gina withdrew this referral. It needs no answer.');
    expect(homeOf(bob)).not.toContain('Hotel');
  });
});

describe('needs', () => {
  test('are shared, found, helped with, and all shown', async () => {
    const { gina, alice } = circle;
    await by(gina).press('Share a need');
    await gina.fillIn({ 'What are you looking for?': 'a bookkeeper' });
    await by(gina).submit();
    expect(modalOf(gina)).toMatch(/^Noted: you are looking for _a bookkeeper_/);
    expect(homeOf(gina)).toContain('You, today: _a bookkeeper_.');
    await by(alice).opens();
    expect(homeOf(alice)).toContain('Gina, today: _a bookkeeper_.');
    await by(alice).press('I know someone', /bookkeeper/);
    expect(modalOf(alice)).toContain('Gina is looking for _a bookkeeper_.');
    await alice.closeModal();
    await by(gina).press('Edit', /bookkeeper/);
    await gina.fillIn({ 'What are you looking for?': 'a van' });
    await by(gina).submit();
    expect(homeOf(gina)).toContain('You, today: _a van_.');
    await by(gina).press('Found it', /van/);
    expect(homeOf(gina)).not.toContain('van');
  });
});

describe('a Home that others change', () => {
  test('is drawn anew at once, and for nobody whom it does not concern', async () => {
    const { gina, alice, bob, carol } = circle;
    const publishedFor = (person: typeof gina) =>
      circle.slack.calls.filter(({ method, args }) => method === 'views.publish' && args['user_id'] === person.id)
        .length;
    const before = [publishedFor(bob), publishedFor(carol)];
    await gina.types('/referral @alice to India');
    await circle.settle();
    expect(homeOf(alice)).toContain('Gina referred you to _India_');
    expect(homeOf(gina)).toContain('You referred Alice to _India_');
    expect([publishedFor(bob), publishedFor(carol)]).toEqual(before);
    expect(carol.home).toBeUndefined();
  });

  test('stays at the page that its reader turned to', async () => {
    const { gina, alice } = circle;
    await by(alice).press('Received');
    await gina.types('/referral @alice to Juliet');
    await circle.settle();
    expect(homeOf(alice)).toMatch(/What you received, newest first\.\n(.*\n)*Gina referred you to _Juliet_/);
  });
});
