import { randomBytes } from 'node:crypto';
import { DeliveryTimeout, HttpDelivery, type DeliveryFailure, type HttpAnswer } from './delivery-http';
import { SocketDelivery } from './delivery-socket';
import { forgetOldest } from './forgetting';
import { EventRetries, type HeldEvent } from './event-retries';
import { objectAt, parseJson, stringAt, type JsonObject } from './json';
import type { Message } from './message';
import type { SimulatedSlack } from './simulated-slack';
import type { Workspace } from './workspace';

export interface Outgoing {
  kind: 'command' | 'interactive' | 'event' | 'url_verification';
  /** `/referral`, `block_actions`, `reaction_added`, … */
  type: string;
  workspaceId: string;
  body: JsonObject;
}

/** A payload that went to the app, and what came back. */
export interface SentPayload extends Outgoing {
  at: Date;
  transport: 'http' | 'socket';
  retryNum: number;
  /** HTTP status; over a socket 200 for an acknowledgement. */
  status: number | undefined;
  /** Parsed where it is JSON. */
  answer: unknown;
  failure: DeliveryFailure | undefined;
  /** What went over HTTP, byte for byte. */
  raw: { body: string; headers: Record<string, string> } | undefined;
}

export interface EmitOptions {
  scope?: string;
  deliver?: boolean;
  afterUninstall?: boolean;
  /** Name in the manifest where it differs from the event's type (`message.im`). */
  listedAs?: string;
}

const ENVELOPES = { command: 'slash_commands', interactive: 'interactive', event: 'events_api' } as const;
const MESSAGE_SCOPES = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' } as const;

export class Delivery {
  readonly payloads: SentPayload[] = [];
  readonly held: HeldEvent[] = [];
  readonly retries: EventRetries;
  readonly sockets: SocketDelivery;
  readonly http: HttpDelivery;
  appUrl: string | undefined;
  private wasConnected = false;

  constructor(
    private readonly slack: SimulatedSlack,
    private readonly answerWithin: number,
    retries: 'by_hand' | 'timed',
  ) {
    this.http = new HttpDelivery(slack.signingSecret);
    this.sockets = new SocketDelivery(slack.appId);
    this.retries = new EventRetries((event, num, reason) => this.send(event, { num, reason }), retries);
  }

  connectHttp(appUrl: string): void {
    this.appUrl = appUrl.replace(/\/$/, '');
    this.wasConnected = true;
  }

  get connected(): boolean {
    if (this.sockets.connected) this.wasConnected = true;
    return this.appUrl !== undefined || this.sockets.connected;
  }

  /** Sends and waits for the answer; never rejects, what went wrong is in `failure`. */
  async send(outgoing: Outgoing, retry?: { num: number; reason: string }): Promise<SentPayload> {
    const transport = this.sockets.connected ? 'socket' : 'http';
    const sent: SentPayload = {
      ...outgoing,
      at: this.slack.now(),
      transport,
      retryNum: retry?.num ?? 0,
      status: undefined,
      answer: undefined,
      failure: undefined,
      raw: undefined,
    };
    this.payloads.push(sent);
    forgetOldest(this.payloads, this.slack.keeps);
    const end = this.slack.traffic.begin();
    try {
      if (transport === 'socket' && outgoing.kind !== 'url_verification') {
        sent.answer = await this.sockets.send(ENVELOPES[outgoing.kind], outgoing.body, retry, this.answerWithin);
        sent.status = 200;
      } else {
        sent.raw = this.signed(outgoing, retry);
        this.noteAnswer(sent, await this.post(sent.raw));
      }
    } catch (error) {
      sent.failure = error instanceof DeliveryTimeout ? 'timeout' : 'connection_failed';
    } finally {
      end();
    }
    this.slack.notePayload(sent);
    return sent;
  }

  private noteAnswer(sent: SentPayload, answer: HttpAnswer): void {
    sent.status = answer.status;
    sent.answer = parseJson(answer.body) ?? answer.body;
    if (answer.status < 200 || answer.status > 299) sent.failure = 'http_error';
  }

  private post(raw: NonNullable<SentPayload['raw']>): Promise<HttpAnswer> {
    if (this.appUrl === undefined) return Promise.reject(new Error('the app is not connected'));
    return this.http.post(`${this.appUrl}/slack/events`, raw.body, raw.headers, this.answerWithin);
  }

  private signed(outgoing: Outgoing, retry?: { num: number; reason: string }): NonNullable<SentPayload['raw']> {
    const isForm = outgoing.kind === 'command' || outgoing.kind === 'interactive';
    const body = isForm ? formBody(outgoing) : JSON.stringify(outgoing.body);
    const headers = {
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      ...this.http.signedHeaders(body),
      ...(retry === undefined ? {} : retryHeaders(retry)),
    };
    return { body, headers };
  }

  /** The same bytes and signature once more; an event as a retry says so. */
  async resend(payload: SentPayload): Promise<HttpAnswer> {
    const retry = { num: payload.retryNum + 1, reason: 'http_timeout' };
    if (payload.raw === undefined) {
      const again = await this.send(payload, payload.kind === 'event' ? retry : undefined);
      return { status: again.status ?? 0, body: JSON.stringify(again.answer ?? '') };
    }
    const end = this.slack.traffic.begin();
    try {
      const headers = { ...payload.raw.headers, ...(payload.kind === 'event' ? retryHeaders(retry) : {}) };
      return await this.post({ body: payload.raw.body, headers });
    } finally {
      end();
    }
  }

  /** Sends an event where the manifest lists it and its scope was granted; resolves when the app has answered. */
  async emit(workspace: Workspace, event: JsonObject, options: EmitOptions = {}): Promise<void> {
    const type = stringAt(event, 'type') ?? '';
    if (!this.slack.manifest.botEvents.includes(options.listedAs ?? type)) return;
    if (options.scope !== undefined && !workspace.scopes.has(options.scope)) return;
    if (!workspace.installed && options.afterUninstall !== true) return;
    if (!this.connected && !this.wasConnected) return;
    const outgoing: Outgoing = {
      kind: 'event',
      type,
      workspaceId: workspace.id,
      body: this.envelope(workspace, event),
    };
    const deliver = async (): Promise<void> => {
      const sent = await this.send(outgoing);
      if (sent.failure !== undefined) this.retries.add(outgoing, sent.failure);
    };
    if (options.deliver === false) this.held.push({ type, event, deliver });
    else await deliver();
  }

  emitMessage(message: Message, deliver: boolean): Promise<void> {
    const { channel } = message;
    if (!channel.appIsMember) return Promise.resolve();
    const kind = channel.eventType;
    const event = {
      ...message.toSlack(),
      channel: channel.id,
      event_ts: message.ts,
      channel_type: kind,
    };
    const scope = `${MESSAGE_SCOPES[kind]}:history`;
    return this.emit(channel.workspace, event, { scope, deliver, listedAs: `message.${MESSAGE_SCOPES[kind]}` });
  }

  private envelope(workspace: Workspace, event: JsonObject): JsonObject {
    return {
      token: this.slack.verificationToken,
      team_id: workspace.id,
      context_team_id: workspace.id,
      context_enterprise_id: null,
      api_app_id: this.slack.appId,
      event: { event_ts: `${(this.slack.now().getTime() / 1000).toFixed(3)}000`, ...event },
      type: 'event_callback',
      event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
      event_time: Math.floor(this.slack.now().getTime() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.id,
          user_id: workspace.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: this.isShared(workspace, event),
      event_context: `4-${randomBytes(8).toString('hex')}`,
    };
  }

  private isShared(workspace: Workspace, event: JsonObject): boolean {
    const id = stringAt(event, 'channel') ?? stringAt(objectAt(event, 'item'), 'channel');
    return workspace.channels.some((channel) => channel.id === id && channel.shared);
  }

  async deliverHeld(order: 'as_happened' | 'reversed' = 'as_happened'): Promise<void> {
    const events = this.held.splice(0);
    for (const each of order === 'reversed' ? events.reverse() : events) await each.deliver();
  }

  async close(): Promise<void> {
    this.retries.close();
    await this.sockets.close();
    this.http.close();
  }
}

const retryHeaders = ({ num, reason }: { num: number; reason: string }): Record<string, string> => ({
  'x-slack-retry-num': String(num),
  'x-slack-retry-reason': reason,
});

function formBody(outgoing: Outgoing): string {
  if (outgoing.kind === 'interactive') {
    return new URLSearchParams({ payload: JSON.stringify(outgoing.body) }).toString();
  }
  return new URLSearchParams(
    Object.entries(outgoing.body).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
}
