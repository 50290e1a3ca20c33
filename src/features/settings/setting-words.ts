import { z } from 'zod';
import { counted, dayAndMonth, weekdayName } from '../../domain/when';
import { escape, listed } from '../../slack/mrkdwn';
import type { SettingChange } from '../../store/setting-store';
import { type Setting, SETTINGS, type WorkspaceChoices } from './workspace-choices';

interface Words<K extends Setting> {
  /** as the form names it, plain text */
  called: string;
  /** a value of it, markup */
  value(value: WorkspaceChoices[K]): string;
}

const daysInWords = (days: string) => `after ${listed(days.split(','))} ${days === '1' ? 'day' : 'days'}`;
const asNumber = (count: number) => String(count);

/** 0: for good */
export const monthsInWords = (months: number): string => {
  if (months === 0) return 'for good';
  return months % 12 === 0 ? counted(months / 12, 'year') : counted(months, 'month');
};
export const graceInWords = (days: number): string => `after ${counted(days, 'day')}`;

/** How each setting is named, and what its values read like. */
export const WORDS: { [K in Setting]: Words<K> } = {
  channelId: { called: 'Digest channel', value: (id) => (id ? `<#${id}>` : 'none') },
  day: { called: 'Day', value: weekdayName },
  time: { called: 'Time', value: (time) => time },
  timeZone: { called: 'Time zone', value: escape },
  postsQuietWeeks: {
    called: 'Weeks without news',
    value: (is) => (is ? 'open needs are posted' : 'nothing is posted'),
  },
  namesProspects: { called: 'Prospects in the digest', value: (is) => (is ? 'named' : 'not named') },
  drawsWeek: { called: 'Picture in the digest', value: (is) => (is ? 'shown' : 'not shown') },
  nudgeDays: { called: 'Reminders to say thanks', value: daysInWords },
  followUpDays: { called: 'Questions about how it turned out', value: daysInWords },
  oneSidedGiven: { called: 'One-sided: referrals given', value: asNumber },
  oneSidedBusiness: { called: 'One-sided: became business', value: asNumber },
  oneSidedDays: { called: 'One-sided: days since the first', value: asNumber },
  settingsForAll: { called: 'Who may see these settings', value: (is) => (is ? 'everybody' : 'admins and owners') },
  keepMonths: { called: 'How long records are kept', value: monthsInWords },
  graceDays: { called: 'After Goodturn is removed, everything is erased', value: graceInWords },
};

/** "Day: Tuesday": a setting as it stands. */
export function settingWords<K extends Setting>(setting: K, value: WorkspaceChoices[K]): string {
  return `${WORDS[setting].called}: ${WORDS[setting].value(value)}`;
}

const changedSchema = z.object({
  setting: z.enum(SETTINGS),
  from: z.union([z.string(), z.number(), z.boolean()]),
  to: z.union([z.string(), z.number(), z.boolean()]),
});

/** "Day: Tuesday (was Monday)": markup; null for a change that another version noted. */
export function changeWords({ what }: Pick<SettingChange, 'what'>): string | null {
  const read = changedSchema.safeParse(JSON.parse(what));
  if (!read.success) return null;
  const { setting, from, to } = read.data;
  const words = WORDS[setting] as Words<Setting>;
  return `${settingWords(setting, to as never)} (was ${words.value(from)})`;
}

/** To another admin. @param name plain text @param words of each change */
export function changedBy(name: string, words: string[]): string {
  return `${escape(name)} changed the workspace settings. ${words.join('. ')}.`;
}

/** "Ada, 24 November: Day: Tuesday (was Monday)". @param name plain text */
export function changeLine(change: SettingChange, name: string, now: Date, zone: string): string | null {
  const words = changeWords(change);
  return words && `• ${escape(name)}, ${dayAndMonth(change.changedAt, now, zone)}: ${words}`;
}
