export const homeIds = {
  /** which referrals are shown; no value */
  all: 'home.show.all',
  given: 'home.show.given',
  received: 'home.show.received',
  /** value: a place, as `writePlace` writes it */
  older: 'home.page.older',
  newer: 'home.page.newer',
  /** all about one referral; value: its id */
  details: 'home.referral.details',
} as const;

export const SHOWS = ['all', 'given', 'received'] as const;

/** Which of a member's referrals Home shows: a filter, and how many newer ones come before. */
export interface Place {
  show: (typeof SHOWS)[number];
  from: number;
}

export const FIRST: Place = { show: 'all', from: 0 };

export const writePlace = ({ show, from }: Place): string => `${show}:${from}`;

/** @returns null for anything that writePlace did not write */
export function readPlace(value: string): Place | null {
  const [, named, from] = /^([a-z]+):(\d{1,5})$/.exec(value) ?? [];
  const show = SHOWS.find((each) => each === named);
  return show ? { show, from: Number(from) } : null;
}

/** Rows of each part; the rest is behind a button. */
export const ROWS = { thanks: 5, asks: 5, outcomes: 5, answers: 8, referrals: 8, ownNeeds: 3, needs: 5 } as const;
