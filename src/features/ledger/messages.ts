import type { MessageKind } from '../../delivery/message-kind';
import { dateIn } from '../../domain/when';
import { usableZone } from '../../domain/working-hours';
import { readLedger } from './contents';
import { toCsv } from './csv';
import { sheetsOf } from './sheets';
import { above, notSent, type Scope } from './views';
import { toXlsx } from './workbook';

export const FILES = 'ledger';
const NOT_SENT = 'ledger-not-sent';

const ALL = 'all';

/** What of it is asked for is part of the delivery's name. */
export const occurrenceOf = (scope: Scope): string => (scope === 'all' ? ALL : '');

/** The two files, to whoever asked for them; of each request once. */
export const ledgerFiles: MessageKind = {
  kind: FILES,
  async render({ db, workspaceId, now, recipient }, { recipientId, occurrence }) {
    const scope = occurrence === ALL ? 'all' : 'last';
    const workspace = await db.read.workspaces.find(workspaceId);
    const zone = usableZone(recipient?.timeZone, workspace?.timeZone ?? 'UTC');
    const ledger = await readLedger(db, workspaceId, recipientId!, scope);
    const sheets = sheetsOf(ledger, zone);
    const name = `goodturn-ledger-${dateIn(now, zone)}`;
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
  async refused(store, { workspaceId, id, recipientId }, code, now) {
    await store.deliveries.plan(workspaceId, {
      kind: NOT_SENT,
      subjectId: id,
      occurrence: code,
      recipientId: recipientId!,
      dueAt: now,
    });
  },
};

/** Why they did not come, to whoever asked. */
export const ledgerNotSent: MessageKind = {
  kind: NOT_SENT,
  render: async (_context, { occurrence }) => notSent(occurrence),
};
