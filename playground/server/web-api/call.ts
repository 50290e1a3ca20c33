import { ApiError } from '../api-error';
import { isObject, parseJson, stringAt, type JsonObject } from '../json';
import type { Tier } from '../rate-limits';
import type { SimulatedSlack } from '../simulated-slack';
import type { Workspace } from '../workspace';

/** Arguments that arrive as JSON text in a form. */
const NESTED = ['blocks', 'attachments', 'metadata', 'view', 'files', 'file_ids', 'event_payload'];

/** One Web API call with its arguments, as the methods see it. */
export class Call {
  constructor(
    readonly slack: SimulatedSlack,
    readonly workspace: Workspace,
    readonly args: JsonObject,
  ) {}

  text(name: string): string | undefined {
    const value = this.args[name];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  flag(name: string): boolean {
    const value = this.args[name];
    return value === true || value === 'true' || value === '1';
  }

  number(name: string): number | undefined {
    const value = Number(this.text(name));
    return Number.isFinite(value) ? value : undefined;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  /** An argument that is JSON; undefined where it is not given. */
  nested(name: string): unknown {
    return this.args[name];
  }

  /** Refuses unless every one of these scopes was granted. */
  needs(...scopes: string[]): void {
    const needed = scopes.filter((scope) => !this.workspace.scopes.has(scope));
    if (needed.length === 0) return;
    throw new ApiError('missing_scope', {
      needed: needed.join(','),
      provided: [...this.workspace.scopes].join(','),
    });
  }
}

export interface Method {
  tier: Tier;
  scope?: string;
  run: (call: Call) => JsonObject | Promise<JsonObject>;
}

export function missing(name: string): ApiError {
  return new ApiError('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  });
}

export function readArguments(contentType: string, body: string, query: URLSearchParams): JsonObject {
  const args: JsonObject = Object.fromEntries(query);
  if (contentType.startsWith('application/json')) {
    const parsed = parseJson(body);
    if (!isObject(parsed)) throw new ApiError('invalid_json');
    return { ...args, ...parsed };
  }
  for (const [name, value] of new URLSearchParams(body)) {
    args[name] = NESTED.includes(name) ? (parseJson(value) ?? value) : value;
  }
  return args;
}

/** Cuts one page out of a list, the cursor being an opaque offset. */
export function pageOf<T>(call: Call, all: readonly T[], usual: number): { page: T[]; next: string } {
  const limit = call.number('limit') ?? usual;
  if (limit < 1 || limit > 1000 || !Number.isInteger(limit)) throw new ApiError('invalid_limit');
  const cursor = call.text('cursor');
  const from = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8').replace('next:', ''));
  if (!Number.isInteger(from) || from < 0) throw new ApiError('invalid_cursor');
  const isLast = from + limit >= all.length;
  const next = isLast ? '' : Buffer.from(`next:${from + limit}`).toString('base64');
  return { page: all.slice(from, from + limit), next };
}

export const textOf = (value: unknown, key: string): string | undefined =>
  isObject(value) ? stringAt(value, key) : undefined;
