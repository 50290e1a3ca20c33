import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import type { Circle } from '../../support/circle';
import { acting } from '../give/acting';
import { digestsIn, MONDAY, NEXT_MONDAY, refer, startDigestCircle } from './circle-with-digest';
import { stopQuietly } from '../thanks/circle-of-thanks';

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startDigestCircle();
});

afterEach(() => stopQuietly(circle));

async function need(author: Person, text: string): Promise<void> {
  circle.clock.advance(60_000);
  await by(author).types(`/referral need ${text}`);
}

describe('the digest shows what people look for', () => {
  test('the ones that wait longest, five at most, with a way to help', async () => {
    const { gina, bob, alice, carol } = circle;
    await refer(circle, gina, alice, 'Acme');
    for (const [at, person] of [gina, bob, alice, carol, gina, bob].entries()) await need(person, `thing ${at + 1}`);
    await circle.runAt(MONDAY);
    const [digest] = digestsIn(circle);
    expect(digest!.readable).toMatch(
      /\*1 referral this week\.\*[^]*Gina referred Alice[^]*\*Open needs, longest waiting first\*/,
    );
    expect(digest!.readable.split('\n').filter((line) => line.includes('thing'))).toEqual([
      '• Gina: _thing 1_',
      '• Bob: _thing 2_',
      '• Alice: _thing 3_',
      '• Carol: _thing 4_',
      '• Gina: _thing 5_',
    ]);
    expect(digest!.pings).toEqual([]);
    await by(alice).press('I know someone', { on: digest, row: /thing 2/ });
    expect(alice.modal?.text).toContain('Bob is looking for _thing 2_.');
    await alice.fillIn({ 'To whom?': 'Ledger Ltd' });
    await by(alice).submit();
    await circle.settle();
    expect(bob.dm.at(-1)?.readable).toContain('It answers what you are looking for: _thing 2_.');
    expect(digest!.readable).not.toContain('Ledger');
  });

  test('in rows of few words, that ping nobody and reach into no other row', async () => {
    const { gina, bob } = circle;
    await need(gina, `one two three four five six seven eight nine ten eleven`);
    await need(bob, '```@channel <!here> _really_ *now* & then');
    await circle.runAt(MONDAY);
    const [digest] = digestsIn(circle);
    expect(digest!.readable).toContain('• Gina: _one two three four five six seven eight nine…_');
    expect(digest!.readable).not.toMatch(/```|<!/);
    expect(digest!.pings).toEqual([]);
    for (const row of digest!.readable.split('\n').filter((line) => line.startsWith('•')))
      expect(row.split(/\s+/).length).toBeLessThan(15);
  });

  test('an empty week posts them, and where nobody looks for anything there is no post', async () => {
    const { gina } = circle;
    await circle.runAt(MONDAY);
    expect(digestsIn(circle)).toEqual([]);
    await need(gina, 'a van');
    expect((await by(gina).types('/referral digest preview'))?.readable).toContain('• Gina: _a van_');
    await circle.runAt(NEXT_MONDAY);
    const [digest, ...more] = digestsIn(circle);
    expect(more).toEqual([]);
    expect(digest!.text).toBe('This week in the circle: 1 open need. Gina is looking for a van.');
    expect(digest!.readable).not.toMatch(/referral|withdrawn/);
    expect(digest!.buttons).toEqual(['I know someone', 'Say thanks', 'Give a referral']);
    await by(gina).press('Found it', { on: gina.ephemerals.find(({ text }) => text.startsWith('Noted')) });
    await circle.runAt('2026-12-14T15:00:00Z');
    expect(digestsIn(circle)).toHaveLength(1);
  });

  test('and follows what becomes of them, in the latest one', async () => {
    const { gina, bob, alice, workspace } = circle;
    await need(gina, 'a van');
    await need(bob, 'a truck');
    await need(alice, 'a barge');
    await circle.runAt(MONDAY);
    const [digest] = digestsIn(circle);
    const hers = await by(gina).types('/referral needs');
    await by(gina).press('Edit', { on: hers });
    await gina.fillIn({ 'What are you looking for?': 'a bus' });
    await by(gina).submit();
    await circle.settle();
    expect(digest!.readable).toContain('• Gina: _a bus_');
    await by(gina).press('Found it', { on: hers });
    expect(digest!.readable).toContain('• Gina: _a bus_, found');
    const his = await by(bob).types('/referral needs');
    await by(bob).press('Withdraw', { on: his });
    expect(digest!.readable).not.toContain('truck');
    await workspace.deactivate(alice);
    await circle.settle();
    expect(digest!.readable).not.toContain('barge');
    expect(digestsIn(circle)).toHaveLength(1);
  });
});
