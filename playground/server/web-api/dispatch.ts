import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../api-error';
import type { Fault } from '../faults';
import type { JsonObject } from '../json';
import type { ApiCall, SimulatedSlack } from '../simulated-slack';
import type { Workspace } from '../workspace';
import { accessMethods, authMethods } from './auth';
import { Call, readArguments, type Method } from './call';
import { chatMethods } from './chat';
import { conversationMethods } from './conversations';
import { fileMethods } from './files';
import { historyMethods } from './history';
import { reactionMethods } from './reactions';
import { userMethods } from './users';
import { viewMethods } from './views';

const METHODS: Record<string, Method> = {
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...reactionMethods,
  ...userMethods,
  ...viewMethods,
};

interface Incoming {
  method: string;
  query: URLSearchParams;
  request: IncomingMessage;
  body: Buffer;
  response: ServerResponse;
}

/** Reads, carries out and answers one call, faults included. `endTraffic` is for a call that never ends. */
export async function answerApiCall(slack: SimulatedSlack, incoming: Incoming, endTraffic: () => void): Promise<void> {
  const { method, request, response } = incoming;
  const call: ApiCall = {
    method,
    args: {},
    workspaceId: undefined,
    status: undefined,
    answer: undefined,
    at: slack.now(),
  };
  let token: string | undefined;
  try {
    const contentType = request.headers['content-type'] ?? 'application/x-www-form-urlencoded';
    const { token: given, ...args } = readArguments(contentType, incoming.body.toString('utf8'), incoming.query);
    call.args = args;
    token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? (given as string | undefined);
  } catch (error) {
    return write(slack, call, response, 200, refusalOf(error));
  }
  const fault = slack.faults.take(method, call.args);
  const taken = await beforehand(fault, response);
  if (taken === 'gone' || fault?.kind === 'hang') {
    slack.noteCall(call);
    endTraffic();
    return;
  }
  if (taken !== undefined) return write(slack, call, response, taken.status, taken.answer, taken.headers);

  const outcome = await carryOut(slack, call, token, request.headers.authorization);
  call.answer = outcome.answer;
  await slack.runHooks(call);
  if (fault?.kind === 'stored_but_dropped') {
    slack.noteCall(call);
    response.destroy();
    return;
  }
  write(slack, call, response, outcome.status, outcome.answer, outcome.headers);
}

interface Outcome {
  status: number;
  answer: JsonObject;
  headers?: Record<string, string>;
}

const limited = (seconds: number): Outcome => ({
  status: 429,
  answer: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(seconds) },
});

/** What a fault does before the call is carried out. */
export async function beforehand(
  fault: Fault | undefined,
  response: ServerResponse,
): Promise<Outcome | 'gone' | undefined> {
  switch (fault?.kind) {
    case 'rate_limit':
      return limited(fault.retryAfter);
    case 'error':
      return { status: fault.status, answer: { ok: false, error: 'internal_error' } };
    case 'api_error':
      return { status: 200, answer: { ok: false, error: fault.error } };
    case 'dropped':
      response.destroy();
      return 'gone';
    case 'slow':
      await sleep(fault.ms);
      return undefined;
    case 'hang':
    case 'stored_but_dropped':
    case undefined:
      return undefined;
  }
}

async function carryOut(
  slack: SimulatedSlack,
  call: ApiCall,
  token: string | undefined,
  authorization: string | undefined,
): Promise<Outcome> {
  try {
    const access = Object.hasOwn(accessMethods, call.method) ? accessMethods[call.method] : undefined;
    if (access !== undefined) {
      return { status: 200, answer: { ok: true, ...access(slack, call.args, { token, authorization }) } };
    }
    const method = Object.hasOwn(METHODS, call.method) ? METHODS[call.method] : undefined;
    if (method === undefined) throw new ApiError('unknown_method', { req_method: call.method });
    const workspace = workspaceOf(slack, token);
    call.workspaceId = workspace.id;
    const channel = typeof call.args['channel'] === 'string' ? call.args['channel'] : undefined;
    const wait = slack.rateLimits.waitFor(workspace.id, call.method, method.tier, channel);
    if (wait > 0) return limited(wait);
    const current = new Call(slack, workspace, call.args);
    if (method.scope !== undefined) current.needs(method.scope);
    // https://docs.slack.dev/authentication/installing-with-oauth: every answer tells what the token may do
    const headers = { 'x-oauth-scopes': [...workspace.scopes].join(',') };
    return { status: 200, answer: { ok: true, ...(await method.run(current)) }, headers };
  } catch (error) {
    return { status: 200, answer: refusalOf(error) };
  }
}

function workspaceOf(slack: SimulatedSlack, token: string | undefined): Workspace {
  if (token === undefined || token === '') throw new ApiError('not_authed');
  const owner = slack.workspaces.find((each) => each.botToken === token || each.isRevoked(token));
  if (owner === undefined) {
    throw new ApiError(token === slack.appToken ? 'not_allowed_token_type' : 'invalid_auth');
  }
  if (owner.isRevoked(token)) throw new ApiError('account_inactive');
  if (!owner.installed) throw new ApiError('invalid_auth');
  return owner;
}

function refusalOf(error: unknown): JsonObject {
  if (error instanceof ApiError) return { ok: false, error: error.code, ...error.details };
  throw error;
}

function write(
  slack: SimulatedSlack,
  call: ApiCall,
  response: ServerResponse,
  status: number,
  answer: JsonObject,
  headers: Record<string, string> = {},
): void {
  call.status = status;
  call.answer = answer;
  slack.noteCall(call);
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(answer));
}
