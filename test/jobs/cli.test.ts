import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import type { Channel } from '../../playground/server/channel';
import type { Person } from '../../playground/server/people/person';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { assemble, type Goodturn } from '../../src/goodturn';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { FixedClock } from '../support/fixed-clock';
import { PATIENCE, PATIENCE_MS } from '../support/patience';
import { startProcess } from '../support/process';

/** What `npm run jobs` prints, and how it ends. */
async function run(env: Record<string, string>, args: string[]) {
  const running = startProcess('jobs/cli.js', env, args);
  return { code: await running.ended, lines: running.stdout.split('\n').filter(Boolean), stderr: running.stderr };
}

describeOnBoth('npm run jobs', (kind) => {
  let slack: Awaited<ReturnType<typeof startSimulatedSlack>>;
  let circle: Workspace;
  let database: Throwaway;
  let goodturn: Goodturn;
  let env: Record<string, string>;
  let [gina, alice, bob, ada]: Person[] = [];
  let general: Channel;

  beforeEach(async () => {
    slack = await startSimulatedSlack({
      manifestPath: 'manifest.yml',
      rateLimits: 'off',
      answerWithin: PATIENCE_MS,
      appIdle: () => goodturn.idle(),
    });
    circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle' });
    gina = circle.addMember({ name: 'gina', displayName: 'Gina', tz: 'America/Chicago' });
    alice = circle.addMember({ name: 'alice', displayName: 'Alice', tz: 'America/New_York' });
    bob = circle.addMember({ name: 'bob', displayName: 'Bob', tz: 'Europe/Berlin' });
    ada = circle.addMember({ name: 'ada', displayName: 'Ada', tz: 'America/Chicago', admin: true });
    general = circle.addChannel({ name: 'general', members: [gina, alice, bob, ada] });
    database = await throwawayDatabase(kind);
    env = {
      SLACK_BOT_TOKEN: circle.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: database.url,
    };
    // a Tuesday; what was recorded then falls due by --at, whatever the wall clock says
    const clock = new FixedClock(new Date('2026-11-24T15:00:00Z'));
    goodturn = await assemble({
      slack: {
        transport: { kind: 'http', signingSecret: slack.signingSecret },
        install: { kind: 'token', botToken: circle.botToken },
        apiUrl: slack.apiUrl,
      },
      port: 0,
      db: database.db,
      clock,
      log: pino({ level: 'silent' }),
      ticking: false,
      patience: PATIENCE,
    });
    slack.connectHttp(`http://127.0.0.1:${(await goodturn.start()).port}`);
  });
  afterEach(async () => {
    await goodturn.stop();
    await slack.stop();
    await database.drop();
  });

  const jobs = (...args: string[]) => run(env, args);
  const record = async () => {
    await ada!.types('/referral digest here', { in: general });
    await gina!.types("/referral @alice to Bob's firm", { in: general });
    await gina!.types("/referral @bob to Carol's shop", { in: general });
    await slack.idle();
  };
  const posts = () => slack.callsTo('chat.postMessage').length;

  it('does what is due as of an instant, a line per delivery that names no person and no words of people', async () => {
    await record();
    const { code, lines, stderr } = await jobs('--at', '2026-11-30T15:00:00Z');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines.toSorted()).toEqual(
      [
        `sent digest to ${general.id} in T0CIRCLE`,
        `sent nudge to ${alice!.id} in T0CIRCLE`,
        `sent nudge to ${bob!.id} in T0CIRCLE`,
      ].toSorted(),
    );
    expect(lines.join()).not.toMatch(/Gina|Alice|firm|shop/);
    expect((await jobs('--at', '2026-11-30T15:00:00Z')).lines).toEqual([]);
  });

  it('sends every message once when two run at the same time, each twice', async () => {
    await record();
    const before = posts();
    const at = ['--at', '2026-11-30T15:00:00Z'];
    const results = [
      ...(await Promise.all([jobs(...at), jobs(...at)])),
      ...(await Promise.all([jobs(...at), jobs(...at)])),
    ];
    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(4).fill({ code: 0, stderr: '' }));
    expect(results.flatMap(({ lines }) => lines)).toHaveLength(3);
    expect(posts() - before).toBe(3);
  });

  it('says with --dry-run what it would do, sends nothing and stores nothing', async () => {
    await record();
    const before = posts();
    const { code, lines } = await jobs('--at', '2026-11-30T15:00:00Z', '--dry-run');
    expect(code).toBe(0);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^would send (digest|nudge) to [A-Z0-9]+ in T0CIRCLE/);
    expect(posts()).toBe(before);
    expect((await jobs('--at', '2026-11-30T15:00:00Z')).lines).toHaveLength(3);
  });

  it('recovers a lost answer and waits out a rate limit by itself', async () => {
    await record();
    const before = posts();
    slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 1 }, { times: 1 });
    const { code, lines } = await jobs('--at', '2026-11-30T15:00:00Z');
    expect(code).toBe(0);
    // however often one was tried
    expect(lines).toHaveLength(3);
    const shown = [...alice!.dm, ...bob!.dm, ...alice!.sees({ in: general })].filter((message) => message.fromApp);
    // each one's referral and nudge, and the digest
    expect(shown).toHaveLength(5);
    expect(posts() - before).toBeGreaterThanOrEqual(3);
  }, 60_000);

  it('ends with 1 when something failed for good', async () => {
    await record();
    await circle.archive(general);
    const { code, lines } = await jobs('--at', '2026-11-30T15:00:00Z');
    expect(code).toBe(1);
    expect(lines).toContain(`failed digest to ${general.id} in T0CIRCLE (is_archived)`);
  });
});

describe('npm run jobs', () => {
  it.each([
    [['--at', 'tomorrow'], /^"tomorrow" is not an instant\. Say it like this: npm run jobs -- --at/],
    [['--at', '2026-11-30T15:00:00'], /^"2026-11-30T15:00:00" does not say its zone\./],
    [['--at'], /argument missing\. Say it like this:/],
    [['--yesterday'], /Say it like this: npm run jobs -- --at/],
  ])('explains what it does not understand: %j', async (args, sentence) => {
    const { code, stderr } = await run({}, args);
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
  });
});
