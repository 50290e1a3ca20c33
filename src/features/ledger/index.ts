import { exportLedger } from '../export-button';
import type { Feature } from '../feature';
import { onExport, onPress } from './handlers';
import { ledgerMessages } from './messages';

/** A member's own ledger as a spreadsheet, sent to them and nobody else. */
export const ledger: Feature = {
  name: 'ledger',
  commands: { export: onExport },
  actions: { [exportLedger]: onPress },
  messages: ledgerMessages,
};
