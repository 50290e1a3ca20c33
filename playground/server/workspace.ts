import { randomBytes } from 'node:crypto';
import { ApiError } from './api-error';
import { Channel, type ChannelKind } from './channel';
import type { JsonObject } from './json';
import type { Message, MessageContent } from './message';
import type { MemberOptions } from './people/member';
import { Person } from './people/person';
import type { SimulatedSlack } from './simulated-slack';
import type { View } from './view';

export interface WorkspaceOptions {
  id?: string;
  name: string;
  tz?: string;
  /** False: nobody installed the app yet, so no token works. */
  installed?: boolean;
  /** Optional scopes that the installer refused. */
  refuse?: string[];
  /** Ids that it had before, where it is restored. */
  botUserId?: string;
  botId?: string;
  foreignTeamId?: string;
}

export interface ChannelOptions {
  name: string;
  id?: string;
  members?: Person[];
  private?: boolean;
  /** Shared with another company. */
  shared?: boolean;
  archived?: boolean;
  appIsMember?: boolean;
}

export interface UserGroup {
  id: string;
  handle: string;
}

let issuedIds = 0;

/** Ids are unique over all workspaces, as Slack's are, and still say whom they mean. */
export function newId(prefix: string, name: string): string {
  issuedIds += 1;
  return `${prefix}${String(issuedIds).padStart(4, '0')}${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
}

/** An id that was issued before, by another process maybe, is not issued again. */
function givenId(id: string): string {
  issuedIds = Math.max(issuedIds, Number(/^[A-Z](\d{4,})/.exec(id)?.[1] ?? 0));
  return id;
}

const idFor = (given: string | undefined, prefix: string, name: string): string =>
  given === undefined ? newId(prefix, name) : givenId(given);

export class Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly tz: string;
  readonly foreignTeamId: string;
  readonly botId: string;
  readonly bot: Person;
  readonly members: Person[] = [];
  readonly channels: Channel[] = [];
  private readonly membersById = new Map<string, Person>();
  private readonly channelsById = new Map<string, Channel>();
  private readonly conversations = new Map<string, Channel>();
  readonly userGroups: UserGroup[] = [];
  readonly views = new Map<string, View>();
  botToken = newToken();
  installed: boolean;
  scopes: Set<string>;
  /** Set: what is older cannot be edited. */
  editWindowMinutes: number | undefined;
  /** Grows whenever a name that can be typed comes or changes. */
  namesVersion = 0;
  private readonly revoked = new Set<string>();

  constructor(
    readonly slack: SimulatedSlack,
    options: WorkspaceOptions,
  ) {
    this.id = idFor(options.id, 'T', options.name);
    this.name = options.name;
    this.domain = options.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    this.tz = options.tz ?? 'America/New_York';
    this.foreignTeamId = idFor(options.foreignTeamId, 'T', 'elsewhere');
    this.botId = idFor(options.botId, 'B', 'app');
    this.installed = options.installed ?? true;
    this.scopes = slack.grantable(options.refuse);
    const { name } = slack.manifest;
    this.bot = this.addMember({ id: options.botUserId, name: name.toLowerCase(), displayName: name, bot: true });
    this.addMember({ name: 'slackbot', displayName: 'Slackbot', id: 'USLACKBOT' });
  }

  get botUserId(): string {
    // Empty while the bot user itself is being made.
    return this.bot?.id ?? '';
  }

  addMember(options: MemberOptions): Person {
    const person = new Person(this, idFor(options.id, 'U', options.name), options);
    if (this.membersById.has(person.id)) throw new Error(`there is a member ${person.id} already`);
    this.members.push(person);
    this.namesVersion += 1;
    this.membersById.set(person.id, person);
    void this.slack.delivery.emit(this, { type: 'team_join', user: person.toSlack() }, { scope: 'users:read' });
    return person;
  }

  addChannel(options: ChannelOptions): Channel {
    const kind: ChannelKind = options.private === true ? 'private' : 'public';
    const members = new Set((options.members ?? []).map((person) => person.id));
    if (options.appIsMember !== false) members.add(this.botUserId);
    const id = idFor(options.id, 'C', options.name);
    const channel = new Channel(this, id, options.name, kind, members, options.shared ?? false);
    channel.archived = options.archived ?? false;
    this.keep(channel);
    return channel;
  }

  addUserGroup({ handle, id }: { handle: string; id?: string }): UserGroup {
    const group = { id: idFor(id, 'S', handle), handle };
    this.userGroups.push(group);
    this.namesVersion += 1;
    return group;
  }

  addDirectMessage(people: Person[]): Channel {
    return this.conversationOf(people.map((person) => person.id)).channel;
  }

  /** The one conversation of exactly these people, opened if need be, with the id that it had before if any. */
  conversationOf(userIds: string[], before?: string): { channel: Channel; isNew: boolean } {
    const members = new Set(userIds);
    const kind = members.size > 2 ? 'mpim' : 'im';
    const key = [...members].sort().join(' ');
    const found = this.conversations.get(key);
    if (found !== undefined) return { channel: found, isNew: false };
    const names = userIds.map((id) => this.member(id)?.name ?? id);
    const id = kind === 'im' ? idFor(before, 'D', names.at(-1) ?? '') : idFor(before, 'G', 'group');
    const channel = new Channel(
      this,
      id,
      kind === 'im' ? names.join('-') : `mpdm-${names.join('--')}-1`,
      kind,
      members,
    );
    this.keep(channel);
    this.conversations.set(key, channel);
    return { channel, isNew: true };
  }

  private keep(channel: Channel): void {
    if (this.channelsById.has(channel.id)) throw new Error(`there is a channel ${channel.id} already`);
    this.channels.push(channel);
    this.namesVersion += 1;
    this.channelsById.set(channel.id, channel);
  }

  dmOf(person: Person): Channel {
    return this.conversationOf([this.botUserId, person.id]).channel;
  }

  member(id: string): Person | undefined {
    return this.membersById.get(id);
  }

  /** What the app may know of: a private conversation it is not in does not exist for it. */
  visibleChannel(id: string): Channel {
    const channel = this.channelsById.get(id) ?? this.channels.find((each) => `#${each.name}` === id);
    if (channel === undefined || (channel.kind !== 'public' && !channel.appIsMember)) {
      throw new ApiError('channel_not_found');
    }
    return channel;
  }

  /** Posts and tells the app of it, where it listens to messages. */
  async post(channel: Channel, author: Person, content: MessageContent, deliver = true): Promise<Message> {
    const message = channel.post(author.id, author === this.bot, content);
    await this.slack.delivery.emitMessage(message, deliver);
    return message;
  }

  async archive(channel: Channel): Promise<void> {
    channel.archived = true;
    await this.channelEvent(channel, 'archive');
  }

  async unarchive(channel: Channel): Promise<void> {
    channel.archived = false;
    await this.channelEvent(channel, 'unarchive');
  }

  async kickApp(channel: Channel): Promise<void> {
    channel.members.delete(this.botUserId);
    const type = channel.kind === 'private' ? 'group_left' : 'channel_left';
    await this.slack.delivery.emit(this, { type, channel: channel.id }, { scope: scopeToRead(channel) });
  }

  /** @param by who did it; nobody where the app came by itself, as by a default channel */
  async inviteApp(channel: Channel, by?: Person): Promise<void> {
    channel.members.add(this.botUserId);
    const event = {
      type: 'member_joined_channel',
      user: this.botUserId,
      channel: channel.id,
      channel_type: 'C',
      team: this.id,
      ...(by ? { inviter: by.id } : {}),
      event_ts: channel.nextTs(),
    };
    await this.slack.delivery.emit(this, event, { scope: scopeToRead(channel) });
  }

  private async channelEvent(channel: Channel, verb: string): Promise<void> {
    if (!channel.appIsMember && channel.kind === 'private') return;
    const type = `${channel.kind === 'private' ? 'group' : 'channel'}_${verb}`;
    await this.slack.delivery.emit(this, { type, channel: channel.id }, { scope: scopeToRead(channel) });
  }

  deactivate(person: Person): Promise<void> {
    return this.change(person, () => (person.deleted = true));
  }

  reactivate(person: Person): Promise<void> {
    return this.change(person, () => (person.deleted = false));
  }

  changeTimeZone(person: Person, tz: string): Promise<void> {
    return this.change(person, () => (person.tz = tz));
  }

  rename(person: Person, names: { displayName?: string; realName?: string }): Promise<void> {
    return this.change(person, () => {
      person.displayName = names.displayName ?? person.displayName;
      person.realName = names.realName ?? person.realName;
      this.namesVersion += 1;
    });
  }

  makeAdmin(person: Person, yes: boolean): Promise<void> {
    return this.change(person, () => (person.admin = yes));
  }

  private async change(person: Person, act: () => unknown): Promise<void> {
    act();
    const at = Math.floor(this.slack.now().getTime() / 1000);
    const event = { type: 'user_change', user: person.toSlack(), cache_ts: at };
    await this.slack.delivery.emit(this, event, { scope: 'users:read' });
  }

  /** The token dies first; `app_uninstalled` and `tokens_revoked` come in no fixed order. */
  async uninstall({ deliver = true }: { deliver?: boolean } = {}): Promise<void> {
    this.installed = false;
    this.revoked.add(this.botToken);
    const tokens = { oauth: [], bot: [this.botUserId] };
    const options = { deliver, afterUninstall: true };
    await Promise.all([
      this.slack.delivery.emit(this, { type: 'tokens_revoked', tokens }, options),
      this.slack.delivery.emit(this, { type: 'app_uninstalled' }, options),
    ]);
  }

  /** A fresh token, as an installation gives. */
  reinstall(refuse?: string[]): string {
    if (this.revoked.has(this.botToken)) this.botToken = newToken();
    this.installed = true;
    this.scopes = this.slack.grantable(refuse);
    return this.botToken;
  }

  isRevoked(token: string): boolean {
    return this.revoked.has(token);
  }

  toJSON(): JsonObject {
    return { id: this.id, name: this.name };
  }

  toSlack(): JsonObject {
    return { id: this.id, name: this.name, domain: this.domain, email_domain: '', icon: {}, url: this.url };
  }

  get url(): string {
    return `https://${this.domain}.slack.com/`;
  }
}

/** The scope that lets the app see a conversation of this kind at all. */
export function scopeToRead(channel: Channel): string {
  return { public: 'channels:read', private: 'groups:read', im: 'im:read', mpim: 'mpim:read' }[channel.kind];
}

function newToken(): string {
  return `xoxb-${randomBytes(12).toString('hex')}`;
}
