import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulatedSlack } from '../playground/server/start';
import { adapterFor } from '../src/store/open-database';
import { throwawayDatabase, type Throwaway } from './support/databases';
import { listening, type RunningProcess, startProcess } from './support/process';

type SimulatedSlack = Awaited<ReturnType<typeof startSimulatedSlack>>;

describe('the process', () => {
  let slack: SimulatedSlack;
  let database: Throwaway;
  let env: Record<string, string>;
  let running: RunningProcess | undefined;

  beforeEach(async () => {
    slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', rateLimits: 'off' });
    database = await throwawayDatabase();
    env = {
      SLACK_BOT_TOKEN: slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle' }).botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: database.url,
      PORT: '0',
    };
  });
  afterEach(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
    running = undefined;
    await slack.stop();
    await database.drop();
  });

  const end = async (more: Record<string, string>) => {
    running = startProcess('main.js', { ...env, ...more });
    const code = await running.ended;
    return { code, stdout: running.stdout, stderr: running.stderr };
  };

  it('says in three lines what to set where there are no credentials, and ends', async () => {
    running = startProcess('main.js', {});
    expect(await running.ended).toBe(0);
    expect(running.stdout.trim().split('\n')).toHaveLength(3);
    expect(running.stdout).toContain('SLACK_BOT_TOKEN');
  });

  it('starts nothing when the configuration is bad: a line per problem, exit 1', async () => {
    const { code, stderr } = await end({ PORT: 'x', LOG_LEVEL: 'y' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'PORT must be a number from 0 to 65535.',
      expect.stringMatching(/^LOG_LEVEL must be one of/),
    ]);
  });

  it('listens, is alive and ready, and ends with 0 on SIGTERM', async () => {
    running = startProcess('main.js', env);
    const port = await listening(running);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
  });

  it('ends on SIGTERM also when nobody reads its log any more', async () => {
    running = startProcess('main.js', env);
    await listening(running);
    running.child.stdout?.destroy();
    running.child.stderr?.destroy();
    running.child.kill('SIGTERM');
    const [code] = (await once(running.child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });

  it('serves /healthz and /readyz in Socket Mode too', async () => {
    running = startProcess('main.js', { ...env, SLACK_APP_TOKEN: slack.appToken });
    const port = await listening(running);
    await slack.waitForSocket();
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
  });

  it('finishes the command under way before it ends', async () => {
    const workspace = slack.addWorkspace({ id: 'T0OTHER', name: 'Other' });
    const gina = workspace.addMember({ name: 'gina', displayName: 'Gina' });
    workspace.addMember({ name: 'alice', displayName: 'Alice' });
    running = startProcess('main.js', { ...env, SLACK_BOT_TOKEN: workspace.botToken });
    slack.connectHttp(`http://127.0.0.1:${await listening(running)}`);
    slack.fault('users.info', { kind: 'slow', ms: 500 });
    const asked = new Promise<void>((resolve) => slack.onPayload(() => resolve()));
    const answer = gina.types("/referral @alice to Bob's firm");
    await asked;
    running.child.kill('SIGTERM');
    expect((await answer)?.text).toContain('Noted');
    expect(await running.ended).toBe(0);
    expect(await database.db.read.referrals.count('T0OTHER', { of: gina.id })).toBe(1);
  });

  it('refuses a token that Slack does not know, in a sentence', async () => {
    const { code, stderr } = await end({ SLACK_BOT_TOKEN: 'xoxb-nobody' });
    expect(code).toBe(1);
    expect(stderr).toBe('Slack does not accept the token (invalid_auth): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN.\n');
  });

  it('refuses to start without Slack, in a sentence', async () => {
    const { code, stderr } = await end({ SLACK_API_URL: 'http://127.0.0.1:9/api/' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Slack cannot be reached \(.+\): check the network and SLACK_API_URL\.\n$/);
  });

  it('refuses a port in use, in a sentence', async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await end({ PORT: String(port) });
    server.close();
    expect({ code, stderr }).toEqual({ code: 1, stderr: `Port ${port} is in use: set PORT to a free one.\n` });
  });

  it('refuses a port in use in Socket Mode too', async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await end({ PORT: String(port), SLACK_APP_TOKEN: slack.appToken });
    server.close();
    expect({ code, stderr }).toEqual({ code: 1, stderr: `Port ${port} is in use: set PORT to a free one.\n` });
  });

  it('refuses a database that a newer version migrated, in a sentence', async () => {
    const adapter = await adapterFor(database.url).connect();
    await adapter.executeScript(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('${randomBytes(8).toString('hex')}', 'x', '29990101000000_later', '2999-01-01', 1)`,
    );
    await adapter.dispose();
    const { code, stderr } = await end({});
    expect(code).toBe(1);
    expect(stderr).toBe(
      'The database was last used by a newer version of Goodturn (it has "29990101000000_later"): start that version, or restore an older backup.\n',
    );
  });

  it('says that a database cannot be opened, in a sentence', async () => {
    const { code, stderr } = await end({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database at DATABASE_URL cannot be opened: .+\n$/);
  });

  it('says that a file cannot be opened, in a sentence', async () => {
    const { code, stderr } = await end({ DATABASE_URL: `${database.url}/below/a-file.db` });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database at DATABASE_URL cannot be opened: .+\n$/);
  });

  it('says so of a folder that nobody can make', async () => {
    const { code, stderr } = await end({ DATABASE_URL: 'file:/proc/goodturn/a-file.db' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database at DATABASE_URL cannot be opened: \w+ at \/proc\/goodturn\.\n$/);
  });

  it('migrates an empty database once when two start at the same moment', async () => {
    const url = `${database.url}-fresh`;
    const both = [0, 1].map(() => startProcess('main.js', { ...env, DATABASE_URL: url }));
    await Promise.all(both.map(listening));
    for (const each of both) each.child.kill('SIGTERM');
    expect(await Promise.all(both.map((each) => each.ended))).toEqual([0, 0]);
  });
});
