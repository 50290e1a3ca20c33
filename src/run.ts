import type { Logger } from 'pino';
import { BadConfiguration, type Config } from './config';
import { systemClock } from './domain/clock';
import { assemble } from './goodturn';
import { createLog } from './log';
import { startProblem } from './start-problem';
import { DatabaseRefused, migrate, openDatabase } from './store/open-database';

/** Longer than this no stop takes, whatever is under way: what is not finished is recovered at the next start. */
const STOP_WITHIN_MS = 9_000;

/**
 * Runs until SIGTERM or SIGINT, then finishes what is under way and ends the process with 0, within ten seconds.
 *
 * @param start gives what finishes; a signal that comes before ends the process at once
 */
export async function runUntilStopped(log: Logger, start: () => Promise<() => Promise<void>>): Promise<void> {
  // before there is anything to finish, there is nothing to wait for
  let finish = async () => {};
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    const deadline = setTimeout(() => {
      log.warn('stopped before everything was finished; the next start picks it up');
      process.exit(0);
    }, STOP_WITHIN_MS);
    deadline.unref();
    await finish().catch((error: unknown) => log.warn({ err: error }, 'could not finish everything'));
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
  // a mistake in one request or in a library's timer is no reason to drop everybody else's
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'something failed unnoticed'));
  finish = await start();
}

/** Goodturn on Slack itself, as configured. */
export async function runOnSlack({ databaseUrl, port, logLevel }: Config, slack: NonNullable<Config['slack']>) {
  const log = createLog(logLevel);
  await runUntilStopped(log, async () => {
    await migrate(databaseUrl);
    const db = openDatabase(databaseUrl);
    const goodturn = await assemble({ slack, port, db, clock: systemClock, log });
    const { port: listeningOn } = await goodturn.start();
    log.info({ port: listeningOn, transport: slack.transport.kind }, 'Goodturn is running');
    return async () => {
      await goodturn.stop();
      await db.close();
    };
  });
}

/** Says why it did not start, and ends the process with 1. */
export function endWith(error: unknown): never {
  const isExpected = error instanceof BadConfiguration || error instanceof DatabaseRefused;
  process.stderr.write(`${isExpected ? error.message : startProblem(error)}\n`);
  process.exit(1);
}
