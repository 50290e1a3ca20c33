import { after } from '../../domain/clock';
import type { Database } from '../../store/open-database';
import type { Deps } from '../feature';
import type { Greeting } from './views';

/** One member's Home that is to be published. */
export interface Home {
  workspaceId: string;
  userId: string;
  greeting?: Greeting;
}

/** What this process has still to publish. A restart may forget it: each opening draws a Home anew. */
interface Turn {
  waiting: Map<string, Home>;
  workers: number;
  /** Slack asked to wait: tried again by a later tick */
  missed: Map<string, Home>;
  /** by workspace, until when (wall clock) */
  pauses: Map<string, Date>;
}

type Publishing = Pick<Deps, 'db' | 'clock'>;

/** A morning of reminders changes hundreds of Homes at once, and Slack takes about a hundred a minute. */
const SIDE_BY_SIDE = 4;

const turns = new WeakMap<Database, Turn>();

function turnOf(db: Database): Turn {
  const turn = turns.get(db) ?? { waiting: new Map(), workers: 0, missed: new Map(), pauses: new Map() };
  turns.set(db, turn);
  return turn;
}

export const keyOf = ({ workspaceId, userId }: Home): string => `${workspaceId}:${userId}`;

/**
 * Publishes these, a few at a time whatever else is in turn; one that waits already is published once.
 *
 * @param isStopping once it says so, nothing more is begun
 */
export async function publishInTurn(
  { db, clock }: Publishing,
  homes: readonly Home[],
  publish: (home: Home) => Promise<void>,
  isStopping: () => boolean,
): Promise<void> {
  const turn = turnOf(db);
  for (const home of homes) turn.waiting.set(keyOf(home), home);
  const work = async () => {
    turn.workers += 1;
    try {
      // what is added meanwhile comes up here, too
      for (const [key, home] of turn.waiting) {
        if (isStopping()) return;
        turn.waiting.delete(key);
        if (isPaused(turn, home, clock.now())) turn.missed.set(key, home);
        else await publish(home);
      }
    } finally {
      turn.workers -= 1;
    }
  };
  const free = Math.min(SIDE_BY_SIDE - turn.workers, turn.waiting.size);
  await Promise.all(Array.from({ length: Math.max(free, 0) }, work));
}

function isPaused({ pauses }: Turn, { workspaceId }: Home, wall: Date): boolean {
  const until = pauses.get(workspaceId);
  return until !== undefined && until > wall;
}

/** Slack asked to wait so many seconds: before, none of that workspace's Homes is published in turn. */
export function miss({ db, clock }: Publishing, home: Home, seconds: number): void {
  const { missed, pauses } = turnOf(db);
  missed.set(keyOf(home), home);
  // "wait 0 seconds" is no invitation to ask again at once
  pauses.set(home.workspaceId, after(clock.now(), Math.max(seconds, 1) * 1_000));
}

/** Nobody waits for these: a later tick publishes them. */
export function leaveForTick({ db }: Pick<Publishing, 'db'>, homes: readonly Home[]): void {
  for (const home of homes) turnOf(db).missed.set(keyOf(home), home);
}

/** Those that were missed and may be tried again now. */
export function missedNow({ db, clock }: Publishing): Home[] {
  const turn = turnOf(db);
  return [...turn.missed.values()].filter((home) => !isPaused(turn, home, clock.now()));
}

/** It is being published again. */
export function noLongerMissed({ db }: Pick<Publishing, 'db'>, home: Home): void {
  turnOf(db).missed.delete(keyOf(home));
}
