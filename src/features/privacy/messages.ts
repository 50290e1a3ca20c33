import type { MessageKind } from '../../delivery/message-kind';
import { dateIn } from '../../domain/when';
import { usableZone } from '../../domain/working-hours';
import { copyOf } from './copy';
import { aboveCopy, notSent } from './views';

export const COPY = 'privacy-copy';
const NOT_SENT = 'privacy-copy-not-sent';

/** The file, to whoever asked for it; of each request once. */
export const copyFile: MessageKind = {
  kind: COPY,
  async render({ db, workspaceId, now, recipient }, { recipientId }) {
    const workspace = await db.read.workspaces.find(workspaceId);
    const zone = usableZone(recipient?.timeZone, workspace?.timeZone ?? 'UTC');
    const copy = await copyOf(db, workspaceId, recipientId!);
    const content = Buffer.from(`${JSON.stringify(copy, null, 2)}\n`);
    return { text: aboveCopy, files: [{ name: `goodturn-about-me-${dateIn(now, zone)}.json`, content }] };
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

/** Why it did not come, to whoever asked. */
export const copyNotSent: MessageKind = {
  kind: NOT_SENT,
  render: async (_context, { occurrence }) => notSent(occurrence),
};
