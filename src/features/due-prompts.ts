import { after, MINUTE_MS } from '../domain/clock';
import { isWorkingTime, nextWorkingMinute, usableZone } from '../domain/working-hours';
import type { DeliveryDeps } from '../delivery/message-kind';
import type { DueJob, Finding } from '../jobs/due';
import { NotInstalled } from '../slack/access';
import { failureOf } from '../slack/failures';
import type { Profile } from '../slack/members';
import type { Member } from '../store/member-store';
import type { Store } from '../store/store';
import type { Workspace } from '../store/workspace-store';
import {
  dropDue,
  dropOfGivers,
  joinUnsentPrompt,
  planPrompt,
  type ReceiverPrompt,
  unsentPrompt,
} from './receiver-prompt';

/** Somebody may move to another zone at any time: outside working hours they are looked at again after this. */
const LOOK_AGAIN_MS = 15 * MINUTE_MS;
const SIDE_BY_SIDE = 4;

/** One run over one workspace. */
interface Run extends DeliveryDeps {
  prompt: ReceiverPrompt;
  workspace: Workspace;
  now: Date;
  /** each account is asked about once in a run */
  profileOf(userId: string): Promise<Profile | null>;
}

/** Whom a prompt is due for, and what is to be done about each of them. */
export function duePrompts(prompt: ReceiverPrompt): DueJob {
  return async (deps, now) => {
    const due = await prompt.receiversDue(deps.db.read, now);
    const findings: Finding[] = [];
    for (const workspaceId of new Set(due.map((each) => each.workspaceId))) {
      const receiverIds = due.filter((each) => each.workspaceId === workspaceId).map((each) => each.receiverId);
      findings.push(...(await inWorkspace(deps, prompt, workspaceId, receiverIds, now)));
    }
    return findings;
  };
}

async function inWorkspace(
  deps: DeliveryDeps,
  prompt: ReceiverPrompt,
  workspaceId: string,
  receiverIds: string[],
  now: Date,
): Promise<Finding[]> {
  const workspace = await deps.db.read.workspaces.find(workspaceId);
  if (!workspace || workspace.uninstalledAt) return [];
  // Slack asked to be left alone for a while
  if (workspace.sendNotBefore && workspace.sendNotBefore > deps.clock.now()) return [];
  const members = new Map(
    (await deps.db.read.members.findMany(workspaceId, receiverIds)).map((member) => [member.userId, member]),
  );
  const asked = new Map<string, Promise<Profile | null>>();
  const profileOf = (userId: string) => {
    const known = asked.get(userId) ?? deps.slack.profile(workspaceId, userId);
    asked.set(userId, known);
    return known;
  };
  const run: Run = { ...deps, prompt, workspace, now, profileOf };
  const findings: Finding[] = [];
  const queue = [...receiverIds];
  const work = async () => {
    for (let receiverId = queue.shift(); receiverId; receiverId = queue.shift()) {
      try {
        findings.push(...(await aboutReceiver(run, receiverId, members.get(receiverId))));
      } catch (error) {
        // one receiver's problem is not the others'; the next tick tries again
        deps.log.warn({ workspace: workspaceId, err: error }, `could not look at a member for a ${prompt.called}`);
        if (isEverybodys(error)) queue.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return findings;
}

/** A problem that the workspace's other receivers would meet too. */
function isEverybodys(error: unknown): boolean {
  if (error instanceof NotInstalled) return true;
  try {
    return failureOf(error).kind === 'rate-limited';
  } catch {
    return false;
  }
}

async function aboutReceiver(run: Run, receiverId: string, member: Member | undefined): Promise<Finding[]> {
  const { db, now, prompt, workspace } = run;
  const quietly = (work: (store: Store) => Promise<void>) => finding(run, null, work);
  if (member && prompt.isOff(member))
    return [quietly((store) => dropDue(prompt, store, workspace.id, receiverId, now))];
  if (member && (await unsentPrompt(prompt, db.read, workspace.id, member))) {
    return [quietly((store) => joinUnsentPrompt(prompt, store, workspace.id, receiverId, now))];
  }
  // somebody known to have left is looked at in any case: what falls due while they are away is dropped
  if (member && !member.leftAt && !isTimeToLook(prompt, member, now)) return [];

  const profile = await run.profileOf(receiverId);
  if (profile?.kind !== 'member') {
    return [
      quietly(async (store) => {
        await dropDue(prompt, store, workspace.id, receiverId, now);
        await store.members.left(workspace.id, receiverId, now);
      }),
    ];
  }
  if (member && !isTimeToLook(prompt, member, now)) return [cameBack(run, receiverId)];
  const due = await prompt.due(db.read, workspace.id, receiverId, now);
  const giverIds = [...new Set(due.map(({ giverId }) => giverId))];
  const givers = await Promise.all(giverIds.map(async (id) => ({ id, profile: await run.profileOf(id) })));
  const gone = new Set(givers.filter((giver) => giver.profile?.kind !== 'member').map(({ id }) => id));
  const back = giverIds.filter((id) => !gone.has(id));
  const findings = [
    ...(await returned(run, back)),
    ...(gone.size > 0 ? [quietly((store) => dropOfGivers(prompt, store, workspace.id, receiverId, gone, now))] : []),
  ];
  if (back.length === 0) return findings;

  const zone = usableZone(profile.timeZone, workspace.timeZone);
  if (!isWorkingTime(now, zone)) {
    const soon = after(now, LOOK_AGAIN_MS);
    const opening = nextWorkingMinute(now, zone);
    const lookAgain = opening < soon ? opening : soon;
    return [...findings, quietly((store) => prompt.lookAgain(store, workspace.id, receiverId, lookAgain))];
  }
  const line = `send ${prompt.called} to ${receiverId} in ${workspace.id}`;
  return [...findings, finding(run, line, (store) => planPrompt(prompt, store, workspace.id, profile, gone, now))];
}

function isTimeToLook(prompt: ReceiverPrompt, member: Member, now: Date): boolean {
  const checkAt = prompt.checkAtOf(member);
  // a check that lies further ahead was set by a clock that has been put back since
  const isLater = checkAt !== null && checkAt > now && checkAt <= after(now, LOOK_AGAIN_MS);
  return !isLater && prompt.mayCome(member, now);
}

/** Givers who are here and were taken to have left: an event was missed. */
async function returned(run: Run, giverIds: string[]): Promise<Finding[]> {
  const stored = await run.db.read.members.findMany(run.workspace.id, giverIds);
  return stored.filter(({ leftAt }) => leftAt).map(({ userId }) => cameBack(run, userId));
}

function cameBack(run: Run, userId: string): Finding {
  return finding(run, null, async (store) => {
    await store.members.cameBack(run.workspace.id, userId);
  });
}

function finding({ db, workspace }: Run, line: string | null, work: (store: Store) => Promise<void>): Finding {
  return { workspaceId: workspace.id, line, commit: () => db.transaction(work) };
}
