import type { JsonObject } from './json';

export type Fault =
  | { kind: 'rate_limit'; retryAfter: number }
  | { kind: 'error'; status: number }
  | { kind: 'hang' }
  | { kind: 'stored_but_dropped' }
  | { kind: 'dropped' }
  | { kind: 'slow'; ms: number }
  | { kind: 'api_error'; error: string };

export interface FaultOptions {
  /** How many calls it hits; without it, every one until `off()`. */
  times?: number;
  when?: (args: JsonObject) => boolean;
}

export interface FaultHandle {
  off(): void;
  readonly hits: number;
}

interface Planned extends FaultOptions {
  method: string;
  fault: Fault;
  left: number;
  hits: number;
}

export class Faults {
  private planned: Planned[] = [];

  add(method: string, fault: Fault, options: FaultOptions = {}): FaultHandle {
    const entry: Planned = { ...options, method, fault, left: options.times ?? Number.POSITIVE_INFINITY, hits: 0 };
    this.planned.push(entry);
    return {
      off: () => {
        entry.left = 0;
      },
      get hits() {
        return entry.hits;
      },
    };
  }

  /** The fault that this call runs into, the oldest first; method `*` means every method. */
  take(method: string, args: JsonObject): Fault | undefined {
    const entry = this.planned.find(
      (each) =>
        each.left > 0 &&
        (each.method === method || each.method === '*') &&
        (each.when === undefined || each.when(args)),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    entry.hits += 1;
    return entry.fault;
  }
}
