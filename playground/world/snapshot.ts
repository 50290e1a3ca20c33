import { z } from 'zod';
import { slackFileIds } from '../server/block-kit/slack-files';
import type { Channel } from '../server/channel';
import { StoredFile } from '../server/files';
import { Message } from '../server/message';
import type { SimulatedSlack } from '../server/simulated-slack';
import { View } from '../server/view';
import type { Workspace } from '../server/workspace';

/** Another shape of the snapshot is another version: what is older or newer is not read. */
const VERSION = 1;
const MOST_MESSAGES = 500;
/** Those that one person alone sees, in all conversations. */
const MOST_EPHEMERAL = 100;

/** Those that nothing shows yet, or any more: an app may have uploaded what it posts later. */
const MOST_UNSHOWN_FILES = 50;

const json = z.record(z.string(), z.unknown());
const texts = z.array(z.string());

const savedMember = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  realName: z.string(),
  tz: z.string().nullable(),
  admin: z.boolean(),
  owner: z.boolean(),
  bot: z.boolean(),
  deleted: z.boolean(),
  guest: z.enum(['multi', 'single']).optional(),
  stranger: z.boolean(),
});

const savedChannel = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['public', 'private', 'im', 'mpim']),
  members: texts,
  shared: z.boolean(),
  archived: z.boolean(),
  created: z.number(),
  lastTs: z.string(),
});

const savedMessage = z.object({
  channel: z.string(),
  ts: z.string(),
  user: z.string(),
  fromApp: z.boolean(),
  ephemeralFor: z.string().optional(),
  text: z.string(),
  blocks: z.array(json),
  metadata: json.optional(),
  files: texts,
  threadTs: z.string().optional(),
  reactions: z.array(z.tuple([z.string(), texts])),
  edited: z.object({ user: z.string(), ts: z.string() }).optional(),
});

const savedFile = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  length: z.number(),
  /** null: not uploaded yet, or deleted */
  base64: z.string().nullable(),
  completed: z.boolean().default(true),
  deleted: z.boolean().default(false),
});

const snapshot = z.object({
  version: z.literal(VERSION),
  workspace: z.object({
    id: z.string(),
    name: z.string(),
    tz: z.string(),
    botUserId: z.string(),
    botId: z.string(),
    foreignTeamId: z.string(),
    installed: z.boolean(),
    scopes: texts,
  }),
  members: z.array(savedMember),
  userGroups: z.array(z.object({ id: z.string(), handle: z.string() })),
  channels: z.array(savedChannel),
  /** of all conversations, in the order of posting */
  messages: z.array(savedMessage),
  files: z.array(savedFile),
  homes: z.array(z.object({ person: z.string(), definition: json })),
  rest: z.object({
    reads: z.record(z.string(), z.record(z.string(), z.string())),
    guide: z.object({ hidden: z.boolean(), done: texts, since: z.string() }),
    clockOffset: z.number(),
  }),
});

type Snapshot = z.infer<typeof snapshot>;
type SavedMessage = Snapshot['messages'][number];

/** What is kept beside the workspace itself. */
export type Rest = Snapshot['rest'];

/** All that is to survive a restart: no open modals, response URLs, traffic or faults. */
export function takeSnapshot(workspace: Workspace, rest: Rest): string {
  const kept = keptMessages(workspace);
  const { id, name, tz, botUserId, botId, foreignTeamId, installed } = workspace;
  const homes = people(workspace).flatMap((person) =>
    person.homeView ? [{ person: person.id, definition: person.homeView.definition }] : [],
  );
  const taken: Snapshot = {
    version: VERSION,
    workspace: { id, name, tz, botUserId, botId, foreignTeamId, installed, scopes: [...workspace.scopes] },
    members: people(workspace).map((person) => ({
      id: person.id,
      name: person.name,
      displayName: person.displayName,
      realName: person.realName,
      tz: person.tz ?? null,
      admin: person.admin,
      owner: person.owner,
      bot: person.bot,
      deleted: person.deleted,
      guest: person.guest,
      stranger: person.stranger,
    })),
    userGroups: workspace.userGroups,
    channels: workspace.channels.map((channel) => ({
      id: channel.id,
      name: channel.name,
      kind: channel.kind,
      members: [...channel.members],
      shared: channel.shared,
      archived: channel.archived,
      created: channel.created,
      lastTs: channel.lastTs,
    })),
    messages: kept.map(savedFrom),
    files: filesIn(workspace, kept, homes),
    homes,
    rest,
  };
  return JSON.stringify(taken);
}

/** Its own bot and Slack's come with every workspace. */
function people(workspace: Workspace) {
  return workspace.members.filter((person) => person !== workspace.bot && person.id !== 'USLACKBOT');
}

function keptMessages(workspace: Workspace): Message[] {
  const posted = workspace.channels.flatMap(({ messages }) =>
    messages.filter(({ deleted }) => !deleted).slice(-MOST_MESSAGES),
  );
  const ephemeral = people(workspace).flatMap((person) => person.ephemerals.slice(-MOST_EPHEMERAL));
  return [...posted, ...ephemeral].sort((a, b) => a.order - b.order);
}

function savedFrom(message: Message): SavedMessage {
  const { channel, ts, user, fromApp, ephemeralFor, text, blocks, metadata, threadTs, edited } = message;
  return {
    channel: channel.id,
    ts,
    user,
    fromApp,
    ephemeralFor,
    text,
    blocks,
    metadata,
    files: message.sharedFiles.map((file) => file.id),
    threadTs,
    reactions: [...message.reactions].map(([emoji, who]) => [emoji, [...who]]),
    edited,
  };
}

function filesIn(workspace: Workspace, messages: Message[], homes: Snapshot['homes']): Snapshot['files'] {
  const shown = new Set([
    ...messages.flatMap(({ sharedFiles, blocks }) => [...sharedFiles.map(({ id }) => id), ...slackFileIds(blocks)]),
    ...homes.flatMap(({ definition }) => slackFileIds(definition)),
  ]);
  const all = [...workspace.slack.files.values()].filter((file) => file.workspace === workspace);
  const unshown = new Set(all.filter(({ id }) => !shown.has(id)).slice(-MOST_UNSHOWN_FILES));
  return all
    .filter((file) => shown.has(file.id) || unshown.has(file))
    .map(({ id, name, title, length, content, completed, deleted }) => {
      return { id, name, title, length, base64: content?.toString('base64') ?? null, completed, deleted };
    });
}

/**
 * Makes the workspace that a snapshot was taken of, in a simulated Slack without it.
 *
 * @returns null, with nothing changed, for what is no snapshot of this version
 */
export function restore(slack: SimulatedSlack, text: string): { workspace: Workspace; rest: Rest } | null {
  const saved = read(text);
  if (!saved) return null;
  const workspace = slack.addWorkspace(saved.workspace);
  try {
    fill(workspace, saved);
  } catch {
    // it names somebody or something that is not in it
    slack.removeWorkspace(workspace);
    return null;
  }
  return { workspace, rest: saved.rest };
}

function read(text: string): Snapshot | null {
  try {
    return snapshot.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function fill(workspace: Workspace, saved: Snapshot): void {
  const { slack } = workspace;
  workspace.scopes = new Set(saved.workspace.scopes);
  for (const member of saved.members) workspace.addMember(member);
  for (const group of saved.userGroups) workspace.addUserGroup(group);
  for (const channel of saved.channels) addChannel(workspace, channel);
  for (const { id, name, title, length, base64, completed, deleted } of saved.files) {
    const file = new StoredFile(workspace, name, length, id);
    file.content = base64 === null ? undefined : Buffer.from(base64, 'base64');
    slack.files.set(id, Object.assign(file, { title, completed, deleted }));
  }
  for (const message of saved.messages) addMessage(workspace, message);
  for (const { id, lastTs } of saved.channels) channelNamed(workspace, id).goOnAfter(lastTs);
  for (const { person, definition } of saved.homes) {
    const owner = memberNamed(workspace, person);
    owner.showHome(new View(owner, definition, undefined));
  }
}

function memberNamed(workspace: Workspace, id: string) {
  const person = workspace.member(id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
}

function channelNamed(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.find((each) => each.id === id);
  if (!channel) throw new Error(`there is no conversation ${id}`);
  return channel;
}

function addChannel(workspace: Workspace, saved: Snapshot['channels'][number]): void {
  const { id, name, kind, members, shared, archived, created } = saved;
  const isDirect = kind === 'im' || kind === 'mpim';
  const channel = isDirect
    ? workspace.conversationOf(members, id).channel
    : workspace.addChannel({ id, name, private: kind === 'private', shared, appIsMember: false });
  if (!isDirect) for (const member of members) channel.members.add(member);
  channel.archived = archived;
  channel.created = created;
}

function addMessage(workspace: Workspace, saved: SavedMessage): void {
  const channel = channelNamed(workspace, saved.channel);
  const message = saved.ephemeralFor === undefined ? postedIn(channel, saved) : shownIn(channel, saved);
  message.edited = saved.edited;
  for (const [emoji, who] of saved.reactions) message.reactions.set(emoji, new Set(who));
}

function contentOf({ slack }: Workspace, { text, blocks, metadata, files, threadTs }: SavedMessage) {
  return { text, blocks, metadata, threadTs, files: files.flatMap((id) => slack.files.get(id) ?? []) };
}

function postedIn(channel: Channel, saved: SavedMessage): Message {
  const { ts, user, fromApp } = saved;
  const message = new Message(channel, ts, user, fromApp, undefined, contentOf(channel.workspace, saved));
  channel.messages.push(message);
  return message;
}

function shownIn(channel: Channel, saved: SavedMessage): Message {
  const { workspace } = channel;
  const person = memberNamed(workspace, saved.ephemeralFor!);
  const message = person.showEphemeral(channel, contentOf(workspace, saved), saved.user);
  message.ts = saved.ts;
  return message;
}
