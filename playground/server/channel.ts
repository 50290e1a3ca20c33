import type { JsonObject } from './json';
import { Message, type MessageContent } from './message';
import type { Workspace } from './workspace';

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export class Channel {
  readonly messages: Message[] = [];
  /** Unix seconds. */
  created: number;
  archived = false;
  private lastMicros = 0;

  constructor(
    readonly workspace: Workspace,
    readonly id: string,
    readonly name: string,
    readonly kind: ChannelKind,
    /** User ids; the app is in it when its bot user is. */
    readonly members: Set<string>,
    /** Shared with another company (Slack Connect). */
    readonly shared = false,
  ) {
    this.created = Math.floor(workspace.slack.now().getTime() / 1000);
  }

  get appIsMember(): boolean {
    return this.members.has(this.workspace.botUserId);
  }

  /** Unique in this channel and always later than the one before, even when the clock stands or goes back. */
  nextTs(): string {
    const micros = this.workspace.slack.now().getTime() * 1000;
    this.lastMicros = Math.max(micros, this.lastMicros + 100);
    return tsOf(this.lastMicros);
  }

  /** The last one that was given out; empty before the first. */
  get lastTs(): string {
    return this.lastMicros === 0 ? '' : tsOf(this.lastMicros);
  }

  /** The next `ts` comes after this one, whatever was given out meanwhile. */
  goOnAfter(ts: string): void {
    this.lastMicros = Math.round(Number(ts) * 1e6);
  }

  post(user: string, fromApp: boolean, content: MessageContent): Message {
    const message = new Message(this, this.nextTs(), user, fromApp, undefined, content);
    this.messages.push(message);
    return message;
  }

  find(ts: string): Message | undefined {
    return this.messages.find((message) => message.ts === ts && !message.deleted);
  }

  /** The name that payloads give it. */
  get payloadName(): string {
    return this.kind === 'im' ? 'directmessage' : this.kind === 'private' ? 'privategroup' : this.name;
  }

  get eventType(): 'channel' | 'group' | 'im' | 'mpim' {
    return this.kind === 'public' ? 'channel' : this.kind === 'private' ? 'group' : this.kind;
  }

  toJSON(): JsonObject {
    return { id: this.id, name: this.name, kind: this.kind };
  }

  toSlack(): JsonObject {
    if (this.kind === 'im') {
      const other = [...this.members].find((id) => id !== this.workspace.botUserId);
      return {
        id: this.id,
        created: this.created,
        is_im: true,
        is_archived: false,
        is_org_shared: false,
        context_team_id: this.workspace.id,
        user: other,
        is_open: true,
        priority: 0,
      };
    }
    return {
      id: this.id,
      name: this.name,
      name_normalized: this.name,
      is_channel: this.kind === 'public',
      is_group: this.kind === 'private',
      is_im: false,
      is_mpim: this.kind === 'mpim',
      is_private: this.kind !== 'public',
      created: this.created,
      creator: [...this.members][0] ?? this.workspace.botUserId,
      is_archived: this.archived,
      is_general: this.name === 'general',
      is_member: this.appIsMember,
      is_shared: this.shared,
      is_ext_shared: this.shared,
      is_org_shared: false,
      is_pending_ext_shared: false,
      context_team_id: this.workspace.id,
      shared_team_ids: this.shared ? [this.workspace.id, this.workspace.foreignTeamId] : [this.workspace.id],
      num_members: this.members.size,
    };
  }
}

const tsOf = (micros: number): string => `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
