import { failureOf } from '../../slack/failures';
import type { EventRequest } from '../feature';
import { addedMessage } from './views';

/** Slack sends an event again that was not answered within 3 seconds. */
const POST_WITHIN_MS = 2_000;

/** Somebody added Goodturn to a channel: a hint for them alone. Others' joining is of no interest. */
export async function onJoined({ db, slack, log, workspaceId, event }: EventRequest): Promise<void> {
  const { user, inviter, channel } = event;
  if (typeof user !== 'string' || typeof inviter !== 'string' || typeof channel !== 'string') return;
  const workspace = await db.read.workspaces.find(workspaceId);
  if (user !== workspace?.botUserId) return;
  const client = await slack.client(workspaceId);
  const posted = client.chat.postEphemeral({ channel, user: inviter, ...addedMessage() });
  // a hint that cannot be shown is no reason to send the event again
  const shown = posted.catch((error: unknown) => {
    log.warn({ workspace: workspaceId, failure: failureOf(error) }, 'who added Goodturn could not be told');
  });
  await slack.within(POST_WITHIN_MS, shown);
}
