import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from '../give/forged';
import { refer, stopQuietly } from '../thanks/circle-of-thanks';
import { atHome, homeOf, seed } from './circle-of-home';

const W = 'T0CIRCLE';
let circle: Circle;
const by = atHome(() => circle);

const publishes = (userId?: string) =>
  circle.slack.calls.filter(
    ({ method, args }) => method === 'views.publish' && (!userId || args['user_id'] === userId),
  );

describe('opening the App Home', () => {
  beforeAll(async () => {
    circle = await startCircle();
  });
  afterAll(() => stopQuietly(circle));

  test('shows somebody new a welcome once, how to begin, and what is always there', async () => {
    const { gina, database, clock } = circle;
    await by(gina).opens();
    expect(homeOf(gina)).toMatch(/^Welcome to Goodturn, Gina: it starts with giving first\./);
    expect(homeOf(gina)).toContain(
      "What you give and receive is listed here. Your first referral takes one line: `/referral @alice to Bob's firm`.",
    );
    expect(homeOf(gina)).toContain('What are you looking for? *Share a need* shows it to everybody here');
    expect(homeOf(gina)).not.toContain('Waiting for');
    expect(gina.home!.buttons.slice(0, 8)).toEqual([
      'Give a referral',
      'Share a need',
      'Ask',
      'Log a conversation',
      'My track record',
      'Export',
      'Settings',
      'Help',
    ]);
    const first = await database.db.read.members.find(W, gina.id);
    expect(first).toMatchObject({ homeSeenAt: clock.now(), welcomedAt: clock.now(), firstUsedAt: null });
    await by(gina).opens();
    expect(homeOf(gina)).not.toContain('Welcome');
    expect(gina.sees()).toEqual([]);
  });

  test('is nothing to do for the other tab, or for those who never opened it', async () => {
    const { alice, bob } = circle;
    await alice.opensMessagesTab();
    await circle.settle();
    await alice.types('/referral list');
    await circle.settle();
    expect([alice.home, bob.home]).toEqual([undefined, undefined]);
    expect(publishes(alice.id)).toEqual([]);
  });
});

describe('what Home shows', () => {
  beforeAll(async () => {
    circle = await startCircle();
  });
  afterAll(() => stopQuietly(circle));

  test('is what one gave and received, and never what passed between others', async () => {
    const { gina, alice, bob, carol } = circle;
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, bob, gina, 'Zenith');
    await refer(circle, bob, carol, 'Secret Ltd');
    await by(gina).opens();
    expect(homeOf(gina).split('\n').slice(1, 10)).toEqual([
      'Waiting for your thanks',
      'Bob referred you to _Zenith_ today.',
      'Your referrals',
      'What you gave and received, newest first.',
      'Bob referred you to _Zenith_ today.',
      'You referred Alice to _Acme_ today.',
      'What people are looking for',
      'What are you looking for? *Share a need* shows it to everybody here, in your name.',
      'Nobody else is looking for anything at the moment.',
    ]);
    expect(JSON.stringify(gina.home!.view.definition)).not.toContain('Secret');
    await by(gina).press('Given');
    expect(homeOf(gina)).toContain('What you gave, newest first.\nYou referred Alice to _Acme_ today.\nWhat people');
    await by(gina).press('Received');
    expect(homeOf(gina)).toContain(
      'What you received, newest first.\nBob referred you to _Zenith_ today.\nWhat people',
    );
    // opened anew it begins at the beginning
    await by(gina).opens();
    expect(homeOf(gina)).toContain('What you gave and received');
  });

  test('tells an admin alone where and when the digest comes', async () => {
    const { ada, gina, general } = circle;
    await by(ada).opens();
    expect(homeOf(ada)).toContain('No channel gets the weekly digest yet. *Settings* is where you choose one.');
    await ada.types('/referral digest here', { in: general });
    await circle.settle();
    const line = `The weekly digest comes to <#${general.id}> every Monday at 09:00, Chicago time.`;
    expect(JSON.stringify(ada.home!.view.definition)).toContain(line);
    await by(gina).opens();
    expect(JSON.stringify(gina.home!.view.definition)).not.toContain('weekly digest comes');
  });

  test('opens the details for giver and receiver alone, whatever is sent', async () => {
    const { alice, carol } = circle;
    await by(alice).opens();
    await by(alice).press('Details', /Acme/);
    expect(alice.modal!.title).toBe('A referral');
    const pressed = circle.slack.lastPayload;
    const answersTo = async (change: (body: { user: { id: string }; actions: { value: string }[] }) => void) => {
      const before = circle.slack.calls.length;
      await sendForged(circle, pressed, change);
      return JSON.stringify(circle.slack.calls.slice(before).filter(({ method }) => method === 'views.open'));
    };
    const byCarol = await answersTo((body) => (body.user.id = carol.id));
    expect(byCarol).toContain('That referral is between other people.');
    expect(byCarol).not.toContain('Acme');
    expect(await answersTo((body) => (body.actions[0]!.value = 'no such'))).toContain(
      'That referral is not there any more.',
    );
    // its trigger was used already, which Slack says
    expect(circle.complaints.splice(0)).toHaveLength(2);
  });
});

describe('long histories', () => {
  afterEach(() => stopQuietly(circle));

  test.each([1, 50, 5_000])('%i referrals given and received are a Home that Slack takes', async (count) => {
    circle = await startCircle();
    const { gina, alice, bob, workspace } = circle;
    const long = 'Ünïcode & <b>markup</b> '.repeat(12).slice(0, 290);
    await seed(circle, Math.ceil(count / 2), gina, alice);
    await seed(circle, Math.ceil(count / 2), bob, gina, { prospect: long, note: '<&>'.repeat(600) });
    const statedAt = circle.clock.now();
    await circle.database.db.transaction(async (store) => {
      for (let at = 0; at < Math.min(count, 60); at += 1) {
        const text = '& <'.repeat(100).slice(0, 300);
        for (const author of [gina, bob]) {
          const id = `need-${author.name}-${at}`;
          await store.needs.state(W, { id, authorId: author.id, text, origin: id, statedAt, checkAt: null });
          const ask = { id, askerId: bob.id, giverId: gina.id, text, reason: '&'.repeat(2_000), origin: id };
          if (author === bob) await store.asks.record(W, { ...ask, askedAt: statedAt, restsAt: null });
        }
      }
    });
    await by(gina).opens();
    // at once, and again with the picture
    expect(publishes(gina.id)).toHaveLength(2);
    const { blocks } = gina.home!.view;
    expect(blocks.length).toBeLessThanOrEqual(100);
    expect(homeOf(gina)).toContain('Waiting for your thanks');
    if (count > 50) expect(homeOf(gina)).toContain(`and ${count / 2 - 5} more`);
    await by(gina).press('Given');
    if (count > 50) {
      expect(homeOf(gina)).toContain('_Firm 2500_');
      await by(gina).press('Older');
      expect(homeOf(gina)).toContain('What you gave, newest first, continued.\nYou referred Alice to _Firm 2492_');
      await by(gina).press('Newer');
      expect(homeOf(gina)).toContain('_Firm 2500_');
    }
    expect(workspace.id).toBe(W);
  });
});
