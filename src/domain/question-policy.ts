import { after, DAY_MS, HOUR_MS } from './clock';

/** For so long after a giver asked a receiver, what else they ask joins the same message. */
const JOINS_WITHIN_MS = HOUR_MS;
/** One message from one giver to one receiver in so long. */
export const ASKED_EVERY_MS = 14 * DAY_MS;
/** Nobody is asked about a referral so soon after, or before, a question about it. */
export const APART_MS = 7 * DAY_MS;

/** What is known when a giver would like to ask how a referral worked out. */
export interface AskingFacts {
  outcome: 'open' | 'talking' | 'business' | 'no_fit';
  receiverIsHere: boolean;
  /** the giver's latest question to this receiver, about this referral or another one */
  asked: { at: Date; holdsThis: boolean } | null;
  /** when a message that asks about this referral last went out */
  shownAt: Date | null;
  /** when Goodturn asks about it itself; null: it does not */
  followUpAt: Date | null;
}

/** Whether a giver may ask now; where not, why, and from when on. */
export type Asking =
  | { kind: 'may'; joins: boolean }
  | { kind: 'known' }
  | { kind: 'left' }
  | { kind: 'asked-about-this' | 'asked-lately' | 'followed-up'; at: Date; again: Date }
  | { kind: 'follow-up-ahead' };

export function askingAt(facts: AskingFacts, now: Date): Asking {
  const { outcome, receiverIsHere, asked, shownAt, followUpAt } = facts;
  if (outcome === 'business' || outcome === 'no_fit') return { kind: 'known' };
  if (!receiverIsHere) return { kind: 'left' };
  const rests = asked && after(asked.at, ASKED_EVERY_MS) > now ? asked : null;
  if (rests?.holdsThis) return { kind: 'asked-about-this', at: rests.at, again: after(rests.at, ASKED_EVERY_MS) };
  const joins = rests !== null && now < after(rests.at, JOINS_WITHIN_MS);
  if (rests && !joins) return { kind: 'asked-lately', at: rests.at, again: after(rests.at, ASKED_EVERY_MS) };
  if (shownAt && after(shownAt, APART_MS) > now) {
    return { kind: 'followed-up', at: shownAt, again: after(shownAt, APART_MS) };
  }
  if (followUpAt && followUpAt <= after(now, APART_MS)) return { kind: 'follow-up-ahead' };
  return { kind: 'may', joins };
}
