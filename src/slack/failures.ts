import { webApi } from '@slack/bolt';

/** What became of a call that did not succeed. */
export type Failure =
  /** Slack asks to wait; it did nothing */
  | { kind: 'rate-limited'; seconds: number }
  /** Slack said no; it did nothing */
  | { kind: 'refused'; code: string }
  /** no answer, or one that leaves open whether it was done */
  | { kind: 'unknown'; reason: string };

// https://docs.slack.dev/reference/methods/chat.postMessage#errors: "it's possible some aspect of the operation succeeded"
const UNSURE = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

/** Something beside the Web API, an upload for one, did not answer as it should. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** For how long Slack asks to wait, where that is why a call did not succeed. */
export function secondsToWait(error: unknown): number | null {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter;
  return error instanceof webApi.WebAPIPlatformError && error.data.error === 'ratelimited' ? 30 : null;
}

/** Reads an error of the Web API client; any other error is not for this place and is thrown on. */
export function failureOf(error: unknown): Failure {
  const seconds = secondsToWait(error);
  if (seconds !== null) return { kind: 'rate-limited', seconds };
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error;
    return UNSURE.has(code) ? { kind: 'unknown', reason: code } : { kind: 'refused', code };
  }
  if (error instanceof NoAnswer) return { kind: 'unknown', reason: error.message };
  if (error instanceof webApi.WebAPIHTTPError) return { kind: 'unknown', reason: `HTTP ${error.statusCode}` };
  if (error instanceof webApi.WebAPIRequestError) return { kind: 'unknown', reason: error.original.message };
  throw error;
}
