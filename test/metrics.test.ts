import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Circle, startCircle } from './support/circle';

let circle: Circle;
beforeAll(async () => {
  circle = await startCircle();
});
afterAll(() => circle.stop());

/** The lines about one metric. */
async function linesOf(name: string): Promise<string[]> {
  const answer = await fetch(`${circle.address}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  return (await answer.text()).split('\n').filter((line) => line.startsWith(name));
}

describe('GET /metrics', () => {
  it('counts what people asked for, and how it ended', async () => {
    const { gina } = circle;
    await gina.types('/referral @alice to Acme');
    await gina.types('/referral to nobody');
    await circle.settle();
    expect(await linesOf('goodturn_requests_total')).toEqual([
      'goodturn_requests_total{kind="command",outcome="done"} 1',
      'goodturn_requests_total{kind="command",outcome="refused"} 1',
    ]);
  });

  it('counts messages by kind, without a name or an id of anybody', async () => {
    expect(await linesOf('goodturn_deliveries_total')).toEqual([
      'goodturn_deliveries_total{kind="referral",outcome="sent"} 1',
    ]);
    const whole = (await linesOf('')).join('\n');
    for (const word of [circle.gina.id, circle.workspace.id, 'Gina', 'Acme', 'Circle'])
      expect(whole).not.toContain(word);
  });

  it('tells what is owed, and since when', async () => {
    expect(await linesOf('goodturn_deliveries_owed')).toEqual(['goodturn_deliveries_owed 0']);
    const fault = circle.slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 3000 });
    await circle.gina.types('/referral @bob to Zenith');
    await circle.settle();
    circle.clock.set(new Date(circle.clock.now().getTime() + 120_000));
    expect(await linesOf('goodturn_deliveries_owed')).toEqual(['goodturn_deliveries_owed 1']);
    expect(await linesOf('goodturn_oldest_owed_seconds')).toEqual(['goodturn_oldest_owed_seconds 120']);
    fault.off();
  });
});
