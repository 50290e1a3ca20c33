import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Circle, startCircle } from '../support/circle';

describe('what comes in over a socket', () => {
  let circle: Circle;
  beforeEach(async () => {
    circle = await startCircle({ transport: 'socket' });
  });
  afterEach(() => circle.stop());

  it('is recorded, told and answered as over HTTP', async () => {
    const { gina, alice, general } = circle;
    const answer = await gina.types("/referral @alice to Bob's firm", { in: general });
    expect(answer?.text).toContain("Noted: you referred Alice to _Bob's firm_.");
    await circle.settle();
    expect(alice.dm.map((message) => message.text)).toEqual([
      expect.stringContaining("Gina referred you to _Bob's firm_"),
    ]);
    await alice.press('Say thanks');
    await alice.fillIn({ 'Your note': 'You made my week.' });
    await alice.submit();
    await circle.settle();
    expect(gina.dm.at(-1)?.readable).toContain('You made my week.');
  });

  it('is recorded once when Slack sends it twice', async () => {
    const { gina, alice, general, slack } = circle;
    await gina.types("/referral @alice to Bob's firm", { in: general });
    await slack.resend(slack.lastPayload);
    await circle.settle();
    expect(alice.dm).toHaveLength(1);
  });

  it('is not acknowledged before it is stored: Slack sends the event again', async () => {
    await circle.stop();
    circle = await startCircle({ transport: 'socket', answerWithin: 2_000 });
    const { ada, alice, gina, general, slack, workspace } = circle;
    await ada.types('/referral digest here', { in: general });
    await gina.types("/referral @alice to Bob's firm", { in: general });
    await circle.settle();
    await circle.runAt('2026-11-30T15:00:00Z');
    const digest = alice.sees({ in: general }).at(-1)!;
    // the database is away for the moment of the reaction
    const { db } = circle.goodturn.delivery;
    const transaction = db.transaction;
    db.transaction = () => Promise.reject(new Error('the disk is full'));
    await alice.reacts('pray', digest);
    await circle.settle();
    db.transaction = transaction;
    expect(slack.pendingRetries.length).toBeGreaterThan(0);
    await slack.runRetries();
    await circle.settle();
    expect(gina.dm).toHaveLength(1);
    expect(workspace.id).toBe('T0CIRCLE');
  });

  it('is answered before a stop ends the connection', async () => {
    const { gina, general, slack, goodturn } = circle;
    slack.fault('users.info', { kind: 'slow', ms: 300 });
    const asked = new Promise<void>((resolve) => slack.onCall(() => resolve()));
    const answer = gina.types("/referral @alice to Bob's firm", { in: general });
    await asked;
    await goodturn.stop();
    expect((await answer)?.text).toContain('Noted');
  });

  it('comes in again after a connection that could not be had for a while', async () => {
    const { gina, general, slack } = circle;
    const fault = slack.fault('apps.connections.open', { kind: 'error', status: 500 }, { times: 1 });
    const failed = new Promise<void>((resolve) => {
      slack.onCall(({ method }) => method === 'apps.connections.open' && resolve());
    });
    slack.delivery.sockets.refresh();
    await failed;
    expect(fault.hits).toBe(1);
    await slack.waitForSocket();
    expect((await gina.types('/referral help', { in: general }))?.text).toBeTruthy();
  });

  it('does not come beside a server that an address like // would end', async () => {
    const { hostname, port } = new URL(circle.address);
    const asked = request({ hostname, port, path: '//' }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.resume().statusCode).toBe(404);
    expect((await fetch(`${circle.address}/healthz`)).status).toBe(200);
  });
});
