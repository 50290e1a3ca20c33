import { after, MINUTE_MS } from '../domain/clock';
import { failureOf } from '../slack/failures';
import type { Delivery } from '../store/delivery-store';
import type { DeliveryDeps } from './message-kind';

/** Clocks of Slack and this machine may differ by so much. */
const CLOCK_DIFFERENCE_MS = 10 * MINUTE_MS;

/** Slack answers before files are in their conversation; what is not there after this was never shared. */
const SHARED_WITHIN_MS = MINUTE_MS;

/**
 * Looks a message of unknown fate up in its conversation: by the row's id in the message's metadata, or, as a message
 * with files has none, by the ids of its files.
 *
 * @returns where it is; null when it was never posted; `not-yet` while its files may still appear; `cannot-tell` where
 *   Slack does not let us look
 */
export async function findPosted(
  deps: DeliveryDeps,
  delivery: Delivery,
): Promise<{ channelId: string; messageTs: string | null } | null | 'not-yet' | 'cannot-tell'> {
  const { channelId, claimedAt, workspaceId } = delivery;
  // the conversation is recorded before the first post, so without one nothing was posted
  if (!channelId) return null;
  const shared = await deps.db.read.deliveries.filesOf(delivery);
  const client = await deps.slack.client(workspaceId);
  const oldest = String(after(claimedAt ?? delivery.plannedAt, -CLOCK_DIFFERENCE_MS).getTime() / 1000);
  let cursor: string | undefined;
  try {
    do {
      const page = await client.conversations.history({
        channel: channelId,
        include_all_metadata: true,
        oldest,
        limit: 100,
        cursor,
      });
      for (const { ts, metadata, files = [] } of page.messages ?? []) {
        const id = (metadata?.event_payload as Record<string, unknown> | undefined)?.id;
        if (ts && id === delivery.id) return { channelId, messageTs: ts };
        if (shared && files.some((file) => shared.ids.includes(file.id ?? ''))) return { channelId, messageTs: null };
      }
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor);
    return shared && after(shared.at, SHARED_WITHIN_MS) > deps.clock.now() ? 'not-yet' : null;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'refused' && failure.code === 'missing_scope') return 'cannot-tell';
    throw error;
  }
}
