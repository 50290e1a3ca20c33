import { after } from '../../domain/clock';
import type { EventRequest, Feature } from '../feature';
import { onJoined } from './added';
import { installed } from './messages';

// `app_uninstalled` and `tokens_revoked` come in no fixed order, and either may be the only one.
async function onUninstalled({ db, clock, log, workspaceId, event, happenedAt }: EventRequest): Promise<void> {
  const revokedBots = (event.tokens as { bot?: string[] } | undefined)?.bot;
  if (event.type === 'tokens_revoked' && !revokedBots?.length) return;
  // within that second it may have been at any moment
  const by = after(happenedAt, 999);
  if (await db.transaction((store) => store.workspaces.uninstall(workspaceId, clock.now(), by))) return;
  log.info({ workspace: workspaceId, event: event.type }, 'an uninstall of an earlier installation, or known already');
}

/**
 * Being installed: who did it is told how to begin. Being added to a channel. Being uninstalled: nothing is sent any more;
 * an installation again goes on where it was.
 */
export const installation: Feature = {
  name: 'installation',
  events: { app_uninstalled: onUninstalled, tokens_revoked: onUninstalled, member_joined_channel: onJoined },
  messages: [installed],
};
