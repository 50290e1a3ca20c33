import { setTimeout as sleep } from 'node:timers/promises';
import { Delivery, type SentPayload } from './delivery';
import type { HttpAnswer } from './delivery-http';
import { Faults, type Fault, type FaultHandle, type FaultOptions } from './faults';
import type { StoredFile } from './files';
import { forgetOldest } from './forgetting';
import { Holding } from './holding';
import type { JsonObject } from './json';
import { readManifest, type Manifest } from './manifest';
import { installByBrowser, OAuthGrants, type InstallOptions } from './oauth';
import { RateLimits } from './rate-limits';
import { ResponseUrls } from './response-urls';
import { Traffic } from './traffic';
import { Triggers } from './triggers';
import { Workspace, type WorkspaceOptions } from './workspace';

export interface SimulatedSlackOptions {
  manifestPath: string;
  /** Clock for `ts`, trigger ids, response URLs and rate limits; signatures use the real one, as the app checks them. */
  now?: () => Date;
  signingSecret?: string;
  appToken?: string;
  clientId?: string;
  clientSecret?: string;
  port?: number;
  rateLimits?: 'off' | 'slack';
  history?: 'internal' | 'distributed';
  eventRetries?: 'by_hand' | 'timed';
  /** Real milliseconds that the app has for an answer. */
  answerWithin?: number;
  /** Real milliseconds that a person looks for an answer that comes after the acknowledgement. */
  looksFor?: number;
  /** Real milliseconds without traffic until `idle()` believes it. */
  quiet?: number;
  /** Resolves when the app has nothing under way, where it can be asked: `idle()` waits for that, too. */
  appIdle?: () => Promise<void>;
  redirectUrls?: string[];
  /** How many calls, payloads, response URLs and triggers are remembered, the last ones; default all. */
  keeps?: number;
}

/** A Web API call that the app made. */
export interface ApiCall {
  method: string;
  /** Arguments with JSON decoded, without the token. */
  args: JsonObject;
  workspaceId: string | undefined;
  /** Undefined where no answer was written. */
  status: number | undefined;
  answer: JsonObject | undefined;
  at: Date;
}

export interface RawRequest {
  headers?: Record<string, string>;
  sign?: boolean;
  /** Unix seconds to sign with; default now. */
  timestamp?: number;
}

/** False if it took longer than `within` ms. */
async function isOver(work: Promise<void>, within: number): Promise<boolean> {
  const over = work.then(() => true);
  return within === Number.POSITIVE_INFINITY
    ? over
    : Promise.race([over, sleep(Math.max(within, 0), false, { ref: false })]);
}

type AnswerHook = (call: ApiCall) => Promise<void> | void;

export class SimulatedSlack {
  readonly manifest: Manifest;
  readonly appId = 'A0SIMULATED';
  readonly verificationToken = 'verification-token';
  readonly signingSecret: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUrls: string[];
  readonly now: () => Date;
  readonly keeps: number;
  readonly looksFor: number;
  readonly workspaces: Workspace[] = [];
  readonly calls: ApiCall[] = [];
  readonly files = new Map<string, StoredFile>();
  readonly traffic = new Traffic();
  readonly faults = new Faults();
  readonly rateLimits: RateLimits;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly grants: OAuthGrants;
  readonly delivery: Delivery;
  /** Files on their way into a conversation. */
  readonly shares = new Holding();
  /** Completed files that Slack still has to look at. */
  readonly processing = new Holding();
  /** Without path and without a slash at its end; known once the server listens. */
  url = '';
  private readonly quiet: number;
  private readonly appIdle: () => Promise<void>;
  private readonly hooks = new Map<string, AnswerHook[]>();
  private readonly callListeners = new Set<(call: ApiCall) => void>();
  private readonly payloadListeners = new Set<(payload: SentPayload) => void>();

  constructor(
    options: SimulatedSlackOptions,
    /** Stops listening; the server gives it. */
    private readonly stopListening: () => Promise<void>,
  ) {
    this.manifest = readManifest(options.manifestPath);
    this.now = options.now ?? (() => new Date());
    this.signingSecret = options.signingSecret ?? 'simulated-signing-secret';
    this.appToken = options.appToken ?? 'xapp-1-A0SIMULATED-1-simulated';
    this.clientId = options.clientId ?? '1111.2222';
    this.clientSecret = options.clientSecret ?? 'simulated-client-secret';
    this.redirectUrls = [...this.manifest.redirectUrls, ...(options.redirectUrls ?? [])];
    this.quiet = options.quiet ?? 25;
    this.appIdle = options.appIdle ?? (() => Promise.resolve());
    this.looksFor = options.looksFor ?? 1500;
    this.keeps = options.keeps ?? Number.POSITIVE_INFINITY;
    this.rateLimits = new RateLimits(this.now, options.rateLimits ?? 'slack', options.history ?? 'internal');
    this.triggers = new Triggers(this.now, this.keeps);
    this.responseUrls = new ResponseUrls(this.now, () => this.url, this.keeps);
    this.grants = new OAuthGrants(this);
    this.delivery = new Delivery(this, options.answerWithin ?? 3000, options.eventRetries ?? 'by_hand');
  }

  /** Short, so that a failed assertion does not print the whole server. */
  toJSON(): JsonObject {
    return { url: this.url, workspaces: this.workspaces.map((each) => each.id) };
  }

  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  addWorkspace(options: WorkspaceOptions): Workspace {
    const workspace = new Workspace(this, options);
    this.workspaces.push(workspace);
    return workspace;
  }

  /** The workspace is no more, nor are its files: its token is nobody's. */
  removeWorkspace(workspace: Workspace): void {
    const at = this.workspaces.indexOf(workspace);
    if (at >= 0) this.workspaces.splice(at, 1);
    for (const [id, file] of this.files) if (file.workspace === workspace) this.files.delete(id);
  }

  /** What an installation grants: everything in the manifest but the optional scopes that were refused. */
  grantable(refused: string[] = []): Set<string> {
    const wrong = refused.find((scope) => !this.manifest.optionalScopes.includes(scope));
    if (wrong !== undefined) throw new Error(`${wrong} is no optional scope of the manifest`);
    const optional = this.manifest.optionalScopes.filter((scope) => !refused.includes(scope));
    return new Set([...this.manifest.scopes, ...optional]);
  }

  connectHttp(appUrl: string): void {
    this.delivery.connectHttp(appUrl);
  }

  /** The app is down for HTTP: payloads fail to connect until `connectHttp`. */
  disconnect(): void {
    this.delivery.appUrl = undefined;
  }

  waitForSocket(): Promise<void> {
    return this.delivery.sockets.arrival();
  }

  fault(method: string, fault: Fault, options?: FaultOptions): FaultHandle {
    return this.faults.add(method, fault, options);
  }

  /** Runs when the call was carried out and its answer is not written yet; gives what takes it off again. */
  beforeAnswer(method: string, hook: AnswerHook): () => void {
    const hooks = this.hooks.get(method) ?? [];
    this.hooks.set(method, [...hooks, hook]);
    return () => {
      this.hooks.set(
        method,
        (this.hooks.get(method) ?? []).filter((each) => each !== hook),
      );
    };
  }

  async runHooks(call: ApiCall): Promise<void> {
    for (const hook of this.hooks.get(call.method) ?? []) await hook(call);
  }

  /** From now on uploaded files wait before they are in their conversation; gives what lets them in, once and for all. */
  holdShares(): () => void {
    return this.shares.begin();
  }

  /** From now on blocks cannot show the files that are completed; gives what makes them ready, once and for all. */
  holdPictures(): () => void {
    return this.processing.begin();
  }

  onCall(listener: (call: ApiCall) => void): () => void {
    this.callListeners.add(listener);
    return () => this.callListeners.delete(listener);
  }

  onPayload(listener: (payload: SentPayload) => void): () => void {
    this.payloadListeners.add(listener);
    return () => this.payloadListeners.delete(listener);
  }

  noteCall(call: ApiCall): void {
    this.calls.push(call);
    forgetOldest(this.calls, this.keeps);
    for (const listener of this.callListeners) listener(call);
  }

  notePayload(payload: SentPayload): void {
    for (const listener of this.payloadListeners) listener(payload);
  }

  callsTo(method: string): ApiCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  get payloads(): SentPayload[] {
    return this.delivery.payloads;
  }

  get lastPayload(): SentPayload {
    const last = this.payloads.at(-1);
    if (last === undefined) throw new Error('nothing was sent to the app yet');
    return last;
  }

  resend(payload: SentPayload): Promise<HttpAnswer> {
    return this.delivery.resend(payload);
  }

  get pendingRetries() {
    return this.delivery.retries.pending;
  }

  runRetries(): Promise<void> {
    return this.delivery.retries.runAll();
  }

  get held() {
    return this.delivery.held;
  }

  deliverHeld(order?: 'as_happened' | 'reversed'): Promise<void> {
    return this.delivery.deliverHeld(order);
  }

  /** True when the app gives the challenge back. */
  async verifyUrl(): Promise<boolean> {
    const challenge = `challenge-${Math.random().toString(36).slice(2)}`;
    const body = { type: 'url_verification', token: this.verificationToken, challenge };
    const sent = await this.delivery.send({
      kind: 'url_verification',
      type: 'url_verification',
      workspaceId: '',
      body,
    });
    const answer = sent.answer;
    return answer === challenge || (typeof answer === 'object' && (answer as JsonObject)['challenge'] === challenge);
  }

  /** Posts anything to the app, by default unsigned. */
  async postRaw(path: string, body: string, options: RawRequest = {}): Promise<HttpAnswer> {
    const base = this.delivery.appUrl;
    if (base === undefined) throw new Error('the app is not connected over HTTP');
    const signed = options.sign === true ? this.delivery.http.signedHeaders(body, options.timestamp) : {};
    const end = this.traffic.begin();
    try {
      return await this.delivery.http.post(`${base}${path}`, body, { ...signed, ...options.headers }, 10_000);
    } finally {
      end();
    }
  }

  install(workspace: Workspace, installUrl: string, options?: InstallOptions): Promise<HttpAnswer> {
    return installByBrowser(this, workspace, installUrl, options);
  }

  /** Nothing in flight between Slack and the app, and the app done where it can be asked. False if that took longer than `within` ms. */
  async idle({ within = Number.POSITIVE_INFINITY }: { within?: number } = {}): Promise<boolean> {
    const deadline = performance.now() + within;
    // what the app was still at may have made it call
    for (let begun = -1; begun !== this.traffic.begun;) {
      begun = this.traffic.begun;
      if (!(await this.traffic.idle(this.quiet, deadline - performance.now()))) return false;
      if (!(await isOver(this.appIdle(), deadline - performance.now()))) return false;
    }
    return true;
  }

  async stop(): Promise<void> {
    await this.delivery.close();
    await this.stopListening();
  }
}
