import { Refused } from '../../domain/errors';
import { homePicture } from '../../domain/picture-places';
import type { Report } from '../../delivery/attempt';
import type { DeliveryDeps } from '../../delivery/message-kind';
import type { DueJob } from '../../jobs/due';
import { secondsToWait } from '../../slack/failures';
import type { Database } from '../../store/open-database';
import type { Deps } from '../feature';
import { lookUp } from '../who-is';
import { circlePicture } from './circle';
import { readHome } from './content';
import { FIRST, type Place } from './ids';
import { type Home, keyOf, leaveForTick, miss, missedNow, noLongerMissed, publishInTurn } from './in-turn';
import { type Greeting, homeView } from './views';
import { showWithPicture } from './with-picture';

type Publishing = Pick<Deps, 'db' | 'clock' | 'slack' | 'log'>;

interface Underway {
  greeting?: Greeting;
  /** something changed while it was being published */
  again: boolean;
  done: Promise<void>;
}

/** What this process knows of Homes: nothing that a restart may not forget. */
interface Known {
  underWay: Map<string, Underway>;
  /** which referrals are shown where somebody turned to others than the newest */
  places: Map<string, Place>;
}

const known = new WeakMap<Database, Known>();

function knownOf(db: Database): Known {
  const found = known.get(db) ?? { underWay: new Map<string, Underway>(), places: new Map<string, Place>() };
  known.set(db, found);
  return found;
}

/** Which referrals a member's Home shows from now on, until it is opened anew. */
export function turnTo({ db }: Publishing, workspaceId: string, userId: string, place: Place): void {
  const { places } = knownOf(db);
  const key = keyOf({ workspaceId, userId });
  if (place.show === FIRST.show && place.from === FIRST.from) places.delete(key);
  else places.set(key, place);
}

/**
 * Publishes a member's Home as it is now. One at a time for each member: what changes meanwhile is in the next, which is
 * published once. Never fails: where Slack asks to wait, a later tick tries again, and each opening does in any case.
 */
export function publish(deps: Publishing, workspaceId: string, userId: string, greeting?: Greeting): Promise<void> {
  const { underWay } = knownOf(deps.db);
  const key = keyOf({ workspaceId, userId });
  const before = underWay.get(key);
  if (before) {
    before.again = true;
    before.greeting ??= greeting;
    return before.done;
  }
  const current: Underway = { greeting, again: false, done: Promise.resolve() };
  underWay.set(key, current);
  current.done = (async () => {
    try {
      do {
        current.again = false;
        await publishOnce(deps, workspaceId, userId, current.greeting);
      } while (current.again);
    } finally {
      underWay.delete(key);
    }
  })();
  return current.done;
}

async function publishOnce(deps: Publishing, workspaceId: string, userId: string, greeting?: Greeting): Promise<void> {
  const home = { workspaceId, userId, greeting };
  noLongerMissed(deps, home);
  try {
    const profile = (await lookUp(deps, workspaceId, [userId])).get(userId);
    if (profile?.kind !== 'member') return;
    const place = knownOf(deps.db).places.get(keyOf(home)) ?? FIRST;
    const content = await readHome(deps, { workspaceId, userId, isAdmin: profile.isAdmin }, place);
    const picture = await circlePicture(deps.db, workspaceId, userId);
    const client = await deps.slack.client(workspaceId);
    await showWithPicture(deps, workspaceId, homePicture(userId), picture, async (shown) => {
      await client.views.publish({ user_id: userId, view: homeView(content, greeting, shown) });
    });
  } catch (error) {
    if (error instanceof Refused) return;
    const seconds = secondsToWait(error);
    if (seconds !== null) return miss(deps, home, seconds);
    deps.log.warn({ workspace: workspaceId, err: error }, 'a Home could not be published');
  }
}

/** Publishes the Homes of those of them who have ever opened theirs. */
export async function publishFor(deps: Publishing, workspaceId: string, userIds: string[]): Promise<void> {
  for (const userId of await deps.db.read.members.withHome(workspaceId, userIds)) {
    await publish(deps, workspaceId, userId);
  }
}

/** Every Home in the workspace is published by a later tick: any of them may name somebody who is forgotten. */
export async function publishAllSoon(deps: Publishing, workspaceId: string): Promise<void> {
  const userIds = await deps.db.read.members.withHome(workspaceId);
  leaveForTick(
    deps,
    userIds.map((userId) => ({ workspaceId, userId })),
  );
}

const inTurn = (deps: DeliveryDeps, homes: Home[]): Promise<void> =>
  publishInTurn(
    deps,
    homes,
    ({ workspaceId, userId, greeting }) => publish(deps, workspaceId, userId, greeting),
    deps.aside.isStopping,
  );

/** Those that could not be published, because Slack asked to wait. */
export const publishMissed: DueJob = async (deps) =>
  missedNow(deps).map((home) => ({
    workspaceId: home.workspaceId,
    line: null,
    commit: async () => void deps.aside.track(inTurn(deps, [home])),
  }));

/**
 * Whoever a message was for, and the two people of each referral that it shows: something of theirs has changed. Posts in
 * channels tell of many people's, and change nothing.
 */
export async function publishAfter(deps: DeliveryDeps, reports: readonly Report[]): Promise<void> {
  const concerned = new Map<string, { members: Set<string>; referralIds: Set<string> }>();
  for (const { delivery, outcome } of reports) {
    const { workspaceId, recipientId } = delivery;
    if (!recipientId || outcome === 'put off') continue;
    const there = concerned.get(workspaceId) ?? { members: new Set<string>(), referralIds: new Set<string>() };
    concerned.set(workspaceId, there);
    there.members.add(recipientId);
    for (const { referralId } of delivery.referrals) there.referralIds.add(referralId);
  }
  const homes: Home[] = [];
  for (const [workspaceId, { members, referralIds }] of concerned) {
    for (const { giverId, receiverId } of await deps.db.read.referrals.findMany(workspaceId, [...referralIds])) {
      members.add(giverId).add(receiverId);
    }
    for (const userId of await deps.db.read.members.withHome(workspaceId, [...members])) {
      homes.push({ workspaceId, userId });
    }
  }
  await inTurn(deps, homes);
}
