import { type CustomRoute, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { buildApp } from './app';
import { type Background, createBackground } from './bolt/background';
import { boltLogger } from './bolt/bolt-logger';
import { createHttpReceiver } from './bolt/http-receiver';
import { createSocketReceiver } from './bolt/socket-receiver';
import type { SlackConfig } from './config';
import type { DeliveryDeps } from './delivery/message-kind';
import type { Clock } from './domain/clock';
import { features } from './features';
import { asChosen } from './features/as-chosen';
import type { Feature } from './features/feature';
import { tellInstaller } from './features/installation/messages';
import type { DueJob } from './jobs/due';
import { healthRoutes } from './health-routes';
import { createMetrics } from './metrics';
import { createScheduler, type Scheduler } from './jobs/scheduler';
import { clientOptions, slackAccess } from './slack/access';
import { installRoutes } from './slack/install-routes';
import { givenToken, type Installations, type NewInstallation, storedTokens, tokenSeal } from './slack/installations';
import type { Database } from './store/open-database';

export interface Goodturn {
  /** Starts listening; the port is the one asked for, or a free one for 0. */
  start(): Promise<{ port: number }>;
  /** Stops taking work, then finishes what is under way. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  delivery: DeliveryDeps;
  jobs: readonly DueJob[];
  scheduler: Scheduler;
}

export interface Parts {
  slack: SlackConfig;
  port: number;
  /** the address to listen on; every one of the machine's unless given (HTTP only) */
  host?: string;
  db: Database;
  clock: Clock;
  log: Logger;
  /** false: nothing ticks by itself, the caller says when */
  ticking?: boolean;
  /** what answers people; everything Goodturn does unless given */
  features?: readonly Feature[];
  /** true: nothing is stored, not even that the app is installed */
  dryRun?: boolean;
  /** how many times as long as usual Slack and the app wait for each other, for a machine that is busy with much else; default 1 */
  patience?: number;
}

/** Longer than load balancers keep a connection open (60 s as a rule): they would send on one that closes just then. */
const KEPT_OPEN_MS = 75_000;

/** What Slack needs from us at install time; manifest.yml asks for the same. */
export const SCOPES = [
  'commands',
  'chat:write',
  'im:write',
  'im:history',
  'reactions:read',
  'users:read',
  'channels:read',
  'groups:read',
  'files:write',
];
export const OPTIONAL_SCOPES = ['channels:history', 'groups:history', 'mpim:write'];

function optionsOf({ slack, log, patience }: Parts): webApi.WebClientOptions {
  return clientOptions(slack.apiUrl, boltLogger(log), patience);
}

/**
 * Who we are in the one workspace whose token is given; recorded, so that its data has a workspace to belong to.
 *
 * @throws the Slack client's error when Slack does not know the token or does not answer
 */
async function identify(parts: Parts, botToken: string): Promise<Installations> {
  const client = new webApi.WebClient(botToken, optionsOf(parts));
  const { team_id: id, team: name, user_id: botUserId, response_metadata: meta } = await client.auth.test();
  const installed = {
    name: name ?? id!,
    botUserId: botUserId!,
    sealedToken: null,
    // a proxy may drop the header that says so: then it is what the manifest asks for
    scopes: (meta?.scopes ?? [...SCOPES, ...OPTIONAL_SCOPES]).join(','),
  };
  if (!parts.dryRun) await parts.db.transaction((store) => store.workspaces.install(id!, installed, parts.clock.now()));
  return givenToken({ id: id!, botUserId: botUserId! }, botToken);
}

/** Who may be spoken for, and how: the part of Goodturn that `npm run jobs` shares with the running app. */
export async function prepareDelivery(
  parts: Parts,
): Promise<{ delivery: DeliveryDeps; installations: Installations; background: Background }> {
  const { slack, db, clock, log, patience } = parts;
  const installations =
    slack.install.kind === 'token'
      ? await identify(parts, slack.install.botToken)
      : storedTokens(recordsIn(db), tokenSeal(slack.install.encryptionKey), clock);
  const access = slackAccess({ clock, options: optionsOf(parts), tokenOf: installations.tokenOf, patience });
  const kinds = new Map(
    features.flatMap((feature) => feature.messages ?? []).map((kind) => [kind.kind, asChosen(kind)]),
  );
  const followers = features.flatMap((feature) => feature.delivered ?? []);
  const background = createBackground(log);
  const delivery = { clock, db, slack: access, log, kinds, followers, aside: background };
  return { delivery, installations, background };
}

function recordsIn(db: Database) {
  return {
    find: (id: string) => db.read.workspaces.find(id),
    install: (id: string, installed: NewInstallation, now: Date) =>
      db.transaction(async (store) => {
        const before = await store.workspaces.find(id);
        await store.workspaces.install(id, installed, now);
        await tellInstaller(store, id, installed.installedById, before?.uninstalledAt ?? null, now);
      }),
    uninstall: (id: string, now: Date) => db.transaction((store) => store.workspaces.uninstall(id, now)),
  };
}

export const dueJobs: readonly DueJob[] = features.flatMap((feature) => feature.due ?? []);

/** Puts the parts together; nothing listens or ticks before `start`. */
export async function assemble(parts: Parts): Promise<Goodturn> {
  const { slack, db, clock, log } = parts;
  const { delivery, installations, background } = await prepareDelivery(parts);
  const metrics = createMetrics(db, clock, parts.ticking !== false);
  delivery.followers = [metrics.countDeliveries, ...(delivery.followers ?? [])];
  const scheduler = createScheduler(delivery, dueJobs);
  const options = optionsOf(parts);
  const receiverOptions = {
    logger: boltLogger(log),
    routes: [
      ...healthRoutes(() => db.ping(), options),
      metrics.route,
      ...routesToInstall(slack, installations, () => scheduler.wake(), options, log),
    ],
    installerOptions: { port: parts.port, clientOptions: options },
  };
  const receiver =
    slack.transport.kind === 'http'
      ? createHttpReceiver({
          ...receiverOptions,
          signingSecret: slack.transport.signingSecret,
          patience: parts.patience,
        })
      : createSocketReceiver({ ...receiverOptions, appToken: slack.transport.appToken });
  const bolt = buildApp(
    {
      features: parts.features ?? features,
      countRequest: metrics.countRequest,
      clock,
      db,
      slack: delivery.slack,
      log,
      wake: () => scheduler.wake(),
      authorize: installations.authorize,
      clientOptions: options,
      background,
    },
    receiver,
  );

  return {
    delivery,
    jobs: dueJobs,
    scheduler,
    async start() {
      const server = receiver as unknown as {
        httpServer?: import('node:http').Server;
        server?: import('node:http').Server;
      };
      const failed = new Promise<never>((_, reject) => server.httpServer?.once('error', reject));
      await Promise.race([bolt.start({ port: parts.port, host: parts.host }), failed]);
      if (parts.ticking !== false) scheduler.start();
      const listening = server.server ?? server.httpServer;
      if (listening) listening.keepAliveTimeout = KEPT_OPEN_MS;
      const address = listening?.address();
      return { port: typeof address === 'object' && address ? address.port : parts.port };
    },
    async stop() {
      background.stopSoon();
      // what the last requests plan is stored, and sent by the next start
      await Promise.all([bolt.stop(), scheduler.stop()]);
      await background.idle();
    },
    async idle() {
      await background.idle();
      await scheduler.idle();
      // what follows from the messages it sent
      await background.idle();
    },
  };
}

function routesToInstall(
  { install }: SlackConfig,
  { boltStore }: Installations,
  wake: () => void,
  options: webApi.WebClientOptions,
  log: Logger,
): CustomRoute[] {
  if (install.kind !== 'oauth' || !boltStore) return [];
  const { clientId, clientSecret, stateSecret } = install;
  return installRoutes({
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...SCOPES, ...OPTIONAL_SCOPES],
    store: {
      ...boltStore,
      async storeInstallation(...args) {
        await boltStore.storeInstallation(...args);
        wake();
      },
    },
    clientOptions: options,
    logger: boltLogger(log),
  });
}
