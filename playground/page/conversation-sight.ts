import type { Channel } from '../server/channel';
import type { Message } from '../server/message';
import type { Person } from '../server/people/person';
import { messageState } from '../server/people/pressing';
import type { World } from '../world/world';
import type { ConversationSight, MessageSight } from './contract';
import { canOpen, messageId, messagesIn, microsOf } from './places';
import { appFailed } from './problem';
import { fileUrl, withPictures } from './shared-files';

/** Of each conversation the page has the latest messages. */
const MESSAGES_SHOWN = 200;

/** Channels by name, then the direct messages with the app, then those with others. */
export function conversationsOf(world: World, person: Person): ConversationSight[] {
  const { workspace } = world;
  const withApp = workspace.dmOf(person);
  const open = workspace.channels.filter((channel) => channel !== withApp && canOpen(person, channel));
  const isDirect = (channel: Channel): boolean => channel.kind === 'im' || channel.kind === 'mpim';
  const channels = open
    .filter((channel) => !isDirect(channel))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
  return [...channels, withApp, ...open.filter(isDirect)].map((channel) => conversationSight(world, person, channel));
}

function conversationSight(world: World, person: Person, channel: Channel): ConversationSight {
  const all = messagesIn(person, channel);
  const messages = all.slice(-MESSAGES_SHOWN);
  return {
    id: channel.id,
    kind: channel.kind,
    name: nameOf(channel, person),
    isApp: channel === world.workspace.dmOf(person),
    members: [...channel.members],
    isMember: channel.members.has(person.id),
    archived: channel.archived,
    unread: unreadOf(world, person, channel, all),
    earlier: all.length - messages.length,
    messages: messages.map((message) => messageSight(world, person, message)),
  };
}

function nameOf(channel: Channel, person: Person): string {
  if (channel.kind === 'public' || channel.kind === 'private') return channel.name;
  const others = [...channel.members].filter((id) => id !== person.id);
  const names = (others.length > 0 ? others : [person.id]).map((id) => person.workspace.member(id)?.displayName ?? id);
  return names.join(', ');
}

/** What only this person sees came as an answer to what they did: it is read. */
function unreadOf(world: World, person: Person, channel: Channel, messages: Message[]): number {
  if (!channel.members.has(person.id)) return 0;
  const read = microsOf(world.reads.lastRead(person, channel.id));
  return messages.filter(({ user, ephemeral, ts }) => user !== person.id && !ephemeral && microsOf(ts) > read).length;
}

function messageSight(world: World, person: Person, message: Message): MessageSight {
  const { threadTs, ts } = message;
  return {
    id: messageId(message),
    ts,
    at: new Date(microsOf(ts) / 1000).toISOString(),
    author: message.user,
    // what the client itself says is that a command failed
    text: message.user === 'USLACKBOT' ? appFailed(world.slack.manifest.name) : message.text,
    blocks: withPictures(message.blocks, person),
    ephemeral: message.ephemeral,
    edited: message.edited !== undefined,
    threadTs: threadTs === undefined || threadTs === ts ? null : threadTs,
    reactions: [...message.reactions].map(([emoji, people]) => ({ emoji, people: [...people] })),
    files: message.files.map((file) => ({
      id: file.id,
      name: file.name,
      mimetype: file.mimetype,
      size: file.content?.length ?? 0,
      url: fileUrl(file.id, person),
    })),
    values: message.blocks.length === 0 ? {} : messageState(person, message),
  };
}
