import type { Button } from '@slack/types';
import { button } from '../slack/blocks';

/** Value: `last` or `all` conversations. Handled by the ledger. */
export const exportLedger = 'ledger.export';

/** Sends whoever presses it their own ledger, as `/referral export` does. */
export const exportButton = (): Button =>
  button('Export', exportLedger, 'last', { about: 'Export your ledger as a spreadsheet' });

/** The same with every conversation, as `/referral export all` does. */
export const exportAllButton = (): Button =>
  button('Export everything', exportLedger, 'all', { about: 'Export everything: your ledger with every conversation' });
