import type { DigestSchedule } from '../../store/digest-store';
import type { Store } from '../../store/store';

/** Slack's answers that are about the message, not about the channel: the next digest may do better in the same one. */
const ABOUT_THE_MESSAGE = /^(invalid_|msg_|no_text|markdown_|metadata_|too_many_)/;

/** Whether a refused post means that no digest can be posted in the channel. */
export function isChannelLost(code: string): boolean {
  return !ABOUT_THE_MESSAGE.test(code);
}

/**
 * Notes that digests cannot be posted in their channel any more, in a transaction, and tells whoever chose it: once.
 *
 * @param code Slack's reason, or `shared`
 */
export async function loseChannel(
  store: Store,
  { workspaceId, channelId, chosenById }: Pick<DigestSchedule, 'workspaceId' | 'channelId' | 'chosenById'>,
  code: string,
  now: Date,
): Promise<void> {
  if (!(await store.digests.channelLost(workspaceId, channelId, now))) return;
  await store.deliveries.plan(workspaceId, {
    kind: 'digest_lost',
    subjectId: `${channelId}:${code}`,
    occurrence: now.toISOString(),
    recipientId: chosenById,
    dueAt: now,
  });
}
