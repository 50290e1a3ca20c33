import {
  isWorkingTime,
  nextWorkingMinute,
  usableZone,
  WORKING_HOURS,
  type WorkingHours,
} from '../domain/working-hours';
import type { Member } from '../store/member-store';
import type { Workspace } from '../store/workspace-store';

/** When Goodturn may write to a member by itself. */
export interface WritingTime {
  /** theirs, usable */
  zone: string;
  hours: WorkingHours;
  /** nothing before; null: not paused */
  pausedUntil: Date | null;
}

/**
 * A member's working hours and pause; those of somebody never seen are the usual ones.
 *
 * @param timeZone as Slack says it now (null: it does not); default: as last seen
 */
export function writingTimeOf(
  member: Member | null | undefined,
  workspace: Pick<Workspace, 'timeZone'> | null,
  timeZone: string | null | undefined = member?.timeZone,
): WritingTime {
  return {
    zone: usableZone(timeZone, workspace?.timeZone ?? 'UTC'),
    hours: hoursOf(member),
    pausedUntil: member?.pausedUntil ?? null,
  };
}

/** The hours a member works. */
export function hoursOf(member: Pick<Member, 'workDays' | 'workFrom' | 'workTo'> | null | undefined): WorkingHours {
  if (!member) return WORKING_HOURS;
  return { days: member.workDays.split(',').map(Number), from: member.workFrom, to: member.workTo };
}

/** Whether a member wants nothing that Goodturn starts by itself for now. */
export function isPaused({ pausedUntil }: Pick<WritingTime, 'pausedUntil'>, at: Date): boolean {
  return pausedUntil !== null && at < pausedUntil;
}

export function isWritingTime(at: Date, time: WritingTime): boolean {
  return !isPaused(time, at) && isWorkingTime(at, time.zone, time.hours);
}

/** The instant itself where it is one to write at, otherwise the first one after it. */
export function nextWritingTime(at: Date, time: WritingTime): Date {
  return nextWorkingMinute(isPaused(time, at) ? time.pausedUntil! : at, time.zone, time.hours);
}
