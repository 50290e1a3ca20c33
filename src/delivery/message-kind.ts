import type { Logger } from 'pino';
import type { Act } from '../domain/acts';
import type { Clock } from '../domain/clock';
import type { Message } from '../slack/blocks';
import type { FilesMessage } from '../slack/files';
import type { Profile } from '../slack/members';
import type { SlackAccess } from '../slack/access';
import type { Delivery } from '../store/delivery-store';
import type { Database } from '../store/open-database';
import type { Store } from '../store/store';
import type { Report } from './attempt';

/** What rendering may look at: only reading. */
export interface RenderContext {
  workspaceId: string;
  db: Database;
  slack: SlackAccess;
  log: Logger;
  /** the clock of what is due (`--at`) */
  now: Date;
  /** the recipient as Slack knows them now; absent for channels and redraws */
  recipient?: Profile;
}

/**
 * The message as it should read now; `nothing`: not owed any more; `on Home`: its recipient has it there, and wants no
 * message; `not-before`: owed, but at a better time. A message with files is never redrawn.
 */
export type Rendered = Message | FilesMessage | 'nothing' | 'on Home' | { notBefore: Date };

/** One kind of message that Goodturn may owe: how it reads, and what follows from its fate. */
export interface MessageKind {
  kind: string;
  /** the member's act that it carries to another, if any */
  act?: Act;
  /** true: Goodturn's own word on something that is no hurry; it waits for the end of a pause */
  isNotice?: boolean;
  /** Reads fresh data each time: when it is sent, and again at each redraw. */
  render(context: RenderContext, delivery: Delivery): Promise<Rendered>;
  /** Opens the conversation where it has none yet; default: the recipient's direct messages. */
  place?(context: RenderContext, delivery: Delivery): Promise<string>;
  /** In the transaction that records the message as sent. */
  sent?(store: Store, delivery: Delivery, now: Date): Promise<void>;
  /** In the transaction that ends the message before it was sent: it is not owed any more, or nobody is there to get it. */
  unsent?(store: Store, delivery: Delivery, now: Date): Promise<void>;
  /** In the transaction that gives the message up, because Slack refuses it with `code`. */
  refused?(store: Store, delivery: Delivery, code: string, now: Date): Promise<void>;
  /** Where Slack refuses a redraw: `delete` the outdated message (default), or `leave` it and log. */
  whenStale?: 'delete' | 'leave';
}

export interface DeliveryDeps {
  clock: Clock;
  db: Database;
  slack: SlackAccess;
  log: Logger;
  kinds: ReadonlyMap<string, MessageKind>;
  followers?: readonly DeliveryFollower[];
  aside: Aside;
}

/** What goes on beside the messages, which never wait for it. */
export interface Aside {
  /** Counts it, so that a stop waits for it. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Whether it is time to begin nothing more. */
  isStopping(): boolean;
}

/**
 * Told what was done about messages owed, after each round of it; the next round does not wait. What it fails at is
 * logged, and undoes nothing.
 */
export type DeliveryFollower = (deps: DeliveryDeps, reports: readonly Report[]) => Promise<void>;
