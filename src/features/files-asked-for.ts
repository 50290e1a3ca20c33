import type { MessageKind, RenderContext } from '../delivery/message-kind';
import { dateIn } from '../domain/when';
import { usableZone } from '../domain/working-hours';
import type { Message } from '../slack/blocks';
import type { FilesMessage } from '../slack/files';
import type { Delivery } from '../store/delivery-store';

interface FilesAskedFor {
  kind: string;
  /** @param zone of whoever asked @param day today there, YYYY-MM-DD */
  make(context: RenderContext, delivery: Delivery, zone: string, day: string): Promise<FilesMessage>;
  /** Why they did not come. @param code Slack's, or `fate unknown` */
  notSent(code: string): Message;
}

/** The message that hands files to whoever asked for them, of each request once, and the one that says why it cannot. */
export function filesAskedFor({ kind, make, notSent }: FilesAskedFor): MessageKind[] {
  const NOT_SENT = `${kind}-not-sent`;
  return [
    {
      kind,
      async render(context, delivery) {
        const { db, workspaceId, now, recipient } = context;
        const workspace = await db.read.workspaces.find(workspaceId);
        const zone = usableZone(recipient?.timeZone, workspace?.timeZone ?? 'UTC');
        return make(context, delivery, zone, dateIn(now, zone));
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
    },
    { kind: NOT_SENT, render: async (_context, { occurrence }) => notSent(occurrence) },
  ];
}
