import { after, DAY_MS } from './clock';

export type ThanksKind = 'note' | 'card' | 'gift' | 'in_person';

const ASKED_AFTER_MS = 7 * DAY_MS;

/** Whether something goes out beside the words: a handwritten card, or a gift. */
export function goesOut(kind: ThanksKind): kind is 'card' | 'gift' {
  return kind === 'card' || kind === 'gift';
}

/** When the receiver is asked whether it went out: counted from their thanks, or from "Remind me again". */
export function cardAskedAt(said: Date): Date {
  return after(said, ASKED_AFTER_MS);
}

interface CardState {
  cardCheckAt: Date | null;
  cardSentAt: Date | null;
}

/** How it stands with the card or gift when thanks are said, or changed from what they were `before`. */
export function cardAfter(before: (CardState & { kind: ThanksKind }) | null, kind: ThanksKind, now: Date): CardState {
  if (before?.kind === kind) return { cardCheckAt: before.cardCheckAt, cardSentAt: before.cardSentAt };
  if (!goesOut(kind)) return { cardCheckAt: null, cardSentAt: null };
  // a gift in place of a card is asked about when the card would have been; where that was asked, or is settled, anew
  const stillAhead = before !== null && goesOut(before.kind) && before.cardSentAt === null ? before.cardCheckAt : null;
  return { cardCheckAt: stillAhead ?? cardAskedAt(now), cardSentAt: null };
}
