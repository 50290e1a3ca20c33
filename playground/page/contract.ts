/** Where the page's server is asked. What the two say to each other is JSON. */
export const AT = {
  /** `GET …?as=U…`: server-sent events, `sight` (a `Sight`) at once and after every change, and `traffic` (a
   * `TrafficLine[]`), at once the last ones, then each new one */
  stream: '/playground/stream',
  /** `POST`: an `ActRequest`, answered with an `ActAnswer` */
  acts: '/playground/acts',
  /** `GET …ID`: a `TrafficDetail` */
  traffic: '/playground/traffic/',
  /** `GET …ID?as=U…`: a file that this person is shown */
  files: '/playground/files/',
} as const;

/** Of so many calls and payloads, the last ones, there are details. */
export const TRAFFIC_KEPT = 300;

/** Block Kit as Slack defines it: https://docs.slack.dev/reference/block-kit/blocks */
export type Json = Record<string, unknown>;

/** Everything that one person sees. */
export interface Sight {
  workspace: { name: string; timeZone: string };
  app: { name: string; homeTab: boolean };
  /** the member one is */
  me: string;
  /** everybody, those one can be first */
  people: PersonSight[];
  conversations: ConversationSight[];
  /** lowest first */
  modals: ViewSight[];
  home: ViewSight | null;
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: { callbackId: string; name: string; description: string; kind: 'global' | 'message' }[];
  clock: ClockSight;
  guide: GuideSight;
  faults: { kind: FaultKind; on: boolean }[];
  /** the sentence to show while the world is being moved or made anew */
  busy: string | null;
}

export interface PersonSight {
  id: string;
  /** what `@` is typed with */
  handle: string;
  name: string;
  isApp: boolean;
  /** one can be them */
  playable: boolean;
  /** in a few words: "gives often", "new here"; empty for the app */
  about: string;
  admin: boolean;
  /** IANA; null for the app */
  timeZone: string | null;
}

export interface ConversationSight {
  id: string;
  kind: 'public' | 'private' | 'im' | 'mpim';
  /** the channel's name without `#`, or the others' names */
  name: string;
  /** the direct messages with the app */
  isApp: boolean;
  /** user ids */
  members: string[];
  isMember: boolean;
  archived: boolean;
  unread: number;
  /** how many messages came before those shown */
  earlier: number;
  /** the latest ones, oldest first; those deleted are left out */
  messages: MessageSight[];
}

export interface MessageSight {
  /** unique in the workspace */
  id: string;
  ts: string;
  /** ISO, by the workspace's clock */
  at: string;
  author: string;
  text: string;
  blocks: Json[];
  /** only this person sees it */
  ephemeral: boolean;
  edited: boolean;
  /** the `ts` of the message it answers */
  threadTs: string | null;
  reactions: { emoji: string; people: string[] }[];
  files: { id: string; name: string; mimetype: string; size: number; url: string }[];
  /** what one has entered in its inputs: `state.values` as Slack has it */
  values: FormValues;
}

export type FormValues = Record<string, Record<string, Json>>;

export interface ViewSight {
  id: string;
  title: string;
  submit: string | null;
  close: string | null;
  blocks: Json[];
  values: FormValues;
  /** by block_id; what belongs to no block is under '' */
  errors: Record<string, string>;
}

export interface ClockSight {
  /** ISO: what time it is in the workspace; real time goes on from there */
  now: string;
  /** false: it is real time */
  moved: boolean;
  choices: { choice: ClockChoice; label: string }[];
}

export const CLOCK_CHOICES = ['now', 'day', 'morning', 'monday', 'month'] as const;
export type ClockChoice = (typeof CLOCK_CHOICES)[number];

export interface GuideSight {
  hidden: boolean;
  steps: GuideStep[];
  /** what is said once all are done */
  end: string;
}

export interface GuideStep {
  id: 'give' | 'thank' | 'pleasure' | 'digest';
  /** "Gina refers Alice" */
  title: string;
  /** one or two sentences: what to do */
  text: string;
  done: boolean;
  /** whom one has to be, and where, to do it */
  as: string;
  conversation: string;
  /** what the button does: puts this into the composer, or moves the clock, or (null) takes one there */
  does: { type: string } | { clock: ClockChoice } | null;
  /** the button's words */
  label: string;
}

export const FAULT_KINDS = ['slow', 'rate_limit', 'error', 'lost_answer'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A call or a payload between Slack and the app. */
export interface TrafficLine {
  id: number;
  /** ISO, by the workspace's clock */
  at: string;
  direction: 'to_app' | 'to_slack';
  /** `/referral`, `block_actions`, `chat.postMessage` */
  name: string;
  outcome: 'ok' | 'refused' | 'failed';
  /** Slack's error (`channel_not_found`), or an HTTP status, or what went wrong in a word */
  error: string | null;
}

export interface TrafficDetail extends TrafficLine {
  sent: unknown;
  answered: unknown;
}

/** Where something is pressed or entered. */
export type Place = { message: string } | { view: string };

/**
 * What is entered in a control: text; an option's value (select, radio); options' values (checkboxes, multi select); a
 * user's or a conversation's id, or ids; `YYYY-MM-DD`; `HH:MM`; null clears it.
 */
export type Entry = string | string[] | null;

export type Act =
  /** a message, or a command where it starts with `/` */
  | { kind: 'send'; conversation: string; text: string }
  /** a button, or an overflow option by its value; the page has asked its `confirm` before */
  | { kind: 'press'; place: Place; blockId: string; actionId: string; option?: string }
  | { kind: 'enter'; place: Place; blockId: string; actionId: string; entry: Entry }
  /** `entries`: what is entered and was not sent by `enter` yet, by block_id and action_id */
  | { kind: 'submit'; view: string; entries: Record<string, Record<string, Entry>> }
  | { kind: 'close'; view: string; all: boolean }
  | { kind: 'shortcut'; callbackId: string }
  | { kind: 'message_shortcut'; callbackId: string; message: string }
  | { kind: 'react'; message: string; emoji: string; add: boolean }
  /** takes an ephemeral message off one's screen */
  | { kind: 'dismiss'; message: string }
  /** has it before one's eyes: everything in it is read */
  | { kind: 'read'; conversation: string }
  | { kind: 'open_home' }
  /** opens the direct messages with a member; the answer names the conversation */
  | { kind: 'direct_message'; person: string }
  | { kind: 'clock'; choice: ClockChoice }
  | { kind: 'fault'; fault: FaultKind; on: boolean }
  | { kind: 'guide'; hidden: boolean }
  | { kind: 'start_over' };

export interface ActRequest {
  as: string;
  act: Act;
}

export type ActAnswer =
  /** `warnings`: sentences that say that the app did not answer as it should */
  | { ok: true; warnings: string[]; conversation?: string }
  /** one sentence that a person understands */
  | { ok: false; problem: string };
