import { hasEnded } from '../domain/ask-policy';
import { askPhrase } from '../domain/ask-text';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';
import { acceptAsk, askAnsweredBy, reopenAsk } from './ask-changes';
import { formOver } from './refusals';

/** What a referral answers, as a form that was opened filled in says. */
export interface GivenFor {
  needId?: string;
  askId?: string;
}

/**
 * Why what a form was opened for is over; null where it stands. Asked before anything is recorded: the form is then
 * shown once more with this sentence, and records without the link.
 */
export async function linkGone(store: Store, workspaceId: string, link: GivenFor): Promise<string | null> {
  const { needId, askId } = link;
  const need = needId ? await store.needs.find(workspaceId, needId) : null;
  if (need && need.state !== 'open') {
    const author = await store.members.find(workspaceId, need.authorId);
    return formOver.need(author?.name, need.text);
  }
  const ask = askId ? await store.asks.find(workspaceId, askId) : null;
  if (!ask || (ask.state !== 'withdrawn' && !hasEnded(ask))) return null;
  if (ask.state !== 'withdrawn') return formOver.askEnded(askPhrase(ask.text));
  const asker = await store.members.find(workspaceId, ask.askerId);
  return formOver.askWithdrawn(asker?.name, askPhrase(ask.text));
}

/** What the referral of one receiver is linked to, in the transaction that records it. */
export async function linkFor(
  store: Store,
  workspaceId: string,
  { needId, askId }: GivenFor,
  giverId: string,
  receiverId: string,
): Promise<{ needId: string | null; askId: string | null }> {
  const need = needId ? await store.needs.find(workspaceId, needId) : null;
  return {
    needId: need?.authorId === receiverId && need.state === 'open' ? need.id : null,
    askId: await askAnsweredBy(store, workspaceId, askId, giverId, receiverId),
  };
}

/** What follows for whoever asked, in the transaction that records the referral and owes its message. */
export async function onRecorded(store: Store, referral: Referral, now: Date): Promise<void> {
  await acceptAsk(store, referral, now);
  await redrawNeed(store, referral, now);
}

/** What follows when the giver withdraws it, in that transaction. */
export async function onTakenBack(store: Store, referral: Referral, now: Date): Promise<void> {
  await reopenAsk(store, referral, now);
  await redrawNeed(store, referral, now);
}

/** What shows the need may tell its reader that they have helped with it. */
async function redrawNeed(store: Store, { workspaceId, needId }: Referral, now: Date): Promise<void> {
  if (needId) await store.deliveries.redrawShowingNeed(workspaceId, needId, now);
}
