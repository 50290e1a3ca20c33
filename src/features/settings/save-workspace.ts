import { after, DAY_MS } from '../../domain/clock';
import { nextDigestAt } from '../../domain/digest-period';
import type { Database } from '../../store/open-database';
import type { Store } from '../../store/store';
import { firstSchedule, takeBackUnsent, weeklyOf } from '../digest-schedule';
import type { SettingChanged } from '../setting-changes';
import { keepTouched } from './keep-touched';
import { type Setting, SETTINGS, type WorkspaceChoices } from './workspace-choices';

const TIMES: readonly Setting[] = ['day', 'time', 'timeZone'];

interface Chosen {
  /** what the form showed: what another admin changed since stays */
  shown: WorkspaceChoices;
  submitted: WorkspaceChoices;
  /** whether digests can be posted in a channel that was lost */
  isFound: boolean;
  /** who chose it */
  userId: string;
}

/** Keeps what was changed in the form, in a transaction. @returns what is different now */
export async function saveWorkspace(
  store: Store,
  workspaceId: string,
  current: WorkspaceChoices,
  { shown, submitted, isFound, userId }: Chosen,
  now: Date,
): Promise<SettingChanged[]> {
  const next = keepTouched(shown, submitted, current);
  const changes = SETTINGS.filter((setting) => next[setting] !== current[setting])
    // without a channel there is nothing that they would be the times of
    .filter((setting) => next.channelId !== '' || !TIMES.includes(setting))
    .map((setting) => ({ setting, from: current[setting], to: next[setting] }));
  await saveDigest(store, workspaceId, current, next, { isFound, userId }, now);
  const { channelId: _channel, day: _day, time: _time, timeZone: _zone, keepMonths, ...settings } = next;
  await store.settings.change(workspaceId, { ...settings, keepMonths: keepMonths || null });
  return changes;
}

async function saveDigest(
  store: Store,
  workspaceId: string,
  before: WorkspaceChoices,
  next: WorkspaceChoices,
  { isFound, userId }: Pick<Chosen, 'isFound' | 'userId'>,
  now: Date,
): Promise<void> {
  if (next.channelId === '') {
    if (before.channelId === '') return;
    await takeBackUnsent(store, workspaceId, now);
    return store.digests.unset(workspaceId);
  }
  const weekly = weeklyOf(next);
  const schedule = await store.digests.schedule(workspaceId);
  if (!schedule || isFound || next.channelId !== before.channelId) {
    await store.digests.chooseChannel(workspaceId, next.channelId, userId, firstSchedule(weekly, now));
  }
  if (!schedule || next.timeZone !== before.timeZone) await store.workspaces.setTimeZone(workspaceId, next.timeZone);
  if (!schedule || !TIMES.some((setting) => next[setting] !== before[setting])) return;
  const latest = await store.digests.latest(workspaceId);
  // the day on which one came has had its digest
  const from = latest ? new Date(Math.max(now.getTime(), after(latest.builtAt, DAY_MS).getTime() - 1)) : now;
  const { day, time, zone: timeZone } = weekly;
  await store.digests.setTimes(workspaceId, { day, time, timeZone, nextAt: nextDigestAt(from, weekly) });
}

/**
 * Moves the steps still ahead to the days that are chosen by then, some at a time: another admin may have chosen others.
 * Where it is cut short, what is left comes on the days it was to come on before.
 */
export async function moveSteps(
  db: Pick<Database, 'transaction'>,
  workspaceId: string,
  changes: SettingChanged[],
  now: Date,
): Promise<void> {
  for (const { setting, from } of changes) {
    const before = String(from).split(',').map(Number);
    const move = async (store: Store, start: string) =>
      setting === 'nudgeDays'
        ? store.steps.moveNudges(workspaceId, before, await store.workspaces.nudgeDays(workspaceId), now, start)
        : store.steps.moveFollowUps(workspaceId, await store.workspaces.followUpDays(workspaceId), now, start);
    if (setting !== 'nudgeDays' && setting !== 'followUpDays') continue;
    for (let start: string | null = ''; start !== null;) {
      const at: string = start;
      start = await db.transaction((store) => move(store, at));
    }
  }
}
