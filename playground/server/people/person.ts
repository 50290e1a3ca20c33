import type { Channel } from '../channel';
import { stateOf, type FormState } from '../form-state';
import type { JsonObject } from '../json';
import { Message, type MessageContent } from '../message';
import type { View } from '../view';
import type { Workspace } from '../workspace';
import { answerOf, sendFor, showCommandAnswer } from './acting';
import type { Entry } from './filling';
import { userObject, type MemberOptions } from './member';
import { close, enter, submit, topModal, type Submission } from './modals';
import { commandBody, messageShortcutBody, shortcutBody } from './payloads';
import { press, type PressOptions } from './pressing';
import { react, type DeliverOption } from './reacting';
import { Screen } from './screen';
import { entities, withLinks } from './typing';

interface SettleOption {
  /** False: do not look for an answer that comes after the acknowledgement. */
  settle?: boolean;
}

export interface TypeOptions extends SettleOption {
  in?: Channel;
  /** Send the text untouched. */
  raw?: boolean;
}

/** A member of a workspace, and what they can do and see. */
export class Person {
  readonly name: string;
  displayName: string;
  realName: string;
  tz: string | undefined;
  admin: boolean;
  readonly owner: boolean;
  readonly bot: boolean;
  readonly guest: 'multi' | 'single' | undefined;
  readonly stranger: boolean;
  deleted: boolean;
  /** What Slack's client said when the app failed. */
  readonly warnings: string[] = [];
  /** Texts of the confirm dialogs they met. */
  readonly confirmations: string[] = [];
  /** Every ephemeral, in_channel answer and redrawn message that came to them in answer, in order. */
  readonly shown: Message[] = [];
  /** Modals, lowest first. */
  readonly modalStack: View[] = [];
  modalsShown = 0;
  homeView: View | undefined;
  readonly entered = new WeakMap<Message, FormState>();
  private ephemeralMessages: Message[] = [];

  constructor(
    readonly workspace: Workspace,
    readonly id: string,
    options: MemberOptions,
  ) {
    this.name = options.name;
    this.displayName = options.displayName ?? options.name;
    this.realName = options.realName ?? this.displayName;
    this.bot = options.bot ?? false;
    this.tz = options.tz === null ? undefined : (options.tz ?? workspace.tz);
    this.admin = options.admin ?? false;
    this.owner = options.owner ?? false;
    this.guest = options.guest;
    this.stranger = options.stranger ?? false;
    this.deleted = options.deleted ?? false;
  }

  get teamId(): string {
    return this.stranger ? this.workspace.foreignTeamId : this.workspace.id;
  }

  /** A bot, or Slack's own. */
  get isAutomatic(): boolean {
    return this.bot || this.id === 'USLACKBOT';
  }

  /** As a mention in text: `<@U…>`. */
  get mention(): string {
    return `<@${this.id}>`;
  }

  /** Short, so that a failed assertion does not print the whole workspace. */
  toJSON(): JsonObject {
    return { id: this.id, name: this.name };
  }

  toSlack(): JsonObject {
    return userObject(this);
  }

  // Acting

  /** A slash command. Gives the ephemeral shown in answer, if any. */
  async types(text: string, options: TypeOptions = {}): Promise<Message | undefined> {
    const { slack } = this.workspace;
    const [name = '', ...rest] = text.trimStart().split(/(\s)/);
    const command = slack.manifest.commands.find((each) => each.command === name);
    if (command === undefined) throw new Error(`${name} is not a command of the manifest`);
    const channel = options.in ?? this.workspace.dmOf(this);
    this.refuseUnlessIn(channel);
    if (channel.archived) throw new Error(`#${channel.name} is archived: nothing can be typed there`);
    const typed = rest.join('').trim();
    const escaped = command.escapes ? withLinks(typed, this.workspace, 'command') : entities(typed);
    const body = commandBody(
      this,
      name,
      options.raw === true ? typed : escaped,
      channel,
      slack.responseUrls.issue(this, channel),
    );
    const act = async (): Promise<void> => {
      showCommandAnswer(this, channel, await sendFor(this, { kind: 'command', type: name, body }));
    };
    return answerOf(this, act, options.settle ?? true);
  }

  /** A button or an overflow option. Gives the ephemeral (or redrawn message) shown in answer, if any. */
  press(label: string | RegExp, options: PressOptions = {}): Promise<Message | undefined> {
    return answerOf(this, () => press(this, label, options), options.settle ?? true);
  }

  /** A select, picker, radio button or checkbox in a message or in Home. */
  choose(label: string, value: Entry, options: { on?: Message; inHome?: boolean } = {}): Promise<Message | undefined> {
    const place = options.on ?? this.homeView;
    if (place === undefined) throw new Error(`${this.name} has no Home, and no message was given`);
    return answerOf(this, () => enter(this, place, label, value), true);
  }

  /** Enters values into the open modal, by label. */
  async fillIn(entries: Record<string, Entry>): Promise<void> {
    for (const [label, entry] of Object.entries(entries)) await enter(this, topModal(this), label, entry);
  }

  submit({ times = 1 }: { times?: number } = {}): Promise<Submission> {
    return submit(this, times);
  }

  closeModal({ all = false }: { all?: boolean } = {}): Promise<void> {
    return close(this, all);
  }

  /** By name or callback_id. */
  async usesShortcut(name: string, { settle = true }: SettleOption = {}): Promise<Message | undefined> {
    const shortcut = this.shortcut('global', name);
    const body = shortcutBody(this, shortcut);
    return answerOf(this, () => sendFor(this, { kind: 'interactive', type: 'shortcut', body }), settle);
  }

  async usesMessageShortcut(
    name: string,
    message: Message,
    { settle = true }: SettleOption = {},
  ): Promise<Message | undefined> {
    if (message.ephemeral || message.deleted || !this.canSee(message)) {
      throw new Error(`${this.name} has no shortcuts on that message`);
    }
    const responseUrl = this.workspace.slack.responseUrls.issue(this, message.channel);
    const body = messageShortcutBody(this, this.shortcut('message', name), message, responseUrl);
    return answerOf(this, () => sendFor(this, { kind: 'interactive', type: 'message_action', body }), settle);
  }

  private shortcut(kind: 'global' | 'message', name: string): string {
    const known = this.workspace.slack.manifest.shortcuts.filter((each) => each.kind === kind);
    const found = known.find((each) => each.name === name || each.callbackId === name);
    if (found !== undefined) return found.callbackId;
    throw new Error(`no ${kind} shortcut "${name}"; there are: ${known.map((each) => each.name).join(', ')}`);
  }

  /** Posts a message of their own. */
  async says(text: string, options: TypeOptions & DeliverOption = {}): Promise<Message> {
    const channel = options.in ?? this.workspace.dmOf(this);
    this.refuseUnlessIn(channel);
    if (!channel.members.has(this.id)) throw new Error(`${this.name} is not in #${channel.name}`);
    if (channel.archived) throw new Error(`#${channel.name} is archived`);
    const written = options.raw === true ? text : withLinks(text, this.workspace, 'message');
    return this.workspace.post(channel, this, { text: written }, options.deliver ?? true);
  }

  reacts(emoji: string, message: Message, options: DeliverOption = {}): Promise<void> {
    return react(this, emoji, message, true, options);
  }

  removesReaction(emoji: string, message: Message, options: DeliverOption = {}): Promise<void> {
    return react(this, emoji, message, false, options);
  }

  async opensHome(options: DeliverOption = {}): Promise<void> {
    if (!this.workspace.slack.manifest.homeTab) throw new Error('the Home tab is not enabled in the manifest');
    await this.opensApp('home', options);
  }

  opensMessagesTab(options: DeliverOption = {}): Promise<void> {
    return this.opensApp('messages', options);
  }

  private opensApp(tab: 'home' | 'messages', { deliver = true }: DeliverOption): Promise<void> {
    const channel = this.workspace.dmOf(this);
    const shown = tab === 'home' && this.homeView !== undefined ? { view: this.homeView.toSlack() } : {};
    const event = { type: 'app_home_opened', user: this.id, channel: channel.id, tab, event_ts: channel.nextTs() };
    return this.workspace.slack.delivery.emit(this.workspace, { ...event, ...shown }, { deliver });
  }

  // Seeing

  get modal(): Screen | undefined {
    const top = this.modalStack.at(-1);
    return top === undefined ? undefined : new Screen(top);
  }

  get modals(): Screen[] {
    return this.modalStack.map((view) => new Screen(view));
  }

  get home(): Screen | undefined {
    return this.homeView === undefined ? undefined : new Screen(this.homeView);
  }

  /** Messages in the DM with the app, oldest first; deleted ones are gone. */
  get dm(): Message[] {
    return this.workspace.dmOf(this).messages.filter((message) => !message.deleted);
  }

  /** Those still on the screen, newest last. */
  get ephemerals(): Message[] {
    return this.ephemeralMessages.filter((message) => !message.deleted);
  }

  /** Everything visible to them, in order of posting; `in` restricts to one conversation. */
  sees(options: { in?: Channel } = {}): Message[] {
    const channels = options.in === undefined ? this.workspace.channels : [options.in];
    const messages = channels
      .filter((channel) => channel.members.has(this.id))
      .flatMap((channel) => channel.messages.filter((message) => !message.deleted));
    const own = this.ephemerals.filter((message) => options.in === undefined || message.channel === options.in);
    return [...messages, ...own].sort((a, b) => a.order - b.order);
  }

  canSee(message: Message): boolean {
    if (message.ephemeralFor !== undefined) return message.ephemeralFor === this.id;
    return message.channel.kind === 'public' ? !this.stranger || message.channel.shared : this.isIn(message.channel);
  }

  /** Reloads Slack: ephemeral messages are gone. */
  clearsScreen(): void {
    this.ephemeralMessages = [];
  }

  private isIn(channel: Channel): boolean {
    return channel.members.has(this.id);
  }

  private refuseUnlessIn(channel: Channel): void {
    if (channel.kind !== 'public' && !this.isIn(channel)) throw new Error(`${this.name} is not in ${channel.name}`);
  }

  // What Slack puts on their screen

  showEphemeral(channel: Channel, content: MessageContent, author = this.workspace.botUserId): Message {
    const fromApp = author === this.workspace.botUserId;
    const message = new Message(channel, channel.nextTs(), author, fromApp, this.id, content);
    this.ephemeralMessages.push(message);
    this.wasShown(message);
    return message;
  }

  wasShown(message: Message): void {
    this.entered.set(message, stateOf(message.blocks));
    this.shown.push(message);
  }

  showModal(view: View): void {
    this.clearModals();
    this.pushModal(view);
  }

  pushModal(view: View): void {
    this.modalStack.push(view);
    this.workspace.views.set(view.id, view);
    this.modalsShown += 1;
  }

  removeModal(view: View): void {
    const index = this.modalStack.indexOf(view);
    if (index >= 0) this.modalStack.splice(index, 1);
    this.workspace.views.delete(view.id);
  }

  clearModals(): void {
    for (const view of this.modalStack.toReversed()) this.removeModal(view);
  }

  showHome(view: View): void {
    this.homeView = view;
    this.workspace.views.set(view.id, view);
  }
}
