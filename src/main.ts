import { existsSync } from 'node:fs';
import { BadConfiguration, type Config, readConfig } from './config';
import { systemClock } from './domain/clock';
import { assemble } from './goodturn';
import { createLog } from './log';
import { startProblem } from './start-problem';
import { DatabaseRefused, migrate, openDatabase } from './store/open-database';

/** Longer than this no stop takes, whatever is under way: what is not finished is recovered at the next start. */
const STOP_WITHIN_MS = 9_000;

const WITHOUT_CREDENTIALS = `Goodturn has no Slack credentials yet, so it did not start.
Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (Socket Mode) or SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (HTTP) in .env; .env.example explains each.
To try it, create an app from manifest.yml at https://api.slack.com/apps and follow "Install it in Slack" in README.md.
`;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  if (!config.slack) {
    process.stdout.write(WITHOUT_CREDENTIALS);
    return;
  }
  await run(config, config.slack);
}

async function run(config: Config, slack: NonNullable<Config['slack']>): Promise<void> {
  const log = createLog(config.logLevel);
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

  await migrate(config.databaseUrl);
  const db = openDatabase(config.databaseUrl);
  const goodturn = await assemble({ slack, port: config.port, db, clock: systemClock, log });

  const { port } = await goodturn.start();
  finish = async () => {
    await goodturn.stop();
    await db.close();
  };
  log.info({ port, transport: slack.transport.kind }, 'Goodturn is running');
}

main().catch((error: unknown) => {
  const isExpected = error instanceof BadConfiguration || error instanceof DatabaseRefused;
  const lines = isExpected ? error.message : startProblem(error);
  process.stderr.write(`${lines}\n`);
  process.exit(1);
});
