import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, it, describe } from '@jest/globals';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { startSimulatedSlack } from '../../playground/server/start';
import { PageClient } from './page/page-client';
import { throwawayDatabase, type Throwaway } from '../support/databases';
import { listening, type RunningProcess, startProcess } from '../support/process';

const ADDRESS = /http:\/\/127\.0\.0\.1:(\d+)/;

/** Where it said that it is. @throws what it printed, when it ended instead */
async function address(running: RunningProcess): Promise<string> {
  while (!ADDRESS.test(running.stdout)) {
    const data = once(running.child.stdout!, 'data').then(() => false);
    if (await Promise.race([running.ended.then(() => true), data])) {
      if (!ADDRESS.test(running.stdout)) throw new Error(`It did not start: ${running.stdout}${running.stderr}`);
    }
  }
  return ADDRESS.exec(running.stdout)![0];
}

describe('npm start', () => {
  let database: Throwaway;
  const started: RunningProcess[] = [];
  const start = (env: Record<string, string> = {}): RunningProcess => {
    const running = startProcess('../playground/main.js', { DATABASE_URL: database.url, PORT: '0', ...env });
    started.push(running);
    return running;
  };
  beforeEach(async () => {
    database = await throwawayDatabase();
  });
  afterEach(async () => {
    for (const each of started.splice(0)) {
      each.child.kill('SIGKILL');
      await each.ended;
    }
    await database.drop();
  });

  it('without credentials prints one line with the address, serves the page there, and ends with 0 on SIGTERM', async () => {
    const running = start();
    const page = await fetch(await address(running));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Goodturn');
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(running.stdout.trim().split('\n')).toHaveLength(1);
    expect(running.stderr).toBe('');
  });

  it('stopped while the clock is on its way says nothing, and leaves the database to others', async () => {
    const running = start();
    const client = new PageClient(Number(new URL(await address(running)).port));
    const watcher = await client.watch();
    const { me } = await watcher.until(({ busy }) => busy === null);
    const moved = client.act(me, { kind: 'clock', choice: 'month' }).catch(() => 'cut off');
    await watcher.until(({ busy }) => busy !== null);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(await moved).toBe('cut off');
    expect(running.stderr).toBe('');
    const table = await new PrismaBetterSqlite3({ url: database.url }).connect();
    const sql = 'SELECT id FROM goodturn_playground';
    expect((await table.queryRaw({ sql, args: [], argTypes: [] })).rows).toEqual([[1]]);
    await table.dispose();
  }, 90_000);

  it('answers on the loopback address alone, and tells nothing to a page from elsewhere', async () => {
    const url = new URL(await address(start()));
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((each) => each && !each.internal && each.family === 'IPv4');
    for (const other of others) {
      await expect(fetch(`http://${other!.address}:${url.port}/`)).rejects.toThrow();
    }
    const act = JSON.stringify({ as: 'U0GINA', act: { kind: 'start_over' } });
    const answer = await fetch(`${url.origin}/playground/acts`, {
      method: 'POST',
      headers: { origin: 'https://example.com', 'content-type': 'application/json' },
      body: act,
    });
    expect(answer.status).toBe(403);
  });

  it('with credentials runs on Slack, and there is no page', async () => {
    const slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', rateLimits: 'off' });
    const env = {
      SLACK_BOT_TOKEN: slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle' }).botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    };
    const running = start(env);
    const port = await listening(running);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/playground/stream?as=U0GINA`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(running.stdout).not.toContain('simulated');
    await slack.stop();
  });

  it('refuses a bad configuration, a port in use and a database that another one plays on, a line each', async () => {
    const bad = start({ PORT: 'x' });
    expect(await bad.ended).toBe(1);
    expect(bad.stderr).toBe('PORT must be a number from 0 to 65535.\n');

    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const late = start({ PORT: String(port) });
    expect(await late.ended).toBe(1);
    expect(late.stderr).toBe(`Port ${port} is in use: set PORT to a free one.\n`);
    server.close();

    const first = start();
    await address(first);
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.stderr).toMatch(/^Another simulated workspace is running on this database \(process \d+\)/);
    // whoever was killed is no reason to refuse
    first.child.kill('SIGKILL');
    await first.ended;
    await address(start());
  });
});
