import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../src/domain/clock';
import { assemble, type Goodturn } from '../src/goodturn';
import { type Database, DatabaseRefused, migrate, openDatabase } from '../src/store/open-database';
import { type PageServer, pageServer } from './page/page-server';
import { startSimulatedSlack } from './server/start';
import { createWorld } from './world/create-world';
import { createSaver, openSaved } from './world/state-file';
import type { World } from './world/world';
import { WorldClock } from './world/world-clock';

/** The project's own folder, seen from the sources or from dist/. */
const ROOT = [join(__dirname, '..'), join(__dirname, '..', '..')].find((folder) =>
  existsSync(join(folder, 'manifest.yml')),
)!;

/** Of what passed to and fro: somebody may play for days. */
const REMEMBERED = 1000;

export interface PlaygroundParts {
  databaseUrl: string;
  /** 0: a free one */
  port: number;
  clock: Clock;
  log: Logger;
  /** how many times as long as usual the app and the simulated Slack wait for each other; default 1 */
  patience?: number;
}

/** Real milliseconds that Slack gives an app for an answer. */
const ANSWER_WITHIN_MS = 3_000;

export interface Playground {
  /** where the page is: `http://127.0.0.1:PORT` */
  address: string;
  world: World;
  /** Resolves when the community has its history and the app is up. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Goodturn and a simulated workspace in one process, with a page to play its members. It listens on the loopback address
 * only, and goes on where it was stopped.
 */
export async function startPlayground(parts: PlaygroundParts): Promise<Playground> {
  const { databaseUrl, port, clock: real, log, patience = 1 } = parts;
  await migrate(databaseUrl);
  const db = openDatabase(databaseUrl);
  const saved = await openSaved(databaseUrl);
  const other = await saved.claim();
  if (other !== null) {
    throw new DatabaseRefused(
      `Another simulated workspace is running on this database (process ${other}): stop it, or set DATABASE_URL to another file.`,
    );
  }
  const state = await saved.load();
  const clock = new WorldClock(real);
  const served: { page?: PageServer } = {};
  const slack = await startSimulatedSlack({
    manifestPath: join(ROOT, 'manifest.yml'),
    now: () => clock.now(),
    signingSecret: randomBytes(16).toString('hex'),
    eventRetries: 'timed',
    keeps: REMEMBERED,
    answerWithin: ANSWER_WITHIN_MS * patience,
    port,
    otherwise: (request, response) => served.page?.handle(request, response),
  });
  const app = runningApp({ db, clock, log, slack, patience });
  const world = createWorld({ slack, clock, tick: app.tick, startOver, log });

  async function startOver(): Promise<void> {
    await app.stop();
    world.populate();
    // or a process killed on the way would bring the old messages back, over records that are gone
    await saver.flush();
    await saved.forget();
    await db.transaction((store) => store.workspaces.erase(world.workspace.id));
    await app.start(world.workspace.botToken);
    await world.playHistory();
  }

  // from here to the page's server nothing is awaited: no request comes before there is somebody to answer it
  const isRestored = state !== null && world.restore(state);
  if (!isRestored) world.populate();
  const saver = createSaver(
    saved,
    () => world.snapshot(),
    (error) => log.warn({ err: error }, 'the simulated workspace could not be saved; the next change tries again'),
  );
  world.onChange(() => saver.changed());
  const page = pageServer(world, { webFolder: join(ROOT, 'dist', 'web'), log });
  served.page = page;
  const begun = isRestored ? app.start(world.workspace.botToken) : world.startOver();
  const ready = begun.catch((error: unknown) => {
    // a history that was cut off by the stop is played anew by the next start
    if (!app.halted) throw error;
  });

  return {
    address: slack.url,
    world,
    ready,
    async stop() {
      page.close();
      // whatever moves through time goes no further
      app.halt();
      await ready.catch(() => undefined);
      await app.stop();
      await saver.flush();
      await slack.stop();
      await saved.close();
      await db.close();
    },
  };
}

interface AppParts {
  db: Database;
  clock: Clock;
  log: Logger;
  slack: Awaited<ReturnType<typeof startSimulatedSlack>>;
  patience: number;
}

/** Goodturn behind the simulated Slack, which can be stopped and started again. */
function runningApp({ db, clock, log, slack, patience }: AppParts) {
  let goodturn: Goodturn | undefined;
  let halted = false;
  return {
    get halted() {
      return halted;
    },

    async start(botToken: string): Promise<void> {
      goodturn = await assemble({
        slack: {
          transport: { kind: 'http', signingSecret: slack.signingSecret },
          install: { kind: 'token', botToken },
          apiUrl: slack.apiUrl,
        },
        host: '127.0.0.1',
        port: 0,
        db,
        clock,
        log,
        patience,
      });
      const { port } = await goodturn.start();
      slack.connectHttp(`http://127.0.0.1:${port}`);
    },

    /** From now on nothing ticks any more. */
    halt(): void {
      halted = true;
    },

    /** Does what is due as of the clock; resolves when the app has done it. @throws once halted */
    async tick(): Promise<void> {
      if (halted) throw new Error('the simulated workspace is being stopped');
      await goodturn?.scheduler.tick();
      await goodturn?.idle();
    },

    async stop(): Promise<void> {
      slack.disconnect();
      await goodturn?.stop();
      goodturn = undefined;
    },
  };
}
