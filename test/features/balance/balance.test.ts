import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { adapterFor } from '../../../src/store/open-database';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { change, refer, seenByOthersThan, stopQuietly, told, withdraw } from '../review/circle-to-review';
import { sendForged } from '../give/forged';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
});
afterEach(() => stopQuietly(circle));

/** Opens somebody's own, and gives its lines. */
async function balance(person: Person): Promise<string[]> {
  await person.types('/referral balance', { in: circle.general });
  await circle.settle();
  return person.modal!.text.split('\n');
}

async function pressHere(person: Person, label: string, row?: RegExp): Promise<void> {
  await person.press(label, { inView: true, ...(row ? { row } : {}) });
  await circle.settle();
}

const business = { outcome: 'business', outcomeAt: new Date('2026-11-01T15:00:00Z') } as const;

/** Gina gave Ted's like four, three became business, and nothing came back. */
async function oneSided(giver = circle.gina, receiver = circle.bob) {
  const made = [];
  for (const [prospect, at] of [
    ['Acme', '2025-05-10T15:00:00Z'],
    ['Zeta', '2025-11-10T15:00:00Z'],
    ['Yota', '2026-02-10T15:00:00Z'],
    ['Xeno', '2026-11-10T15:00:00Z'],
  ] as const) {
    made.push(await refer(circle, giver, receiver, prospect, { at }));
  }
  for (const each of made.slice(0, 3)) await change(circle, each, business);
  return made;
}

const SAYS_SO =
  "You've sent Bob 4 referrals since May last year, and 3 became business. If you would like something back, here is a friendly way to say so.";

describe('the sums', () => {
  test('are of what one gave and received, thanked and become business, over three periods', async () => {
    const { gina, alice, bob, carol } = circle;
    // where Gina is it is 24 November: three calendar months go back to the start of 24 August there
    await refer(circle, gina, alice, 'A', { at: '2026-08-24T05:00:00Z' });
    await refer(circle, gina, alice, 'B', { at: '2026-08-24T04:59:59Z', thanked: false });
    await change(circle, await refer(circle, gina, bob, 'C', { at: '2025-12-01T15:00:00Z', thanked: false }), business);
    await refer(circle, gina, bob, 'D', { at: '2024-01-01T15:00:00Z' });
    await withdraw(circle, await refer(circle, gina, alice, 'E'));
    await change(circle, await refer(circle, carol, gina, 'F', { at: '2026-11-20T15:00:00Z' }), business);
    await refer(circle, carol, alice, 'not theirs');
    const lines = await balance(gina);
    expect(lines.slice(0, 10)).toEqual([
      'Nobody but you sees any of this.',
      '*The last 3 months*, since 24 August',
      'You gave 1 referral. You were thanked for 1, and none became business so far.',
      'You received 1 referral. You said thanks for 1, and 1 became business.',
      '*The last 12 months*, since 24 November 2025',
      'You gave 3 referrals. You were thanked for 1, and 1 became business.',
      'You received 1 referral. You said thanks for 1, and 1 became business.',
      '*All time*',
      'You gave 4 referrals. You were thanked for 2, and 1 became business.',
      'You received 1 referral. You said thanks for 1, and 1 became business.',
    ]);
    expect(gina.modal!.title).toBe('My track record');
  });

  test('are not there before anything happened, and giving is one press away', async () => {
    const { gina } = circle;
    expect(await balance(gina)).toEqual([
      'Nobody but you sees any of this.',
      "What you give and receive is kept track of here. A good start is to give: `/referral @alice to Bob's firm`.",
    ]);
    await pressHere(gina, 'Give a referral');
    expect(gina.modal!.title).toBe('Give a referral');
  });
});

describe('the circle', () => {
  test('is whom one helped and who helped one, latest first, by the page, and leads to reviews', async () => {
    const { gina, alice, bob, carol, workspace } = circle;
    const others: Person[] = [];
    for (let at = 1; at <= 23; at += 1) {
      const person = workspace.addMember({ name: `m${at}`, displayName: `Member ${String(at).padStart(2, '0')}` });
      others.push(person);
      await refer(circle, gina, person, 'Acme', { at: `2026-10-01T10:${String(at).padStart(2, '0')}:00Z` });
    }
    await refer(circle, carol, gina, 'Zeta');
    await refer(circle, gina, alice, 'Yota');
    await refer(circle, gina, alice, 'Acme', { at: '2026-09-01T15:00:00Z' });
    await workspace.deactivate(others[21]!);
    await circle.settle();
    const lines = await balance(gina);
    expect(lines.slice(10)).toEqual([
      '*The whole circle*',
      'What comes back often comes from somebody other than the person you gave to.',
      'You helped Alice, Member 23, Member 22 (has left), Member 21, Member 20 and others.',
      'You were helped by Carol.',
    ]);
    await pressHere(gina, 'Show all', /You helped/);
    expect(gina.modal!.text.split('\n').slice(0, 4)).toEqual([
      'You helped them, the latest first.',
      'Alice, last today',
      'Member 23, last on 1 October',
      'Member 22 (has left), last on 1 October',
    ]);
    expect(gina.modal!.buttons.slice(-2)).toEqual(['Older', 'Back']);
    await pressHere(gina, 'Older');
    await pressHere(gina, 'Older');
    expect(gina.modal!.text.split('\n').at(-1)).toBe('Member 01, last on 1 October');
    expect(gina.modal!.buttons.slice(-2)).toEqual(['Newer', 'Back']);
    await pressHere(gina, 'Newer');
    await pressHere(gina, 'Newer');
    await pressHere(gina, 'Review', /Alice/);
    expect(gina.modal!.text).toContain('1 of 2 that you gave Alice, newest first.');
    // three modals are as many as Slack holds: the review's own next ones fit
    await pressHere(gina, 'Next');
    await gina.closeModal();
    await pressHere(gina, 'Back');
    await pressHere(gina, 'Show all', /helped by/);
    expect(gina.modal!.text.split('\n').slice(1)).toEqual(['Carol, last today']);
    expect(gina.modal!.buttons).toEqual(['Back']);
    expect(told(bob)).toEqual([]);
  });

  test('tells who has not been sent something for a while, and opens the form for them', async () => {
    const { gina, alice, bob, carol, ada, workspace } = circle;
    await refer(circle, gina, alice, 'Acme', { at: '2026-03-02T15:00:00Z' });
    await refer(circle, gina, bob, 'Acme', { at: '2026-02-02T15:00:00Z' });
    await refer(circle, gina, bob, 'Zeta', { at: '2026-10-02T15:00:00Z' });
    await refer(circle, gina, carol, 'Acme', { at: '2025-03-02T15:00:00Z' });
    await refer(circle, gina, ada, 'Acme', { at: '2025-02-02T15:00:00Z' });
    await workspace.deactivate(ada);
    await circle.settle();
    const lines = await balance(gina);
    expect(lines.slice(-2)).toEqual([
      'You last gave something to Carol on 2 March 2025.',
      'You last gave something to Alice on 2 March.',
    ]);
    await pressHere(gina, 'Give a referral', /Carol/);
    expect(gina.modal!.fields['Who are you referring?']).toEqual([carol.id]);
    await gina.closeModal();
    await workspace.deactivate(carol);
    await circle.settle();
    await pressHere(gina, 'Give a referral', /Carol/);
    expect(gina.modal!.text).toContain('Carol has left this workspace.');
    expect(gina.modal!.fields['Who are you referring?']).toEqual([]);
  });

  test('has pages for many of them', async () => {
    const { gina, workspace } = circle;
    for (let at = 10; at <= 21; at += 1) {
      const person = workspace.addMember({ name: `m${at}`, displayName: `Member ${at}` });
      for (const month of ['01', '02', '03']) {
        const made = await refer(circle, gina, person, 'Acme', { at: `2026-${month}-${at}T15:00:00Z` });
        if (month === '01') await change(circle, made, business);
      }
    }
    const lines = await balance(gina);
    expect(lines.filter((line) => line.startsWith('You last gave something'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('a friendly way to say so'))).toHaveLength(3);
    const all = gina.modal!.buttons.filter((label) => label === 'Show all');
    expect(all).toHaveLength(3);
    const [quiet, ways] = gina.modalStack[0]!.blocks.flatMap((block) => {
      const elements = (block as { elements?: { value?: string; accessibility_label?: string }[] }).elements ?? [];
      return elements.flatMap(({ value }) => (value?.endsWith(':0') ? [value] : []));
    });
    expect([quiet, ways]).toEqual(['quiet:0', 'onesided:0']);
    for (const [value, last] of [
      ['quiet:0', /^You last gave something to Member 21/],
      ['onesided:0', /^You've sent Member 21 3 referrals since January, and 1 became business\./],
    ] as const) {
      await balance(gina);
      await pressHere(gina, 'Show all', /You helped/);
      await sendForged<{ actions: { value: string }[] }>(circle, circle.slack.lastPayload, ({ actions }) => {
        actions[0]!.value = value;
      });
      expect(gina.modal!.text.split('\n')).toHaveLength(11);
      await pressHere(gina, 'Older');
      expect(gina.modal!.text.split('\n').at(-1)).toMatch(last);
      expect(gina.modal!.buttons.slice(-2)).toEqual(['Newer', 'Back']);
    }
  });
});

describe('a relationship that looks one-sided', () => {
  test('gets its giver a friendly way to say so, which nobody else sees and nothing keeps', async () => {
    const { gina, bob, database, slack } = circle;
    await oneSided();
    const need = {
      id: 'n',
      authorId: gina.id,
      text: 'a van',
      origin: 'n',
      statedAt: circle.clock.now(),
      checkAt: null,
    };
    await database.db.transaction((store) => store.needs.state('T0CIRCLE', need));
    const before = { dms: told(gina), bob: told(bob), calls: slack.calls.length };
    expect((await balance(gina)).at(-1)).toBe(SAYS_SO);
    await pressHere(gina, 'Draft a message');
    expect(gina.modal!.text.split('\n')[0]).toBe(
      "A friendly way to say so, for you to send to Bob yourself. Change what you like: I don't keep it, and I send it to nobody.",
    );
    expect(gina.modal!.fields['Your message']).toBe(
      "Bob, I'm glad these worked out: Yota, Zeta and Acme.\n\nI like sending people to you. What would help you to think of me too when somebody fits? At the moment I'm looking for a van.",
    );
    await gina.fillIn({ 'Your message': ' ' });
    await gina.submit();
    expect(gina.modal!.errors).toEqual({ 'Your message': 'There is nothing to copy yet: a line is enough.' });
    await gina.fillIn({ 'Your message': 'Bob, a secret sentence <!here>' });
    await gina.submit({ times: 2 });
    await circle.settle();
    expect(gina.modal!.title).toBe('Your message');
    expect(gina.modal!.text).toBe(
      "Here is your message to Bob, to copy and send yourself. I sent it to nobody, and I don't keep it.\nBob, a secret sentence <!here>",
    );
    expect(JSON.stringify(gina.modalStack.at(-1)!.blocks)).toContain('rich_text_preformatted');
    // no table holds it, no message carries it
    expect(JSON.stringify(await everyRow())).not.toContain('secret sentence');
    expect(told(gina)).toEqual(before.dms);
    expect(told(bob)).toEqual(before.bob);
    expect(slack.calls.slice(before.calls).map(({ method }) => method)).not.toContain('chat.postMessage');
    expect(seenByOthersThan(circle, gina, bob)).toEqual([]);
    // who received them sees nothing of the kind
    expect((await balance(bob)).join('\n')).not.toMatch(/friendly|something back|You've sent/);
    for (const person of [gina, bob]) expect(person.modal!.text).not.toMatch(/taker|owe|unfair|rank/i);
  });

  test('is told of with the right number, however many became business', async () => {
    const { gina, bob } = circle;
    for (let at = 0; at < 52; at += 1) {
      const made = await refer(circle, gina, bob, `Firm ${at}`, { at: '2026-02-10T15:00:00Z' });
      await circle.database.db.transaction((store) =>
        store.referrals.change(circle.workspace.id, made.id, business, circle.clock.now()),
      );
    }
    await balance(gina);
    await pressHere(gina, 'Draft a message');
    expect(gina.modal!.fields['Your message']).toMatch(/ and 49 more\.\n/);
  });

  test('has to be so: enough given, for long enough, business, nothing back, and somebody there to write to', async () => {
    const { gina, alice, bob, workspace, clock } = circle;
    const made = await oneSided();
    const shows = async () => (await balance(gina)).includes(SAYS_SO);
    expect(await shows()).toBe(true);
    const withMeasures = async (given: number, became: number, days: number) => {
      const measures = `"oneSidedGiven" = ${given}, "oneSidedBusiness" = ${became}, "oneSidedDays" = ${days}`;
      await sql(`UPDATE "Workspace" SET ${measures} RETURNING "id"`);
      return shows();
    };
    expect(await withMeasures(5, 1, 180)).toBe(false);
    expect(await withMeasures(3, 4, 180)).toBe(false);
    expect(await withMeasures(3, 1, 1000)).toBe(false);
    expect(await withMeasures(4, 3, 500)).toBe(true);
    expect(await withMeasures(3, 1, 180)).toBe(true);
    // the button is pressed after something came back: no draft
    const back = await refer(circle, bob, gina, 'Thanks Ltd');
    await pressHere(gina, 'Draft a message');
    expect(gina.modal!.text).toBe('This has changed meanwhile: `/referral balance` shows how it stands.');
    expect(await shows()).toBe(false);
    await withdraw(circle, back);
    expect(await shows()).toBe(true);
    // Alice got as much, lately
    for (const prospect of ['A', 'B', 'C']) {
      await change(circle, await refer(circle, gina, alice, prospect, { at: '2026-06-01T15:00:00Z' }), business);
    }
    clock.set('2026-11-28T14:59:00Z');
    expect((await balance(gina)).join('\n')).not.toContain("You've sent Alice");
    await workspace.deactivate(bob);
    await circle.settle();
    await pressHere(gina, 'Draft a message', /sent Bob/);
    expect(gina.modal!.title).toBe('Goodturn');
    expect(await shows()).toBe(false);
    expect(made).toHaveLength(4);
  });
});

test('it is nobody else’s: another person, a list that is none, and a forged form get nothing', async () => {
  const { gina, bob, carol, general, slack } = circle;
  await oneSided();
  expect((await bob.types('/referral balance @gina'))!.readable).toBe(
    'A track record is shown to its owner alone: yours is `/referral balance`.',
  );
  const before = [told(bob), told(carol)];
  await balance(gina);
  await pressHere(gina, 'Show all', /You helped/);
  await sendForged<{ actions: { value: string }[] }>(circle, slack.lastPayload, ({ actions }) => {
    actions[0]!.value = 'everybody:0';
  });
  expect(gina.modal!.text).toBe('This has changed meanwhile: `/referral balance` shows how it stands.');
  // the button that is on the list too
  const list = await gina.types('/referral list');
  await gina.press('My track record', { on: list! });
  await circle.settle();
  expect(gina.modal!.title).toBe('My track record');
  expect((await balance(carol)).join('\n')).toBe(
    "Nobody but you sees any of this.\nWhat you give and receive is kept track of here. A good start is to give: `/referral @alice to Bob's firm`.",
  );
  expect([told(bob), told(carol)]).toEqual(before);
  expect(general.messages).toEqual([]);
});

/** Runs SQL of a test's own on SQLite. */
async function sql(statement: string): Promise<unknown[][]> {
  const adapter = await adapterFor(circle.database.url).connect();
  const { rows } = await adapter.queryRaw({ sql: statement, args: [], argTypes: [] });
  await adapter.dispose();
  return rows;
}

/** Whatever is stored. */
async function everyRow(): Promise<unknown[]> {
  const tables = await sql("SELECT name FROM sqlite_master WHERE type = 'table'");
  const rows: unknown[] = [];
  for (const [name] of tables) rows.push(...(await sql(`SELECT * FROM "${String(name)}"`)));
  return rows;
}
