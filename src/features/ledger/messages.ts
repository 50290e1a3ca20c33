import { filesAskedFor } from '../files-asked-for';
import { readLedger } from './contents';
import { toCsv } from './csv';
import { sheetsOf } from './sheets';
import { above, notSent, type Scope } from './views';
import { toXlsx } from './workbook';

export const FILES = 'ledger';

const ALL = 'all';

/** What of it is asked for is part of the delivery's name. */
export const occurrenceOf = (scope: Scope): string => (scope === 'all' ? ALL : '');

/** To whoever asked for it: the ledger, in two files. */
export const ledgerMessages = filesAskedFor({
  kind: FILES,
  async make({ db, workspaceId }, { recipientId, occurrence }, zone, day) {
    const scope = occurrence === ALL ? 'all' : 'last';
    const ledger = await readLedger(db, workspaceId, recipientId!, scope);
    const sheets = sheetsOf(ledger, zone);
    const name = `goodturn-ledger-${day}`;
    return {
      text: above({
        conversations: ledger.conversations.length,
        hasMore: ledger.hasMore,
        referrals: ledger.given.length + ledger.received.length,
        needs: ledger.needs.length,
      }),
      files: [
        { name: `${name}.xlsx`, content: await toXlsx(sheets) },
        { name: `${name}.csv`, content: toCsv(sheets[0]) },
      ],
    };
  },
  notSent,
});
