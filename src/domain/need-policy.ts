import { after, DAY_MS } from './clock';

/** Characters (Unicode code points) that a need may have. */
export const MAX_NEED = 300;

const ASKED_AFTER_MS = 60 * DAY_MS;
const RESTS_AFTER_MS = 7 * DAY_MS;
/** No member gets two of these questions within this; what falls due meanwhile joins the next. */
const MIN_GAP_MS = 7 * DAY_MS;

/** When its author is asked whether a need is still open: counted from when they last said that it is. */
export function askedAt(said: Date): Date {
  return after(said, ASKED_AFTER_MS);
}

/** When a need rests that its author was asked about and has said nothing of. */
export function restsAt(asked: Date): Date {
  return after(asked, RESTS_AFTER_MS);
}

/** Whether a member who was last asked at `last` may be asked at `now`; a clock that was ahead does not count. */
export function mayAsk(last: Date | null, now: Date): boolean {
  return last === null || last > now || now >= after(last, MIN_GAP_MS);
}

/** What each turn in a need's life changes about it. */
export const needTurns = {
  found: (now: Date) => ({ state: 'fulfilled' as const, settledAt: now, checkAt: null }),
  withdrawn: (now: Date) => ({ state: 'withdrawn' as const, settledAt: now, checkAt: null }),
  resting: (now: Date) => ({ state: 'resting' as const, settledAt: now, checkAt: null }),
  /** looked for again: it waits from now */
  reopened: (now: Date) => ({
    state: 'open' as const,
    statedAt: now,
    settledAt: null,
    checkAt: askedAt(now),
    askedAt: null,
  }),
  stillLooking: (now: Date) => ({ checkAt: askedAt(now), askedAt: null }),
  asked: (now: Date) => ({ checkAt: restsAt(now), askedAt: now }),
};
