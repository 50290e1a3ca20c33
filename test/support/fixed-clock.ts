import type { Clock } from '../../src/domain/clock';

/** A clock that stands still until a test moves it. */
export class FixedClock implements Clock {
  constructor(private at: Date) {}

  now(): Date {
    return new Date(this.at);
  }

  set(at: Date | string): void {
    this.at = new Date(at);
  }

  /** Moves on by some milliseconds. */
  advance(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}
