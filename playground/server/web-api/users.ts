import { ApiError } from '../api-error';
import type { JsonObject } from '../json';
import { pageOf, type Call, type Method } from './call';

export const userMethods: Record<string, Method> = {
  'users.info': { tier: 'tier4', scope: 'users:read', run: info },
  'users.list': { tier: 'tier2', scope: 'users:read', run: list },
};

function info(call: Call): JsonObject {
  const id = call.text('user');
  const person = id === undefined ? undefined : call.workspace.member(id);
  if (person === undefined) throw new ApiError('user_not_found');
  return { user: person.toSlack() };
}

function list(call: Call): JsonObject {
  const { page, next } = pageOf(call, call.workspace.members, 1000);
  return {
    members: page.map((person) => person.toSlack()),
    cache_ts: Math.floor(call.slack.now().getTime() / 1000),
    response_metadata: { next_cursor: next },
  };
}
