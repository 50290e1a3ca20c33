/** One page of what a member gave and received: shown by the list, and again after a change to one of its rows. */
export interface Page {
  show: 'all' | 'given' | 'received' | { with: string };
  /** how many newer ones come before it */
  from: number;
}

export const pageIds = { older: 'list.page.older', newer: 'list.page.newer' } as const;

/** The page in a button's value or a block's id: `given:20`, `with.U123:0`. */
export function writePage({ show, from }: Page): string {
  return `${typeof show === 'string' ? show : `with.${show.with}`}:${from}`;
}

/** @returns null for anything that writePage did not write */
export function readPage(text: string): Page | null {
  const [, simple, other, from] = /^(?:(all|given|received)|with\.([UW][A-Z0-9]+)):(\d{1,5})$/.exec(text) ?? [];
  if (simple) return { show: simple as 'all' | 'given' | 'received', from: Number(from) };
  return other ? { show: { with: other }, from: Number(from) } : null;
}

/** The name of a row's block. */
export const blockOf = (page: Page, referralId: string): string => `list:${writePage(page)}:${referralId}`;

/** The page that a row's block belongs to; null for every other block. */
export function pageOfBlock(blockId: string | undefined): Page | null {
  const [, page = ''] = /^list:(.+:\d+):[^:]+$/.exec(blockId ?? '') ?? [];
  return readPage(page);
}
