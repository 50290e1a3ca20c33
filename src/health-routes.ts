import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type CustomRoute, webApi } from '@slack/bolt';

/** Longer than this nobody waits for an answer about readiness. */
const PATIENCE_MS = 3_000;

function isAnswer(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError || error instanceof webApi.WebAPIRateLimitedError;
}

/** `/healthz`: the process is alive. `/readyz`: the database and Slack answer. */
export function healthRoutes(pingDatabase: () => Promise<void>, clientOptions: webApi.WebClientOptions): CustomRoute[] {
  const answer = (res: ServerResponse, status: number, body: Record<string, string>) => {
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(`${JSON.stringify(body)}\n`);
  };
  const check = (work: Promise<unknown>) =>
    Promise.race([work.then(() => 'ok'), wait(PATIENCE_MS, 'not reachable', { ref: false })])
      // a "no" is an answer too
      .catch((error: unknown) => (isAnswer(error) ? 'ok' : 'not reachable'));
  const onReady = async (res: ServerResponse) => {
    const slackApi = new webApi.WebClient(undefined, { ...clientOptions, timeout: PATIENCE_MS });
    const [database, slack] = await Promise.all([check(pingDatabase()), check(slackApi.api.test())]);
    answer(res, database === 'ok' && slack === 'ok' ? 200 : 503, { database, slack });
  };
  return [
    { path: '/healthz', method: 'GET', handler: (_req, res) => answer(res, 200, { status: 'ok' }) },
    { path: '/readyz', method: 'GET', handler: (_req, res) => void onReady(res) },
  ];
}
