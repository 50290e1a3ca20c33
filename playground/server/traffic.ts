// node:timers is left alone by fake timers, so a test that fakes time can still wait for quiet.
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 3;

/** Counts what is under way between Slack and the app, in either direction. */
export class Traffic {
  /** how often something has begun */
  begun = 0;
  private underway = 0;
  private lastChange = performance.now();
  private readonly listeners = new Set<() => void>();

  /** Runs the listener whenever something has ended; gives what takes it off again. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  begin(): () => void {
    this.begun += 1;
    this.underway += 1;
    this.lastChange = performance.now();
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.underway -= 1;
      this.lastChange = performance.now();
      for (const listener of this.listeners) listener();
    };
  }

  /** Resolves once nothing was under way for `quiet` ms; false if that took longer than `within` ms. */
  async idle(quiet: number, within = Number.POSITIVE_INFINITY): Promise<boolean> {
    const start = performance.now();
    this.lastChange = Math.max(this.lastChange, start);
    while (this.underway > 0 || performance.now() - this.lastChange < quiet) {
      if (performance.now() - start > within) return false;
      await sleep(POLL_MS);
    }
    return true;
  }
}
