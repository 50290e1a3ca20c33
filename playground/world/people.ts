import type { Channel } from '../server/channel';
import type { MemberOptions } from '../server/people/member';
import type { Person } from '../server/people/person';
import type { SimulatedSlack } from '../server/simulated-slack';
import type { Workspace } from '../server/workspace';

const WORKSPACE = { id: 'T0HARBOR', name: 'Harbor Circle', tz: 'America/Chicago' };

interface Part extends MemberOptions {
  about: string;
}

/** In the order of the menu; a newcomer starts as the first. */
const CAST = {
  gina: { realName: 'Gina Moreno', tz: 'America/Chicago', about: 'plans events, gives often' },
  alice: { realName: 'Alice Chen', tz: 'America/New_York', about: 'an architect' },
  omar: { realName: 'Omar Haddad', tz: 'Europe/London', about: 'keeps books' },
  ada: { realName: 'Ada Lindqvist', tz: 'America/Chicago', admin: true, about: 'a lawyer, looks after the workspace' },
  carol: { realName: 'Carol Tanaka', tz: 'Asia/Tokyo', about: 'helps companies start in Japan' },
  ted: { realName: 'Ted Novak', tz: 'Europe/Berlin', about: 'builds websites, has not used Goodturn yet' },
  priya: { realName: 'Priya Nair', tz: 'Asia/Kolkata', about: 'draws labels and brands' },
  nia: { realName: 'Nia Okafor', tz: 'Africa/Lagos', about: 'takes photographs, new here since today' },
} satisfies Record<string, Omit<Part, 'name'>>;

export type Name = keyof typeof CAST;
const NAMES = Object.keys(CAST) as Name[];

const CHANNELS = {
  general: { id: 'C0GENERAL', appIsMember: true },
  referrals: { id: 'C0REFERRALS', appIsMember: true },
  introductions: { id: 'C0INTRODUCTIONS', appIsMember: false },
};
type ChannelName = keyof typeof CHANNELS;

/** The community: its people and channels by name. */
export interface Harbor {
  workspace: Workspace;
  people: Record<Name, Person>;
  channels: Record<ChannelName, Channel>;
  cast: readonly { person: Person; about: string }[];
}

const idOf = (name: Name): string => `U0${name.toUpperCase()}`;

/** Makes the workspace with everybody in it, and nothing said yet. */
export function settleHarbor(slack: SimulatedSlack): Harbor {
  const workspace = slack.addWorkspace({ ...WORKSPACE, botUserId: 'U0GOODTURN', botId: 'B0GOODTURN' });
  for (const name of NAMES) {
    const { about: _, ...options } = CAST[name];
    workspace.addMember({ ...options, id: idOf(name), name, displayName: options.realName.split(' ')[0] });
  }
  const members = NAMES.map((name) => workspace.member(idOf(name))!);
  for (const [name, { id, appIsMember }] of Object.entries(CHANNELS)) {
    workspace.addChannel({ name, id, members, appIsMember });
  }
  // everybody finds the app in their sidebar
  for (const person of members) workspace.dmOf(person);
  return harborIn(workspace)!;
}

/** The same community in a workspace that was restored; undefined where somebody is missing. */
export function harborIn(workspace: Workspace): Harbor | undefined {
  const people = NAMES.map((name) => [name, workspace.member(idOf(name))] as const);
  const channels = Object.entries(CHANNELS).map(
    ([name, { id }]) => [name, workspace.channels.find((each) => each.id === id)] as const,
  );
  if (workspace.id !== WORKSPACE.id || [...people, ...channels].some(([, found]) => !found)) return undefined;
  return {
    workspace,
    people: Object.fromEntries(people) as Record<Name, Person>,
    channels: Object.fromEntries(channels) as Record<ChannelName, Channel>,
    cast: people.map(([name, person]) => ({ person: person!, about: CAST[name].about })),
  };
}
