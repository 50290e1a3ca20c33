import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BadConfiguration, readConfig } from '../config';
import { systemClock } from '../domain/clock';
import { dueJobs, prepareDelivery } from '../goodturn';
import { createLog } from '../log';
import { startProblem } from '../start-problem';
import { DatabaseRefused, migrate, openDatabase } from '../store/open-database';
import { deliverPatiently, previewDue, reportLines, runDue } from './run-due';

/** Slack's "wait some seconds" and the look-up of a lost answer fit in here; what takes longer is left to the next run. */
const PATIENCE_MS = 90_000;

/** @throws BadConfiguration when the words after `npm run jobs --` make no sense */
function readArguments(words: string[]): { at: Date; dryRun: boolean } {
  const usage = 'Say it like this: npm run jobs -- --at 2026-11-30T15:00:00Z [--dry-run]';
  try {
    const { values } = parseArgs({
      args: words,
      options: { at: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
    });
    const at = values.at === undefined ? systemClock.now() : new Date(values.at);
    if (Number.isNaN(at.getTime())) throw new BadConfiguration([`"${values.at}" is not an instant. ${usage}`]);
    if (values.at !== undefined && !/([zZ]|[+-]\d\d:?\d\d)$/.test(values.at)) {
      throw new BadConfiguration([`"${values.at}" does not say its zone. ${usage}`]);
    }
    return { at, dryRun: values['dry-run'] };
  } catch (error) {
    if (error instanceof BadConfiguration) throw error;
    const [problem = ''] = (error as Error).message.split('\n');
    throw new BadConfiguration([`${problem.replace(/\.?$/, '.')} ${usage}`]);
  }
}

/** `npm run jobs`: does whatever is due as of an instant, one line per delivery. @returns the exit code */
async function main(): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { at, dryRun } = readArguments(process.argv.slice(2));
  const { slack, port, databaseUrl, logLevel } = readConfig(process.env);
  if (!slack) throw new BadConfiguration(['No Slack credentials are set: see .env.example.']);
  // the log goes to standard error: standard output holds the deliveries, a line each
  const log = createLog(logLevel, process.stderr);
  await migrate(databaseUrl);
  const db = openDatabase(databaseUrl);
  try {
    const { delivery, background } = await prepareDelivery({ slack, port, db, clock: systemClock, log, dryRun });
    if (dryRun) {
      for (const line of await previewDue(delivery, dueJobs, at)) process.stdout.write(`${line}\n`);
      return 0;
    }
    const reports = await runDue(delivery, dueJobs, at);
    reports.push(...(await deliverPatiently(delivery, at, PATIENCE_MS)));
    await background.idle();
    for (const line of reportLines(reports)) process.stdout.write(`${line}\n`);
    return reports.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  } finally {
    await db.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isExpected = error instanceof BadConfiguration || error instanceof DatabaseRefused;
    process.stderr.write(`${isExpected ? error.message : startProblem(error)}\n`);
    process.exitCode = 1;
  },
);
