import { after, DAY_MS, HOUR_MS } from './clock';

/** For so long after a giver asked a receiver, what else they ask joins the same message. */
const JOINS_WITHIN_MS = HOUR_MS;
/** One message from one giver to one receiver in so long. */
const ASKED_EVERY_MS = 14 * DAY_MS;
/** Nobody is asked about a referral so soon after, or before, a question about it. */
export const APART_MS = 7 * DAY_MS;

export interface PastQuestion {
  /** when the giver asked */
  at: Date;
  /** when it reached the receiver; null while it is on its way */
  sentAt: Date | null;
  /** it is about this referral too */
  holdsThis: boolean;
  /** nothing in its message is answered, and the message is there: one more row would be read */
  takesMore: boolean;
}

/** What is known when a giver would like to ask how a referral worked out. */
export interface AskingFacts {
  outcome: 'open' | 'talking' | 'business' | 'no_fit';
  receiverIsHere: boolean;
  /** the giver's latest question to this receiver, about this referral or another one */
  asked: PastQuestion | null;
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
  const again = asked && askedAgainAt(asked, now);
  const rests = again && again > now ? { at: asked.at, again } : null;
  if (rests && asked?.holdsThis) return { kind: 'asked-about-this', ...rests };
  const joins = rests !== null && asked !== null && asked.takesMore && now < after(asked.at, JOINS_WITHIN_MS);
  if (rests && !joins) return { kind: 'asked-lately', ...rests };
  if (shownAt && after(shownAt, APART_MS) > now) {
    return { kind: 'followed-up', at: shownAt, again: after(shownAt, APART_MS) };
  }
  if (followUpAt && followUpAt <= after(now, APART_MS)) return { kind: 'follow-up-ahead' };
  return { kind: 'may', joins };
}

/** Counted from when the message reached its reader: one that was held up, or still is, came later than it was asked. */
function askedAgainAt({ at, sentAt }: PastQuestion, now: Date): Date {
  const reached = sentAt ?? now;
  return after(reached > at ? reached : at, ASKED_EVERY_MS);
}
