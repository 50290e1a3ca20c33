import { A_MEMBER, isStandIn } from '../domain/stand-in';
import type { Member } from './generated/sqlite/client';

/** Reads as somebody who has left for good; there is no such row. */
const forgottenMember = (workspaceId: string, userId: string): Member => ({
  workspaceId,
  userId,
  name: A_MEMBER,
  timeZone: null,
  dmChannelId: null,
  leftAt: new Date(0),
  firstUsedAt: null,
  lastUsedAt: null,
  nudgesOff: true,
  lastNudgedAt: null,
  nudgeCount: 0,
  nudgeCheckAt: null,
  followUpsOff: true,
  followUpCount: 0,
  followUpCheckAt: null,
  needChecksOff: true,
  asksOff: true,
  suggestionsOff: true,
  lastSuggestedAt: null,
  suggestionCount: 0,
  suggestionCheckAt: null,
  cardRemindersOff: true,
  quoting: 'never',
  inPicture: false,
  workDays: '',
  workFrom: '',
  workTo: '',
  pausedUntil: null,
  homeOnly: '',
  homeSeenAt: null,
  welcomedAt: null,
});

/** Those of these people who are forgotten, as members who have left. */
export function forgottenAmong(workspaceId: string, userIds: string[]): Member[] {
  return [...new Set(userIds)].filter(isStandIn).map((userId) => forgottenMember(workspaceId, userId));
}
