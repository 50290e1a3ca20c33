import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { startPlayground } from '../../playground/playground';
import type { Clock } from '../../src/domain/clock';
import { copyOf, prepared, throwawayDatabase, type Throwaway } from './databases';
import { PATIENCE } from './patience';

/** In so much it is played. */
const WITHIN_MS = 60_000;

/** Real time that starts at a chosen instant. */
export function clockFrom(instant: string | number): Clock {
  const begin = new Date(instant).getTime() - performance.now();
  return { now: () => new Date(Math.floor(begin + performance.now())) };
}

/**
 * A copy of a database as `npm start` leaves it, with the simulated community and its weeks of history up to an instant.
 * That is played once in a run, by whoever asks first.
 */
export async function playedDatabase(at: string): Promise<Throwaway> {
  const played = join(prepared().folder, `played-${Date.parse(at)}.db`);
  const lock = `${played}.lock`;
  while (!existsSync(played)) {
    if (!isMine(lock)) {
      await wait(100);
      continue;
    }
    try {
      if (!existsSync(played)) renameSync(await playHistory(at), played);
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
  return copyOf(played);
}

function isMine(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @returns the path. @throws where it was not played without a hitch */
async function playHistory(at: string): Promise<string> {
  const database = await throwawayDatabase();
  await database.db.close();
  const complaints: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) });
  const clock = clockFrom(Date.parse(at) - WITHIN_MS);
  const playground = await startPlayground({ databaseUrl: database.url, port: 0, log, clock, patience: PATIENCE });
  await playground.ready;
  const { slack, cast } = playground.world;
  complaints.push(
    ...cast.flatMap(({ person }) => person.warnings),
    ...slack.calls.filter(({ answer }) => answer?.['ok'] !== true).map(({ method }) => `${method} failed`),
    ...slack.payloads.flatMap(({ type, failure }) => (failure ? `${type}: ${failure}` : [])),
  );
  await playground.stop();
  if (complaints.length > 0) throw new Error(`The history was not played without a hitch: ${complaints.join('\n')}`);
  return database.url.slice('file:'.length);
}
