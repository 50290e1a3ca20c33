import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import type { JsonObject } from '../../playground/server/json';
import type { Person } from '../../playground/server/people/person';
import type { SimulatedSlack } from '../../playground/server/simulated-slack';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { manifestPath } from './manifest';

interface Connection {
  socket: WebSocket;
  received: JsonObject[];
}

let slack: SimulatedSlack;
let circle: Workspace;
let gina: Person;
let open: Connection[];
/** Whether the app acknowledges, and with what. */
let acknowledge: ((envelope: JsonObject) => JsonObject) | undefined;

beforeEach(async () => {
  open = [];
  acknowledge = () => ({});
  slack = await startSimulatedSlack({ manifestPath, answerWithin: 100 });
  circle = slack.addWorkspace({ name: 'Circle' });
  gina = circle.addMember({ name: 'gina' });
});

afterEach(() => slack.stop());

async function ticketUrl(): Promise<string> {
  const headers = { authorization: `Bearer ${slack.appToken}` };
  const response = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers });
  return ((await response.json()) as { url: string }).url;
}

async function connect(): Promise<Connection> {
  const socket = new WebSocket(await ticketUrl());
  const connection: Connection = { socket, received: [] };
  socket.on('message', (data) => {
    const envelope = JSON.parse((data as Buffer).toString('utf8')) as JsonObject;
    connection.received.push(envelope);
    if (envelope['envelope_id'] === undefined || acknowledge === undefined) return;
    socket.send(JSON.stringify({ envelope_id: envelope['envelope_id'], payload: acknowledge(envelope) }));
  });
  await once(socket, 'message');
  open.push(connection);
  return connection;
}

test('a connection starts with hello, and its URL is good once', async () => {
  const url = await ticketUrl();
  const first = new WebSocket(url);
  const [data] = (await once(first, 'message')) as [Buffer];
  expect(JSON.parse(String(data))).toMatchObject({ type: 'hello', num_connections: 1 });
  const second = new WebSocket(url);
  const [error] = (await once(second, 'error')) as [Error];
  expect(error.message).toContain('401');
});

test('a command waits for its acknowledgement, whose payload is the answer', async () => {
  const { received } = await connect();
  acknowledge = () => ({ text: 'over the socket' });
  expect((await gina.types('/referral x'))?.text).toBe('over the socket');
  expect(received[1]).toMatchObject({
    type: 'slash_commands',
    accepts_response_payload: true,
    payload: { command: '/referral', text: 'x', user_id: gina.id },
  });
});

test('each envelope goes to one of several connections', async () => {
  const [a, b] = [await connect(), await connect()];
  await gina.types('/referral one', { settle: false });
  await gina.types('/referral two', { settle: false });
  expect([a.received.length, b.received.length]).toEqual([2, 2]);
});

test('without an acknowledgement the person sees a timeout and the event comes again', async () => {
  const { received } = await connect();
  acknowledge = undefined;
  expect((await gina.types('/referral x'))?.text).toContain('operation_timeout');
  await circle.changeTimeZone(gina, 'Europe/Paris');
  acknowledge = () => ({});
  await slack.runRetries();
  expect(slack.pendingRetries).toEqual([]);
  const events = received.filter((each) => each['type'] === 'events_api');
  expect(events.map((each) => [each['retry_attempt'], each['retry_reason']])).toEqual([
    [0, ''],
    [1, 'http_timeout'],
  ]);
  const ids = events.map((each) => (each['payload'] as JsonObject)['event_id']);
  expect(ids[0]).toBe(ids[1]);
});

test('a connection that goes while it is asked fails the delivery', async () => {
  const { socket } = await connect();
  acknowledge = undefined;
  const typing = gina.types('/referral x');
  socket.on('message', () => socket.terminate());
  expect((await typing)?.text).toContain('dispatch_failed');
});
