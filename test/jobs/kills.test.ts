import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Channel } from '../../playground/server/channel';
import type { Person } from '../../playground/server/people/person';
import { startSimulatedSlack } from '../../playground/server/start';
import { adapterFor } from '../../src/store/open-database';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { PATIENCE_MS } from '../support/patience';
import { listening, type RunningProcess, startProcess } from '../support/process';

const KILLS = 30;

describeOnBoth('a process killed at any instant', (kind) => {
  let slack: Awaited<ReturnType<typeof startSimulatedSlack>>;
  let database: Throwaway;
  let env: Record<string, string>;
  let gina: Person;
  let alice: Person;
  let general: Channel;
  let running: RunningProcess | undefined;

  beforeEach(async () => {
    slack = await startSimulatedSlack({
      manifestPath: 'manifest.yml',
      rateLimits: 'off',
      answerWithin: PATIENCE_MS,
    });
    const circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle' });
    gina = circle.addMember({ name: 'gina', displayName: 'Gina' });
    alice = circle.addMember({ name: 'alice', displayName: 'Alice' });
    general = circle.addChannel({ name: 'general', members: [gina, alice] });
    database = await throwawayDatabase(kind);
    env = {
      SLACK_BOT_TOKEN: circle.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: database.url,
      PORT: '0',
      LOG_LEVEL: 'info',
    };
  });
  afterEach(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
    await slack.stop();
    await database.drop();
  });

  /** The leases of killed processes run out, as they do within a minute. */
  const leasesRunOut = async () => {
    const adapter = await adapterFor(database.url).connect();
    const epoch = kind === 'SQLite' ? `'1970-01-01T00:00:00.000+00:00'` : `'1970-01-01'`;
    await adapter.executeScript(`UPDATE "Delivery" SET "retryAt" = ${epoch}`);
    await adapter.dispose();
  };

  it(`loses nothing that was answered and sends nothing twice, ${KILLS} times`, async () => {
    const answered: string[] = [];
    // how long a command takes here until its message is out, measured in the first round
    let usual = 0;
    for (let round = 0; round <= KILLS; round += 1) {
      running = startProcess('main.js', env);
      slack.connectHttp(`http://127.0.0.1:${await listening(running)}`);
      const { child, ended } = running;
      const kill = () => child.kill('SIGKILL');
      const prospect = `Prospect number ${round}`;
      const began = performance.now();
      // every other kill falls between Slack's acceptance of the message and the commit, the rest anywhere
      const off = slack.beforeAnswer('chat.postMessage', async ({ args }) => {
        if (round % 2 === 1 || !String(args['text']).includes(prospect)) return;
        await answer;
        usual ||= performance.now() - began;
        kill();
      });
      if (round % 2 === 1) setTimeout(kill, 20 + Math.random() * usual);
      const answer = gina.types(`/referral @alice to ${prospect}`, { in: general });
      if ((await answer)?.text.includes(prospect)) answered.push(prospect);
      else kill();
      await ended;
      off();
      await leasesRunOut();
    }
    // those that were killed only when they had answered, if no other
    expect(answered.length).toBeGreaterThan(KILLS / 2);

    await leasesRunOut();
    running = startProcess('jobs/cli.js', env);
    expect(await running.ended).toBe(0);

    const stored = await database.db.read.referrals.list('T0CIRCLE', { of: gina.id }, { skip: 0, take: 100 });
    const prospects = stored.map((referral) => referral.prospect);
    expect(prospects).toEqual(expect.arrayContaining(answered));
    expect(new Set(prospects).size).toBe(prospects.length);
    const told = alice.dm.map((message) => /Prospect number \d+/.exec(message.text)?.[0]);
    expect(told.toSorted()).toEqual(prospects.toSorted());
  }, 240_000);
});
