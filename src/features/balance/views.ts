import type { KnownBlock, ModalView } from '@slack/types';
import { counted, dayAndMonth, onDay, sinceMonth } from '../../domain/when';
import { actions, button, context, divider, plain, section } from '../../slack/blocks';
import { command, escape, listed } from '../../slack/mrkdwn';
import { clip } from '../../domain/user-text';
import type { OneSided, Sums } from '../../store/track-record-store';
import { reviewButton } from '../look-back-buttons';
import { giveToButton, ownReferralIds } from '../own-referral-buttons';

/** The lists that a track record has besides its sums. */
export const LISTS = ['helped', 'helpers', 'quiet', 'onesided'] as const;
export type List = (typeof LISTS)[number];

export const balanceIds = {
  /** value: a list and how many come before the page, as `writePage` writes it */
  show: 'balance.list.show',
  older: 'balance.list.older',
  newer: 'balance.list.newer',
  /** to the sums */
  back: 'balance.list.back',
  /** value: the other member's id, as is the form's metadata */
  draft: 'balance.script.open',
  script: 'balance.script.copy',
  // modals without a submission
  overview: 'track-record',
  list: 'track-record-list',
} as const;

export const PAGE = 10;
/** Named on the first page. */
export const FEW = 5;
const NAME_MAX = 40;

/** A list's page in a button's value: `helped:10`. */
export const writePage = (list: List, from: number): string => `${list}:${from}`;

/** @returns null for anything that writePage did not write */
export function readPage(value: string): { list: List; from: number } | null {
  const [, named, from] = /^([a-z]+):(\d{1,5})$/.exec(value) ?? [];
  const list = LISTS.find((each) => each === named);
  return list ? { list, from: Number(from) } : null;
}

/** Somebody on a list; the name is plain text. */
export interface Row {
  userId: string;
  name: string;
  hasLeft: boolean;
  lastAt: Date;
}

export interface OneSidedRow extends OneSided {
  name: string;
}

interface Sight {
  now: Date;
  /** the viewer's */
  zone: string;
}

export interface Period {
  /** null: all time */
  months: number | null;
  since: Date | null;
  given: Sums;
  received: Sums;
}

/** What the first page shows; of each list one more than it names, where there are more. */
export interface Overview extends Sight {
  periods: Period[];
  helped: Row[];
  helpers: Row[];
  quiet: Row[];
  oneSided: OneSidedRow[];
}

const TITLE = plain('My track record');

const named = ({ name, hasLeft }: Row): string => `${escape(clip(name, NAME_MAX))}${hasLeft ? ' (has left)' : ''}`;

/** One's own track record, for one's own eyes. */
export function overviewView(overview: Overview): ModalView {
  const { periods, helped, helpers } = overview;
  const isEmpty = helped.length === 0 && helpers.length === 0;
  return {
    type: 'modal',
    callback_id: balanceIds.overview,
    title: TITLE,
    close: plain('Close'),
    blocks: [
      context('Nobody but you sees any of this.'),
      ...(isEmpty
        ? [
            section(
              `What you give and receive is kept track of here. A good start is to give: ${command("@alice to Bob's firm")}.`,
            ),
            actions(button('Give a referral', ownReferralIds.openForm, 'track-record')),
          ]
        : [
            ...periods.map((period) => section(periodText(period, overview))),
            divider,
            ...circleBlocks(overview),
            ...quietBlocks(overview),
            ...oneSidedBlocks(overview),
          ]),
    ],
  };
}

function periodText({ months, since, given, received }: Period, { now, zone }: Sight): string {
  const title = since ? `*The last ${months} months*, since ${dayAndMonth(since, now, zone)}` : '*All time*';
  return [
    title,
    sumsText('You gave', 'You were thanked for', given),
    sumsText('You received', 'You said thanks for', received),
  ].join('\n');
}

/** "You gave 4 referrals. You were thanked for 3, and none became business so far." */
function sumsText(lead: string, thankedLead: string, { referrals, thanked, business }: Sums): string {
  if (referrals === 0) return `${lead} no referrals.`;
  const gave = `${lead} ${counted(referrals, 'referral')}.`;
  const became = business > 0 ? `${business.toLocaleString('en')} became business` : 'none became business so far';
  return `${gave} ${thankedLead} ${thanked > 0 ? thanked.toLocaleString('en') : 'none'}, and ${became}.`;
}

function circleBlocks({ helped, helpers }: Overview): KnownBlock[] {
  const some = (rows: Row[]): string =>
    rows.length > FEW ? `${rows.slice(0, FEW).map(named).join(', ')} and others` : listed(rows.map(named));
  const all = (list: List, about: string) =>
    button('Show all', balanceIds.show, writePage(list, 0), { about: `Show all whom ${about}` });
  return [
    section('*The whole circle*\nWhat comes back often comes from somebody other than the person you gave to.'),
    ...(helped.length > 0 ? [section(`You helped ${some(helped)}.`, all('helped', 'you helped'))] : []),
    ...(helpers.length > 0
      ? [section(`You were helped by ${some(helpers)}.`, all('helpers', 'you were helped by'))]
      : []),
  ];
}

/** Rows of these on the first page; the rest behind `Show all`. */
export const FIRST_ROWS = 3;

function quietBlocks(overview: Overview): KnownBlock[] {
  const { quiet } = overview;
  if (quiet.length === 0) return [];
  return [
    divider,
    ...quiet.slice(0, FIRST_ROWS).map((row) => quietRow(row, overview)),
    ...(quiet.length > FIRST_ROWS
      ? [actions(button('Show all', balanceIds.show, writePage('quiet', 0), { about: 'Show all you gave to before' }))]
      : []),
  ];
}

const quietRow = (row: Row, { now, zone }: Sight): KnownBlock =>
  section(
    `You last gave something to ${named(row)} ${onDay(row.lastAt, now, zone)}.`,
    giveToButton(row.userId, row.name),
  );

function oneSidedBlocks(overview: Overview): KnownBlock[] {
  const { oneSided } = overview;
  if (oneSided.length === 0) return [];
  return [
    divider,
    ...oneSided.slice(0, FIRST_ROWS).map((row) => oneSidedRow(row, overview)),
    ...(oneSided.length > FIRST_ROWS
      ? [
          actions(
            button('Show all', balanceIds.show, writePage('onesided', 0), { about: 'Show all such friendly ways' }),
          ),
        ]
      : []),
  ];
}

function oneSidedRow({ userId, name, given, business, firstAt }: OneSidedRow, { now, zone }: Sight): KnownBlock {
  const sent = `You've sent ${escape(clip(name, NAME_MAX))} ${counted(given, 'referral')} ${sinceMonth(firstAt, now, zone)}`;
  const became = business > 0 ? `, and ${business} became business` : '';
  return section(
    `${sent}${became}. If you would like something back, here is a friendly way to say so.`,
    button('Draft a message', balanceIds.draft, userId, { about: `Draft a message to ${clip(name, NAME_MAX)}` }),
  );
}

const LEADS: Record<List, string> = {
  helped: 'You helped them, the latest first.',
  helpers: 'They helped you, the latest first.',
  quiet: 'You gave to them before, the longest ago first.',
  onesided: 'Friendly ways to say that you would like something back.',
};

interface ListPage extends Sight {
  list: List;
  from: number;
  /** one more than a page holds where there are more */
  rows: Row[] | OneSidedRow[];
}

/** One page of one of the lists. */
export function listView(page: ListPage): ModalView {
  const { list, from, rows } = page;
  const shown = rows.slice(0, PAGE);
  const turns = [
    ...(from > 0 ? [button('Newer', balanceIds.newer, writePage(list, Math.max(from - PAGE, 0)))] : []),
    ...(rows.length > PAGE ? [button('Older', balanceIds.older, writePage(list, from + PAGE))] : []),
    button('Back', balanceIds.back, 'overview'),
  ];
  return {
    type: 'modal',
    callback_id: balanceIds.list,
    title: TITLE,
    close: plain('Close'),
    blocks: [
      section(shown.length > 0 ? LEADS[list] : 'Nobody is on this list any more.'),
      ...shown.map((row) => listRow(list, row, page)),
      actions(...turns),
    ],
  };
}

function listRow(list: List, row: Row | OneSidedRow, sight: Sight): KnownBlock {
  if ('firstAt' in row) return oneSidedRow(row, sight);
  if (list === 'quiet') return quietRow(row, sight);
  const last = `${named(row)}, last ${onDay(row.lastAt, sight.now, sight.zone)}`;
  return list === 'helped' ? section(last, reviewButton(row.userId, row.name)) : section(last);
}

// What is said where something cannot be

export const OWN_ALONE = `A track record is shown to its owner alone: yours is ${command('balance')}.`;
export const STALE = `This has changed meanwhile: ${command('balance')} shows how it stands.`;
