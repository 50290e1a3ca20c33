import { ApiError } from '../api-error';
import type { JsonObject } from '../json';
import type { Message } from '../message';
import type { Call, Method } from './call';
import { destination, givenBlocks, givenMetadata, mayWrite, refuseDisguise, requiredText } from './posting';

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': { tier: 'special', scope: 'chat:write', run: postMessage },
  'chat.postEphemeral': { tier: 'tier4', scope: 'chat:write', run: postEphemeral },
  'chat.update': { tier: 'tier3', scope: 'chat:write', run: update },
  'chat.delete': { tier: 'tier3', scope: 'chat:write', run: remove },
  'chat.getPermalink': { tier: 'special', run: getPermalink },
};

function postMessage(call: Call): JsonObject {
  const channel = destination(call);
  refuseDisguise(call);
  const text = requiredText(call);
  const blocks = givenBlocks(call);
  const metadata = givenMetadata(call) ?? undefined;
  const threadTs = call.text('thread_ts');
  if (threadTs !== undefined && channel.find(threadTs) === undefined) throw new ApiError('thread_not_found');
  const message = channel.post(call.workspace.botUserId, true, { text, blocks, metadata, threadTs });
  void call.slack.delivery.emitMessage(message, true);
  return { channel: channel.id, ts: message.ts, message: message.toSlack(true) };
}

function postEphemeral(call: Call): JsonObject {
  const channel = destination(call);
  refuseDisguise(call);
  const person = call.workspace.member(call.required('user'));
  if (person === undefined || !channel.members.has(person.id) || person.deleted) {
    throw new ApiError('user_not_in_channel');
  }
  const text = requiredText(call);
  const message = person.showEphemeral(channel, { text, blocks: givenBlocks(call) });
  return { message_ts: message.ts };
}

function ownMessage(call: Call, refusal: string): Message {
  const channel = call.workspace.visibleChannel(call.required('channel'));
  const message = channel.find(call.required('ts'));
  if (message === undefined) throw new ApiError('message_not_found');
  if (!message.fromApp) throw new ApiError(refusal);
  return message;
}

function update(call: Call): JsonObject {
  const message = ownMessage(call, 'cant_update_message');
  const { channel } = message;
  if (channel.archived) throw new ApiError('is_inactive');
  mayWrite(call, channel);
  refuseAfterEditWindow(call, message);
  const text = requiredText(call);
  const blocks = givenBlocks(call);
  const metadata = givenMetadata(call);
  message.text = text;
  // What is not given stays; an empty list or object takes it away.
  if (blocks !== undefined) message.blocks = blocks;
  if (metadata !== undefined) message.metadata = metadata ?? undefined;
  message.edited = { user: call.workspace.botUserId, ts: channel.nextTs() };
  return { channel: channel.id, ts: message.ts, text, message: message.toSlack(true) };
}

function refuseAfterEditWindow(call: Call, message: Message): void {
  const minutes = call.workspace.editWindowMinutes;
  if (minutes === undefined) return;
  const ageMs = call.slack.now().getTime() - Number(message.ts) * 1000;
  if (ageMs > minutes * 60_000) throw new ApiError('edit_window_closed');
}

function remove(call: Call): JsonObject {
  const message = ownMessage(call, 'cant_delete_message');
  message.deleted = true;
  return { channel: message.channel.id, ts: message.ts };
}

function getPermalink(call: Call): JsonObject {
  const channel = call.workspace.visibleChannel(call.required('channel'));
  const message = channel.find(call.required('message_ts'));
  if (message === undefined) throw new ApiError('message_not_found');
  const permalink = `${call.workspace.url}archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return { channel: channel.id, permalink };
}
