import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type {
  Act,
  ActAnswer,
  ConversationSight,
  MessageSight,
  Sight,
  TrafficDetail,
  TrafficLine,
} from '../../../playground/page/contract';
import type { Person } from '../../../playground/server/people/person';

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
  text: string;
}

interface Asked {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string;
}

/** What a browser does, and what a browser would not let one do. */
export class PageClient {
  private readonly watched: Watcher[] = [];
  private readonly agent = new Agent({ keepAlive: false });

  constructor(readonly port: number) {}

  private begin(path: string, { method = 'GET', headers = {}, body }: Asked): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const sent = request(
        { host: '127.0.0.1', port: this.port, path, method, agent: this.agent, headers: { ...length, ...headers } },
        resolve,
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  async ask(path: string, asked: Asked = {}): Promise<Answer> {
    const response = await this.begin(path, asked);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    return { status: response.statusCode!, headers: response.headers, body, text: body.toString('utf8') };
  }

  /** Posts anything as an act. */
  post(body: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.ask('/playground/acts', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  }

  async act(as: Person | string, act: Act): Promise<ActAnswer> {
    const { text } = await this.post(JSON.stringify({ as: typeof as === 'string' ? as : as.id, act }));
    return JSON.parse(text) as ActAnswer;
  }

  /** Opens the page as somebody; without: as whom the server puts first. */
  async watch(as?: Person): Promise<Watcher> {
    const response = await this.begin(`/playground/stream${as === undefined ? '' : `?as=${as.id}`}`, {});
    const watcher = new Watcher(response);
    this.watched.push(watcher);
    await watcher.until(() => true);
    return watcher;
  }

  /** What somebody sees just now. */
  async look(as: Person): Promise<Sight> {
    const watcher = await this.watch(as);
    watcher.leave();
    return watcher.sight;
  }

  async detail(line: TrafficLine): Promise<TrafficDetail> {
    return JSON.parse((await this.ask(`/playground/traffic/${line.id}`)).text) as TrafficDetail;
  }

  /** Resolves when the server has ended every stream that is still open. */
  async allEnded(): Promise<void> {
    await Promise.all(this.watched.map((watcher) => watcher.ended));
  }
}

/** An open page. */
export class Watcher {
  readonly sights: Sight[] = [];
  /** oldest first */
  readonly traffic: TrafficLine[] = [];
  heartbeats = 0;
  readonly ended: Promise<void>;
  private rest = '';
  private waiting: (() => void)[] = [];

  constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.receive(text));
    this.ended = new Promise((resolve) => response.on('close', () => resolve()));
  }

  get headers(): IncomingMessage['headers'] {
    return this.response.headers;
  }

  get sight(): Sight {
    return this.sights.at(-1)!;
  }

  /** Reads no more for now. */
  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  leave(): void {
    this.response.destroy();
  }

  /** Resolves once what is seen is so. */
  async until(isSo: (sight: Sight) => boolean): Promise<Sight> {
    while (this.sights.length === 0 || !isSo(this.sight)) await this.next();
    return this.sight;
  }

  /** The line of traffic that is so, once it has come. */
  async line(isSo: (line: TrafficLine) => boolean): Promise<TrafficLine> {
    for (;;) {
      const found = this.traffic.find(isSo);
      if (found !== undefined) return found;
      await this.next();
    }
  }

  next(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private receive(text: string): void {
    const parts = (this.rest + text).split('\n\n');
    this.rest = parts.pop()!;
    for (const part of parts) this.note(part);
    const waiting = this.waiting.splice(0);
    waiting.forEach((resolve) => resolve());
  }

  private note(part: string): void {
    const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? [];
    if (name === 'sight') this.sights.push(JSON.parse(data!) as Sight);
    else if (name === 'traffic') this.traffic.push(...(JSON.parse(data!) as TrafficLine[]));
    else this.heartbeats += 1;
  }
}

export const conversationIn = (sight: Sight, name: string): ConversationSight =>
  sight.conversations.find((each) => each.name === name)!;

export const messagesIn = (sight: Sight, name: string): MessageSight[] => conversationIn(sight, name)?.messages ?? [];

/** Everything that can be read of a message. */
export const wordsOf = (message: MessageSight): string => `${message.text} ${JSON.stringify(message.blocks)}`;

/** Where a button or control is, found by what is written on it. */
export function elementIn(blocks: readonly object[], label: string): { blockId: string; actionId: string } {
  for (const block of blocks as { block_id: string; accessory?: Element; element?: Element; elements?: Element[] }[]) {
    const elements = [block.accessory, block.element, ...(block.elements ?? [])];
    const found = elements.find((each) => each?.text?.text === label);
    if (found !== undefined) return { blockId: block.block_id, actionId: found.action_id };
  }
  throw new Error(`nothing is called "${label}" in ${JSON.stringify(blocks)}`);
}

interface Element {
  text?: { text: string };
  action_id: string;
}
