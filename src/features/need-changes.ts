import { randomUUID } from 'node:crypto';
import { askedAt } from '../domain/need-policy';
import { sameText } from '../domain/user-text';
import type { Delivery } from '../store/delivery-store';
import type { Need, NeedChange } from '../store/need-store';
import type { Store } from '../store/store';
import { NEED_CHECK } from './prompts';

/** Asks a member whether their need, as somebody else has noted it, may go on the board. Subject: the conversation. */
export const NEED_CONSENT = 'need_consent';

/** The origin of a need that goes back to a conversation that somebody else has logged. */
export const consentOrigin = (conversationId: string): string => `consent:${conversationId}`;

interface Stated {
  authorId: string;
  /** clean, and looked at by needProblem */
  text: string;
  /** the request that states it */
  origin: string;
}

/**
 * Puts a need on the board, in a transaction that holds its author's row. The same request finds the one it stated; the
 * same words find the need that is open already.
 */
export async function stateNeed(
  store: Store,
  workspaceId: string,
  { authorId, text, origin }: Stated,
  now: Date,
): Promise<{ need: Need; isNew: boolean }> {
  const done = await store.needs.byOrigin(workspaceId, origin);
  if (done) return { need: done, isNew: true };
  const same = (await store.needs.openOf(workspaceId, authorId)).find((need) => sameText(need.text, text));
  if (same) return { need: same, isNew: false };
  const stated = { id: randomUUID(), authorId, text, origin, statedAt: now, checkAt: askedAt(now) };
  return { need: await store.needs.state(workspaceId, stated), isNew: true };
}

/** Changes a need, and has every message that shows it redrawn, in a transaction. */
export async function changeNeed(store: Store, need: Need, change: NeedChange, now: Date): Promise<Need> {
  const { workspaceId, id, authorId, origin } = need;
  const changed = await store.needs.change(workspaceId, id, change);
  const checks = await store.deliveries.about(workspaceId, NEED_CHECK, authorId);
  const shown = checks.filter((check) => needsAskedIn(check).needIds.includes(id));
  if (origin.startsWith('consent:')) {
    shown.push(...(await store.deliveries.about(workspaceId, NEED_CONSENT, origin.replace('consent:', ''))));
  }
  await store.deliveries.redraw(
    workspaceId,
    shown.map((delivery) => delivery.id),
    now,
  );
  await store.deliveries.redrawShowingNeed(workspaceId, id, now);
  await redrawLatestDigest(store, workspaceId, now);
  if (change.text !== undefined) {
    const answers = await store.needs.answers(workspaceId, [id]);
    const ids = answers.map((referral) => referral.id);
    if (ids.length > 0) await store.deliveries.redrawShowing(workspaceId, ids, now);
  }
  return changed;
}

/** Somebody has left: what they were looking for is over, also when they come back. */
export async function endNeedsOf(store: Store, workspaceId: string, userId: string, now: Date): Promise<void> {
  if (await store.needs.endAllOf(workspaceId, userId, now)) await redrawLatestDigest(store, workspaceId, now);
}

/** Older ones stay as they are: they tell of weeks that are over. */
async function redrawLatestDigest(store: Store, workspaceId: string, now: Date): Promise<void> {
  const latest = await store.digests.latest(workspaceId);
  const posted = latest && (await store.deliveries.named(workspaceId, 'digest', latest.id));
  if (posted) await store.deliveries.redraw(workspaceId, [posted.id], now);
}

/** Names one question about needs: when it was asked, and about which. */
export function checkOccurrence(asked: Date, needIds: string[]): string {
  return `${asked.getTime()}:${needIds.join(',')}`;
}

/** Reads it. */
export function needsAskedIn({ occurrence }: Pick<Delivery, 'occurrence'>): { asked: Date; needIds: string[] } {
  const [asked = '', ids = ''] = occurrence.split(':');
  return { asked: new Date(Number(asked)), needIds: ids.split(',') };
}
