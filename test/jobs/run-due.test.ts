import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runDue } from '../../src/jobs/run-due';
import { type Circle, startCircle } from '../support/circle';

describe('one run of what is due', () => {
  let circle: Circle;
  beforeEach(async () => {
    circle = await startCircle();
  });
  afterEach(() => circle.stop());

  it('delivers what is owed though one job cannot find out what time made due', async () => {
    const { gina, alice, general, slack, goodturn, clock } = circle;
    const fault = slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 5 });
    await gina.types("/referral @alice to Bob's firm", { in: general });
    await circle.settle();
    fault.off();
    clock.advance(6_000);
    const broken = () => Promise.reject(new Error('a mistake'));
    const reports = await runDue(goodturn.delivery, [broken, ...goodturn.jobs], clock.now());
    expect(reports.map(({ outcome }) => outcome)).toEqual(['sent']);
    expect(alice.dm).toHaveLength(1);
  });

  it('keeps a question that is open when it looks ahead', async () => {
    const { goodturn, clock } = circle;
    const { db } = goodturn.delivery;
    await db.transaction((store) => store.drafts.keep('T0CIRCLE', 'U1', 'd1', { any: 'thing' }, clock.now()));
    await runDue(goodturn.delivery, goodturn.jobs, new Date('2030-01-01T00:00:00Z'));
    expect(await db.read.drafts.read('T0CIRCLE', 'U1', 'd1')).toEqual({ any: 'thing' });
  });
});
