/** The workspace's time: real time, and how far one has moved it. */
export class WorldClock {
  private offset = 0;

  constructor(private readonly real: { now(): Date }) {}

  now(): Date {
    return new Date(this.real.now().getTime() + this.offset);
  }

  get moved(): boolean {
    return this.offset !== 0;
  }

  /** Milliseconds between real time and the workspace's, to be kept over a restart. */
  get offsetMs(): number {
    return this.offset;
  }

  /** It is `date` now, and time goes on from there. */
  set(date: Date): void {
    this.offset = date.getTime() - this.real.now().getTime();
  }

  /** So far from real time, as it was before a restart. */
  setOffset(ms: number): void {
    this.offset = ms;
  }

  backToReal(): void {
    this.offset = 0;
  }
}
