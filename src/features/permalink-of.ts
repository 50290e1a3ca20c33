import { failureOf } from '../slack/failures';
import type { ShortcutRequest } from './feature';

const PERMALINK_WITHIN_MS = 1_000;

/** Where a shortcut's message is. Nice to have: a form opens without it where Slack does not answer soon. */
export async function permalinkOf({ slack, workspaceId, message, log }: ShortcutRequest): Promise<string | undefined> {
  if (!message) return undefined;
  const asked = slack
    .client(workspaceId)
    .then((client) => client.chat.getPermalink({ channel: message.channelId, message_ts: message.ts }))
    .then(({ permalink }) => permalink)
    .catch((error: unknown) => {
      log.info({ workspace: workspaceId, failure: failureOf(error) }, 'a message has no permalink for us');
      return undefined;
    });
  return slack.within(PERMALINK_WITHIN_MS, asked);
}
