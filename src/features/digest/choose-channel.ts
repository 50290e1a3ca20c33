import { after, DAY_MS } from '../../domain/clock';
import { nextDigestAt } from '../../domain/digest-period';
import { Refused } from '../../domain/errors';
import { usableZone } from '../../domain/working-hours';
import { channelState } from '../../slack/channels';
import { failureOf } from '../../slack/failures';
import type { Message } from '../../slack/blocks';
import type { Profile } from '../../slack/members';
import type { CommandRequest } from '../feature';
import { sendTimeOf, weeklyOf } from './build-digest';
import { chosenMessage, refusals } from './views';

/** The command is to be answered within 3 seconds, and this is most of it. */
const ASK_WITHIN_MS = 2_000;
/** The first digest goes back so far. */
const FIRST_COVERS_MS = 7 * DAY_MS;
const FIRST: { day: 1; time: string } = { day: 1, time: '09:00' };

/** `digest here`: the weekly digest is posted in this channel from now on. Day, time and zone stay as they were. */
export async function chooseChannel(request: CommandRequest): Promise<Message> {
  const { db, clock, slack, workspaceId, userId, channelId, channelName } = request;
  // both at once: each may take its time
  const [profile, state] = await Promise.all([
    inTime(request, slack.profile(workspaceId, userId)),
    inTime(request, channelState(slack, workspaceId, channelId, channelName)),
  ]);
  const kept = (await db.read.digests.schedule(workspaceId))?.channelId ?? null;
  if (!profile || profile.kind !== 'member' || !profile.isAdmin) throw new Refused(refusals.notAnAdmin);
  if (state !== 'open') throw new Refused(refusals.channel(state, kept));

  const now = clock.now();
  const { before, schedule } = await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profile]);
    await store.members.used(workspaceId, userId, now);
    const before = await store.digests.schedule(workspaceId);
    const first = firstSchedule(profile, now);
    if (!before) await store.workspaces.setTimeZone(workspaceId, first.timeZone);
    return { before, schedule: await store.digests.chooseChannel(workspaceId, channelId, userId, first) };
  });
  return chosenMessage({
    channelId,
    movedFrom: before && before.channelId !== channelId ? before.channelId : null,
    weekly: weeklyOf(schedule),
    next: sendTimeOf(schedule, now),
    now,
  });
}

function firstSchedule({ timeZone: zone }: Profile, now: Date) {
  const timeZone = usableZone(zone, 'UTC');
  const nextAt = nextDigestAt(now, { ...FIRST, zone: timeZone });
  return { timeZone, nextAt, newsSince: after(nextAt, -FIRST_COVERS_MS) };
}

/** What Slack answers. @throws Refused when it does not, or not in time */
async function inTime<T>({ log, slack, workspaceId }: CommandRequest, asked: Promise<T>): Promise<T> {
  const answered = asked.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ failure: failureOf(error) }),
  );
  const result = await slack.within(ASK_WITHIN_MS, answered);
  if (result && 'answer' in result) return result.answer;
  log.warn(
    { workspace: workspaceId, failure: result?.failure ?? 'no answer in time' },
    'a channel could not be looked at',
  );
  throw new Refused(refusals.noAnswer);
}
