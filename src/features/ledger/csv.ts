import { stringify } from 'csv-stringify/sync';
import type { Sheet } from './sheets';

/**
 * One sheet as RFC 4180 has it, in UTF-8 with the mark by which Excel knows it; days as YYYY-MM-DD. What a spreadsheet
 * would take for a formula gets an apostrophe before it.
 */
export function toCsv({ columns, rows }: Sheet): Buffer {
  const lines = rows.map((cells) => cells.map((cell) => (cell === null ? '' : 'day' in cell ? cell.day : cell.text)));
  const options = { bom: true, escape_formulas: true, record_delimiter: 'windows' };
  return Buffer.from(stringify([columns.map(({ title }) => title), ...lines], options));
}
