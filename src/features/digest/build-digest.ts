import { randomUUID } from 'node:crypto';
import type { DeliveryDeps } from '../../delivery/message-kind';
import { nextDigestAt } from '../../domain/digest-period';
import type { DueJob, Finding } from '../../jobs/due';
import { NotInstalled } from '../../slack/access';
import { type ChannelState, channelState } from '../../slack/channels';
import { failureOf } from '../../slack/failures';
import type { DigestSchedule } from '../../store/digest-store';
import type { Store } from '../../store/store';
import { sendTimeOf, takeBackUnsent, weeklyOf } from '../digest-schedule';
import { draftDigest } from './contents';
import { loseChannel } from './lost-channel';

/** One silent workspace must not hold up the others' digests. */
const ASK_WITHIN_MS = 3_000;

/** The digests whose time has come. One that is late stays due until working hours. */
export const buildDueDigests: DueJob = async (deps, now) => {
  const findings: Finding[] = [];
  for (const schedule of await deps.db.read.digests.due(now)) {
    if (sendTimeOf(schedule, now) > now) continue;
    const { workspaceId, channelId } = schedule;
    const hasNews = (await draftDigest(deps.db.read, workspaceId, schedule, '', now)) !== null;
    findings.push({
      workspaceId,
      line: hasNews ? `send digest to ${channelId} in ${workspaceId}` : null,
      commit: () => postOrLose(deps, schedule, hasNews, now),
    });
  }
  return findings;
};

async function postOrLose(deps: DeliveryDeps, schedule: DigestSchedule, hasNews: boolean, now: Date): Promise<void> {
  const { workspaceId, channelId, nextAt } = schedule;
  // what was a channel of the workspace's own may have been shared with another company since
  const state = hasNews ? await channelNow(deps, workspaceId, channelId) : 'open';
  // it stays due: the next tick asks again
  if (state === 'unknown') return;
  await deps.db.transaction((store) =>
    state === 'shared' ? loseChannel(store, schedule, 'shared', now) : buildDigest(store, workspaceId, nextAt, now),
  );
}

/** What Slack says of a channel; `unknown` when it does not answer. What else is wrong with it, posting finds out. */
async function channelNow(
  { slack, log }: DeliveryDeps,
  workspaceId: string,
  channelId: string,
): Promise<ChannelState | 'unknown'> {
  const asked = channelState(slack, workspaceId, channelId).catch((error: unknown) => {
    if (error instanceof NotInstalled) return 'unknown' as const;
    log.warn({ workspace: workspaceId, failure: failureOf(error) }, 'Slack did not tell about the digest channel');
    return 'unknown' as const;
  });
  return (await slack.within(ASK_WITHIN_MS, asked)) ?? 'unknown';
}

/**
 * Builds the digest that is due at `scheduledAt` and moves the schedule on, in a transaction; does nothing where another
 * process was first. A week without news moves on all the same.
 */
async function buildDigest(store: Store, workspaceId: string, scheduledAt: Date, now: Date): Promise<void> {
  const before = await store.digests.schedule(workspaceId);
  if (!before) return;
  const isFirst = await store.digests.claim(workspaceId, scheduledAt, nextDigestAt(now, weeklyOf(before)));
  if (!isFirst || (await store.digests.bySchedule(workspaceId, scheduledAt))) return;
  const schedule = await store.digests.schedule(workspaceId);
  if (!schedule) return;
  // after a long outage there is one digest with all that is new, not one for each week
  await takeBackUnsent(store, workspaceId, now);
  const id = randomUUID();
  const draft = await draftDigest(store, workspaceId, schedule, id, now);
  if (!draft) return;
  const { channelId } = schedule;
  const { facts, referralIds, thanksIds, businessIds, quotedIds } = draft;
  await store.digests.create(workspaceId, { id, channelId, scheduledAt, builtAt: now, ...facts });
  await store.referrals.putInDigest(workspaceId, referralIds, id);
  await store.thanks.putInDigest(workspaceId, thanksIds, id);
  await store.followUps.putInDigest(workspaceId, businessIds, id);
  await store.deliveries.plan(workspaceId, {
    kind: 'digest',
    subjectId: id,
    channelId,
    referralIds: [...new Set([...referralIds, ...businessIds, ...quotedIds])],
    dueAt: now,
  });
}
