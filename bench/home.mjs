// The App Home of somebody with a long history: read, built and published to the simulated Slack over HTTP.
import { join } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { startSimulatedSlack } = require('../dist/playground/server/start.js');
const { assemble } = require('../dist/src/goodturn.js');
const { publish } = require('../dist/src/features/home/publish.js');
const { createLog } = require('../dist/src/log.js');
const { migrate, openDatabase } = require('../dist/src/store/open-database.js');

const MINUTE_MS = 60_000;

/** Milliseconds of each of so many rounds; one half of the referrals is given, the other received and waits for thanks. */
export async function publishHome(folder, referrals, rounds) {
  const url = `file:${join(folder, 'home.db')}`;
  await migrate(url);
  const db = openDatabase(url);
  const clock = { now: () => new Date() };
  const slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', rateLimits: 'off' });
  const workspace = slack.addWorkspace({ name: 'Bench' });
  const gina = workspace.addMember({ name: 'gina', displayName: 'Gina' });
  const others = Array.from({ length: 50 }, (_, at) => workspace.addMember({ name: `member${at}` }));
  const app = await assemble({
    slack: {
      transport: { kind: 'http', signingSecret: slack.signingSecret },
      install: { kind: 'token', botToken: workspace.botToken },
      apiUrl: slack.apiUrl,
    },
    port: 0,
    db,
    clock,
    log: createLog('error', process.stderr),
    ticking: false,
  });
  await app.start();
  for (let from = 0; from < referrals; from += 500) {
    await db.transaction(async (store) => {
      await store.members.remember(
        workspace.id,
        [gina, ...others].map(({ id, displayName }) => ({ userId: id, name: displayName, timeZone: null })),
      );
      for (let at = from; at < Math.min(from + 500, referrals); at += 1) {
        const other = others[at % others.length].id;
        const [giverId, receiverId] = at % 2 === 0 ? [gina.id, other] : [other, gina.id];
        await store.referrals.record(workspace.id, {
          id: `r${at}`,
          giverId,
          receiverId,
          prospect: `Firm ${at}`,
          prospectId: null,
          note: null,
          warmth: null,
          private: false,
          source: 'command',
          permalink: null,
          origin: `r${at}`,
          recordedAt: new Date(Date.now() - (referrals - at) * MINUTE_MS),
        });
      }
    });
  }
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await publish(app.delivery, workspace.id, gina.id);
    times.push(performance.now() - started);
  }
  const isThere = (what) => JSON.stringify(gina.home?.view ?? '').includes(what);
  if (!isThere('Firm') || !isThere('slack_file')) throw new Error('Home was not published.');
  await app.stop();
  await slack.stop();
  await db.close();
  return times;
}
