import { z } from 'zod';
import { readDays } from '../../domain/day-steps';
import { usableZone, zoneNamed } from '../../domain/working-hours';
import type { Profile } from '../../slack/members';
import type { WorkspaceSettings } from '../../store/setting-store';
import type { Store } from '../../store/store';
import { FIRST_TIMES } from '../digest-schedule';
import type { FormValues } from '../feature';
import type { SettingChanged } from '../setting-changes';
import { workspaceIds, YES } from './ids';
import { problemWords } from './problem-words';

/** What a workspace has chosen, by setting. */
export const choicesSchema = z.object({
  /** where the digest is posted; empty: nowhere */
  channelId: z.string(),
  /** 1 = Monday to 7 = Sunday */
  day: z.number(),
  /** HH:MM, local */
  time: z.string(),
  timeZone: z.string(),
  postsQuietWeeks: z.boolean(),
  namesProspects: z.boolean(),
  drawsWeek: z.boolean(),
  /** comma-separated, likewise followUpDays */
  nudgeDays: z.string(),
  followUpDays: z.string(),
  oneSidedGiven: z.number(),
  oneSidedBusiness: z.number(),
  oneSidedDays: z.number(),
  settingsForAll: z.boolean(),
  /** 0: nothing is too old */
  keepMonths: z.number(),
  graceDays: z.number(),
}) satisfies z.ZodType<Omit<WorkspaceSettings, 'keepMonths'> & Record<string, SettingChanged['to']>>;

export type WorkspaceChoices = z.infer<typeof choicesSchema>;
export type Setting = keyof WorkspaceChoices;

export const SETTINGS = Object.keys(choicesSchema.shape) as Setting[];

/** As they stand; where no channel is chosen, when the digest would come, on the clock of whoever asks. */
export async function workspaceChoices(
  store: Store,
  workspaceId: string,
  { timeZone: zone }: Pick<Profile, 'timeZone'>,
): Promise<WorkspaceChoices> {
  const [workspace, schedule] = await Promise.all([
    store.workspaces.find(workspaceId),
    store.digests.schedule(workspaceId),
  ]);
  const { channelId, day, time, timeZone } = schedule ?? {
    channelId: '',
    ...FIRST_TIMES,
    timeZone: usableZone(zone, 'UTC'),
  };
  const keepMonths = workspace?.keepMonths ?? 0;
  return choicesSchema.parse({ ...workspace, keepMonths, channelId, day, time, timeZone });
}

/** As the form has them. What it does not say stays as it was shown. */
export function readWorkspaceChoices(values: FormValues, shown: WorkspaceChoices): WorkspaceChoices {
  const isTicked = (field: string) => values.list(field).includes(YES);
  const days = (setting: 'nudgeDays' | 'followUpDays') => {
    const read = readDays(values.text(setting));
    return Array.isArray(read) ? read.join(',') : shown[setting];
  };
  return {
    channelId: isTicked(workspaceIds.unset) ? '' : values.text('channelId'),
    day: Number(values.text('day')),
    time: values.text('time'),
    timeZone: zoneNamed(values.text('timeZone')) ?? shown.timeZone,
    postsQuietWeeks: isTicked('postsQuietWeeks'),
    namesProspects: isTicked('namesProspects'),
    drawsWeek: isTicked('drawsWeek'),
    nudgeDays: days('nudgeDays'),
    followUpDays: days('followUpDays'),
    oneSidedGiven: Number(values.text('oneSidedGiven')),
    oneSidedBusiness: Number(values.text('oneSidedBusiness')),
    oneSidedDays: Number(values.text('oneSidedDays')),
    settingsForAll: isTicked('settingsForAll'),
    keepMonths: Number(values.text('keepMonths')),
    graceDays: Number(values.text('graceDays')),
  };
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** Ten years. */
const MOST_ONE_SIDED_DAYS = 3650;
const MOST_REFERRALS = 1000;
const MOST_MONTHS = 120;
const MOST_GRACE_DAYS = 365;

/** What makes no sense, by field. */
export function workspaceProblems(values: FormValues): Record<string, string> {
  const problems: Record<string, string> = {};
  const hold = (field: Setting, isFine: boolean, problem: string) => {
    if (!isFine) problems[field] = problem;
  };
  const isWhole = (field: Setting, least: number, most: number) => {
    const count = Number(values.text(field) || Number.NaN);
    return Number.isInteger(count) && count >= least && count <= most;
  };
  hold('day', isWhole('day', 1, 7), problemWords.noWeekday);
  hold('time', TIME.test(values.text('time')), problemWords.noTime('09:00'));
  const zone = values.text('timeZone');
  hold('timeZone', zoneNamed(zone) !== null, problemWords.noZone);
  for (const [field, example] of [['nudgeDays', '2, 7, 14'] as const, ['followUpDays', '30, 90'] as const]) {
    const read = readDays(values.text(field));
    if (!Array.isArray(read)) problems[field] = problemWords.days(read, example);
  }
  hold('oneSidedGiven', isWhole('oneSidedGiven', 1, MOST_REFERRALS), problemWords.numberTo(MOST_REFERRALS));
  const given = problems['oneSidedGiven'] ? MOST_REFERRALS : Number(values.text('oneSidedGiven'));
  const isBusiness = isWhole('oneSidedBusiness', 0, given);
  hold('oneSidedBusiness', isBusiness, problemWords.notMoreThanGiven);
  const isDays = isWhole('oneSidedDays', 1, MOST_ONE_SIDED_DAYS);
  hold('oneSidedDays', isDays, problemWords.daysTo(MOST_ONE_SIDED_DAYS));
  hold('keepMonths', isWhole('keepMonths', 0, MOST_MONTHS), problemWords.howLong);
  hold('graceDays', isWhole('graceDays', 1, MOST_GRACE_DAYS), problemWords.howLong);
  return problems;
}
