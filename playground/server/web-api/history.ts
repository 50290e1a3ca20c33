import { ApiError } from '../api-error';
import type { JsonObject } from '../json';
import { pageOf, type Call, type Method } from './call';

const HISTORY_SCOPES = {
  public: 'channels:history',
  private: 'groups:history',
  im: 'im:history',
  mpim: 'mpim:history',
} as const;

export const historyMethods: Record<string, Method> = {
  'conversations.history': { tier: 'tier3', run: history },
};

/** Newest first; bounds are exclusive unless `inclusive`. Thread replies are not in it. */
function history(call: Call): JsonObject {
  const channel = call.workspace.visibleChannel(call.required('channel'));
  call.needs(HISTORY_SCOPES[channel.kind]);
  if (!channel.appIsMember) throw new ApiError('not_in_channel');
  const oldest = bound(call, 'oldest', '0');
  const latest = bound(call, 'latest', '99999999999');
  const inclusive = call.flag('inclusive');
  const messages = channel.messages
    .filter((message) => !message.deleted && (message.threadTs === undefined || message.threadTs === message.ts))
    .filter(({ ts }) => {
      const [low, high] = [compareTs(ts, oldest), compareTs(ts, latest)];
      return inclusive ? low >= 0 && high <= 0 : low > 0 && high < 0;
    })
    .reverse();
  const { page, next } = pageOf(capped(call), messages, 100);
  const withMetadata = call.flag('include_all_metadata');
  return {
    messages: page.map((message) => message.toSlack(withMetadata)),
    has_more: next !== '',
    pin_count: 0,
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  };
}

function bound(call: Call, name: 'oldest' | 'latest', usual: string): string {
  const value = call.text(name) ?? usual;
  if (!/^\d+(\.\d+)?$/.test(value)) throw new ApiError(`invalid_ts_${name}`);
  return value;
}

/** A `ts` has more digits than a double holds exactly. */
function compareTs(a: string, b: string): number {
  const [aSeconds, aMicros = ''] = a.split('.');
  const [bSeconds, bMicros = ''] = b.split('.');
  const seconds = Number(aSeconds) - Number(bSeconds);
  return seconds !== 0 ? seconds : Number(aMicros.padEnd(6, '0')) - Number(bMicros.padEnd(6, '0'));
}

/** Slack hands a distributed app no more than 15 objects, whatever it asks for. */
function capped(call: Call): Call {
  if (call.slack.rateLimits.history !== 'distributed') return call;
  const limit = Math.min(call.number('limit') ?? 15, 15);
  return Object.assign(Object.create(call) as Call, { args: { ...call.args, limit } });
}
