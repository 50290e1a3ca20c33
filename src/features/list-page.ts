import type { Button, KnownBlock } from '@slack/types';
import { isThanked } from '../domain/thanks-state';
import { clip } from '../domain/user-text';
import { ago } from '../domain/when';
import { usableZone } from '../domain/working-hours';
import { actions, button, type Message, say, section } from '../slack/blocks';
import { command, emphasise, escape, quote } from '../slack/mrkdwn';
import type { Referral, ReferralFilter } from '../store/referral-store';
import { answerIds } from './answer-buttons';
import { outcomeOf } from './answered';
import { exportButton } from './export-button';
import type { Deps, Request } from './feature';
import { reviewButton, trackRecordButton } from './look-back-buttons';
import { introduceButton, mayIntroduce, ownReferralButtons } from './own-referral-buttons';

/** One page of what a member gave and received: shown by the list, and again after a change to one of its rows. */
export interface Page {
  show: 'all' | 'given' | 'received' | { with: string };
  /** how many newer ones come before it */
  from: number;
}

export const pageIds = { older: 'list.page.older', newer: 'list.page.newer' } as const;

const ROWS = 10;
/** What Slack takes in one message is about 13,000 characters of blocks. */
const ROOM = 12_000;

/** The page in a button's value or a block's id: `given:20`, `with.U123:0`. */
export function writePage({ show, from }: Page): string {
  return `${typeof show === 'string' ? show : `with.${show.with}`}:${from}`;
}

/** @returns null for anything that writePage did not write */
export function readPage(text: string): Page | null {
  const [, simple, other, from] = /^(?:(all|given|received)|with\.([UW][A-Z0-9]+)):(\d{1,5})$/.exec(text) ?? [];
  if (simple) return { show: simple as 'all' | 'given' | 'received', from: Number(from) };
  return other ? { show: { with: other }, from: Number(from) } : null;
}

const blockOf = (page: Page, referralId: string): string => `list:${writePage(page)}:${referralId}`;

/** The page that a row's block belongs to; null for every other block. */
export function pageOfBlock(blockId: string | undefined): Page | null {
  const [, page = ''] = /^list:(.+:\d+):[^:]+$/.exec(blockId ?? '') ?? [];
  return readPage(page);
}

type Viewer = Pick<Request, 'workspaceId' | 'userId'> & Pick<Deps, 'db' | 'clock'>;

/**
 * The page as it stands now, for its viewer alone; where rows went meanwhile, the last one there is.
 *
 * @param otherName for a list with one person, whom Goodturn may not know yet; plain text
 */
export async function listPage(viewer: Viewer, wanted: Page, otherName = 'a member'): Promise<Message> {
  const { db, workspaceId, userId } = viewer;
  const { show } = wanted;
  const filter: ReferralFilter = {
    of: userId,
    ...(show === 'given' || show === 'received' ? { role: show } : {}),
    ...(typeof show === 'object' ? { with: show.with } : {}),
  };
  const take = ROWS + 1;
  let { from } = wanted;
  let referrals = await db.read.referrals.list(workspaceId, filter, { skip: from, take });
  if (referrals.length === 0 && from > 0) {
    from = Math.max((await db.read.referrals.count(workspaceId, filter)) - ROWS, 0);
    referrals = await db.read.referrals.list(workspaceId, filter, { skip: from, take });
  }
  const others = typeof show === 'object' ? [show.with] : [];
  const named = referrals.flatMap(({ giverId, receiverId }) => [giverId, receiverId]);
  const [members, workspace] = await Promise.all([
    db.read.members.findMany(workspaceId, [...new Set([userId, ...others, ...named])]),
    db.read.workspaces.find(workspaceId),
  ]);
  const known = new Map(members.map((member) => [member.userId, member]));
  const sight: Sight = {
    userId,
    now: viewer.clock.now(),
    zone: usableZone(known.get(userId)?.timeZone, workspace?.timeZone ?? 'UTC'),
    nameOf: (id) => known.get(id)?.name ?? (others.includes(id) ? otherName : 'a member'),
    hasLeft: (id) => Boolean(known.get(id)?.leftAt),
    canIntroduce: mayIntroduce(workspace),
    // what was given to one person is there to be reviewed
    canReview: typeof show === 'object' && (await db.read.given.next(workspaceId, userId, show.with)) !== null,
  };
  if (referrals.length === 0) return say(whenEmpty(show, sight));
  return pageView({ show, from }, referrals, sight);
}

/** How a member reads about referrals of theirs. */
export interface ReferralSight {
  userId: string;
  now: Date;
  /** the viewer's */
  zone: string;
  /** plain text */
  nameOf(userId: string): string;
  hasLeft(userId: string): boolean;
}

interface Sight extends ReferralSight {
  canIntroduce: boolean;
  canReview: boolean;
}

function pageView(page: Page, referrals: readonly Referral[], sight: Sight): Message {
  const { from } = page;
  const rows: KnownBlock[][] = [];
  let length = 0;
  for (const referral of referrals.slice(0, ROWS)) {
    const row = rowOf(page, referral, sight);
    length += JSON.stringify(row).length;
    // ten rows of usual length fit
    if (rows.length > 0 && length > ROOM) break;
    rows.push(row);
  }
  const title = titleOf(page, sight);
  const turn = (label: string, id: string, to: number) => button(label, id, writePage({ ...page, from: to }));
  const turning = [
    ...(from > 0 ? [turn('Newer', pageIds.newer, Math.max(from - ROWS, 0))] : []),
    ...(referrals.length > rows.length ? [turn('Older', pageIds.older, from + rows.length)] : []),
    ...(page.show === 'all' ? [exportButton()] : []),
  ];
  return {
    text: title,
    blocks: [
      section(title, lookingBack(page, sight)),
      ...rows.flat(),
      ...(turning.length > 0 ? [actions(...turning)] : []),
    ],
  };
}

function lookingBack({ show }: Page, { canReview, nameOf }: Sight): Button | undefined {
  if (typeof show === 'object') return canReview ? reviewButton(show.with, nameOf(show.with)) : undefined;
  return show === 'all' ? trackRecordButton() : undefined;
}

function titleOf({ show, from }: Page, { nameOf }: Sight): string {
  const which = from > 0 ? ', continued' : '';
  if (show === 'given') return `What you gave, newest first${which}.`;
  if (show === 'received') return `What you received, newest first${which}.`;
  if (show === 'all') return `What you gave and received, newest first${which}.`;
  return `What passed between you and ${escape(nameOf(show.with))}, newest first${which}.`;
}

export function whenEmpty(show: Page['show'], { nameOf }: Pick<ReferralSight, 'nameOf'>): string {
  const example = command("@alice to Bob's firm");
  if (show === 'given') return `What you give is listed here. A first one takes one line: ${example}.`;
  if (show === 'received') return `What others give you is listed here. A good start is to give: ${example}.`;
  if (show === 'all') return `What you give and receive is listed here. A first one takes one line: ${example}.`;
  const who = escape(nameOf(show.with));
  return `Nothing has passed between you and ${who} yet. What you give ${who} takes one line, like ${example}.`;
}

function rowOf(page: Page, referral: Referral, sight: Sight): KnownBlock[] {
  const isGiven = referral.giverId === sight.userId;
  const note = referral.note ? `\n${quote(clip(referral.note.replace(/\s+/g, ' '), 100))}` : '';
  const buttons = isGiven ? givenButtons(referral, sight) : receivedButtons(referral, sight);
  const acting = buttons.length > 0 ? [{ ...actions(...buttons), block_id: blockOf(page, referral.id) }] : [];
  return [section(lineOf(referral, sight) + note), ...acting];
}

/** A referral in a line, for its giver or its receiver: markup. */
export function lineOf(referral: Referral, sight: ReferralSight): string {
  return (referral.giverId === sight.userId ? givenRow(referral, sight) : receivedRow(referral, sight)).join(' ');
}

const named = (userId: string, { nameOf, hasLeft }: ReferralSight): string =>
  `${escape(nameOf(userId))}${hasLeft(userId) ? ' (has left)' : ''}`;

const toWhom = ({ prospect }: Referral): string => emphasise(clip(prospect, 100));

const OUTCOME_FOR_GIVER = {
  talking: 'They are talking.',
  business: 'It became business.',
  no_fit: 'It was not a fit.',
};

function givenRow(referral: Referral, sight: ReferralSight): string[] {
  const { receiverId, recordedAt, outcome } = referral;
  const when = ago(recordedAt, sight.now, sight.zone);
  return [
    `You referred ${named(receiverId, sight)} to ${toWhom(referral)} ${when}.`,
    ...(isThanked(referral) ? ['Thanked.'] : []),
    ...(outcome === 'open' ? [] : [OUTCOME_FOR_GIVER[outcome]]),
    ...(referral.introducedAt ? ['Introduced.'] : []),
    ...(referral.private ? ['Kept out of the digest.'] : []),
    ...(referral.permalink ? [`<${referral.permalink}|The message>`] : []),
  ];
}

function receivedRow(referral: Referral, sight: ReferralSight): string[] {
  const { giverId, recordedAt } = referral;
  const when = ago(recordedAt, sight.now, sight.zone);
  const outcome = outcomeOf(referral);
  return [
    `${named(giverId, sight)} referred you to ${toWhom(referral)} ${when}.`,
    ...(isThanked(referral) ? ['Thanked.'] : []),
    ...(outcome ? [outcome] : []),
    ...(referral.private ? ['Kept out of the digest.'] : []),
  ];
}

function givenButtons(referral: Referral, { nameOf, canIntroduce }: Sight) {
  const about = `${clip(nameOf(referral.receiverId), 30)} to ${clip(referral.prospect, 30)}`;
  const mayIntroduce = canIntroduce && referral.prospectId && !referral.introducedAt;
  return [...ownReferralButtons(referral.id, about), ...(mayIntroduce ? [introduceButton(referral.id, about)] : [])];
}

function receivedButtons({ id, prospect, giverId, awaitsThanks }: Referral, { hasLeft }: Sight) {
  if (!awaitsThanks || hasLeft(giverId)) return [];
  return [button('Say thanks', answerIds.sayThanks, id, { about: `Say thanks for ${prospect}` })];
}
