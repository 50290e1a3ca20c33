import type { Button } from '@slack/types';
import { button } from '../slack/blocks';

/** Handled by the ledger. */
export const exportLedger = 'ledger.export';

/** Sends whoever presses it their own ledger, as `/referral export` does. */
export const exportButton = (): Button =>
  button('Export', exportLedger, 'last', { about: 'Export your ledger as a spreadsheet' });
