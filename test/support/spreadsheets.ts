import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import type { Prepared } from './global-setup';

/** A cell as a CSV file has it. */
export interface CsvCell {
  value: string;
  quoted: boolean;
}

/** RFC 4180, to the letter: every line ends with CR LF unless `lineEnd` says otherwise. @throws where it is broken */
export function readCsv(text: string, lineEnd = '\r\n'): CsvCell[][] {
  const rows: CsvCell[][] = [];
  let row: CsvCell[] = [];
  let rest = text;
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const [whole, value] = quoted ? [quoted[0], quoted[1]!.replaceAll('""', '"')] : [/^[^",\r\n]*/.exec(rest)![0]];
    row.push({ value: value ?? whole, quoted: quoted !== null });
    rest = rest.slice(whole.length);
    if (rest.startsWith(',')) {
      rest = rest.slice(1);
      if (rest === '') row.push({ value: '', quoted: false });
    } else if (rest.startsWith(lineEnd)) {
      rows.push(row);
      row = [];
      rest = rest.slice(lineEnd.length);
    } else throw new Error(`no CSV: ${JSON.stringify(rest.slice(0, 40))}`);
  }
  return rows;
}

const prepared = () => JSON.parse(readFileSync(process.env.GOODTURN_PREPARED!, 'utf8')) as Prepared;

/** Skipped by name where there is no LibreOffice. */
export function describeWithLibreOffice(name: string, tests: () => void): void {
  const whenThere = prepared().libreOffice ? describe : describe.skip;
  whenThere(`${name} in LibreOffice`, tests);
}

// Comma, quotes, UTF-8, from line 1, quote every text cell, numbers and dates as shown, formulas as formulas, all sheets:
// https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
const EVERY_SHEET = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,true,false,-1';

/**
 * Opens files in LibreOffice, all in one start, and gives what it found: `name-Sheet` to its rows. What it took for text
 * is quoted; dates, numbers and formulas are not.
 */
export async function openInLibreOffice(files: { name: string; content: Buffer }[]): Promise<Map<string, CsvCell[][]>> {
  const folder = mkdtempSync(join(tmpdir(), 'goodturn-office-'));
  try {
    const [given, made] = [join(folder, 'given'), join(folder, 'made')];
    mkdirSync(given);
    for (const { name, content } of files) writeFileSync(join(given, name), content);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const paths = files.map(({ name }) => join(given, name));
    const args = ['--headless', profile, '--convert-to', EVERY_SHEET, '--outdir', made, ...paths];
    await promisify(execFile)(prepared().libreOffice!, args, { timeout: 120_000 });
    return new Map(
      readdirSync(made).map((name) => [
        name.replace(/\.csv$/, ''),
        readCsv(readFileSync(join(made, name), 'utf8'), '\n'),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
