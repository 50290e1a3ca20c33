import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from '../give/acting';
import { ginaLivesThroughAll, seenBy } from './circle-of-records';

let circle: Circle;
const by = acting(() => circle);

beforeAll(async () => {
  circle = await startCircle();
  await ginaLivesThroughAll(circle);
  const { alice } = circle;
  await by(alice).press('Withdraw', { on: await by(alice).types('/referral @gina to Mistaken because not for her') });
  await by(alice).press('Withdraw', {
    on: await by(alice).types('/referral ask @gina for a loan because not for long'),
  });
});
afterAll(() => circle.stop());

const copy = () => {
  const files = circle.gina.dm.flatMap((message) => message.files);
  return { count: files.length, text: files.at(-1)!.content!.toString('utf8') };
};

test('a copy comes once, as one file, however often it is pressed', async () => {
  const { gina } = circle;
  await by(gina).types('/referral forget me');
  await by(gina).press('Send me a copy', { times: 3 });
  expect(gina.modal!.text).toContain('Your copy is on its way: it comes as a file in our direct messages.');
  expect(gina.modal!.buttons).toEqual(['Erase everything about me']);
  expect(copy().count).toBe(1);
  expect(gina.dm.at(-1)?.text).toBe(
    'Here is what Goodturn holds about you, as you asked. `/referral forget me` erases it.',
  );
  await gina.closeModal();
});

test('it holds everything of theirs', () => {
  const held = JSON.parse(copy().text) as Record<string, unknown>;
  expect(held).toMatchObject({
    you: { name: 'Gina', timeZone: 'America/Chicago', nudgesOff: false },
    needs: [{ text: 'zinnia need', state: 'open' }],
    asks: expect.arrayContaining([
      expect.objectContaining({ by: 'Gina', of: 'Alice', text: 'for zinnia ask', reason: 'zinnia why' }),
      expect.objectContaining({ by: 'Bob', of: 'Gina', criteria: 'zinnia criteria' }),
    ]),
    conversations: [{ with: 'Carol', theirNeed: 'zinnia talk' }],
    questions: [{ by: 'Gina', to: 'Carol' }],
    // they were introduced, so she knows
    referralsToYou: [{ from: 'Bob', to: 'Carol' }],
  });
  const given = held['referralsYouGave'] as { prospect: string }[];
  expect(given.find(({ prospect }) => prospect === 'Acme')).toMatchObject({
    to: 'Alice',
    note: 'zinnia note',
    privateNote: null,
    thanks: { note: 'A lovely introduction' },
  });
  expect(given.find(({ prospect }) => prospect === 'Orchard')).toMatchObject({
    to: 'Carol',
    note: 'zinnia again',
    privateNote: 'zinnia private',
    thanks: null,
  });
  const received = held['referralsYouReceived'] as { prospect: string }[];
  expect(received.find(({ prospect }) => prospect === 'Blue Bank')).toMatchObject({
    from: 'Alice',
    note: 'they look for a bank',
    thanks: { note: 'zinnia thanks', kind: 'card' },
  });
  expect(received.find(({ prospect }) => prospect === 'Green Gardens')).toMatchObject({
    outcomeReason: 'zinnia reason',
  });
});

test('and nothing that others noted for themselves, told or not', async () => {
  const { alice, bob, carol, ada } = circle;
  expect(copy().text).not.toMatch(
    /a greenhouse|they both garden|Mistaken|not for her|not for long|T0CIRCLE|a bookkeeper/,
  );
  expect(seenBy(alice, bob, carol, ada)).not.toContain('goodturn-about-me');
});

test('Slack may refuse it: she is told once', async () => {
  const { gina, workspace } = circle;
  workspace.scopes.delete('files:write');
  circle.clock.advance(60_000);
  await by(gina).types('/referral forget me');
  await by(gina).press('Send me a copy');
  expect(gina.dm.at(-1)?.text).toMatch(/^The copy you asked for was not sent/);
  expect(copy().count).toBe(1);
  workspace.scopes.add('files:write');
});

test('who has nothing here is told so', async () => {
  const { ada } = circle;
  await by(ada).types('/referral forget me');
  expect(ada.modal!.text).toBe('Goodturn has no records about you.');
  expect(ada.modal!.buttons).toEqual([]);
});
