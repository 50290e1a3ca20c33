import type { ServerResponse } from 'node:http';
import { beginAnswer } from './door';

/** What happens within this time is sent together. */
const TOGETHER_MS = 30;
const HEARTBEAT_MS = 15_000;

interface Source {
  /** Undefined while there is nothing to show to this person. */
  sight(personId: string): unknown;
  traffic(after: number): { id: number }[];
  failed(error: unknown): void;
}

/** The pages that are open, each told of what its person sees: server-sent events. */
export class Streams {
  private readonly open = new Set<Stream>();
  private readonly heart: NodeJS.Timeout;

  constructor(private readonly source: Source) {
    this.heart = setInterval(() => this.open.forEach((stream) => stream.beat()), HEARTBEAT_MS);
    this.heart.unref();
  }

  add(personId: string, response: ServerResponse): void {
    beginAnswer(response, 'text/event-stream; charset=utf-8');
    const stream = new Stream(personId, response, this.source);
    this.open.add(stream);
    response.on('close', () => {
      stream.stop();
      this.open.delete(stream);
    });
    stream.send();
  }

  sightChanged(): void {
    for (const stream of this.open) stream.due({ sight: true });
  }

  trafficCame(): void {
    for (const stream of this.open) stream.due({ sight: false });
  }

  /** A page whose stream has ended comes back by itself, and begins anew. */
  endAll(): void {
    for (const stream of this.open) stream.end();
  }

  close(): void {
    clearInterval(this.heart);
    this.endAll();
  }
}

class Stream {
  private sightIsDue = true;
  private isFirst = true;
  private lastTraffic = 0;
  private timer: NodeJS.Timeout | undefined;
  /** The one before is still on its way. */
  private isBlocked = false;

  constructor(
    private readonly personId: string,
    private readonly response: ServerResponse,
    private readonly source: Source,
  ) {
    response.on('drain', () => {
      this.isBlocked = false;
      this.due({ sight: false });
    });
  }

  due({ sight }: { sight: boolean }): void {
    this.sightIsDue ||= sight;
    if (this.isBlocked || this.timer !== undefined) return;
    this.timer = setTimeout(() => this.send(), TOGETHER_MS);
  }

  /** Whatever is new since the last time. */
  send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.response.writableEnded || this.response.destroyed) return;
    try {
      this.write(this.newSight() + this.newTraffic());
    } catch (error) {
      this.source.failed(error);
    }
  }

  private newSight(): string {
    if (!this.sightIsDue) return '';
    const sight = this.source.sight(this.personId);
    this.sightIsDue = false;
    return sight === undefined ? '' : event('sight', sight);
  }

  private newTraffic(): string {
    const lines = this.source.traffic(this.lastTraffic);
    if (lines.length === 0 && !this.isFirst) return '';
    this.isFirst = false;
    this.lastTraffic = lines.at(-1)?.id ?? this.lastTraffic;
    return event('traffic', lines);
  }

  beat(): void {
    if (!this.isBlocked) this.write(':\n\n');
  }

  private write(text: string): void {
    if (text !== '' && !this.response.write(text)) this.isBlocked = true;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Says what is left to say first. */
  end(): void {
    this.send();
    this.response.end();
  }
}

const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
