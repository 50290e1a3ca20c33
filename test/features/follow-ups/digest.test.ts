import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { change, press, RECORDED, refer, referralIn, withdraw, stopQuietly } from './circle-with-follow-ups';

/** A Thursday: 30 days after all that is referred here. */
const ASKED = '2026-12-24T15:00:00Z';
const MONDAY = '2026-12-28T15:00:00Z';
const NEXT_MONDAY = '2027-01-04T15:00:00Z';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle({ at: RECORDED });
});
afterEach(() => stopQuietly(circle));

const digests = () => circle.general.messages.filter(({ fromApp, deleted }) => fromApp && !deleted);

/** The digest starts after what was referred here was in no digest: so that outcomes alone are news. */
async function startDigest(): Promise<void> {
  circle.clock.set('2026-12-23T15:00:00Z');
  await circle.ada.types('/referral digest here', { in: circle.general });
  await circle.settle();
}

async function business(receiver: Person, prospect: string, share: boolean): Promise<void> {
  await press(circle, receiver, 'It became business', { row: new RegExp(prospect) });
  if (share) await press(circle, receiver, 'Share it', { row: new RegExp(prospect) });
}

test('what became business is named where its receiver shares it, and otherwise counts alone', async () => {
  const { gina, alice, bob, carol } = circle;
  await refer(circle, gina, alice, "Bob's firm");
  await refer(circle, gina, alice, 'SECRET-FIRM');
  await refer(circle, gina, alice, 'Carol', { prospectId: carol.id });
  await refer(circle, gina, bob, 'PRIVATE-FIRM', { private: true });
  await refer(circle, gina, bob, 'TALKING-FIRM');
  await startDigest();
  await circle.runAt(ASKED);
  await business(alice, "Bob's firm", true);
  await business(alice, 'SECRET-FIRM', false);
  await business(alice, 'Carol', true);
  await business(bob, 'PRIVATE-FIRM', false);
  await press(circle, bob, 'Still talking', { row: /TALKING/ });
  await circle.runAt(MONDAY);
  expect(digests().map(({ readable }) => readable)).toEqual([
    [
      'This week in the circle',
      '*4 referrals became business.*',
      "• Alice and _Bob's firm_, referred by Gina",
      '• Alice and another member, referred by Gina',
    ].join('\n'),
  ]);
  expect(digests()[0]!.text).toBe('This week in the circle: 4 became business.');
  // news exactly once
  await circle.runAt(NEXT_MONDAY);
  expect(digests()).toHaveLength(1);
});

test('one that nobody shares is a number, and shared later it is named in the same digest, and taken back again', async () => {
  const { gina, alice } = circle;
  const referral = await refer(circle, gina, alice, 'Acme');
  await startDigest();
  await circle.runAt(ASKED);
  await business(alice, 'Acme', false);
  await circle.runAt(MONDAY);
  expect(digests()[0]!.readable).toBe('This week in the circle\n*1 referral became business.*');
  expect(JSON.stringify(digests()[0]!.blocks) + digests()[0]!.text).not.toMatch(/Alice|Acme|Gina/);
  await press(circle, alice, 'Share it');
  expect(digests()[0]!.readable).toMatch('• Alice and _Acme_, referred by Gina');
  await press(circle, alice, "Don't share it");
  expect(digests()[0]!.readable).not.toMatch(/Acme/);
  await press(circle, alice, 'Share it');
  await change(circle, referral, { private: true });
  expect(digests()[0]!.readable).not.toMatch(/Acme/);
  await change(circle, referral, { private: false });
  // another answer takes it out, and the way back needs leave anew
  await press(circle, alice, 'Change');
  await press(circle, alice, 'Still talking');
  expect(digests()[0]!.readable).toBe('This week in the circle\nWhat stood here has been taken back.');
  await press(circle, alice, 'Change');
  await press(circle, alice, 'It became business');
  expect(digests()[0]!.readable).toBe('This week in the circle\n*1 referral became business.*');
  await circle.runAt(NEXT_MONDAY);
  expect(digests()).toHaveLength(1);
});

test('it stands beside the week of referrals, and a withdrawn one goes', async () => {
  const { gina, alice, bob } = circle;
  const referral = await refer(circle, gina, alice, 'Acme');
  await startDigest();
  await circle.runAt(ASKED);
  await business(alice, 'Acme', true);
  await refer(circle, bob, alice, 'Zeta');
  await circle.runAt(MONDAY);
  expect(digests()[0]!.readable.split('\n')).toEqual([
    'This week in the circle',
    '*1 referral this week.*',
    '• Bob referred Alice to _Zeta_',
    '*1 referral became business.*',
    '• Alice and _Acme_, referred by Gina',
  ]);
  expect(digests()[0]!.text).toBe(
    'This week in the circle: 1 referral and 1 became business. Bob referred Alice to Zeta.',
  );
  await withdraw(circle, referral);
  expect(digests()[0]!.readable).not.toMatch(/Acme|business/);
});

test('a digest that Slack refuses leaves it news for the next', async () => {
  const { gina, alice, slack } = circle;
  const referral = await refer(circle, gina, alice, 'Acme');
  await startDigest();
  await circle.runAt(ASKED);
  await business(alice, 'Acme', true);
  slack.fault('chat.postMessage', { kind: 'api_error', error: 'msg_too_long' }, { times: 1 });
  await circle.runAt(MONDAY);
  expect(digests()).toEqual([]);
  expect((await referralIn(circle, referral)).outcomeDigestId).toBeNull();
  circle.complaints.length = 0;
  await circle.runAt(NEXT_MONDAY);
  expect(digests()[0]!.readable).toMatch('• Alice and _Acme_, referred by Gina');
});

test('what length leaves out joins the next, each once', async () => {
  const { gina, alice } = circle;
  const names = Array.from({ length: 60 }, (_, at) => `Firm ${at}. ${'x'.repeat(280)}`);
  for (const name of names) await refer(circle, gina, alice, name);
  await startDigest();
  await circle.database.db.transaction(async (store) => {
    for (const { id } of await store.referrals.list(circle.workspace.id, { of: alice.id }, { skip: 0, take: 100 })) {
      const now = circle.clock.now();
      const what = { outcome: 'business' as const, outcomeAt: now, shareOutcome: true };
      await store.referrals.change(circle.workspace.id, id, what, now);
    }
  });
  await circle.runAt(MONDAY);
  await circle.runAt(NEXT_MONDAY);
  await circle.runAt('2027-01-11T15:00:00Z');
  const shown = digests()
    .map(({ readable }) => readable)
    .join('\n');
  for (let at = 0; at < names.length; at += 1) expect(shown.split(`Firm ${at}. `)).toHaveLength(2);
  const counts = digests().map(({ readable }) => Number(/\*(\d+) referrals? became/.exec(readable)![1]));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
});
