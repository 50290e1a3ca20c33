import type { KnownBlock } from '@slack/types';

/** Rows on a page. */
export const ROWS = 10;
/** What Slack takes in one message is about 13,000 characters of blocks. */
const ROOM = 12_000;

/** The first items as rows: ten of usual length, fewer of long ones, one at least. */
export function rowsThatFit<T>(items: readonly T[], rowOf: (item: T) => KnownBlock[]): KnownBlock[][] {
  const rows: KnownBlock[][] = [];
  let length = 0;
  for (const item of items.slice(0, ROWS)) {
    const row = rowOf(item);
    length += JSON.stringify(row).length;
    if (rows.length > 0 && length > ROOM) break;
    rows.push(row);
  }
  return rows;
}
