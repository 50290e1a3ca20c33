import { ApiError } from '../api-error';
import { StoredFile } from '../files';
import { isObject, stringAt, type JsonObject } from '../json';
import type { Call, Method } from './call';
import { givenBlocks, mayWrite } from './posting';

/** What Slack may take a file for until it has looked at it. */
const HIGHLIGHT_TYPES = ['gif', 'jpg', 'png'];

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': { tier: 'tier4', scope: 'files:write', run: getUploadUrl },
  'files.completeUploadExternal': { tier: 'tier4', scope: 'files:write', run: complete },
  'files.delete': { tier: 'tier3', scope: 'files:write', run: remove },
};

function getUploadUrl(call: Call): JsonObject {
  const name = call.required('filename');
  const length = call.number('length');
  if (length === undefined || length < 1 || !Number.isInteger(length)) throw new ApiError('invalid_arguments');
  const file = new StoredFile(call.workspace, name, length);
  call.slack.files.set(file.id, file);
  return { upload_url: `${call.slack.url}/upload/${file.id}`, file_id: file.id };
}

/** What shows it goes on showing that it was there. https://docs.slack.dev/reference/methods/files.delete */
function remove(call: Call): JsonObject {
  const file = call.slack.files.get(call.required('file'));
  if (file === undefined || file.workspace !== call.workspace || !file.completed) throw new ApiError('file_not_found');
  if (file.deleted) throw new ApiError('file_deleted');
  file.delete();
  return {};
}

/** Answers before the files are in the conversation where `slack.holdShares()` says so, as Slack always may. */
function complete(call: Call): JsonObject {
  const given = call.nested('files');
  if (!Array.isArray(given) || given.length === 0) throw new ApiError('invalid_arguments');
  const files = given.map((each) => uploaded(call, each));
  if (new Set(files.map(({ file }) => file.id)).size < files.length) throw new ApiError('invalid_arguments');
  const channelId = call.text('channel_id');
  // A user id is no channel here, unlike in chat.postMessage.
  const channel = channelId === undefined ? undefined : call.workspace.visibleChannel(channelId);
  if (channel !== undefined) mayWrite(call, channel);
  const comment = call.text('initial_comment');
  // beside a comment the blocks are ignored
  const blocks = comment === undefined ? givenBlocks(call) : undefined;
  for (const { file, title } of files) {
    file.completed = true;
    file.title = title ?? file.title;
    file.isProcessing = true;
    call.slack.processing.pass(() => (file.isProcessing = false));
  }
  if (channel !== undefined) {
    call.slack.shares.pass(() => {
      const message = channel.post(call.workspace.botUserId, true, {
        text: comment ?? '',
        blocks,
        files: files.map(({ file }) => file),
        threadTs: call.text('thread_ts'),
      });
      void call.slack.delivery.emitMessage(message, true);
    });
  }
  return { files: files.map(({ file }) => ({ id: file.id, title: file.title })) };
}

function uploaded(call: Call, entry: unknown): { file: StoredFile; title: string | undefined } {
  const id = isObject(entry) ? stringAt(entry, 'id') : undefined;
  if (!isObject(entry) || id === undefined) throw new ApiError('invalid_arguments');
  const hint = entry['highlight_type'];
  if (hint !== undefined && !HIGHLIGHT_TYPES.some((each) => each === hint)) throw new ApiError('invalid_arguments');
  const file = call.slack.files.get(id);
  if (file === undefined || file.workspace !== call.workspace || file.completed) throw new ApiError('file_not_found');
  if (file.content === undefined) throw new ApiError('file_not_found');
  if (file.content.length !== file.length) throw new ApiError('file_upload_size_mismatch');
  return { file, title: stringAt(entry, 'title') };
}
