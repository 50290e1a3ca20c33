import type { JsonObject } from './json';

/** A refusal as the Web API words it: `{ ok: false, error: code, …details }`. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly details: JsonObject = {},
  ) {
    super(code);
    this.name = 'ApiError';
  }
}
