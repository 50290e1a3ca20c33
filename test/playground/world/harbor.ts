import pino from 'pino';
import { startSimulatedSlack } from '../../../playground/server/start';
import type { Channel } from '../../../playground/server/channel';
import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import { createWorld, type RunningWorld } from '../../../playground/world/create-world';
import { WorldClock } from '../../../playground/world/world-clock';
import { assemble, type Goodturn } from '../../../src/goodturn';
import { openSaved } from '../../../playground/world/state-file';
import { throwawayDatabase, type Throwaway } from '../../support/databases';
import { PATIENCE, PATIENCE_MS } from '../../support/patience';
import { playedDatabase } from '../../support/played';

export const HARBOR = 'T0HARBOR';
/** A Wednesday, 10:20 in Chicago. */
const PLAYED_AT = '2026-11-25T16:20:00Z';
/** A history is played in a few seconds; this tells a hang on a machine that does much else besides. */
export const PLAYED_WITHIN_MS = 120_000;

/** Real time for a test: it goes on, from an instant of the test's choice. */
export class TestTime {
  private ahead: number;

  constructor(at: string | Date) {
    this.ahead = new Date(at).getTime() - Date.now();
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** As if so many milliseconds had passed. */
  pass(ms: number): void {
    this.ahead += ms;
  }
}

/** The simulated community with the real app, as `npm start` runs it, at a time of the test's choice. */
export interface RunningHarbor {
  world: RunningWorld;
  time: TestTime;
  database: Throwaway;
  /** log lines at level warn and above */
  complaints: string[];
  person(name: string): Person;
  channel(name: string): Channel;
  tick(): Promise<void>;
  /** Keeps the database where another one is to go on with it. */
  stop(keep?: 'keep the database'): Promise<void>;
}

/** What an earlier one left behind. */
interface Before {
  database: Throwaway;
  snapshot: string;
}

/** One whose history was played before, up to 2026-11-25T16:20:00Z: the calls and payloads of that are not there any more. */
export async function startPlayedHarbor(): Promise<RunningHarbor> {
  const database = await playedDatabase(PLAYED_AT);
  const saved = await openSaved(database.url);
  const snapshot = await saved.load();
  await saved.close();
  return startHarbor(PLAYED_AT, { database, snapshot: snapshot! });
}

export async function startHarbor(at: string | Date, before?: Before): Promise<RunningHarbor> {
  const time = new TestTime(at);
  const clock = new WorldClock(time);
  const database = before?.database ?? (await throwawayDatabase());
  const complaints: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) });
  const slack = await startSimulatedSlack({
    manifestPath: 'manifest.yml',
    now: () => clock.now(),
    answerWithin: PATIENCE_MS,
  });
  let goodturn: Goodturn | undefined;

  const tick = async () => {
    await goodturn!.scheduler.tick();
    await goodturn!.idle();
  };
  const startApp = async () => {
    goodturn = await assemble({
      slack: {
        transport: { kind: 'http', signingSecret: slack.signingSecret },
        install: { kind: 'token', botToken: world.workspace.botToken },
        apiUrl: slack.apiUrl,
      },
      host: '127.0.0.1',
      port: 0,
      db: database.db,
      clock,
      log,
      ticking: false,
      patience: PATIENCE,
    });
    slack.connectHttp(`http://127.0.0.1:${(await goodturn.start()).port}`);
  };
  const startOver = async () => {
    slack.disconnect();
    await goodturn?.stop();
    await database.db.transaction((store) => store.workspaces.erase(HARBOR));
    world.populate();
    await startApp();
    await world.playHistory();
  };
  const world = createWorld({ slack, clock, tick, startOver, log });
  if (before && !world.restore(before.snapshot)) throw new Error('the snapshot was not restored');
  if (!before) world.populate();
  await startApp();
  if (!before) await world.playHistory();
  return {
    world,
    time,
    database,
    complaints,
    tick,
    person: (name) => world.cast.find(({ person }) => person.name === name)!.person,
    channel: (name) => world.workspace.channels.find((each) => each.name === name)!,
    async stop(keep) {
      await goodturn?.stop();
      await slack.stop();
      if (!keep) await database.drop();
    },
  };
}

/** What the app has posted in a conversation. */
export function postedIn({ messages }: Channel): Message[] {
  return messages.filter(({ fromApp, deleted }) => fromApp && !deleted);
}

export const isNudge = ({ buttons }: Message): boolean => buttons.includes('Stop these reminders');
export const isDigest = ({ buttons }: Message): boolean => buttons.includes('Give a referral');
