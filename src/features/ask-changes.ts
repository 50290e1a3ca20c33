import { ENDED, hasEnded, restsAt } from '../domain/ask-policy';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';

/** The messages about an ask; each is named by it. */
export const askKinds = {
  /** to the giver */
  ask: 'ask',
  /** to the giver, once, when the asker says that the criteria are met */
  again: 'ask_again',
  /** to the asker; occurrence: the round of asking that it answers */
  answer: 'ask_answer',
} as const;

/** "Not taking asks now", or taking them again; in a transaction that holds the member's row. */
export async function setAsksOff(
  store: Store,
  workspaceId: string,
  userId: string,
  asksOff: boolean,
  now: Date,
): Promise<void> {
  await store.members.setAsksOff(workspaceId, userId, asksOff);
  const waiting = await store.asks.waitingFor(workspaceId, userId);
  await store.deliveries.redrawAbout(
    workspaceId,
    waiting.map(({ id }) => id),
    now,
  );
}

/** The ask that a referral from `giverId` to `receiverId` answers; null where it answers none. */
export async function askAnsweredBy(
  store: Store,
  workspaceId: string,
  askId: string | undefined,
  giverId: string,
  receiverId: string,
): Promise<string | null> {
  if (!askId) return null;
  const ask = await store.asks.hold(workspaceId, askId);
  const isTheirs = ask?.giverId === giverId && ask.askerId === receiverId;
  return ask && isTheirs && ask.state !== 'withdrawn' && !hasEnded(ask) ? ask.id : null;
}

/** The giver has given what was asked for: everybody sees it, and what they see follows the referral from now on. */
export async function acceptAsk(store: Store, { workspaceId, askId, id }: Referral, now: Date): Promise<void> {
  if (!askId) return;
  await store.asks.change(workspaceId, askId, { state: 'accepted', answeredAt: now }, now);
  for (const kind of Object.values(askKinds)) {
    const sent = await store.deliveries.about(workspaceId, kind, askId);
    for (const message of sent) await store.deliveries.alsoShow(workspaceId, message.id, id);
  }
}

/**
 * A referral that answered an ask was withdrawn: with no other one, the ask waits for the giver again, unless one of the
 * two has left meanwhile.
 */
export async function reopenAsk(store: Store, { workspaceId, askId }: Referral, now: Date): Promise<void> {
  if (!askId) return;
  const ask = await store.asks.hold(workspaceId, askId);
  if (ask?.state !== 'accepted' || (await store.referrals.answering(workspaceId, askId)).length > 0) return;
  const people = await store.members.findMany(workspaceId, [ask.askerId, ask.giverId]);
  const stands = people.some(({ leftAt }) => leftAt) ? ENDED : { state: 'open' as const, restsAt: restsAt(now) };
  await store.asks.change(workspaceId, askId, { ...stands, answeredAt: null }, now);
}
