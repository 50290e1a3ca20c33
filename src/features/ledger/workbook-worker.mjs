// @ts-check
// Makes the workbook beside the app: a long history takes a second of computing, and nobody else should wait for it.
// Plain JavaScript, because a worker loads its file itself, from src/ in the tests and from dist/ otherwise.
import { parentPort, workerData } from 'node:worker_threads';
import writeXlsxFile from 'write-excel-file/node';

/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./sheets.js').Sheet} Sheet */
/** @typedef {import('write-excel-file/node').CellObject} CellObject */

const sheets = /** @type {Sheet[]} */ (workerData);

/** @param {string} title @returns {CellObject} */
const headerCell = (title) => ({
  value: title,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#DCE6E6',
  alignVertical: 'center',
  height: 22,
});

/**
 * Spreadsheets read `_x0041_` in a text as the character with that number: the underscore is written so itself.
 *
 * @param {string} text
 */
const literally = (text) => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

/** @param {Cell} cell @returns {CellObject | null} */
function cellOf(cell) {
  if (cell === null) return null;
  if ('day' in cell) {
    // the file holds a day without a zone, which the library takes from UTC
    return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', alignVertical: 'top' };
  }
  // always typed as text, so that no formula comes of it
  return { value: literally(cell.text), type: String, wrap: true, alignVertical: 'top' };
}

/** Filter buttons on the header, which the library leaves to whoever wants them. */
const filters = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        /** @param {string} content @param {unknown} _options @param {{ sheetIndex: number }} place */
        transform(content, _options, { sheetIndex }) {
          const sheet = sheets.at(sheetIndex);
          if (!sheet) return content;
          const range = `A1:${String.fromCharCode(64 + sheet.columns.length)}${sheet.rows.length + 1}`;
          return content.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`);
        },
      },
    },
  },
};

const files = sheets.map(({ name, columns, rows }) => ({
  sheet: name,
  columns: columns.map(({ width }) => ({ width })),
  stickyRowsCount: 1,
  data: [columns.map(({ title }) => headerCell(title)), ...rows.map((cells) => cells.map(cellOf))],
}));
parentPort?.postMessage(await writeXlsxFile(files, { features: [filters] }).toBuffer());
