import type { Button } from '@slack/types';
import { button } from '../slack/blocks';

/** What the App Home opens of other features: each of them handles its own. */
export const openIds = {
  /** the form "Ask somebody"; no value */
  ask: 'asks.form.open',
  /** the board of needs; no value */
  board: 'needs.board.open',
  /** the conversations that the presser has logged; no value */
  conversations: 'conversations.list.open',
  /** a page of what passed between the presser and one member, or everybody; value: as `writePage` writes it */
  list: 'list.page.open',
  /** the digest as it would be now; no value */
  digest: 'digest.preview.open',
  /** everything that can be typed; no value */
  help: 'help.commands.open',
} as const;

export const opening = (label: string, what: keyof typeof openIds, value = 'open', about?: string): Button =>
  button(label, openIds[what], value, { about });
