import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config';

/**
 * A standard stream as a place for the log. Node's own stream, not pino's: at exit pino's tries to write for ever when
 * nobody reads any more.
 */
function standard(stream: NodeJS.WriteStream): DestinationStream {
  // whoever read the log has gone; that is no reason to stop working
  stream.on('error', () => undefined);
  return { write: (line) => void stream.write(line) };
}

/** The log, one JSON line each, on that stream; it holds no names and no words of people. */
export function createLog(level: LogLevel, stream: NodeJS.WriteStream = process.stdout): Logger {
  return logTo(standard(stream), level);
}

/** The same to any place. */
export function logTo(destination: DestinationStream, level: LogLevel): Logger {
  return pino({ level, base: undefined, serializers: { err: errorForLog } }, destination);
}

/**
 * What may be told of an error. Whatever else a library hangs on it stays out: Slack's whole answers, and Prisma's
 * printouts of what a query was given.
 */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, code, original, cause = original } = error as Error & { code?: unknown; original?: unknown };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    message: withoutArguments(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: frames?.join('\n'),
    ...(cause instanceof Error ? { cause: errorForLog(cause) } : {}),
  };
}

/** Prisma's messages name the call, print its arguments, and end with the reason. */
function withoutArguments(message: string): string {
  const call = /Invalid `\S+` invocation/.exec(message)?.[0];
  return call ? `${call}: ${message.trimEnd().split('\n').at(-1)}` : message;
}
