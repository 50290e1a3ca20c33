import { createContext, useContext, useSyncExternalStore } from 'react';
import { AT, TRAFFIC_KEPT } from '../page/contract';
import type { Act, ActAnswer, ActRequest, Sight, TrafficLine } from '../page/contract';
import { addressNow, go } from './address';
import { keepSame } from './keep-same';
import { createStore, useStore } from './store';
import { say } from './notices';

const RETRY_AFTER_MS = 700;

/** The page's line to its server: what one sees comes in, what one does goes out. */
export class Connection {
  readonly sight = createStore<Sight | null>(null);
  /** newest first */
  readonly traffic = createStore<TrafficLine[]>([]);
  readonly lost = createStore(false);
  /** the workspace's clock less this machine's, in milliseconds */
  readonly clockAhead = createStore(0);

  private as: string | null | undefined;
  private source: EventSource | null = null;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;

  /** Sees with this member's eyes from now on; null: with those of whom the server puts first. */
  watch(as: string | null): void {
    if (as === this.as) return;
    this.as = as;
    this.failures = 0;
    this.open();
  }

  /** Sends it, and says what went wrong. Never rejects. */
  readonly act = async (act: Act): Promise<ActAnswer> => {
    const answer = await this.actAs(this.sight.get()?.me, act);
    if (!answer.ok) say(answer.problem);
    else for (const warning of answer.warnings) say(warning);
    return answer;
  };

  /** As `act`, and says nothing: for what the page does by itself. */
  readonly actQuietly = (act: Act): Promise<ActAnswer> => this.actAs(this.sight.get()?.me, act);

  private async actAs(as: string | undefined, act: Act): Promise<ActAnswer> {
    if (as === undefined) return { ok: false, problem: 'The workspace is not open yet. Try again in a moment.' };
    const request: ActRequest = { as, act };
    const body = JSON.stringify(request);
    try {
      const response = await fetch(AT.acts, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        // entered as the page goes away it still arrives; browsers do that for up to 64 kB
        keepalive: act.kind === 'enter' && body.length <= 16_000,
      });
      const answer: unknown = await response.json();
      return isAnswer(answer) ? answer : UNREADABLE;
    } catch (error) {
      return error instanceof SyntaxError ? UNREADABLE : UNREACHABLE;
    }
  }

  private open(): void {
    clearTimeout(this.retry);
    this.source?.close();
    const as = this.as ?? null;
    const source = new EventSource(streamOf(as));
    this.source = source;
    let first = true;
    source.addEventListener('sight', (event: MessageEvent<string>) => {
      this.failures = 0;
      this.lost.set(false);
      this.see(JSON.parse(event.data) as Sight);
    });
    source.addEventListener('traffic', (event: MessageEvent<string>) => {
      const lines = JSON.parse(event.data) as TrafficLine[];
      this.traffic.set(merged(first ? [] : this.traffic.get(), lines));
      first = false;
    });
    source.addEventListener('error', () => {
      source.close();
      if (this.source === source) void this.failed(as);
    });
  }

  private see(sight: Sight): void {
    if (this.as === null) this.as = sight.me;
    const ahead = Date.parse(sight.clock.now) - Date.now();
    // each sight takes a moment to arrive: only what is more than that is a clock that was moved
    if (Math.abs(ahead - this.clockAhead.get()) > 1500) this.clockAhead.set(ahead);
    this.sight.set(keepSame(this.sight.get(), sight));
    if (addressNow().as === null) go({ as: sight.me }, 'replace');
  }

  /** Tries again by itself; browsers differ in whether an EventSource does. */
  private async failed(as: string | null): Promise<void> {
    this.failures += 1;
    const state = await stateOf(as);
    if ((this.as ?? null) !== as) return;
    if (state === 'unknown' && as !== null) {
      go({ as: null, conversation: null }, 'replace');
      this.watch(null);
      return;
    }
    this.lost.set(state === 'gone' && this.failures > 1);
    this.retry = setTimeout(() => this.open(), RETRY_AFTER_MS);
  }
}

const streamOf = (as: string | null): string => (as === null ? AT.stream : `${AT.stream}?as=${encodeURIComponent(as)}`);

const UNREACHABLE: ActAnswer = {
  ok: false,
  problem: 'Goodturn could not be reached. What you typed is kept; try again in a moment.',
};
const UNREADABLE: ActAnswer = {
  ok: false,
  problem: 'The answer could not be read. Reload the page to see how things are.',
};

const isAnswer = (answer: unknown): answer is ActAnswer =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && (answer.ok === true || 'problem' in answer);

/** Why the stream ended, which an EventSource does not tell: nobody of that id, nobody there, or something that passes. */
async function stateOf(as: string | null): Promise<'unknown' | 'gone' | 'there'> {
  const ended = new AbortController();
  try {
    const response = await fetch(streamOf(as), { signal: ended.signal });
    return response.status === 404 ? 'unknown' : 'there';
  } catch {
    return 'gone';
  } finally {
    ended.abort();
  }
}

function merged(before: TrafficLine[], news: TrafficLine[]): TrafficLine[] {
  const byId = new Map([...before, ...news].map((line) => [line.id, line]));
  return [...byId.values()].sort((one, other) => other.id - one.id).slice(0, TRAFFIC_KEPT);
}

export const ConnectionContext = createContext<Connection | null>(null);

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === null) throw new Error('outside of ConnectionContext');
  return connection;
}

/** The workspace's time to the minute, going on by itself. */
export function useNow(): Date {
  const { clockAhead } = useConnection();
  const ahead = useStore(clockAhead);
  const minute = useSyncExternalStore(everySecond, () => Math.floor((Date.now() + ahead) / 60_000));
  return new Date(minute * 60_000);
}

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
}
