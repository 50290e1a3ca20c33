import { isThanked } from '../../domain/thanks-state';
import { datesIn } from '../../domain/when';
import type { GivenReferral } from '../../store/ledger-store';
import type { Referral } from '../../store/referral-store';
import type { Ledger } from './contents';

/** Somebody's words, a day of the calendar (YYYY-MM-DD), or nothing. */
export type Cell = { text: string } | { day: string } | null;

export interface Sheet {
  name: string;
  /** width in characters */
  columns: { title: string; width: number }[];
  rows: Cell[][];
}

const WARMTH = { cold: 'Cold', warm: 'Warm', hot: 'Hot' };
const BECAME_BUSINESS = { open: 'Not known yet', talking: 'Still talking', business: 'Yes', no_fit: 'No' };

const text = (words: string | null | undefined): Cell => (words ? { text: words } : null);
const day = (date: string): Cell => ({ day: date });
const warmthOf = ({ warmth }: Referral): Cell => text(warmth && WARMTH[warmth]);
const businessOf = ({ outcome }: Referral): Cell => text(BECAME_BUSINESS[outcome]);

/** The ledger as its owner reads it, dates being days in their own zone. */
export function sheetsOf(ledger: Ledger, zone: string): [Sheet, Sheet, Sheet] {
  const dateOf = datesIn(zone);
  const dayOf = (at: Date): Cell => day(dateOf(at));
  return [conversationSheet(ledger, dayOf), referralSheet(ledger, dayOf), needSheet(ledger, dayOf)];
}

type DayOf = (at: Date) => Cell;

/**
 * A row for each conversation. What passed with that person is beside their latest one, so that every referral counts
 * once: the first of either side in its row, each further one in a row of its own that repeats person and day. So one
 * cell never holds two things, and sorting or filtering by person or day keeps together what belongs together. People
 * with whom something passed but no conversation was logged come last, without a day.
 */
function conversationSheet({ conversations, unmet, given, received, nameOf }: Ledger, dayOf: DayOf): Sheet {
  const givenTo = grouped(given, ({ receiverId }) => receiverId);
  const receivedFrom = grouped(received, ({ giverId }) => giverId);
  const seen = new Set<string>();
  const rowsOf = (withId: string, heldOn: Cell, theirNeed: string | null): Cell[][] => {
    const isLatest = !seen.has(withId);
    seen.add(withId);
    const gave = isLatest ? (givenTo.get(withId) ?? []) : [];
    const got = isLatest ? (receivedFrom.get(withId) ?? []) : [];
    return Array.from({ length: Math.max(gave.length, got.length, 1) }, (_, at) => [
      text(nameOf(withId)),
      heldOn,
      at === 0 ? text(theirNeed) : null,
      ...givenCells(gave[at], dayOf),
      ...receivedCells(got[at], dayOf),
    ]);
  };
  const rows = [
    ...conversations.flatMap(({ withId, heldOn, theirNeed }) => rowsOf(withId, day(heldOn), theirNeed)),
    ...unmet.flatMap((userId) => rowsOf(userId, null, null)),
  ];
  return {
    name: 'Conversations',
    columns: [
      { title: 'Person', width: 24 },
      { title: 'Last conversation', width: 19 },
      { title: 'What they need', width: 44 },
      { title: 'I gave them', width: 32 },
      { title: 'When', width: 12 },
      { title: 'Became business', width: 18 },
      { title: 'They gave me', width: 32 },
      { title: 'When', width: 12 },
      { title: 'Warmth', width: 10 },
      { title: 'Became business', width: 18 },
    ],
    rows,
  };
}

function givenCells(referral: Referral | undefined, dayOf: DayOf): Cell[] {
  if (!referral) return [null, null, null];
  return [text(referral.prospect), dayOf(referral.recordedAt), businessOf(referral)];
}

function receivedCells(referral: Referral | undefined, dayOf: DayOf): Cell[] {
  if (!referral) return [null, null, null, null];
  return [text(referral.prospect), dayOf(referral.recordedAt), warmthOf(referral), businessOf(referral)];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** A row for each referral, newest first, whichever way it went. */
function referralSheet({ given, received, nameOf }: Ledger, dayOf: DayOf): Sheet {
  const row = (direction: string, otherId: string, referral: Referral, ownNote?: string): Cell[] => [
    text(direction),
    text(nameOf(otherId)),
    text(referral.prospect),
    dayOf(referral.recordedAt),
    warmthOf(referral),
    text(referral.note),
    text(isThanked(referral) ? 'Yes' : null),
    text(referral.thanks?.note),
    businessOf(referral),
    text(referral.outcomeReason),
    text(ownNote),
    text(referral.private ? 'Yes' : null),
  ];
  const rows = [
    ...given.map((each: GivenReferral) => ({
      at: each.recordedAt,
      row: row('Given', each.receiverId, each, each.giverNote?.text),
    })),
    ...received.map((each) => ({ at: each.recordedAt, row: row('Received', each.giverId, each) })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
  return {
    name: 'Referrals',
    columns: [
      { title: 'Given or received', width: 18 },
      { title: 'Person', width: 24 },
      { title: 'To whom', width: 32 },
      { title: 'When', width: 12 },
      { title: 'Warmth', width: 10 },
      { title: 'Note', width: 44 },
      { title: 'Thanked', width: 11 },
      { title: 'Thank-you note', width: 44 },
      { title: 'Became business', width: 18 },
      { title: 'What would have fitted better', width: 32 },
      { title: 'My own note', width: 32 },
      { title: 'Kept out of the digest', width: 22 },
    ],
    rows: rows.map(({ row: cells }) => cells),
  };
}

/** What is looked for: the owner's own, then everybody else's as the board shows it. */
function needSheet({ needs, nameOf }: Ledger, dayOf: DayOf): Sheet {
  return {
    name: 'Open needs',
    columns: [
      { title: 'Person', width: 24 },
      { title: 'What they need', width: 60 },
      { title: 'Since', width: 12 },
    ],
    rows: needs.map(({ authorId, text: words, statedAt }) => [text(nameOf(authorId)), text(words), dayOf(statedAt)]),
  };
}
