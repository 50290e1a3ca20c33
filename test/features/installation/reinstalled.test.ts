import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { startSimulatedSlack } from '../../../playground/server/start';
import { assemble, dueJobs, type Goodturn } from '../../../src/goodturn';
import { runDue } from '../../../src/jobs/run-due';
import { throwawayDatabase, type Throwaway } from '../../support/databases';
import { FixedClock } from '../../support/fixed-clock';
import { installedByOAuth } from '../../support/by-oauth';

let slack: Awaited<ReturnType<typeof startSimulatedSlack>>;
let database: Throwaway;
let goodturn: Goodturn;
let clock: FixedClock;
let logged: string[];
let install: () => Promise<unknown>;
let circle: ReturnType<typeof slack.addWorkspace>;

beforeEach(async () => {
  clock = new FixedClock(new Date('2026-11-24T15:00:00.500Z'));
  slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', rateLimits: 'off', now: () => clock.now() });
  database = await throwawayDatabase();
  logged = [];
  goodturn = await assemble({
    slack: installedByOAuth(slack),
    port: 0,
    db: database.db,
    clock,
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    ticking: false,
  });
  const address = `http://127.0.0.1:${(await goodturn.start()).port}`;
  slack.connectHttp(address);
  circle = slack.addWorkspace({ id: 'T0ONE', name: 'One', installed: false });
  const ada = circle.addMember({ name: 'ada', displayName: 'Ada', admin: true });
  install = () => slack.install(circle, `${address}/slack/install`, { by: ada });
});
afterEach(async () => {
  await goodturn.stop();
  await slack.stop();
  await database.drop();
});

const stored = () => database.db.read.workspaces.find('T0ONE');
const ignored = () => logged.filter((line) => line.includes('an uninstall of an earlier installation'));

async function tickAt(at: string): Promise<void> {
  clock.set(at);
  await runDue(goodturn.delivery, dueJobs, clock.now());
}

describe.each(['as_happened', 'reversed'] as const)('an uninstall that Slack tells late, %s', (order) => {
  test('says nothing of the installation that came since, and the next one counts', async () => {
    await install();
    clock.set('2026-11-25T09:00:00.700Z');
    await circle.uninstall({ deliver: false });
    clock.set('2026-11-25T09:10:00.200Z');
    await install();
    await slack.deliverHeld(order);
    await slack.idle();
    expect(await stored()).toMatchObject({ uninstalledAt: null, sealedToken: expect.any(String) });
    expect(ignored()).toHaveLength(2);
    await tickAt('2027-01-24T15:00:00Z');
    expect(await stored()).not.toBeNull();

    await circle.uninstall({ deliver: false });
    await slack.deliverHeld(order);
    await slack.idle();
    expect(await stored()).toMatchObject({ uninstalledAt: clock.now(), sealedToken: null });
    await tickAt('2027-02-23T15:00:00Z');
    expect(await stored()).toBeNull();
  });

  test('counts where nothing was installed since, however late it comes', async () => {
    await install();
    // within the second of the installation
    await circle.uninstall({ deliver: false });
    clock.set('2026-11-26T09:00:00Z');
    await slack.deliverHeld(order);
    await slack.idle();
    expect(await stored()).toMatchObject({ uninstalledAt: clock.now(), sealedToken: null });
  });
});

test('an uninstall that was believed, repeated after a reinstall, says nothing of that', async () => {
  await install();
  clock.set('2026-11-25T09:00:00Z');
  await circle.uninstall();
  await slack.idle();
  expect(await stored()).toMatchObject({ uninstalledAt: clock.now() });
  clock.set('2026-11-25T09:05:00Z');
  await install();
  const told = slack.payloads.filter(({ body }) => /app_uninstalled|tokens_revoked/.test(JSON.stringify(body)));
  expect(told).toHaveLength(2);
  for (const payload of told) await slack.resend(payload);
  await slack.idle();
  expect(await stored()).toMatchObject({ uninstalledAt: null, sealedToken: expect.any(String) });
  expect(ignored().length).toBeGreaterThanOrEqual(2);
});

test('tokens of people alone say nothing of the app', async () => {
  await install();
  clock.set('2026-11-25T09:00:00Z');
  await slack.delivery.emit(circle, { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }, {});
  await slack.idle();
  expect(await stored()).toMatchObject({ uninstalledAt: null });
});
