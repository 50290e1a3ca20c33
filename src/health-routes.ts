import type { ServerResponse } from 'node:http';
import { type CustomRoute, webApi } from '@slack/bolt';

/** Longer than this nobody waits for an answer about readiness. */
const PATIENCE_MS = 3_000;

/** `/healthz`: the process is alive. `/readyz`: the database and Slack answer. */
export function healthRoutes(pingDatabase: () => Promise<void>, clientOptions: webApi.WebClientOptions): CustomRoute[] {
  const answer = (res: ServerResponse, status: number, body: Record<string, string>) => {
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(`${JSON.stringify(body)}\n`);
  };
  const check = (work: Promise<unknown>) =>
    work
      .then(() => 'ok')
      // a "no" is an answer too
      .catch((error: unknown) => (error instanceof webApi.WebAPIPlatformError ? 'ok' : 'not reachable'));
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
