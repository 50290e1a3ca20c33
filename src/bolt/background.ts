import type { Logger } from 'pino';
import { ResponseUrlClosed } from './response-url';

/** Work that goes on after Slack has its acknowledgement, counted so that a stop can wait for it. */
export interface Background {
  /** Runs `work`, one after the other. A failure is logged: what it was to show can be asked for again. */
  run(work: (() => Promise<void>)[]): void;
  /** Counts something else that is under way. */
  track<T>(work: Promise<T>): Promise<T>;
  /** From now on `isStopping`: whoever asks begins nothing more. */
  stopSoon(): void;
  isStopping(): boolean;
  idle(): Promise<void>;
}

export function createBackground(log: Logger): Background {
  const underWay = new Set<Promise<unknown>>();
  let stopping = false;
  const background: Background = {
    track(work) {
      const counted = work.catch(() => undefined).finally(() => underWay.delete(counted));
      underWay.add(counted);
      return work;
    },
    run(work) {
      const all = async () => {
        for (const each of work) {
          try {
            await each();
          } catch (error) {
            const level = error instanceof ResponseUrlClosed ? 'info' : 'warn';
            log[level]({ err: error }, 'something could not be shown');
          }
        }
      };
      void background.track(all());
    },
    stopSoon() {
      stopping = true;
    },
    isStopping: () => stopping,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
  return background;
}
