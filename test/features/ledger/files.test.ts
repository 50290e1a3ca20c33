import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sheetsOf } from '../../../src/features/ledger/sheets';
import { toXlsx } from '../../../src/features/ledger/workbook';
import { PrismaClient } from '../../../src/store/generated/sqlite/client';
import { adapterFor } from '../../../src/store/open-database';
import { type Circle, startCircle } from '../../support/circle';
import { type CsvCell, describeWithLibreOffice, openInLibreOffice } from '../../support/spreadsheets';
import { acting } from '../give/acting';
import { refer, stopQuietly, withdraw } from '../thanks/circle-of-thanks';
import { cellsOf, met, newestLedger, partsOf } from './circle-of-ledgers';

let circle: Circle;
const by = acting(() => circle);
let ginas: { xlsx: Buffer; csv: Buffer };
let alices: { xlsx: Buffer; csv: Buffer };

const LINK = '=HYPERLINK("https://evil.example","Bob")';
const HEADER = [
  'Person',
  'Last conversation',
  'What they need',
  'I gave them',
  'When',
  'Became business',
  'They gave me',
  'When',
  'Warmth',
  'Became business',
];

// A little of everything between Gina (Chicago), Alice (New York) and the others.
beforeAll(async () => {
  circle = await startCircle();
  const { gina, alice, bob, carol, workspace, database, clock } = circle;
  const change = (id: string, data: object) =>
    database.db.transaction((store) => store.referrals.change(workspace.id, id, data, clock.now()));
  const silent = { told: false };
  await workspace.rename(carol, { displayName: '@カロル 🌱' });
  await circle.settle();

  await met(circle, gina, alice, '2026-09-01', 'a lawyer');
  await met(circle, gina, alice, '2026-11-02', 'a printer\nwho is quick, "cheap"\nand good');
  await met(circle, gina, bob, '2026-11-03', '+1 555 0100');
  await met(circle, gina, carol, '2026-11-04');
  await met(circle, alice, gina, '2026-11-05', 'secret of Alice');

  // 23:30 on the 9th in Chicago, half an hour after midnight in New York
  const first = await refer(circle, gina, alice, LINK, { ...silent, at: '2026-10-10T04:30:00Z' });
  await change(first.id, { outcome: 'business', outcomeAt: clock.now(), warmth: 'hot', note: '-2+3 is a note' });
  await refer(circle, gina, alice, '＝1+1', { ...silent, at: '2026-10-12T15:00:00Z', private: true });
  await withdraw(circle, await refer(circle, gina, alice, 'Taken back', { ...silent, at: '2026-10-13T15:00:00Z' }));
  const back = await refer(circle, alice, gina, 'ليلى وشركاؤها', { ...silent, at: '2026-10-20T15:00:00Z' });
  await change(back.id, { warmth: 'warm', outcome: 'no_fit', outcomeAt: clock.now(), outcomeReason: 'smaller jobs' });
  // never met, but given to
  await refer(circle, gina, circle.ada, 'Nobody met', { ...silent, at: '2026-10-21T15:00:00Z' });
  await database.db.transaction((store) =>
    store.thanks.say(workspace.id, first.id, 'thanks-1', {
      batchId: 'batch-1',
      note: '@Gina, it made my week',
      kind: 'note',
      mayQuote: false,
      source: 'form',
      thankedAt: clock.now(),
    }),
  );
  await noteDown(first.id, gina.id, 'a note of Gina');
  await noteDown(back.id, alice.id, 'a note of Alice');
  await by(bob).types('/referral need _x0041_ van');
  await by(gina).types('/referral need a bookkeeper');
  await by(gina).types('/referral export');
  await by(alice).types('/referral export');
  ginas = newestLedger(gina);
  alices = newestLedger(alice);
});
afterAll(() => stopQuietly(circle));

/** What a giver notes about a referral for themselves. */
async function noteDown(referralId: string, giverId: string, text: string): Promise<void> {
  const client = new PrismaClient({ adapter: adapterFor(circle.database.url) });
  const changedAt = circle.clock.now();
  await client.giverNote.create({ data: { workspaceId: circle.workspace.id, referralId, giverId, text, changedAt } });
  await client.$disconnect();
}

const EMPTY3 = ['', '', ''];
const EMPTY4 = ['', '', '', ''];
const NEED = 'a printer\nwho is quick, "cheap"\nand good';

describe('the .csv file', () => {
  test('has a row for each conversation, and further ones for what passed besides', () => {
    expect(cellsOf(ginas.csv)).toEqual([
      HEADER,
      ["'@カロル 🌱", '2026-11-04', '', ...EMPTY3, ...EMPTY4],
      ['Bob', '2026-11-03', "'+1 555 0100", ...EMPTY3, ...EMPTY4],
      // beside the latest conversation, each referral once, each side newest first
      [
        'Alice',
        '2026-11-02',
        NEED,
        "'＝1+1",
        '2026-10-12',
        'Not known yet',
        'ليلى وشركاؤها',
        '2026-10-20',
        'Warm',
        'No',
      ],
      ['Alice', '2026-11-02', '', `'${LINK}`, '2026-10-09', 'Yes', ...EMPTY4],
      ['Alice', '2026-09-01', 'a lawyer', ...EMPTY3, ...EMPTY4],
      ['Ada', '', '', 'Nobody met', '2026-10-21', 'Not known yet', ...EMPTY4],
    ]);
  });

  test('begins no cell with what a spreadsheet takes for a formula', () => {
    const cells = cellsOf(ginas.csv).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => cell.startsWith("'"))).toHaveLength(4);
  });
});

describe('what is in it', () => {
  test("is one's own: neither others' conversations, nor their own notes, nor what was withdrawn", () => {
    const texts = (xlsx: Buffer) => partsOf(xlsx)['xl/sharedStrings.xml']!;
    expect(texts(ginas.xlsx)).not.toContain('secret of Alice');
    expect(texts(alices.xlsx)).toContain('secret of Alice');
    expect(texts(alices.xlsx)).not.toContain('a lawyer');
    expect(texts(ginas.xlsx)).not.toContain('Taken back');
    expect(texts(alices.xlsx)).not.toContain('Nobody met');
    const notes = (xlsx: Buffer) => texts(xlsx).match(/a note of \w+/g);
    expect([notes(ginas.xlsx), notes(alices.xlsx)]).toEqual([['a note of Gina'], ['a note of Alice']]);
  });
});

describe('the .xlsx file', () => {
  test('keeps its header in sight, filters every column, and holds no formula', () => {
    const parts = partsOf(ginas.xlsx);
    expect([...parts['xl/workbook.xml']!.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'Conversations',
      'Referrals',
      'Open needs',
    ]);
    const sheets = [1, 2, 3].map((number) => parts[`xl/worksheets/sheet${number}.xml`]!);
    // Excel would read the bare one as an A
    expect(parts['xl/sharedStrings.xml']).toContain('_x005F_x0041_ van');
    for (const sheet of sheets) {
      expect(sheet).toMatch(/<pane ySplit="1"[^>]* state="frozen"\/>/);
      expect(sheet).not.toContain('<f>');
      for (const [, width] of sheet.matchAll(/<col [^>]*width="(\d+)"/g)) {
        expect(Number(width)).toBeGreaterThanOrEqual(10);
        expect(Number(width)).toBeLessThanOrEqual(60);
      }
    }
    expect(sheets.map((sheet) => /<autoFilter ref="([^"]+)"/.exec(sheet)?.[1])).toEqual(['A1:J7', 'A1:L5', 'A1:C3']);
  });
});

describeWithLibreOffice('the ledger', () => {
  let opened: Map<string, CsvCell[][]>;
  const text = (value: string): CsvCell => ({ value, quoted: true });
  const other = (value: string): CsvCell => ({ value, quoted: false });
  const none = other('');

  // one start for everything
  beforeAll(async () => {
    const empty = await toXlsx(
      sheetsOf(
        { conversations: [], given: [], received: [], needs: [], unmet: [], hasMore: false, nameOf: String },
        'UTC',
      ),
    );
    opened = await openInLibreOffice([
      { name: 'gina.xlsx', content: ginas.xlsx },
      { name: 'alice.xlsx', content: alices.xlsx },
      { name: 'empty.xlsx', content: empty },
      { name: 'plain.csv', content: ginas.csv },
    ]);
  }, 150_000);

  test('opens with its three sheets, people in words, days as dates, and nothing as a formula', () => {
    expect([...opened.keys()].filter((name) => name.startsWith('gina')).sort()).toEqual([
      'gina-Conversations',
      'gina-Open needs',
      'gina-Referrals',
    ]);
    const blank = (count: number) => Array.from({ length: count }, () => none);
    const day = other('2026-11-02');
    const aliceGiven = [text('Alice'), day, text(NEED), text('＝1+1'), other('2026-10-12'), text('Not known yet')];
    const aliceReceived = [text('ليلى وشركاؤها'), other('2026-10-20'), text('Warm'), text('No')];
    expect(opened.get('gina-Conversations')).toEqual([
      HEADER.map(text),
      [text('@カロル 🌱'), other('2026-11-04'), ...blank(8)],
      [text('Bob'), other('2026-11-03'), text('+1 555 0100'), ...blank(7)],
      [...aliceGiven, ...aliceReceived],
      [text('Alice'), other('2026-11-02'), none, text(LINK), other('2026-10-09'), text('Yes'), ...blank(4)],
      [text('Alice'), other('2026-09-01'), text('a lawyer'), ...blank(7)],
      [text('Ada'), ...blank(2), text('Nobody met'), other('2026-10-21'), text('Not known yet'), ...blank(4)],
    ]);
  });

  test('has every referral on the second sheet, those with nobody met too', () => {
    const values = opened.get('gina-Referrals')!.map((row) => row.map(({ value }) => value));
    expect(values).toEqual([
      [
        'Given or received',
        'Person',
        'To whom',
        'When',
        'Warmth',
        'Note',
        'Thanked',
        'Thank-you note',
        'Became business',
        'What would have fitted better',
        'My own note',
        'Kept out of the digest',
      ],
      ['Given', 'Ada', 'Nobody met', '2026-10-21', '', '', '', '', 'Not known yet', '', '', ''],
      ['Received', 'Alice', 'ليلى وشركاؤها', '2026-10-20', 'Warm', '', '', '', 'No', 'smaller jobs', '', ''],
      ['Given', 'Alice', '＝1+1', '2026-10-12', '', '', '', '', 'Not known yet', '', '', 'Yes'],
      [
        'Given',
        'Alice',
        LINK,
        '2026-10-09',
        'Hot',
        '-2+3 is a note',
        'Yes',
        '@Gina, it made my week',
        'Yes',
        '',
        'a note of Gina',
        '',
      ],
    ]);
    const days = opened
      .get('gina-Referrals')!
      .slice(1)
      .map((row) => row[3]!);
    expect(days.every(({ quoted }) => !quoted)).toBe(true);
  });

  test('has what everybody looks for on the third, its owner first', () => {
    expect(opened.get('gina-Open needs')).toEqual([
      [text('Person'), text('What they need'), text('Since')],
      [text('Gina'), text('a bookkeeper'), other('2026-11-24')],
      [text('Bob'), text('_x0041_ van'), other('2026-11-24')],
    ]);
  });

  test('gives each owner the days of their own zone', () => {
    const given = opened.get('alice-Referrals')!.find((row) => row[2]?.value === LINK);
    expect(given?.[3]).toEqual(other('2026-10-10'));
    expect(given?.slice(0, 2)).toEqual([text('Received'), text('Gina')]);
  });

  test('opens with headers where it holds nothing', () => {
    expect(opened.get('empty-Conversations')).toEqual([HEADER.map(text)]);
  });

  test('as .csv becomes text and dates too', () => {
    // without a person who confirms UTF-8 it takes the file for Latin-1: what is no ASCII is not looked at here
    const rows = opened.get('plain-plain') ?? opened.get('plain')!;
    expect(rows[4]?.[3]).toEqual(text(`'${LINK}`));
    expect(rows[4]?.[4]).toEqual(other('2026-10-09'));
  });
});
