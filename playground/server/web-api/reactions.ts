import { ApiError } from '../api-error';
import type { JsonObject } from '../json';
import type { Call, Method } from './call';

export const reactionMethods: Record<string, Method> = {
  'reactions.get': { tier: 'tier3', scope: 'reactions:read', run: get },
};

function get(call: Call): JsonObject {
  const id = call.text('channel');
  const ts = call.text('timestamp');
  if (id === undefined || ts === undefined) throw new ApiError('no_item_specified');
  const channel = call.workspace.visibleChannel(id);
  const message = channel.find(ts);
  if (message === undefined) throw new ApiError('message_not_found');
  return {
    type: 'message',
    channel: channel.id,
    message: { ...message.toSlack(), permalink: `${call.workspace.url}archives/${channel.id}/p${ts.replace('.', '')}` },
  };
}
