import { Refused } from '../../domain/errors';
import { usableZone } from '../../domain/working-hours';
import { channelState } from '../../slack/channels';
import type { Message } from '../../slack/blocks';
import { askSlack } from '../ask-slack';
import { FIRST_TIMES, firstSchedule, sendTimeOf, weeklyOf } from '../digest-schedule';
import type { CommandRequest } from '../feature';
import { noteChanges, otherAdmins } from '../setting-changes';
import { chosenMessage, refusals } from './views';

/** `digest here`: the weekly digest is posted in this channel from now on. Day, time and zone stay as they were. */
export async function chooseChannel(request: CommandRequest): Promise<Message> {
  const { db, clock, slack, workspaceId, userId, channelId, channelName } = request;
  const ask = <T>(asked: Promise<T>) => askSlack(request, workspaceId, asked, refusals.noAnswer);
  // all at once: each may take its time
  const [profile, state, others] = await Promise.all([
    ask(slack.profile(workspaceId, userId)),
    ask(channelState(slack, workspaceId, channelId, channelName)),
    otherAdmins(request),
  ]);
  const kept = (await db.read.digests.schedule(workspaceId))?.channelId ?? null;
  if (!profile || profile.kind !== 'member' || !profile.isAdmin) throw new Refused(refusals.notAnAdmin);
  if (state !== 'open') throw new Refused(refusals.channel(state, kept));

  const now = clock.now();
  const { before, schedule } = await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profile]);
    await store.members.used(workspaceId, userId, now);
    const before = await store.digests.schedule(workspaceId);
    const first = firstSchedule({ ...FIRST_TIMES, zone: usableZone(profile.timeZone, 'UTC') }, now);
    const changed = { setting: 'channelId', from: before?.channelId ?? '', to: channelId };
    if (changed.from !== channelId) await noteChanges(store, request, [changed], others, now);
    if (!before) await store.workspaces.setTimeZone(workspaceId, first.timeZone);
    return { before, schedule: await store.digests.chooseChannel(workspaceId, channelId, userId, first) };
  });
  request.wake();
  return chosenMessage({
    channelId,
    movedFrom: before && before.channelId !== channelId ? before.channelId : null,
    weekly: weeklyOf(schedule),
    next: sendTimeOf(schedule, now),
    now,
  });
}
