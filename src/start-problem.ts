import { failureOf, type Failure } from './slack/failures';

/** Why a start failed, in a sentence for the operator; the error itself where no sentence fits. */
export function startProblem(error: unknown): string {
  const { code, port, path } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use: set PORT to a free one.`;
  if (code === 'EACCES' && port) return `Port ${port} may not be used by this account: set PORT to one above 1023.`;
  if (path && code) return `The database at DATABASE_URL cannot be opened: ${code} at ${path}.`;
  const { name, message, cause } = error as Error & { cause?: { originalMessage?: string; kind?: string } };
  if (name === 'DriverAdapterError' || code?.startsWith('SQLITE_')) {
    return `The database at DATABASE_URL cannot be opened: ${cause?.originalMessage ?? cause?.kind ?? message}`;
  }
  let failure: Failure;
  try {
    failure = failureOf(error);
  } catch {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  if (failure.kind === 'refused') {
    return `Slack does not accept the token (${failure.code}): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN.`;
  }
  if (failure.kind === 'rate-limited') return `Slack asks to wait ${failure.seconds} seconds before starting again.`;
  return `Slack cannot be reached (${failure.reason}): check the network and SLACK_API_URL.`;
}
