import { goesOut } from '../../domain/card-policy';
import type { Delivery } from '../../store/delivery-store';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import { nextWritingTime, type WritingTime } from '../writing-time';
import type { CardRow } from './views';

/** The kind of the message that tells a giver that a card or gift is on its way. Subject: thanks said together. */
export const CARD_SENT = 'card_sent';

/** Names what one such message says is on its way: it stays that, whatever the thanks become. */
export const cardSentOf = (kind: 'card' | 'gift', place: number): string => `${kind} ${place}`;

/** What such a message says is on its way; null where its name does not tell, as the thanks are now. */
export function kindOf({ occurrence }: Pick<Delivery, 'occurrence'>): 'card' | 'gift' | null {
  const [kind] = occurrence.split(' ');
  return kind === 'card' || kind === 'gift' ? kind : null;
}

/** Names "Never mind" as the answer to one reminder: a message to the giver that is never sent. */
export const neverMindTo = (reminderId: string): string => `never mind: ${reminderId}`;

/** Whether it is still to be said what became of the card or gift of these thanks, as far as the referral goes. */
export function isAsked({ withdrawnAt, thanks }: Referral): boolean {
  if (withdrawnAt || !thanks || !goesOut(thanks.kind)) return false;
  return thanks.cardCheckAt === null && thanks.cardSentAt === null;
}

/** What a reminder shows: a row for thanks that were said together. */
export async function rowsOf(
  store: Store,
  delivery: Delivery,
  referrals: readonly Referral[],
  nameOf: (userId: string) => string,
  time: WritingTime,
): Promise<CardRow[]> {
  const batches = new Map<string, Referral[]>();
  for (const referral of referrals) {
    const batchId = referral.thanks?.batchId;
    if (batchId) batches.set(batchId, [...(batches.get(batchId) ?? []), referral]);
  }
  const rows: CardRow[] = [];
  for (const [batchId, together] of batches) {
    const [first] = together;
    const { kind, cardSentAt, cardCheckAt } = first!.thanks!;
    const standing = together.filter(({ withdrawnAt }) => !withdrawnAt);
    const neverMind = await store.deliveries.named(delivery.workspaceId, CARD_SENT, batchId, neverMindTo(delivery.id));
    rows.push({
      batchId,
      giver: nameOf(first!.giverId),
      prospects: standing.map(({ prospect }) => prospect),
      kind,
      answer: cardSentAt ? 'sent' : cardCheckAt ? 'later' : neverMind ? 'never mind' : null,
      asksAgainAt: cardCheckAt && nextWritingTime(cardCheckAt, time),
    });
  }
  return rows;
}
