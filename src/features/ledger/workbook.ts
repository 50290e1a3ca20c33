import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import type { Cell, Sheet } from './sheets';

type FileSheet = Parameters<typeof writeXlsxFile>[0][number];
type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number];

/** The sheets as one `.xlsx` file: typed cells, a header that stays in sight, filters on every column. */
export async function toXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const files = sheets.map(({ name, columns, rows }): FileSheet => ({
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    data: [columns.map(({ title }) => headerCell(title)), ...rows.map((cells) => cells.map(cellOf))],
  }));
  return writeXlsxFile(files, { features: [filters(sheets)] }).toBuffer();
}

const headerCell = (title: string): CellObject => ({
  value: title,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#DCE6E6',
  alignVertical: 'center',
  height: 22,
});

function cellOf(cell: Cell): CellObject | null {
  if (cell === null) return null;
  if ('day' in cell) {
    // the file holds a day without a zone, which the library takes from UTC
    return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', alignVertical: 'top' };
  }
  // always typed as text, so that no formula comes of it
  return { value: literally(cell.text), type: String, wrap: true, alignVertical: 'top' };
}

/** Spreadsheets read `_x0041_` in a text as the character with that number: the underscore is written so itself. */
const literally = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

/** Filter buttons on the header, which the library leaves to whoever wants them. */
function filters(sheets: readonly Sheet[]): Feature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _options, { sheetIndex }) => {
            const { columns, rows } = sheets[sheetIndex]!;
            const range = `A1:${String.fromCharCode(64 + columns.length)}${rows.length + 1}`;
            return content.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`);
          },
        },
      },
    },
  };
}
