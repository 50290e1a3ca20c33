import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyOf } from '../../../src/features/privacy/copy';
import { adapterFor } from '../../../src/store/open-database';
import { type Circle, startCircle } from '../../support/circle';
import { recordsByTable } from '../../support/tables';
import { acting } from '../give/acting';
import { saves } from '../settings/circle-with-settings';
import { AFTERWARDS, ginaLivesThroughAll, HERS } from './circle-of-records';

type Row = Record<string, unknown>;

let circle: Circle;
let tables: Record<string, Row[]>;
let copy: string;

beforeAll(async () => {
  circle = await startCircle();
  const { gina, alice, bob, general, database, workspace, clock } = circle;
  const by = acting(() => circle);
  await ginaLivesThroughAll(circle);
  await circle.runAt('2026-11-30T15:00:00Z');
  await gina.reacts('pray', general.messages.at(-1)!);
  await circle.settle();
  await by(bob).types('/referral review @gina');
  await by(bob).press('Ask how it worked out');
  await bob.closeModal({ all: true });
  await saves(circle, gina, { 'Home only': ['Thanks'] });
  await gina.types('/referral settings');
  await gina.press('Workspace settings', { inView: true });
  await gina.fillIn({ Day: 'Tuesday' });
  await by(gina).submit();
  await gina.closeModal({ all: true });
  await circle.runAt(AFTERWARDS);
  const need = (await database.db.read.home.othersNeeds(workspace.id, gina.id, 9))[0]!;
  await database.db.transaction((store) => store.suggestions.pass(workspace.id, gina.id, need.id, clock.now()));
  await by(gina).types(`/referral @alice to Twice because ${HERS} draft`);
  await by(gina).types(`/referral @alice to Twice because ${HERS} draft`);
  await by(alice).types('/referral met @gina a kettle');
  const adapter = await adapterFor(database.url).connect();
  const run = (sql: string) => adapter.executeRaw({ sql, args: [], argTypes: [] });
  await run(`UPDATE "Workspace" SET "installedById" = '${gina.id}'`);
  await run(
    `INSERT INTO "Erasure" SELECT "id", '${gina.id}', 'forgotten-x', '2026-11-02T08:00:00.000Z' FROM "Workspace"`,
  );
  await adapter.dispose();
  await gina.opensHome();
  await circle.settle();
  tables = await recordsByTable(database);
  copy = JSON.stringify(await copyOf(database.db, workspace.id, gina.id));
});
afterAll(() => circle.stop());

/** What of a row the copy holds; or why it is not in it. */
type Told = { holds: unknown[] } | { why: string };

const at = (value: unknown): string => new Date(value as string).toISOString();
const isHers = (id: unknown) => id === circle.gina.id;

/** Every table. */
const IN_COPY: Record<string, (row: Row) => Told> = {
  Workspace: () => ({ holds: ['"installedGoodturn":true'] }),
  DigestSchedule: () => ({ holds: ['"choseTheDigestChannel":true'] }),
  Member: ({ name, timeZone, homeOnly }) => ({ holds: [`"name":"${name as string}"`, timeZone, homeOnly] }),
  SettingChange: ({ what }) => ({ holds: [JSON.stringify(what).slice(1, -1)] }),
  Erasure: ({ requestedAt }) => ({ holds: [at(requestedAt)] }),
  Referral: ({ recordedAt, prospect, giverId, note }) => ({
    holds: isHers(giverId) ? [at(recordedAt), prospect, note ?? ''] : [at(recordedAt)],
  }),
  GiverNote: ({ text }) => ({ holds: [text] }),
  Question: ({ askedAt }) => ({ holds: [at(askedAt)] }),
  Thanks: ({ note, thankedAt }) => ({ holds: [note, at(thankedAt)] }),
  Digest: () => ({ why: 'names nobody' }),
  Picture: ({ fileId, madeAt }) => ({ holds: [fileId, at(madeAt)] }),
  Reaction: ({ name, messageTs }) => ({ holds: [name, messageTs] }),
  Delivery: ({ recipientId, state, messageTs }) => {
    if (!isHers(recipientId)) return { why: 'is for others, and made from records that are here, or from their own' };
    return state === 'sent' ? { holds: [messageTs] } : { why: 'was never sent: nobody was told anything' };
  },
  DeliveryReferral: () => ({ why: 'names nobody' }),
  DeliveryNeed: () => ({ why: 'names nobody' }),
  Draft: ({ userId, createdAt }) =>
    isHers(userId) ? { holds: [at(createdAt)] } : { why: 'is what others typed, in a question that is open' },
  Need: ({ text }) => ({ holds: [text] }),
  NeedPass: ({ needId }) => ({ holds: [needId] }),
  Conversation: ({ authorId, theirNeed, heldOn }) =>
    isHers(authorId) ? { holds: [theirNeed, heldOn] } : { why: 'is what others noted for themselves' },
  Ask: ({ text, askedAt, criteria }) => ({ holds: [text, at(askedAt), criteria ?? ''] }),
};

/** Rows that hold her id, or words of hers; and what hangs on them. */
function hers(): [string, Row][] {
  const { id } = circle.gina;
  const own = (row: Row) => Object.values(row).some((value) => typeof value === 'string' && value.includes(id));
  const said = (row: Row) => JSON.stringify(row).includes(HERS);
  return Object.entries(tables).flatMap(([table, rows]) =>
    rows.filter((row) => own(row) || said(row)).map((row): [string, Row] => [table, row]),
  );
}

test('every table is thought of', () => {
  expect(Object.keys(IN_COPY).toSorted()).toEqual(Object.keys(tables).toSorted());
});

test('she is in every table that can hold somebody', () => {
  const there = new Set(hers().map(([table]) => table));
  const nobody = ['Digest', 'DeliveryReferral', 'DeliveryNeed'];
  expect(Object.keys(IN_COPY).filter((table) => !there.has(table))).toEqual(nobody);
});

test('each row that holds her id or her words is in her copy, or has a reason', () => {
  const missing = hers().flatMap(([table, row]) => {
    const told = IN_COPY[table]!(row);
    if ('why' in told) return [];
    return told.holds.some((value) => !copy.includes(String(value))) ? [{ table, row }] : [];
  });
  expect(missing).toEqual([]);
  // what she typed, wherever it is
  const words = hers().flatMap(([, row]) => JSON.stringify(row).match(new RegExp(`${HERS} \\w+`, 'g')) ?? []);
  expect([...new Set(words)].filter((each) => !copy.includes(each))).toEqual([]);
  expect(words.length).toBeGreaterThan(8);
});

test('the kinds of it are counted where they are shown', async () => {
  const { gina } = circle;
  await acting(() => circle)(gina).types('/referral forget me');
  for (const words of [
    'that you installed Goodturn',
    'that you chose the channel of the digest',
    '1 need you said “Not now” to',
    '1 question you asked about what you gave',
    '1 question others asked you about what they gave',
    '2 changes you made to the workspace settings',
    'the picture of your circle that your Home shows',
    /\d+ questions? of mine to you, with what you typed, kept for a week/,
  ]) {
    expect(gina.modal!.text).toMatch(words);
  }
});

test('nobody else’s own notes and ids are in it', () => {
  const { alice, bob, carol } = circle;
  for (const { id } of [alice, bob, carol]) expect(copy).not.toContain(id);
  expect(copy).not.toMatch(/kettle|T0CIRCLE/);
});
