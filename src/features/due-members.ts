import type { DeliveryDeps } from '../delivery/message-kind';
import type { Finding } from '../jobs/due';
import { NotInstalled } from '../slack/access';
import { failureOf } from '../slack/failures';
import type { Profile } from '../slack/members';
import type { Member } from '../store/member-store';
import type { Store } from '../store/store';
import type { Workspace } from '../store/workspace-store';

const SIDE_BY_SIDE = 4;

/** One run of a job over one workspace. */
export interface Look extends DeliveryDeps {
  workspace: Workspace;
  now: Date;
  /** each account is asked about once in a run */
  profileOf(userId: string): Promise<Profile | null>;
}

export interface DueMember {
  workspaceId: string;
  userId: string;
}

/** What is to be done about one member; `member` is missing where they were never seen. */
type LookAt = (look: Look, userId: string, member: Member | undefined) => Promise<Finding[]>;

/**
 * Looks at each member for whom something may be due, where Goodturn is installed and may send now.
 *
 * @param called what may be due, for the operator
 */
export async function lookAtEach(
  deps: DeliveryDeps,
  due: readonly DueMember[],
  called: string,
  now: Date,
  lookAt: LookAt,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const workspaceId of new Set(due.map((each) => each.workspaceId))) {
    const userIds = due.filter((each) => each.workspaceId === workspaceId).map(({ userId }) => userId);
    findings.push(...(await inWorkspace(deps, workspaceId, userIds, called, now, lookAt)));
  }
  return findings;
}

async function inWorkspace(
  deps: DeliveryDeps,
  workspaceId: string,
  userIds: string[],
  called: string,
  now: Date,
  lookAt: LookAt,
): Promise<Finding[]> {
  const workspace = await deps.db.read.workspaces.find(workspaceId);
  if (!workspace || workspace.uninstalledAt) return [];
  // Slack asked to be left alone for a while
  if (workspace.sendNotBefore && workspace.sendNotBefore > deps.clock.now()) return [];
  const members = new Map(
    (await deps.db.read.members.findMany(workspaceId, userIds)).map((member) => [member.userId, member]),
  );
  const asked = new Map<string, Promise<Profile | null>>();
  const profileOf = (userId: string) => {
    const known = asked.get(userId) ?? deps.slack.profile(workspaceId, userId);
    asked.set(userId, known);
    return known;
  };
  const look: Look = { ...deps, workspace, now, profileOf };
  const findings: Finding[] = [];
  const queue = [...userIds];
  const work = async () => {
    for (let userId = queue.shift(); userId; userId = queue.shift()) {
      try {
        findings.push(...(await lookAt(look, userId, members.get(userId))));
      } catch (error) {
        // one member's problem is not the others'; the next tick tries again
        deps.log.warn({ workspace: workspaceId, err: error }, `could not look at a member for a ${called}`);
        if (isEverybodys(error)) queue.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return findings;
}

/** A problem that the workspace's other members would meet too. */
function isEverybodys(error: unknown): boolean {
  if (error instanceof NotInstalled) return true;
  try {
    return failureOf(error).kind === 'rate-limited';
  } catch {
    return false;
  }
}

/** Something that a look has found to do; `line` is for the operator, null where nobody gets anything. */
export function finding({ db, workspace }: Look, line: string | null, work: (store: Store) => Promise<void>): Finding {
  return { workspaceId: workspace.id, line, commit: () => db.transaction(work) };
}

/**
 * Those of these people who are not here any more, as Slack says; and the findings that note it before anything is
 * planned, as well as who is here and was taken to have left: an event may have been missed.
 */
export async function whoHasLeft(look: Look, userIds: string[]): Promise<{ gone: Set<string>; noting: Finding[] }> {
  const people = await Promise.all(
    [...new Set(userIds)].map(async (userId) => ({ userId, profile: await look.profileOf(userId) })),
  );
  const gone = people.filter(({ profile }) => profile?.kind !== 'member').map(({ userId }) => userId);
  const leaving = gone.map((userId) =>
    finding(look, null, (store) => store.members.left(look.workspace.id, userId, look.now)),
  );
  const here = people.map(({ userId }) => userId).filter((userId) => !gone.includes(userId));
  return { gone: new Set(gone), noting: [...leaving, ...(await returned(look, here))] };
}

/** Of these people, who are here, those who were taken to have left. */
export async function returned(look: Look, userIds: string[]): Promise<Finding[]> {
  const stored = await look.db.read.members.findMany(look.workspace.id, userIds);
  return stored.filter(({ leftAt }) => leftAt).map(({ userId }) => cameBack(look, userId));
}

export function cameBack(look: Look, userId: string): Finding {
  return finding(look, null, async (store) => {
    await store.members.cameBack(look.workspace.id, userId);
  });
}
