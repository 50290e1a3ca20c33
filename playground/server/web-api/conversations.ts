import { ApiError } from '../api-error';
import type { Channel } from '../channel';
import type { JsonObject } from '../json';
import { scopeToRead } from '../workspace';
import { pageOf, type Call, type Method } from './call';

export const conversationMethods: Record<string, Method> = {
  'conversations.open': { tier: 'tier3', run: open },
  'conversations.info': { tier: 'tier3', run: info },
  'conversations.list': { tier: 'tier2', run: list },
  'conversations.members': { tier: 'tier4', run: members },
};

const MOST_USERS = 8;

function open(call: Call): JsonObject {
  const { workspace } = call;
  const existing = call.text('channel');
  if (existing !== undefined) {
    const channel = workspace.visibleChannel(existing);
    call.needs(channel.kind === 'mpim' ? 'mpim:write' : 'im:write');
    return { no_op: true, already_open: true, channel: channel.toSlack() };
  }
  const ids = [...new Set((call.text('users') ?? '').split(',').map((id) => id.trim()))].filter((id) => id !== '');
  if (ids.length === 0) throw new ApiError('users_list_not_supplied');
  call.needs(ids.length === 1 ? 'im:write' : 'mpim:write');
  if (ids.length > MOST_USERS) throw new ApiError('too_many_users');
  for (const id of ids) {
    const person = workspace.member(id);
    if (person === undefined) throw new ApiError('user_not_found');
    if (person.isAutomatic) throw new ApiError('cannot_dm_bot');
    if (person.deleted) throw new ApiError('user_disabled');
  }
  const { channel, isNew } = workspace.conversationOf([workspace.botUserId, ...ids]);
  const shown = call.flag('return_im') || channel.kind === 'mpim' ? channel.toSlack() : { id: channel.id };
  return isNew ? { channel: shown } : { no_op: true, already_open: true, channel: shown };
}

function readable(call: Call): Channel {
  const channel = call.workspace.visibleChannel(call.required('channel'));
  call.needs(scopeToRead(channel));
  return channel;
}

function info(call: Call): JsonObject {
  const channel = readable(call);
  const shown = channel.toSlack();
  if (!call.flag('include_num_members')) delete shown['num_members'];
  return { channel: shown };
}

const KINDS = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: 'mpim' } as const;
const KIND_SCOPES = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
} as const;

function list(call: Call): JsonObject {
  const types = (call.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  const kinds = types.map((type) => {
    if (!(type in KINDS)) throw new ApiError('invalid_types');
    return type as keyof typeof KINDS;
  });
  call.needs(...kinds.map((kind) => KIND_SCOPES[kind]));
  const wanted = new Set<string>(kinds.map((kind) => KINDS[kind]));
  const channels = call.workspace.channels.filter(
    (channel) =>
      wanted.has(channel.kind) &&
      (channel.kind === 'public' || channel.appIsMember) &&
      !(call.flag('exclude_archived') && channel.archived),
  );
  const { page, next } = pageOf(call, channels, 100);
  return { channels: page.map((channel) => channel.toSlack()), response_metadata: { next_cursor: next } };
}

function members(call: Call): JsonObject {
  const channel = readable(call);
  const { page, next } = pageOf(call, [...channel.members], 100);
  return { members: page, response_metadata: { next_cursor: next } };
}
