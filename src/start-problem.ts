import { failureOf, type Failure } from './slack/failures';

/** Why a start failed, in a sentence for the operator; the error itself where no sentence fits. */
export function startProblem(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use: set PORT to a free one.`;
  if (code === 'EACCES' && port) return `Port ${port} may not be used by this account: set PORT to one above 1023.`;
  let failure: Failure;
  try {
    failure = failureOf(error);
  } catch {
    if (
      /Can't reach database|ECONNREFUSED|does not exist|authentication failed|unable to open|P1\d\d\d/i.test(
        message ?? '',
      )
    ) {
      return `The database at DATABASE_URL cannot be opened: ${firstLine(message)}`;
    }
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  if (failure.kind === 'refused')
    return `Slack does not accept the token (${failure.code}): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN.`;
  if (failure.kind === 'rate-limited') return `Slack asks to wait ${failure.seconds} seconds before starting again.`;
  return `Slack cannot be reached (${failure.reason}): check the network and SLACK_API_URL.`;
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim()) ?? text;
}
