import type { ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { DeliveryFollower } from './delivery/message-kind';
import type { Clock } from './domain/clock';
import type { Database } from './store/open-database';

export type RequestKind = 'command' | 'shortcut' | 'action' | 'form';

/** How a request of a person ended: `refused` is a kind sentence, `failed` a mistake of ours or an outage. */
type RequestOutcome = 'done' | 'refused' | 'failed';

export interface Metrics {
  countRequest(kind: RequestKind, outcome: RequestOutcome): void;
  countDeliveries: DeliveryFollower;
  /** `GET /metrics`, in Prometheus' text format: counts alone, nothing of people or workspaces. */
  route: CustomRoute;
}

/**
 * What an operator watches.
 *
 * @param ofProcess whether the process' own (memory, event loop, garbage collection) are among them
 */
export function createMetrics(db: Pick<Database, 'read'>, clock: Clock, ofProcess: boolean): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'goodturn_requests_total',
    help: 'Requests of people, by kind and by how they ended',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const deliveries = new Counter({
    name: 'goodturn_deliveries_total',
    help: 'Attempts to deliver or change a message, by its kind and by how they ended',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const owed = new Gauge({
    name: 'goodturn_deliveries_owed',
    help: 'Messages that are due and not delivered or changed yet',
    registers,
  });
  const oldest = new Gauge({
    name: 'goodturn_oldest_owed_seconds',
    help: 'How long the oldest of them has been due',
    registers,
  });

  const answer = async (res: ServerResponse): Promise<void> => {
    try {
      const now = clock.now();
      const { count, since } = await db.read.deliveries.owed(now);
      owed.set(count);
      oldest.set(since ? (now.getTime() - since.getTime()) / 1000 : 0);
      const body = await registry.metrics();
      res.writeHead(200, { 'content-type': registry.contentType }).end(body);
    } catch {
      // a database that does not answer is what /readyz tells about
      res.writeHead(503, { 'content-type': 'text/plain' }).end('not available\n');
    }
  };

  return {
    countRequest: (kind, outcome) => requests.inc({ kind, outcome }),
    async countDeliveries(_deps, reports) {
      for (const { delivery, outcome } of reports) {
        deliveries.inc({ kind: delivery.kind, outcome: outcome.replace(' ', '_') });
      }
    },
    route: { path: '/metrics', method: 'GET', handler: (_req, res) => void answer(res) },
  };
}
