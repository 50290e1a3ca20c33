import pino from 'pino';
import type { Channel } from '../../playground/server/channel';
import type { Person } from '../../playground/server/people/person';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import type { Report } from '../../src/delivery/attempt';
import { assemble, dueJobs, type Goodturn } from '../../src/goodturn';
import { features } from '../../src/features';
import { runDue } from '../../src/jobs/run-due';
import { type Kind, throwawayDatabase, type Throwaway } from './databases';
import { FixedClock } from './fixed-clock';
import { PATIENCE, PATIENCE_MS } from './patience';
import { ambiguousIn, otherwiseIn } from './read-aloud';

type SimulatedSlack = Awaited<ReturnType<typeof startSimulatedSlack>>;

export interface CircleOptions {
  /** default: a Tuesday morning, 15:00 UTC */
  at?: string;
  database?: Kind;
  transport?: 'http' | 'socket';
  /** optional scopes that the installer refused */
  refuse?: string[];
  rateLimits?: 'slack' | 'off';
  /** true: they meet Goodturn for the first time, and are welcomed; default: they know it */
  newcomers?: boolean;
  /** How many times as long as usual the app waits for Slack; 1 for tests of just that. Default: as long as it takes. */
  patience?: number;
  /** Real milliseconds that Slack waits for the app. Default: as long as it takes. */
  answerWithin?: number;
}

const handled = new Set(
  features.flatMap(({ actions, submissions }) => [...Object.keys(actions ?? {}), ...Object.keys(submissions ?? {})]),
);

/** A small community with Goodturn installed: a real app over HTTP or a socket, a real database, a fixed clock. */
export interface Circle {
  slack: SimulatedSlack;
  workspace: Workspace;
  gina: Person;
  alice: Person;
  bob: Person;
  carol: Person;
  /** a workspace admin */
  ada: Person;
  /** everybody is in it, Goodturn too */
  general: Channel;
  clock: FixedClock;
  database: Throwaway;
  goodturn: Goodturn;
  /** where Goodturn listens */
  address: string;
  /** log lines at level warn and above */
  complaints: string[];
  /** Moves the clock and does whatever is due then, as the minute's tick does. */
  runAt(at: Date | string): Promise<Report[]>;
  /** Waits until nothing is under way on either side. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startCircle(options: CircleOptions = {}): Promise<Circle> {
  const welcoming = options.newcomers ? features : features.filter(({ name }) => name !== 'welcome');
  const { at = '2026-11-24T15:00:00Z', database: kind, transport = 'http', refuse } = options;
  const { rateLimits = 'off', patience = PATIENCE, answerWithin = PATIENCE_MS } = options;
  const clock = new FixedClock(new Date(at));
  const slack = await startSimulatedSlack({
    manifestPath: 'manifest.yml',
    now: () => clock.now(),
    rateLimits,
    answerWithin,
    looksFor: 10_000,
    appIdle: () => goodturn.idle(),
    // the app says itself when it is done
    quiet: 5,
  });
  const workspace = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle', refuse });
  const gina = workspace.addMember({ name: 'gina', displayName: 'Gina', tz: 'America/Chicago' });
  const alice = workspace.addMember({ name: 'alice', displayName: 'Alice', tz: 'America/New_York' });
  const bob = workspace.addMember({ name: 'bob', displayName: 'Bob', tz: 'Europe/Berlin' });
  const carol = workspace.addMember({ name: 'carol', displayName: 'Carol', tz: 'Asia/Tokyo' });
  const ada = workspace.addMember({ name: 'ada', displayName: 'Ada', tz: 'America/Chicago', admin: true });
  const general = workspace.addChannel({ name: 'general', members: [gina, alice, bob, carol, ada] });

  const database = await throwawayDatabase(kind);
  const complaints: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) });
  const goodturn = await assemble({
    slack: {
      transport:
        transport === 'http'
          ? { kind: 'http', signingSecret: slack.signingSecret }
          : { kind: 'socket', appToken: slack.appToken },
      install: { kind: 'token', botToken: workspace.botToken },
      apiUrl: slack.apiUrl,
    },
    port: 0,
    db: database.db,
    clock,
    log,
    ticking: false,
    features: welcoming,
    patience,
  });
  const { port } = await goodturn.start();
  const address = `http://127.0.0.1:${port}`;
  if (transport === 'http') slack.connectHttp(address);
  else await slack.waitForSocket();

  // whatever a test shows to people, each button and form in it must do something, and be clear when read aloud
  const emitted = new Set<string>();
  const unclear = new Set<string>();
  const note = (shown: unknown) => {
    for (const each of [...ambiguousIn(shown), ...otherwiseIn(shown)]) unclear.add(each);
    for (const [, id] of (JSON.stringify(shown) ?? '').matchAll(/\\*"(?:action_id|callback_id)\\*":\\*"([^"\\]+)/g)) {
      if (id && /^[a-z-]+(\.[a-z_]+){1,2}$/.test(id)) emitted.add(id);
    }
  };
  slack.onCall((call) => note(call.args));
  slack.onPayload((payload) => note(payload.answer));

  const settle = async () => void (await slack.idle());
  return {
    slack,
    workspace,
    gina,
    alice,
    bob,
    carol,
    ada,
    general,
    clock,
    database,
    goodturn,
    address,
    complaints,
    settle,
    async runAt(then) {
      await settle();
      clock.set(then);
      const reports = await runDue(goodturn.delivery, dueJobs, clock.now());
      await settle();
      return reports;
    },
    async stop() {
      await goodturn.stop();
      await slack.stop();
      await database.drop();
      const unhandled = [...emitted].filter((id) => !handled.has(id));
      if (unhandled.length > 0) throw new Error(`Shown to people, but nothing handles it: ${unhandled.join(', ')}`);
      if (unclear.size > 0) throw new Error(`Unclear when read aloud: ${[...unclear].join(', ')}`);
    },
  };
}
