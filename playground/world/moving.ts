import { localTime } from './clock-choices';
import type { WorldClock } from './world-clock';

const HALF_HOUR_MS = 30 * 60_000;
const HOUR_MS = 2 * HALF_HOUR_MS;
/** Real milliseconds between two looks at the clock for those who watch it run. */
const SHOWN_EVERY_MS = 100;

/**
 * Each whole hour after `from`, then `to`. Half hours in between are left out, as a month has too many of them, but for
 * those at which the working day begins in one of the zones: in Kolkata 09:00 is half past three.
 */
export function stepsBetween(from: Date, to: Date, zones: readonly string[]): Date[] {
  const isBetweenHours = (zone: string) =>
    [from, to].some((at) => localTime(at, zone).offsetNanoseconds % 3.6e12 !== 0);
  const apart = [...new Set(zones)].filter(isBetweenHours);
  const isOpening = (at: Date) =>
    apart.some((zone) => {
      const { hour, minute } = localTime(at, zone);
      return hour === 9 && minute === 0;
    });
  const steps: Date[] = [];
  const first = (Math.floor(from.getTime() / HALF_HOUR_MS) + 1) * HALF_HOUR_MS;
  for (let time = first; time < to.getTime(); time += HALF_HOUR_MS) {
    const at = new Date(time);
    if (time % HOUR_MS === 0 || isOpening(at)) steps.push(at);
  }
  return [...steps, to];
}

export interface Moving {
  clock: WorldClock;
  /** of everybody whose day may begin on the way */
  zones: readonly string[];
  /** Does what is due as of the clock; resolves when all is quiet. */
  tick(): Promise<void>;
  /** Shows the clock on its way. */
  changed(): void;
}

/** Goes forward as time does, so that whatever falls due on the way happens in its order and at its time. */
export async function moveTo(target: Date, { clock, zones, tick, changed }: Moving): Promise<void> {
  let shown = performance.now();
  for (const step of stepsBetween(clock.now(), target, zones)) {
    clock.set(step);
    await tick();
    if (performance.now() - shown < SHOWN_EVERY_MS) continue;
    shown = performance.now();
    changed();
    // whoever watches gets a turn
    await new Promise((resolve) => setImmediate(resolve));
  }
}
