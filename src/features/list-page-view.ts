import type { Button, KnownBlock } from '@slack/types';
import { isThanked } from '../domain/thanks-state';
import { clip } from '../domain/user-text';
import { ago } from '../domain/when';
import { actions, button, type Message, section } from '../slack/blocks';
import { command, emphasise, escape, quote } from '../slack/mrkdwn';
import type { Referral } from '../store/referral-store';
import { answerIds } from './answer-buttons';
import { outcomeOf } from './answer-words';
import { exportButton } from './export-button';
import { blockOf, type Page, pageIds, writePage } from './list-page-name';
import { reviewButton, trackRecordButton } from './look-back-buttons';
import { introduceButton, ownReferralButtons } from './own-referral-buttons';
import { ROWS, rowsThatFit } from './rows-that-fit';

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

export interface Sight extends ReferralSight {
  canIntroduce: boolean;
  canReview: boolean;
}

export function pageView(page: Page, referrals: readonly Referral[], sight: Sight): Message {
  const { from } = page;
  const rows = rowsThatFit(referrals, (referral) => rowOf(page, referral, sight));
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
  if (show === 'given') return `What you give is listed here. Your first referral takes one line: ${example}.`;
  if (show === 'received') return `What others give you is listed here. A good start is to give: ${example}.`;
  if (show === 'all')
    return `What you give and receive is listed here. Your first referral takes one line: ${example}.`;
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

/** The same as a screen reader hears it after a button's label: plain text. */
export function aboutRow({ giverId, receiverId, prospect, recordedAt }: Referral, sight: ReferralSight): string {
  const when = ago(recordedAt, sight.now, sight.zone);
  const [name, what] = [clip(sight.nameOf(giverId === sight.userId ? receiverId : giverId), 15), clip(prospect, 24)];
  return giverId === sight.userId ? `${name} to ${what}, ${when}` : `${what} from ${name}, ${when}`;
}

function givenButtons(referral: Referral, sight: Sight) {
  const about = aboutRow(referral, sight);
  const mayIntroduce = sight.canIntroduce && referral.prospectId && !referral.introducedAt;
  return [...ownReferralButtons(referral.id, about), ...(mayIntroduce ? [introduceButton(referral.id, about)] : [])];
}

function receivedButtons(referral: Referral, sight: Sight) {
  if (!referral.awaitsThanks || sight.hasLeft(referral.giverId)) return [];
  const about = `Say thanks for ${aboutRow(referral, sight)}`;
  return [button('Say thanks', answerIds.sayThanks, referral.id, { about })];
}
