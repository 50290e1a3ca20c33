import type { ClockChoice, FaultKind, GuideSight } from '../page/contract';
import type { Person } from '../server/people/person';
import type { SimulatedSlack } from '../server/simulated-slack';
import type { Workspace } from '../server/workspace';

/** The simulated community that one plays in. */
export interface World {
  readonly slack: SimulatedSlack;
  /** another one after `startOver` */
  readonly workspace: Workspace;
  /** those one can be, in the order of the menu, and a few words on each */
  readonly cast: readonly { person: Person; about: string }[];
  readonly clock: { now(): Date; readonly moved: boolean };
  /** the sentence to show while it is being moved or made anew */
  readonly busy: string | null;
  readonly faults: { isOn(kind: FaultKind): boolean; set(kind: FaultKind, on: boolean): void };
  readonly guide: { sight(): GuideSight; hide(hidden: boolean): void };
  readonly reads: {
    lastRead(person: Person, conversationId: string): string;
    mark(person: Person, conversationId: string, ts: string): void;
  };
  /** in words, for the menu: "Next Monday, 09:00 in Chicago" */
  choices(as: Person): { choice: ClockChoice; label: string }[];
  /** Moves the clock and does on the way whatever falls due. */
  moveClock(choice: ClockChoice, as: Person): Promise<void>;
  /** Everything anew, as on the first day. */
  startOver(): Promise<void>;
  /** Runs the listener whenever something that a person could see may have changed; gives what takes it off. */
  onChange(listener: () => void): () => void;
  /** To be called after whatever the simulated Slack does not notice itself. */
  changed(): void;
}
