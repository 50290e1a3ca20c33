import type { ModalView } from '@slack/types';
import { after, DAY_MS } from '../../domain/clock';
import { monthsBefore } from '../../domain/when';
import type { Store } from '../../store/store';
import type { OneSided, Page, Partner } from '../../store/track-record-store';
import type { Deps, Request } from '../feature';
import { zoneOf } from '../zone-of';
import {
  FEW,
  FIRST_ROWS,
  type List,
  listView,
  type OneSidedRow,
  overviewView,
  PAGE,
  type Period,
  type Row,
} from './views';

type Viewer = Pick<Request, 'workspaceId' | 'userId'> & Pick<Deps, 'db' | 'clock'>;

const PERIODS = [3, 12, null] as const;
/** Nothing given for so long is a while. */
const QUIET_MONTHS = 3;

interface Sight {
  now: Date;
  zone: string;
}

async function sightOf({ db, clock, workspaceId, userId }: Viewer): Promise<Sight> {
  return { now: clock.now(), zone: await zoneOf(db, workspaceId, userId) };
}

/** The first page, as it stands now. */
export async function overviewOf(viewer: Viewer): Promise<ModalView> {
  const { db, workspaceId, userId } = viewer;
  const sight = await sightOf(viewer);
  const [periods, helped, helpers, quiet, oneSided] = await Promise.all([
    Promise.all(PERIODS.map((months) => periodOf(viewer, months, sight))),
    rowsOf(viewer, 'helped', { skip: 0, take: FEW + 1 }, sight),
    rowsOf(viewer, 'helpers', { skip: 0, take: FEW + 1 }, sight),
    rowsOf(viewer, 'quiet', { skip: 0, take: FIRST_ROWS + 1 }, sight),
    oneSidedRows(db.read, workspaceId, await oneSidedWith(db.read, workspaceId, userId, sight.now)),
  ]);
  return overviewView({ periods, helped, helpers, quiet, oneSided, ...sight });
}

async function periodOf(
  { db, workspaceId, userId }: Viewer,
  months: Period['months'],
  { now, zone }: Sight,
): Promise<Period> {
  const since = months === null ? null : monthsBefore(now, months, zone);
  const [given, received] = await Promise.all([
    db.read.trackRecords.sums(workspaceId, userId, 'given', since),
    db.read.trackRecords.sums(workspaceId, userId, 'received', since),
  ]);
  return { months, since, given, received };
}

/** One page of one of the lists, as it stands now. */
export async function listOf(viewer: Viewer, list: List, from: number): Promise<ModalView> {
  const { db, workspaceId, userId } = viewer;
  const sight = await sightOf(viewer);
  const page = { skip: from, take: PAGE + 1 };
  if (list !== 'onesided') return listView({ list, from, rows: await rowsOf(viewer, list, page, sight), ...sight });
  const all = await oneSidedWith(db.read, workspaceId, userId, sight.now);
  const rows = await oneSidedRows(db.read, workspaceId, all.slice(from, from + page.take));
  return listView({ list, from, rows, ...sight });
}

async function rowsOf(
  { db, workspaceId, userId }: Viewer,
  list: Exclude<List, 'onesided'>,
  page: Page,
  { now, zone }: Sight,
): Promise<Row[]> {
  const { trackRecords } = db.read;
  const partners = {
    helped: () => trackRecords.partners(workspaceId, userId, 'given', page),
    helpers: () => trackRecords.partners(workspaceId, userId, 'received', page),
    quiet: () => trackRecords.quiet(workspaceId, userId, monthsBefore(now, QUIET_MONTHS, zone), page),
  };
  return named(db.read, workspaceId, await partners[list]());
}

async function named(store: Store, workspaceId: string, partners: Partner[]): Promise<Row[]> {
  const members = await store.members.findMany(
    workspaceId,
    partners.map(({ userId }) => userId),
  );
  const known = new Map(members.map((member) => [member.userId, member]));
  return partners.map((partner) => {
    const member = known.get(partner.userId);
    return { ...partner, name: member?.name ?? 'a member', hasLeft: Boolean(member?.leftAt) };
  });
}

async function oneSidedRows(store: Store, workspaceId: string, people: OneSided[]): Promise<OneSidedRow[]> {
  const rows = await named(
    store,
    workspaceId,
    people.map(({ userId, firstAt }) => ({ userId, lastAt: firstAt })),
  );
  return people.map((each, at) => ({ ...each, name: rows[at]!.name }));
}

/** Whom a member gave much, by the workspace's measure, with nothing back. */
export async function oneSidedWith(store: Store, workspaceId: string, userId: string, now: Date): Promise<OneSided[]> {
  const workspace = await store.workspaces.find(workspaceId);
  if (!workspace) return [];
  const { oneSidedGiven: given, oneSidedBusiness: business, oneSidedDays } = workspace;
  const before = after(now, -oneSidedDays * DAY_MS);
  return store.trackRecords.oneSided(workspaceId, userId, { given, business, before });
}
