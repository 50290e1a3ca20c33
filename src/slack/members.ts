import type { Member as SlackUser } from '@slack/web-api/dist/types/response/UsersListResponse';
import { A_MEMBER } from '../domain/stand-in';
import { cleanLine } from '../domain/user-text';

/** What Slack says of one account at the moment. */
export interface Profile {
  userId: string;
  /** as people see it: display name, else full name, else handle */
  name: string;
  fullName: string;
  handle: string;
  /** IANA zone; null when Slack does not say */
  timeZone: string | null;
  kind: 'member' | 'bot' | 'gone' | 'stranger';
  isAdmin: boolean;
}

/** Reads a user of `users.info` or `users.list`; both have the same shape. */
export function profileOf(user: SlackUser & { is_stranger?: boolean }, workspaceId: string): Profile {
  const { id = '', name: handle = '', profile } = user;
  // a name may hold what nobody sees, and what turns a line around
  const realName = cleanLine(profile?.real_name || user.real_name || '');
  const fullName = realName || handle;
  // an account of another company, seen through a shared channel; org members carry the org's grid ids
  const isStranger =
    user.is_stranger || (user.team_id !== undefined && user.team_id !== workspaceId && !user.enterprise_user);
  const isBot = user.is_bot || id === 'USLACKBOT';
  return {
    userId: id,
    name: cleanLine(profile?.display_name ?? '') || fullName || A_MEMBER,
    fullName,
    handle,
    timeZone: user.tz || null,
    kind: isBot ? 'bot' : isStranger ? 'stranger' : user.deleted ? 'gone' : 'member',
    isAdmin: Boolean(user.is_admin || user.is_owner || user.is_primary_owner),
  };
}

/** The names that somebody may be meant by, as `matchNames` compares them. */
export const asNamed = (profile: Profile) => ({
  ...profile,
  id: profile.userId,
  name: profile.handle,
  realName: profile.fullName,
  displayName: profile.name,
});
