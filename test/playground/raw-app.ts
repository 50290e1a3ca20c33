import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Channel } from '../../playground/server/channel';
import type { JsonObject } from '../../playground/server/json';
import type { Person } from '../../playground/server/people/person';
import type { SimulatedSlack, SimulatedSlackOptions } from '../../playground/server/simulated-slack';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { manifestPath } from './manifest';

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

/** An app that only listens: what arrives is kept as it came, and every answer is the one it was told. */
export class RawApp {
  readonly received: Received[] = [];
  now = new Date('2026-11-23T15:00:00Z');
  /** What it answers; undefined never answers. */
  answer: { status: number; body?: string | ((received: string) => string) } | undefined = { status: 200 };

  private constructor(
    private readonly server: Server,
    readonly slack: SimulatedSlack,
    readonly circle: Workspace,
    readonly gina: Person,
    readonly general: Channel,
  ) {}

  static async start(options: Partial<SimulatedSlackOptions> = {}): Promise<RawApp> {
    const clock = { now: (): Date => new Date(0) };
    const slack = await startSimulatedSlack({
      manifestPath,
      now: () => clock.now(),
      answerWithin: 100,
      ...options,
    });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    slack.connectHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle' });
    const gina = circle.addMember({ name: 'gina' });
    const general = circle.addChannel({ name: 'general', members: [gina] });
    const app = new RawApp(server, slack, circle, gina, general);
    clock.now = () => app.now;
    app.listen();
    return app;
  }

  private listen(): void {
    this.server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        this.received.push({ headers: request.headers, body });
        const { answer } = this;
        if (answer === undefined) return;
        response.writeHead(answer.status);
        response.end(typeof answer.body === 'function' ? answer.body(body) : answer.body);
      });
    });
  }

  async stop(): Promise<void> {
    await this.slack.stop();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  pass(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  call(method: string, args: JsonObject): Promise<Response> {
    return fetch(this.slack.apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.circle.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
  }

  /** What the Web API answered, as JSON. */
  async ask(method: string, args: JsonObject): Promise<JsonObject> {
    return (await (await this.call(method, args)).json()) as JsonObject;
  }

  post(text = 'hello'): Promise<Response> {
    return this.call('chat.postMessage', { channel: this.general.id, text });
  }

  /** A field of the newest command. */
  commandField(name: string): string {
    return new URLSearchParams(this.received.at(-1)?.body).get(name) ?? '';
  }

  /** Interactive payloads, oldest first. */
  get payloads(): JsonObject[] {
    return this.received.flatMap(({ body }) => {
      const payload = new URLSearchParams(body).get('payload');
      return payload === null ? [] : [JSON.parse(payload) as JsonObject];
    });
  }

  /** Events API bodies, oldest first. */
  get events(): JsonObject[] {
    return this.received.flatMap(({ body }) => (body.startsWith('{') ? [JSON.parse(body) as JsonObject] : []));
  }
}
