import type { JsonObject } from '../json';
import type { Person } from './person';

export interface MemberOptions {
  /** The handle: what `@` is typed with. */
  name: string;
  id?: string;
  displayName?: string;
  realName?: string;
  /** Null: Slack knows none. Default: the workspace's. */
  tz?: string | null;
  admin?: boolean;
  owner?: boolean;
  bot?: boolean;
  deleted?: boolean;
  guest?: 'multi' | 'single';
  /** From another company, through a shared channel. */
  stranger?: boolean;
}

/** The user object: https://docs.slack.dev/reference/objects/user-object */
export function userObject(person: Person): JsonObject {
  const now = person.workspace.slack.now();
  const profile = {
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.displayName,
    display_name_normalized: person.displayName,
    first_name: person.realName.split(' ')[0],
    last_name: person.realName.split(' ').slice(1).join(' '),
    title: '',
    status_text: '',
    status_emoji: '',
    avatar_hash: 'g0simulated',
    image_48: `https://secure.gravatar.com/avatar/${person.id}.jpg?s=48`,
    team: person.teamId,
    ...(person.bot ? botProfile(person) : {}),
  };
  const common = {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deleted,
    profile,
    is_bot: person.bot,
    is_app_user: false,
    updated: Math.floor(now.getTime() / 1000),
    ...(person.stranger ? { is_stranger: true } : {}),
  };
  // A deactivated member comes without roles, zone and top-level name.
  if (person.deleted) return common;
  return {
    ...common,
    real_name: person.realName,
    color: '9f69e7',
    ...(person.tz === undefined ? {} : zone(person.tz, now)),
    is_admin: person.admin || person.owner,
    is_owner: person.owner,
    is_primary_owner: false,
    is_restricted: person.guest !== undefined,
    is_ultra_restricted: person.guest === 'single',
    is_email_confirmed: true,
    who_can_share_contact_card: 'EVERYONE',
  };
}

/** Another app's bot belongs to another app. */
function botProfile(person: Person): JsonObject {
  const { workspace } = person;
  const isOurs = person.id === workspace.botUserId || workspace.botUserId === '';
  return isOurs
    ? { bot_id: workspace.botId, api_app_id: workspace.slack.appId }
    : { bot_id: `B${person.id.slice(1)}`, api_app_id: 'A0ELSEWHERE' };
}

const zones = new Map<string, JsonObject>();

/** Offsets hold for an hour at least, so a long member list need not ask for each. */
function zone(tz: string, now: Date): JsonObject {
  const key = `${tz} ${Math.floor(now.getTime() / 3_600_000)}`;
  const known = zones.get(key);
  if (known !== undefined) return known;
  const named = (timeZoneName: 'long' | 'longOffset'): string =>
    new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName })
      .formatToParts(now)
      .find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(named('longOffset')) ?? [];
  const seconds = (Number(hours) * 60 + Number(minutes)) * 60;
  const found = { tz, tz_label: named('long'), tz_offset: sign === '-' ? -seconds : seconds };
  zones.set(key, found);
  return found;
}
