import { useId } from 'react';
import { isObject, objectsAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { Plain } from './mrkdwn';
import { RichText } from './rich-text';

const ALIGNMENTS: Record<string, 'center' | 'right'> = { center: 'center', right: 'right' };

/** Rows of cells, the first one their headings; wide ones scroll by themselves. */
export function TableBlock({ block }: { block: Json }) {
  const id = useId();
  const [head, ...body] = rowsOf(block);
  const settings = objectsAt(block, 'column_settings');
  const lookOf = (column: number) => {
    const setting = settings[column];
    return {
      style: { textAlign: ALIGNMENTS[stringAt(setting, 'align') ?? ''] ?? ('start' as const) },
      className: setting?.['is_wrapped'] === false ? 'block-cell block-cell-whole' : 'block-cell',
    };
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it could not be scrolled without a mouse
    <section className="block-table-frame" aria-labelledby={id} tabIndex={0}>
      <table className="block-table">
        <caption id={id} className="visually-hidden">
          Table
        </caption>
        <thead>
          <tr>
            {head?.map((cell, column) => (
              <th key={column} scope="col" {...lookOf(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} {...lookOf(column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function rowsOf(block: Json): Json[][] {
  const rows: unknown = block['rows'];
  return Array.isArray(rows) ? rows.filter(Array.isArray).map((row: unknown[]) => row.filter(isObject)) : [];
}

function Cell({ cell }: { cell: Json }) {
  if (cell['type'] === 'rich_text') return <RichText block={cell} />;
  const value = cell['value'];
  const number = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return <Plain text={stringAt(cell, 'text') ?? number} />;
}
