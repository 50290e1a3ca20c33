import type { KnownBlock } from '@slack/types';
import { cleanLine, clip } from '../../domain/user-text';
import { counted } from '../../domain/when';
import { actions, button, context, header, type Message, section, SECTION_MAX } from '../../slack/blocks';
import { emphasise, escape, listed } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import { answerIds } from '../answer-buttons';
import { ownReferralIds } from '../own-referral-buttons';
import { pictureBlock, type ShownPicture } from '../shown-picture';
import { needBlocks, type NeedRow, needsInText } from './open-needs';
import type { Week } from './week-picture';
import { altOf, noPictureHint, pictureHint, withPicture } from './week-words';

/** Stands for a prospect where the workspace's digest names none. */
export const UNNAMED = '';

/** A row as people see it; names are plain text, and a prospect that is a member has none (null). */
export type Row =
  | { kind: 'referral' | 'business'; giver: string; receiver: string; prospect: string | null }
  | { kind: 'thanks'; giver: string; receiver: string; prospects: (string | null)[]; note: string };

/** All that a digest says. */
export interface DigestContent {
  /** the digest's id, for its buttons */
  id: string;
  /** "this week", or "since 2 November" where it covers more */
  period: string;
  /** oldest first */
  rows: Row[];
  /** the workspace's digest has a picture */
  draws: boolean;
  /** what there is to draw */
  week: Week | null;
  /** where Slack has the picture of it */
  picture: ShownPicture | null;
  /** what people are looking for */
  needs: NeedRow[];
  /** referrals that became business, those that are not named included */
  business: number;
  /** referrals, private ones included */
  total: number;
  /** those that are private */
  hidden: number;
  /** referrals that wait for thanks; null where that would point at somebody */
  waiting: number | null;
  /** people whose cheers stand on the digest before */
  cheered: number;
  /** "last week's digest", or "the last digest" */
  cheeredDigest: string;
  /** what joins the next digest, as this one is full */
  leftOut: number;
  /** what was shown once and has no room any more */
  dropped: number;
}

/** Slack takes 50 blocks and about 13,000 characters; a preview adds a block. */
const MOST_BLOCKS = 48;
const MOST_CHARACTERS = 12_000;
/** A digest is built smaller, so that later edits need not shorten it. */
const ROOM_WHEN_BUILT = 11_000;
const LONGEST_NAME = 80;
const NAMED_IN_TEXT = 3;

// Room

/** As long as an id of Slack's. */
const SOME_FILE = 'F0123456789';

function isWithin(content: DigestContent, characters: number): boolean {
  const picture = content.week && { fileId: SOME_FILE, alt: altOf(content.week) };
  const blocks = blocksOf({ ...content, picture });
  return blocks.length <= MOST_BLOCKS && JSON.stringify(blocks).length <= characters;
}

/** The largest count of rows, from the first, for which `isRoom`; at least one where there is any. */
function mostRows(count: number, isRoom: (rows: number) => boolean): number {
  let fits = 0;
  let tooMany = count + 1;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (isRoom(middle)) fits = middle;
    else tooMany = middle;
  }
  return Math.max(fits, Math.min(count, 1));
}

/** How many rows a new digest has room for; the others wait for the next. */
export function rowsThatFit(content: DigestContent): number {
  const { rows } = content;
  const first = (count: number) => ({ ...content, rows: rows.slice(0, count), leftOut: rows.length - count });
  return mostRows(rows.length, (count) => isWithin(first(count), ROOM_WHEN_BUILT));
}

/** What Slack takes of a digest whose rows have grown: shorter rows, then fewer. */
function cutToSize(content: DigestContent): DigestContent {
  const shorter = [Infinity, 100, 40].map((length) => ({
    ...content,
    rows: content.rows.map((row) => shortened(row, length)),
  }));
  const fitting = shorter.find((each) => isWithin(each, MOST_CHARACTERS));
  if (fitting) return fitting;
  const shortest = shorter.at(-1)!;
  const { rows } = shortest;
  const first = (count: number) => ({ ...shortest, rows: rows.slice(0, count), dropped: rows.length - count });
  return first(mostRows(rows.length, (count) => isWithin(first(count), MOST_CHARACTERS)));
}

function shortened(row: Row, length: number): Row {
  const cut = (prospect: string | null) => prospect && clip(prospect, length);
  if (row.kind !== 'thanks') return { ...row, prospect: cut(row.prospect) };
  return { ...row, prospects: row.prospects.map(cut), note: clip(row.note, length * 5) };
}

// Words

/** One line, whatever was typed: a line break or a fence in it would reach into other rows. */
function inLine(text: string): string {
  return cleanLine(text).replaceAll('```', '`\u200b`\u200b`');
}

const nameIn = (name: string) => escape(clip(inLine(name), LONGEST_NAME));

const prospectIn = (prospect: string | null) => {
  if (prospect === UNNAMED) return 'somebody';
  return prospect === null ? 'another member' : emphasise(inLine(prospect));
};

const prospectInText = (prospect: string | null) =>
  prospect ? escape(clip(inLine(prospect), 80)) : prospectIn(prospect);

type ReferralRow = Exclude<Row, { kind: 'thanks' }>;

function rowLine(row: ReferralRow): string {
  if (row.kind === 'business') {
    return `• ${nameIn(row.receiver)} and ${prospectIn(row.prospect)}, referred by ${nameIn(row.giver)}`;
  }
  return `• ${nameIn(row.giver)} referred ${nameIn(row.receiver)} to ${prospectIn(row.prospect)}`;
}

function thanksLine({ giver, receiver, prospects }: Extract<Row, { kind: 'thanks' }>): string {
  if (prospects.every((prospect) => prospect === UNNAMED)) return `${nameIn(receiver)} thanked ${nameIn(giver)}:`;
  const several = prospects.length > 1;
  const named = prospects.slice(0, prospects.length > 4 ? 3 : undefined);
  const names = named.map((prospect) => prospectIn(several && prospect ? clip(inLine(prospect), 80) : prospect));
  const others = prospects.length - named.length;
  const what = listed(others > 0 ? [...names, `${others} more`] : names);
  return `${nameIn(receiver)} thanked ${nameIn(giver)} for ${what}:`;
}

// Sections, in their order

type Section = (content: DigestContent) => KnownBlock[];

const heading: Section = ({ period }) => [header(titleOf(period))];

const titleOf = (period: string) => (period === 'this week' ? 'This week in the circle' : `In the circle ${period}`);

const totals: Section = ({ total, hidden, period, rows, business, needs }) => {
  if (total === 0)
    return rows.length + business + needs.length > 0 ? [] : [section('What stood here has been taken back.')];
  const count = `*${counted(total, 'referral')} ${period}.*`;
  if (hidden === 0) return [section(count)];
  const kept = hidden === total ? (total === 1 ? 'It is' : 'All of them are') : `${hidden} of them ${isOrAre(hidden)}`;
  return [section(`${count} ${kept} private and not shown.`)];
};

const isOrAre = (count: number) => (count === 1 ? 'is' : 'are');

const weekDrawn: Section = ({ draws, week, picture }) => {
  if (picture) return [pictureBlock(picture), context(pictureHint)];
  return draws && !week ? [context(noPictureHint)] : [];
};

const referrals: Section = ({ rows }) => listOf(rows, 'referral');

const becameBusiness: Section = ({ rows, business }) => {
  if (business === 0) return [];
  return [section(`*${counted(business, 'referral')} became business.*`), ...listOf(rows, 'business')];
};

function listOf(rows: Row[], kind: ReferralRow['kind']): KnownBlock[] {
  const texts: string[] = [];
  for (const line of rows.flatMap((row) => (row.kind === kind ? rowLine(row) : []))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= SECTION_MAX)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => section(text));
}

const quotedThanks: Section = ({ rows }) => {
  const quotes = rows.flatMap((row) => (row.kind === 'thanks' ? quoteBlocks(row) : []));
  return quotes.length > 0 ? [section('*Thanks, in their own words*'), ...quotes] : [];
};

// a block of its own: markup in a note ends where its block ends
function quoteBlocks(row: Extract<Row, { kind: 'thanks' }>): KnownBlock[] {
  const line = thanksLine(row);
  const [first, ...others] = quotation(row.note);
  const together = `${line}\n${first?.text?.text ?? ''}`;
  return together.length <= SECTION_MAX ? [section(together), ...others] : [section(line), ...quotation(row.note)];
}

const needsThatWait: Section = ({ needs }) => needBlocks(needs);

const counts: Section = ({ waiting, cheered, cheeredDigest, leftOut, dropped }) => {
  const lines = [
    waiting === null ? '' : `${counted(waiting, 'referral')} ${isOrAre(waiting)} waiting for thanks.`,
    cheered === 0 ? '' : `${counted(cheered, 'person', 'people')} cheered ${cheeredDigest}.`,
    leftOut === 0 ? '' : `${leftOut} more had no room here and ${leftOut === 1 ? 'joins' : 'join'} the next digest.`,
    dropped === 0 ? '' : `${dropped} more ${dropped === 1 ? 'has' : 'have'} no room here.`,
  ].filter((line) => line !== '');
  return lines.length > 0 ? [context(lines.join('\n'))] : [];
};

const buttons: Section = ({ id }) => [
  actions(
    button('Say thanks', answerIds.showWaiting, id, { about: 'Say thanks for what you were given', style: 'primary' }),
    button('Give a referral', ownReferralIds.openForm, id),
  ),
];

const SECTIONS: readonly Section[] = [
  heading,
  totals,
  weekDrawn,
  referrals,
  becameBusiness,
  quotedThanks,
  needsThatWait,
  counts,
  buttons,
];

function blocksOf(content: DigestContent): KnownBlock[] {
  return SECTIONS.flatMap((build) => build(content));
}

/** For notifications and screen readers: no quoted words, no more than a few rows. */
function textOf({ period, rows, needs, business, total }: DigestContent): string {
  if (total + rows.length + business === 0 && needs.length > 0) return `${titleOf(period)}: ${needsInText(needs)}.`;
  const shown = rows.flatMap((row) => (row.kind === 'referral' ? row : []));
  const quoted = rows.flatMap((row) => (row.kind === 'thanks' ? row : []));
  const named = shown.slice(0, NAMED_IN_TEXT).map(({ giver, receiver, prospect }) => {
    return `${nameIn(giver)} referred ${nameIn(receiver)} to ${prospectInText(prospect)}`;
  });
  const others = total - named.length;
  const what = listed(named.length > 0 && others > 0 ? [...named, `${others} more`] : named);
  const thanked = quoted.slice(0, 1).map(({ giver, receiver }) => `${nameIn(receiver)} thanked ${nameIn(giver)}`);
  const news = [
    ...(total > 0 ? [counted(total, 'referral')] : []),
    ...(business > 0 ? [`${business} became business`] : []),
  ];
  const inShort = listed(news) || (quoted.length > 0 ? 'thanks' : 'nothing to show any more');
  const details = what || listed(thanked);
  return `${titleOf(period)}: ${inShort}${details ? `. ${details}` : ''}.`;
}

/** A digest as it is posted: never more than Slack takes. */
export function digestMessage(content: DigestContent): Message {
  const fitting = cutToSize(content);
  return { text: textOf(fitting), blocks: blocksOf(fitting) };
}

/** The same, for one person who wants to see it before. @param when "It comes to … on Monday at 09:00.": markup */
export function previewMessage(content: DigestContent, when: string): Message {
  const { text, blocks } = digestMessage(content);
  const picture = content.week ? ` ${withPicture}` : '';
  const sentence = `A preview of the digest as it would be now, for you alone. ${when}${picture}`;
  return { text: `${sentence} ${text}`, blocks: [section(sentence), ...blocks] };
}
