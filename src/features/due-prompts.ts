import { after, MINUTE_MS } from '../domain/clock';
import type { DueJob, Finding } from '../jobs/due';
import type { Member } from '../store/member-store';
import type { Store } from '../store/store';
import { cameBack, finding, type Look, lookAtEach, returned } from './due-members';
import {
  dropDue,
  dropOfGivers,
  joinUnsentPrompt,
  planPrompt,
  type ReceiverPrompt,
  unsentPrompt,
} from './receiver-prompt';
import { isPaused, isWritingTime, nextWritingTime, writingTimeOf } from './writing-time';

/** Somebody may move to another zone at any time: outside working hours or in a pause they are looked at again after this. */
const LOOK_AGAIN_MS = 15 * MINUTE_MS;

/** One run over one workspace. */
interface Run extends Look {
  prompt: ReceiverPrompt;
}

/** Whom a prompt is due for, and what is to be done about each of them. */
export function duePrompts(prompt: ReceiverPrompt): DueJob {
  return async (deps, now) => {
    const due = (await prompt.receiversDue(deps.db.read, now)).map(({ workspaceId, receiverId }) => ({
      workspaceId,
      userId: receiverId,
    }));
    return lookAtEach(deps, due, prompt.called, now, (look, receiverId, member) =>
      aboutReceiver({ ...look, prompt }, receiverId, member),
    );
  };
}

async function aboutReceiver(run: Run, receiverId: string, member: Member | undefined): Promise<Finding[]> {
  const { db, now, prompt, workspace } = run;
  const quietly = (work: (store: Store) => Promise<void>) => finding(run, null, work);
  const lookAgain = (opening: Date) => {
    const soon = after(now, LOOK_AGAIN_MS);
    const at = opening < soon ? opening : soon;
    return quietly((store) => prompt.lookAgain(store, workspace.id, receiverId, at));
  };
  if (member && prompt.isOff(member))
    return [quietly((store) => dropDue(prompt, store, workspace.id, receiverId, now))];
  if (member && (await unsentPrompt(prompt, db.read, workspace.id, member))) {
    return [quietly((store) => joinUnsentPrompt(prompt, store, workspace.id, receiverId, now))];
  }
  // somebody known to have left is looked at in any case: what falls due while they are away is dropped
  if (member && !member.leftAt && !isTimeToLook(prompt, member, now)) return [];

  if (member && !member.leftAt && isPaused(member, now))
    return [lookAgain(nextWritingTime(now, writingTimeOf(member, workspace)))];

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

  const time = writingTimeOf(member, workspace, profile.timeZone);
  if (!isWritingTime(now, time)) return [...findings, lookAgain(nextWritingTime(now, time))];
  const line = `send ${prompt.called} to ${receiverId} in ${workspace.id}`;
  return [...findings, finding(run, line, (store) => planPrompt(prompt, store, workspace.id, profile, gone, now))];
}

function isTimeToLook(prompt: ReceiverPrompt, member: Member, now: Date): boolean {
  const checkAt = prompt.checkAtOf(member);
  // a check that lies further ahead was set by a clock that has been put back since
  const isLater = checkAt !== null && checkAt > now && checkAt <= after(now, LOOK_AGAIN_MS);
  return !isLater && prompt.mayCome(member, now);
}
