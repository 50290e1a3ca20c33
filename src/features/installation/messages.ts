import type { MessageKind } from '../../delivery/message-kind';
import type { Store } from '../../store/store';
import { installedMessage } from './views';

const INSTALLED = 'installed';

/**
 * Owes the installer a message, in the transaction that stores the installation. Nobody else is told.
 *
 * @param uninstalledAt when the one before it ended; null: there was none, or it goes on and the installer knows
 */
export async function tellInstaller(
  store: Store,
  workspaceId: string,
  installerId: string,
  uninstalledAt: Date | null,
  now: Date,
): Promise<void> {
  await store.deliveries.plan(workspaceId, {
    kind: INSTALLED,
    subjectId: workspaceId,
    // one for each installation: more scopes for the same one is no other
    occurrence: uninstalledAt?.toISOString() ?? '',
    recipientId: installerId,
    dueAt: now,
  });
}

/** To whoever installed Goodturn: what it does, and how to begin. */
export const installed: MessageKind = {
  kind: INSTALLED,
  async render({ db, workspaceId, recipient }) {
    const workspace = await db.read.workspaces.find(workspaceId);
    if (!workspace) return 'nothing';
    return installedMessage(workspace.name, recipient?.isAdmin ?? false);
  },
};
