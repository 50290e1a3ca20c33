import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { DeliveryTimeout } from './delivery-http';
import { isObject, parseJson, type JsonObject } from './json';

const PING_MS = 5000;
const CLOSE_MS = 300;

interface Waiting {
  socket: WebSocket;
  resolve: (payload: unknown) => void;
  reject: (error: Error) => void;
}

/** The app's Socket Mode connections; each envelope goes to one of them, in turn. */
export class SocketDelivery {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly open: WebSocket[] = [];
  private readonly tickets = new Set<string>();
  private readonly waiting = new Map<string, Waiting>();
  private turn = 0;
  private readonly pings: NodeJS.Timeout;
  private arrivals: (() => void)[] = [];

  constructor(private readonly appId: string) {
    this.pings = setInterval(() => this.open.forEach((socket) => socket.ping('ping')), PING_MS);
    this.pings.unref();
  }

  get connected(): boolean {
    return this.open.length > 0;
  }

  get connections(): number {
    return this.open.length;
  }

  /** Resolves when the app has a connection. */
  arrival(): Promise<void> {
    if (this.connected) return Promise.resolve();
    return new Promise((resolve) => this.arrivals.push(resolve));
  }

  /** A ticket is good for one connection, as the URL of `apps.connections.open` is. */
  ticket(): string {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return ticket;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!this.tickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (connection) => this.welcome(connection));
  }

  private welcome(connection: WebSocket): void {
    this.open.push(connection);
    connection.on('message', (data) => this.acknowledged(data));
    connection.on('error', () => connection.terminate());
    connection.on('close', () => this.gone(connection));
    const hello = {
      type: 'hello',
      num_connections: this.open.length,
      connection_info: { app_id: this.appId },
      debug_info: { host: 'simulated', approximate_connection_time: 18060 },
    };
    connection.send(JSON.stringify(hello));
    const arrivals = this.arrivals;
    this.arrivals = [];
    arrivals.forEach((arrived) => arrived());
  }

  private acknowledged(data: RawData): void {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    const message = parseJson(bytes.toString('utf8'));
    if (!isObject(message) || typeof message['envelope_id'] !== 'string') return;
    const waiting = this.waiting.get(message['envelope_id']);
    this.waiting.delete(message['envelope_id']);
    waiting?.resolve(message['payload']);
  }

  private gone(connection: WebSocket): void {
    const index = this.open.indexOf(connection);
    if (index >= 0) this.open.splice(index, 1);
    for (const [id, waiting] of this.waiting) {
      if (waiting.socket !== connection) continue;
      this.waiting.delete(id);
      waiting.reject(new Error('connection closed'));
    }
  }

  /** The payload of the acknowledgement. Rejects with DeliveryTimeout, or when the connection goes. */
  send(type: string, payload: JsonObject, retry: { num: number; reason: string } | undefined, timeoutMs: number) {
    const socket = this.open[this.turn++ % Math.max(1, this.open.length)];
    if (socket === undefined) return Promise.reject(new Error('no connection'));
    const id = randomUUID();
    const envelope = {
      envelope_id: id,
      payload,
      type,
      accepts_response_payload: type !== 'events_api',
      ...(type === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
    };
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new DeliveryTimeout());
      }, timeoutMs);
      const settled =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          then(value);
        };
      this.waiting.set(id, { socket, resolve: settled(resolve), reject: settled(reject) });
      socket.send(JSON.stringify(envelope));
    });
  }

  /** As Slack does when it recycles a server: the app is told to reconnect. */
  refresh(reason: 'warning' | 'refresh_requested' = 'refresh_requested'): void {
    for (const socket of this.open) socket.send(JSON.stringify({ type: 'disconnect', reason }));
  }

  /** Closes politely, as a client that is shutting down itself expects, and by force where that has no answer. */
  async close(): Promise<void> {
    clearInterval(this.pings);
    await Promise.all(
      [...this.open].map(
        (socket) =>
          new Promise<void>((resolve) => {
            const force = setTimeout(() => socket.terminate(), CLOSE_MS);
            socket.once('close', () => {
              clearTimeout(force);
              resolve();
            });
            socket.close(1001);
          }),
      ),
    );
    this.server.close();
  }
}
