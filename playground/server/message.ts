import type { Channel } from './channel';
import { pressablesOf } from './controls';
import type { StoredFile } from './files';
import type { JsonObject } from './json';
import { pingsIn, pingsOf } from './pings';
import { readableText } from './readable';

export interface MessageContent {
  text: string;
  blocks?: JsonObject[];
  metadata?: JsonObject;
  files?: StoredFile[];
  threadTs?: string;
}

let posted = 0;

/** A message as it stands now: an update changes this object, a deletion marks it. */
export class Message {
  text: string;
  blocks: JsonObject[];
  metadata: JsonObject | undefined;
  /** Also those that were deleted since. */
  readonly sharedFiles: readonly StoredFile[];
  readonly threadTs: string | undefined;
  /** Emoji name (with skin tone) to the ids of the people whose reaction stands. */
  readonly reactions = new Map<string, Set<string>>();
  edited: { user: string; ts: string } | undefined;
  deleted = false;
  /** Order of posting over all channels, since `ts` is unique in one only. */
  readonly order = ++posted;

  constructor(
    readonly channel: Channel,
    /** Its name in the channel, for ever; a restored one gets the one it had. */
    public ts: string,
    /** User id of the author. */
    readonly user: string,
    readonly fromApp: boolean,
    /** User id of the one person who sees it; undefined for a real message. */
    readonly ephemeralFor: string | undefined,
    content: MessageContent,
  ) {
    this.text = content.text;
    this.blocks = content.blocks ?? [];
    this.metadata = content.metadata;
    this.sharedFiles = content.files ?? [];
    this.threadTs = content.threadTs;
  }

  get ephemeral(): boolean {
    return this.ephemeralFor !== undefined;
  }

  /** What was shared with it and is still there. */
  get files(): StoredFile[] {
    return this.sharedFiles.filter(({ deleted }) => !deleted);
  }

  get readable(): string {
    return this.blocks.length > 0 ? readableText(this.blocks) : this.text;
  }

  get buttons(): string[] {
    return pressablesOf(this.blocks).map((each) => each.label);
  }

  /** Whom it notifies: user ids, `!here`, `!channel`, `!everyone`, `!subteam^S1`; plain text in blocks notifies nobody. */
  get pings(): string[] {
    return [...new Set([...pingsIn(this.text), ...this.blocks.flatMap(pingsOf)])];
  }

  /** What matters of it when an assertion fails. */
  toJSON(): JsonObject {
    const { channel, ts, user, text, readable, buttons, ephemeralFor, deleted } = this;
    return { channel: channel.name, ts, user, text, readable, buttons, ephemeralFor, deleted };
  }

  toSlack(withMetadata = false): JsonObject {
    const { workspace } = this.channel;
    return {
      type: 'message',
      user: this.user,
      ts: this.ts,
      text: this.text,
      team: workspace.id,
      ...(this.fromApp ? { bot_id: workspace.botId, app_id: workspace.slack.appId } : {}),
      ...(this.blocks.length > 0 ? { blocks: this.blocks } : {}),
      ...(this.edited === undefined ? {} : { edited: this.edited }),
      ...(this.threadTs === undefined ? {} : { thread_ts: this.threadTs }),
      ...(this.sharedFiles.length > 0 ? { files: this.sharedFiles.map((file) => file.toSlack()) } : {}),
      ...(this.reactions.size > 0 ? { reactions: this.reactionList() } : {}),
      ...(withMetadata && this.metadata !== undefined ? { metadata: this.metadata } : {}),
    };
  }

  reactionList(): JsonObject[] {
    return [...this.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size }));
  }
}
