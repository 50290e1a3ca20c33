import type { DeliveryFailure } from './delivery-http';
import type { Outgoing, SentPayload } from './delivery';
import type { JsonObject } from './json';

/** An event that happened and has not been sent yet. */
export interface HeldEvent {
  type: string;
  event: JsonObject;
  deliver: () => Promise<void>;
}

export interface PendingRetry {
  outgoing: Outgoing;
  reason: string;
  /** 1 to 3. */
  num: number;
}

/** "Nearly immediately", after a minute, after five: https://docs.slack.dev/apis/events-api#retries */
const DELAYS_MS = [0, 60_000, 300_000];
const REASONS = { timeout: 'http_timeout', connection_failed: 'connection_failed', http_error: 'http_error' } as const;

export class EventRetries {
  readonly pending: PendingRetry[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly send: (outgoing: Outgoing, num: number, reason: string) => Promise<SentPayload>,
    private readonly mode: 'by_hand' | 'timed',
  ) {}

  add(outgoing: Outgoing, failure: DeliveryFailure, num = 1): void {
    const delay = DELAYS_MS[num - 1];
    if (delay === undefined) return;
    const retry = { outgoing, reason: REASONS[failure], num };
    this.pending.push(retry);
    if (this.mode === 'by_hand') return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (this.pending.includes(retry)) void this.run(retry);
    }, delay);
    timer.unref();
    this.timers.add(timer);
  }

  /** One attempt for everything that waits; what fails again waits for the next. */
  async runAll(): Promise<void> {
    await Promise.all([...this.pending].map((retry) => this.run(retry)));
  }

  private async run(retry: PendingRetry): Promise<void> {
    this.pending.splice(this.pending.indexOf(retry), 1);
    const sent = await this.send(retry.outgoing, retry.num, retry.reason);
    if (sent.failure !== undefined) this.add(retry.outgoing, sent.failure, retry.num + 1);
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
