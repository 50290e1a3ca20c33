import { after, DAY_MS } from './clock';

/** An ask that is not answered rests after this, without a word to anybody. */
export const ASK_RESTS_AFTER_MS = 30 * DAY_MS;
/** Asks of one member that wait for one other's answer. */
export const MOST_OPEN_ASKS = 3;

export type AskState = 'open' | 'not_yet' | 'accepted' | 'declined' | 'resting' | 'withdrawn';

/** What the rules look at. */
export interface AskStanding {
  state: AskState;
  criteria: string | null;
  metAt: Date | null;
  restsAt: Date | null;
}

/** When an ask that is put at `askedAt` rests. */
export const restsAt = (askedAt: Date): Date => after(askedAt, ASK_RESTS_AFTER_MS);

/** One of the two left while it stood: it is over for good, also when they come back. It rests, as of no day. */
export const ENDED = { state: 'resting', restsAt: null } as const;

/** It was ended because one of the two left. */
export function hasEnded({ state, restsAt: until }: AskStanding): boolean {
  return state === 'resting' && until === null;
}

/** It waits for the giver; one that rests does so without being counted. */
export function isWaiting(ask: AskStanding): boolean {
  return ask.state === 'open' || (ask.state === 'resting' && !hasEnded(ask));
}

/** The giver may say something, or something else: a change of mind is welcome until a referral was given. */
export function mayAnswer(ask: AskStanding): boolean {
  return isWaiting(ask) || ask.state === 'not_yet' || ask.state === 'declined';
}

/** The asker may take it back. */
export function mayWithdraw(ask: AskStanding): boolean {
  return isWaiting(ask) || ask.state === 'not_yet';
}

/** The asker may say, once, that what was missing is there. */
export function mayReportMet(ask: AskStanding): boolean {
  return ask.state === 'not_yet' && ask.criteria !== null && ask.metAt === null;
}

/** The first time of asking, or the second, after the asker said that the criteria are met. */
export function roundOf({ metAt }: Pick<AskStanding, 'metAt'>): 1 | 2 {
  return metAt ? 2 : 1;
}
