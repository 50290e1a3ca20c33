import { schedule } from 'node-cron';
import type { DeliveryDeps } from '../delivery/message-kind';
import type { DueJob } from './due';
import { deliverAll, runDue } from './run-due';

/** What cannot be done at once is not tried again sooner: a full disk would fill the log. */
const LEAST_PAUSE_MS = 1_000;

export interface Scheduler {
  /** Ticks once a minute from now on. */
  start(): void;
  /** Does whatever is due now; resolves when nothing is under way. */
  tick(): Promise<void>;
  /** Sends what was planned, soon. */
  wake(): void;
  /** Ends the ticking and waits for what is under way. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** The running app's clockwork: one tick at a time, and a push in between when something was planned. */
export function createScheduler(deps: DeliveryDeps, jobs: readonly DueJob[]): Scheduler {
  let stopped = false;
  let running: Promise<void> | undefined;
  let wanted: 'tick' | 'deliver' | undefined;
  let retry: NodeJS.Timeout | undefined;

  const isStopping = () => stopped;
  const run = async () => {
    while (wanted && !stopped) {
      const now = wanted;
      wanted = undefined;
      try {
        const at = deps.clock.now();
        await (now === 'tick' ? runDue(deps, jobs, at, isStopping) : deliverAll(deps, at, isStopping));
      } catch (error) {
        deps.log.error({ err: error }, 'a tick failed; the next one tries again');
      }
    }
  };
  const want = (what: 'tick' | 'deliver') => {
    if (stopped) return;
    if (wanted !== 'tick') wanted = what;
    running ??= run().finally(() => {
      running = undefined;
      // wanted when the last round had just ended
      if (wanted) want(wanted);
      else void retryInTime();
    });
  };
  // Slack asked to wait some seconds: one timer for whatever comes first, the minute's tick for the rest
  const retryInTime = async () => {
    const now = deps.clock.now();
    const next = await deps.db.read.deliveries.nextTry(now, now).catch(() => null);
    if (!next || stopped) return;
    clearTimeout(retry);
    const ms = next.getTime() - now.getTime();
    if (ms < 60_000) retry = setTimeout(() => want('deliver'), Math.max(ms, LEAST_PAUSE_MS));
  };
  const task = schedule('* * * * *', () => want('tick'), { noOverlap: false });
  void task.stop();

  const idle = async () => {
    while (running) await running;
  };

  return {
    start() {
      void task.start();
      want('tick');
    },
    tick() {
      want('tick');
      return idle();
    },
    wake: () => want('deliver'),
    idle,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await task.destroy();
      await idle();
    },
  };
}
