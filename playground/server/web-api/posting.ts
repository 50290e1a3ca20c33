import { ApiError } from '../api-error';
import { withIds } from '../block-kit/ids';
import { slackFileProblems } from '../block-kit/slack-files';
import { MESSAGE_BLOCKS_LIMIT, messageProblems } from '../block-kit/surfaces';
import type { Channel } from '../channel';
import { isObject, objectAt, stringAt, type JsonObject } from '../json';
import type { Call } from './call';

const TEXT_LIMIT = 40_000;
const METADATA_LIMIT = 8_000;

/** The conversation that a post goes to; a user id means the DM with them. */
export function destination(call: Call): Channel {
  const { workspace } = call;
  const id = call.text('channel');
  if (id === undefined) throw new ApiError('channel_not_found');
  const person = workspace.member(id);
  if (person?.isAutomatic === true) throw new ApiError('channel_not_found');
  const channel = person === undefined ? workspace.visibleChannel(id) : workspace.dmOf(person);
  mayWrite(call, channel);
  return channel;
}

export function mayWrite(call: Call, channel: Channel): void {
  if (channel.archived) throw new ApiError('is_archived');
  if (!channel.appIsMember && !call.workspace.scopes.has('chat:write.public')) throw new ApiError('not_in_channel');
  if (channel.kind === 'im' && !call.slack.manifest.messagesTab) throw new ApiError('messages_tab_disabled');
}

/** Top-level text is required even beside blocks: screen readers and notifications have nothing else. */
export function requiredText(call: Call): string {
  const text = call.text('text');
  if (text === undefined) throw new ApiError('no_text');
  if (text.length > TEXT_LIMIT) throw new ApiError('msg_too_long');
  return text;
}

export function givenBlocks(call: Call): JsonObject[] | undefined {
  const blocks = call.nested('blocks');
  if (blocks === undefined || blocks === '') return undefined;
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  const problems = messageProblems(blocks);
  if (problems.length > 0) throw invalidBlocks(problems);
  if (JSON.stringify(blocks).length > MESSAGE_BLOCKS_LIMIT) throw new ApiError('msg_blocks_too_long');
  const wrongFiles = slackFileProblems(call.workspace, blocks, '/blocks');
  if (wrongFiles.length > 0) throw invalidBlocks(wrongFiles);
  return withIds(blocks.filter(isObject));
}

function invalidBlocks(messages: string[]): ApiError {
  const errors = messages.map((each) => each.replace('[ERROR] ', ''));
  return new ApiError('invalid_blocks', { errors, response_metadata: { messages } });
}

/** Undefined where none is given, null where an empty object takes it away. */
export function givenMetadata(call: Call): JsonObject | null | undefined {
  const metadata = call.nested('metadata');
  if (metadata === undefined) return undefined;
  if (!isObject(metadata)) throw new ApiError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return null;
  if (stringAt(metadata, 'event_type') === undefined || objectAt(metadata, 'event_payload') === undefined) {
    throw new ApiError('invalid_metadata_schema');
  }
  if (JSON.stringify(metadata['event_payload']).length > METADATA_LIMIT) throw new ApiError('metadata_too_large');
  return metadata;
}

/** Another name or picture needs its own scope. */
export function refuseDisguise(call: Call): void {
  if (['username', 'icon_emoji', 'icon_url'].some((name) => call.text(name) !== undefined)) {
    call.needs('chat:write.customize');
  }
}
