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

interface Said {
  kind: ThanksKind;
  cardCheckAt: Date | null;
  cardSentAt: Date | null;
}

/** The same when thanks are said, or changed from what they were `before`. */
export function nextCardCheck(before: Said | null, kind: ThanksKind, now: Date): Date | null {
  if (!goesOut(kind) || before?.cardSentAt) return null;
  // a gift in place of a card is asked about when the card would have been
  return before && goesOut(before.kind) ? before.cardCheckAt : cardAskedAt(now);
}
