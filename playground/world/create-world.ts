import type { Person } from '../server/people/person';
import type { SimulatedSlack } from '../server/simulated-slack';
import { clockChoices, inWords, targetOf, type Zones } from './clock-choices';
import { FaultSwitches } from './faults';
import { Guide } from './guide';
import { playHistory } from './history';
import { zoneOf } from './moments';
import { moveTo } from './moving';
import { type Harbor, harborIn, settleHarbor } from './people';
import { Reads } from './reads';
import { restore, takeSnapshot } from './snapshot';
import type { World } from './world';
import type { WorldClock } from './world-clock';

/** It is being moved or made anew already: the message is for people. */
export class Busy extends Error {}

export interface WorldParts {
  slack: SimulatedSlack;
  /** the one that the simulated Slack and the app go by */
  clock: WorldClock;
  /** Does what is due as of the clock; resolves when nothing is under way. Runs a thousand times for a month. */
  tick(): Promise<void>;
  /** Stops the app, erases what it stored, calls `populate`, starts the app and calls `playHistory`. */
  startOver(): Promise<void>;
  log: { warn(details: object, message: string): void };
}

/** A world, and what whoever runs it needs. */
export interface RunningWorld extends World {
  /** Makes the workspace anew, on its first day: before the app starts, as it has another token then. */
  populate(): void;
  /** Plays the weeks before now, with the app running; afterwards the guide begins. */
  playHistory(): Promise<void>;
  /** What `restore` takes; null while there is nothing whole to be kept. */
  snapshot(): string | null;
  /** @returns false, with nothing changed, for what is no snapshot of this version */
  restore(snapshot: string): boolean;
}

/** The simulated community. Empty until `populate` or `restore`. */
export function createWorld({ slack, clock, tick, startOver, log }: WorldParts): RunningWorld {
  let harbor: Harbor | undefined;
  let isWhole = false;
  let busy: string | null = null;
  const listeners = new Set<() => void>();
  const reads = new Reads();
  const faults = new FaultSwitches(slack);
  const settled = (): Harbor => {
    if (!harbor) throw new Error('nobody is here yet: populate or restore first');
    return harbor;
  };
  const guide = new Guide(settled);

  const changed = () => {
    if (isWhole) guide.look();
    for (const listener of listeners) listener();
  };
  slack.traffic.onChange(changed);
  slack.onPayload((payload) => {
    if (isWhole) guide.note(payload);
  });

  const whileBusy = async (sentence: string, work: () => Promise<void>) => {
    if (busy !== null) throw new Busy('Please wait a moment: the workspace is on its way to another time or day.');
    busy = sentence;
    changed();
    try {
      await work();
    } finally {
      busy = null;
      changed();
    }
  };
  const zonesOf = (person: Person): Zones => ({ own: zoneOf(person), workspace: settled().workspace.tz });

  return {
    slack,
    clock,
    faults,
    guide,
    reads,
    changed,
    get workspace() {
      return settled().workspace;
    },
    get cast() {
      return settled().cast;
    },
    get busy() {
      return busy;
    },
    choices: (as) => clockChoices(zonesOf(as)),
    async moveClock(choice, as) {
      const zones = zonesOf(as);
      const target = targetOf(choice, clock.now(), zones);
      if (target === null) {
        await whileBusy('Back to real time …', () => {
          clock.backToReal();
          return tick();
        });
        return;
      }
      const words = inWords(target, choice === 'monday' ? zones.workspace : zones.own);
      const everybodys = settled().workspace.members.map(zoneOf);
      await whileBusy(`Moving to ${words} …`, () => moveTo(target, { clock, zones: everybodys, tick, changed }));
    },
    startOver: () => whileBusy('Starting over: making a few weeks of history …', startOver),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    populate() {
      isWhole = false;
      if (harbor) slack.removeWorkspace(harbor.workspace);
      faults.allOff();
      reads.clear();
      clock.backToReal();
      harbor = settleHarbor(slack);
      guide.begin(clock.now());
      changed();
    },
    async playHistory() {
      const play = async () => {
        await playHistory({ harbor: settled(), clock, reads, tick });
        guide.begin(clock.now());
        isWhole = true;
      };
      if (busy === null) await whileBusy('Making a few weeks of history …', play);
      else await play();
      const warned = settled().cast.filter(({ person }) => person.warnings.length > 0);
      if (warned.length > 0) log.warn({ people: warned.length }, 'the history was not played without a hitch');
    },
    snapshot() {
      if (!isWhole) return null;
      return takeSnapshot(settled().workspace, {
        reads: reads.toJSON(),
        guide: guide.toJSON(),
        clockOffset: clock.offsetMs,
      });
    },
    restore(snapshot) {
      const restored = restore(slack, snapshot);
      const found = restored && harborIn(restored.workspace);
      if (!found) {
        if (restored) slack.removeWorkspace(restored.workspace);
        return false;
      }
      if (harbor) slack.removeWorkspace(harbor.workspace);
      harbor = found;
      reads.restore(restored.rest.reads);
      guide.restore(restored.rest.guide);
      clock.setOffset(restored.rest.clockOffset);
      isWhole = true;
      changed();
      return true;
    },
  };
}
