import { clip } from '../domain/user-text';
import { counted, onDay } from '../domain/when';
import { emphasise, escape, listed } from '../slack/mrkdwn';
import type { Referral } from '../store/referral-store';

/** A referral in a DM to its receiver that shows one or several. */
export interface ReferralRow {
  referral: Referral;
  /** plain text */
  giverName: string;
}

export const MOST_ROWS = 10;
/** Few rows have room for long names; ten rows of the worst that people can type stay within what Slack takes. */
const ROOM_FOR_PROSPECTS = 400;
export const PROSPECT_MAX = 40;
export const PROSPECT_MAX_ALONE = 120;
const NAME_MAX = 24;
export const MOST_NAMED = 3;
/** With the longest label before them they fit into what Slack takes. */
const ABOUT_MAX = { prospect: 28, giver: 15 };

/** How much of each prospect there is room for among so many rows. */
export function roomForEach(rows: number): number {
  return Math.min(Math.floor(ROOM_FOR_PROSPECTS / Math.max(rows, 1)), PROSPECT_MAX_ALONE);
}

export function shortName(name: string): string {
  return clip(name, NAME_MAX);
}

export function shortProspect(prospect: string, max = PROSPECT_MAX): string {
  return emphasise(clip(prospect, max));
}

/** What a screen reader hears of one referral among several: "Bob's firm from Gina". Plain text. */
export function aboutOf(prospect: string, giverName: string): string {
  return `${clip(prospect, ABOUT_MAX.prospect)} from ${clip(giverName, ABOUT_MAX.giver)}`;
}

/** The first few of them: "Gina, Omar, Li and 2 others" */
export function few(items: string[], rest: 'more' | 'others'): string {
  const unnamed = items.length - MOST_NAMED;
  if (unnamed <= 0) return listed(items);
  return listed([...items.slice(0, MOST_NAMED), rest === 'more' ? `${unnamed} more` : counted(unnamed, 'other')]);
}

function giversOf(rows: ReferralRow[]): string[] {
  const names = new Map(rows.map(({ referral, giverName }) => [referral.giverId, escape(shortName(giverName))]));
  return [...names.values()];
}

function prospectsOf(rows: ReferralRow[]): string {
  const max = rows.length === 1 ? PROSPECT_MAX_ALONE : PROSPECT_MAX;
  return few(
    rows.map(({ referral }) => shortProspect(referral.prospect, max)),
    'more',
  );
}

/** The prospects where a row says more: "the last reminder about Bob's firm" */
export function namesIn(rows: ReferralRow[]): string {
  return few(
    rows.map(({ referral }) => shortProspect(referral.prospect)),
    'more',
  );
}

/** Why it came, with names; the full stop is the caller's. */
export function intro(rows: ReferralRow[]): string {
  const givers = giversOf(rows);
  if (givers.length === 1) return `${givers[0]!} referred you to ${prospectsOf(rows)}`;
  return `${few(givers, 'others')} each referred you to someone`;
}

/** The same for a notification, which shows no rows. */
export function introText(rows: ReferralRow[], now: Date, zone: string): string {
  const [first] = rows;
  if (rows.length === 1) return `${intro(rows)} ${onDay(first!.referral.recordedAt, now, zone)}`;
  return giversOf(rows).length === 1 ? intro(rows) : `${intro(rows)}: ${prospectsOf(rows)}`;
}

/** One of several: "Gina: _Bob's firm_, on Tuesday" */
export function rowLine({ referral, giverName }: ReferralRow, now: Date, zone: string, room: number): string {
  const prospect = shortProspect(referral.prospect, room);
  return `${escape(shortName(giverName))}: ${prospect}, ${onDay(referral.recordedAt, now, zone)}`;
}
