import type { KnownBlock, ModalView, View } from '@slack/types';
import type { Logger } from 'pino';
import type { Command } from '../domain/command-text';
import type { Clock } from '../domain/clock';
import type { Subcommand } from '../domain/subcommands';
import type { DueJob } from '../jobs/due';
import type { DeliveryFollower, MessageKind } from '../delivery/message-kind';
import type { Message } from '../slack/blocks';
import type { SlackAccess } from '../slack/access';
import type { Database } from '../store/open-database';

/** What every handler works with. */
export interface Deps {
  clock: Clock;
  db: Database;
  slack: SlackAccess;
  log: Logger;
  /** Sends what was planned, now rather than at the next tick. */
  wake(): void;
}

/** A person asking Goodturn for something, whatever the trigger. */
export interface Request extends Deps {
  workspaceId: string;
  userId: string;
  /** Names this request; Slack repeats it when it sends the same one again. */
  requestId: string;
  /** good once, for 3 seconds */
  triggerId: string;
  /**
   * Where answers to this person go: Slack's response_url, for half an hour; from the App Home, a modal. Global shortcuts
   * and most modals have none.
   */
  responseUrl?: string;
  /** Runs after the request is acknowledged, in the order given; a stop waits for it. */
  afterwards(work: () => Promise<void>): void;
  /** Afterwards: opens a modal, on top of the open one if there is one. */
  openModal(view: ModalView): void;
  /** Afterwards: tells this person alone. `at` overrides the request's own response_url. */
  tell(message: Message, at?: string): void;
  /** Afterwards: replaces the ephemeral that `at` came from, the response_url of a press on it. */
  redraw(message: Message, at: string): void;
}

export interface CommandRequest extends Request {
  channelId: string;
  /** as Slack calls it: `directmessage`, `mpdm-…` for groups, `privategroup`, or the channel's own name */
  channelName: string;
  /** what follows the subcommand, as Slack sent it */
  rest: string;
}

export interface ActionRequest extends Request {
  /** the button's value: an id */
  value: string;
  /** the chosen option's value, for selects and the like */
  chosen?: string;
  /** when it was done, by Slack's clock: tells which of two came first */
  actedAt: Date;
  /** what is entered beside it, in a modal or a message */
  values: FormValues;
  /** the button's block, as the view's builder named it */
  blockId?: string;
  /**
   * Where the button is: a message (with its blocks, none for an ephemeral one), a modal, or the App Home. An answer that
   * is shown in a modal is both, and like an ephemeral message.
   */
  message?: { channelId: string; ts: string; ephemeral: boolean; text?: string; blocks?: KnownBlock[] };
  view?: View & { id: string };
  /** Afterwards: replaces the ephemeral or message that holds the button; null deletes it. */
  replace(message: Message | null): void;
  /** Afterwards: replaces the modal that holds the button. */
  updateModal(view: ModalView): void;
}

export interface ShortcutRequest extends Request {
  /** for message shortcuts: the message it was used on */
  message?: { channelId: string; ts: string; text: string; authorId?: string; authorIsBot: boolean };
}

export interface SubmitRequest extends Request {
  callbackId: string;
  /** private_metadata, as the view's builder wrote it */
  metadata: string;
  viewId: string;
  values: FormValues;
}

/** A submitted form, by block id. */
export interface FormValues {
  /** typed text, or the value of the chosen option, member, conversation, date (YYYY-MM-DD) or time (HH:MM) */
  text(blockId: string): string;
  /** values of the ticked boxes or chosen members */
  list(blockId: string): string[];
}

/** What a submission leads to: close the modal (undefined), show errors by block id, or another view in its place. */
export type SubmitAnswer = undefined | { errors: Record<string, string> } | { update: ModalView };

export interface EventRequest extends Deps {
  workspaceId: string;
  eventId: string;
  /** when it happened, by Slack's clock, in whole seconds; Slack may deliver it much later, and again */
  happenedAt: Date;
  event: Record<string, unknown> & { type: string };
  /** Runs after what was stored is acknowledged, in the order given; a stop waits for it. */
  afterwards(work: () => Promise<void>): void;
}

type Handler<R, A = void> = (request: R) => Promise<A>;

/** One capability: everything it reacts to, at a glance. */
export interface Feature {
  name: string;
  /** `/referral` alone, and lines that are not a subcommand */
  line?: (request: CommandRequest, text: Exclude<Command, { kind: 'subcommand' }>) => Promise<Message | undefined>;
  commands?: Partial<Record<Subcommand, Handler<CommandRequest, Message | undefined>>>;
  /** by callback_id */
  shortcuts?: Record<string, Handler<ShortcutRequest>>;
  /** by action_id */
  actions?: Record<string, Handler<ActionRequest>>;
  /** by callback_id */
  submissions?: Record<string, Handler<SubmitRequest, SubmitAnswer>>;
  /** follows every request of a person that went well, and any press in the App Home, after what that shows */
  follows?: Handler<Request & Pick<ActionRequest, 'view'>>;
  /** follows what was done about messages that were owed */
  delivered?: DeliveryFollower;
  /** by event type */
  events?: Record<string, Handler<EventRequest>>;
  /** the messages it may owe */
  messages?: MessageKind[];
  /** what falls due with time */
  due?: DueJob[];
}
