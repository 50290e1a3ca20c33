import type { SlackAccess } from './access';
import { failureOf } from './failures';

/** Whether what concerns the whole workspace may be posted in a conversation, or what speaks against it. */
export type ChannelState = 'open' | 'not-a-member' | 'direct-messages' | 'shared' | 'archived';

/**
 * Asks Slack about a conversation.
 *
 * @param name as a command calls it, where known: Slack tells little of group messages that Goodturn is not in
 * @throws the Slack client's error when Slack does not answer, or says something else than yes or no
 */
export async function channelState(
  slack: SlackAccess,
  workspaceId: string,
  channelId: string,
  name = '',
): Promise<ChannelState> {
  if (channelId.startsWith('D') || name === 'directmessage' || name.startsWith('mpdm-')) return 'direct-messages';
  const client = await slack.client(workspaceId);
  try {
    const { channel } = await client.conversations.info({ channel: channelId });
    if (!channel || channel.is_im || channel.is_mpim) return 'direct-messages';
    if (channel.is_archived) return 'archived';
    // several workspaces of one company share a channel without anybody outside of it
    const beyondTheCompany = channel.is_ext_shared || (channel.is_shared && !channel.is_org_shared);
    if (beyondTheCompany || channel.is_pending_ext_shared) return 'shared';
    return channel.is_member ? 'open' : 'not-a-member';
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'refused') throw error;
    if (failure.code === 'channel_not_found') return 'not-a-member';
    // every kind of channel may be read; direct and group messages may not
    if (failure.code === 'missing_scope') return 'direct-messages';
    throw error;
  }
}
