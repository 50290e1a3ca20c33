import type { Entry } from '../../page/contract';

export interface Field {
  blockId: string;
  actionId: string;
}

/** Gives whether it was taken; never rejects. */
type Send = (field: Field, entry: Entry) => Promise<boolean>;

interface Unsent {
  field: Field;
  entry: Entry;
  timer: ReturnType<typeof setTimeout> | null;
  /** it goes when the person says so, or with the whole form */
  isHeld: boolean;
}

/** How long nothing is typed before it is sent. */
const PAUSE_MS = 300;

const keyOf = ({ blockId, actionId }: Field): string => JSON.stringify([blockId, actionId]);

/**
 * What was entered in one form and the server does not know yet. It is sent one after the other, so that what was typed
 * last arrives last, and nothing arrives after the form itself.
 */
export class Entries {
  private readonly unsent = new Map<string, Unsent>();
  private underWay: Promise<void> = Promise.resolve();
  private isStopped = false;

  private send: Send = () => Promise.resolve(false);

  /** How it is sent from now on. */
  sendBy(send: Send): void {
    this.send = send;
  }

  /** @param when `now`; `soon`: when typing pauses; `held`: with `flush` or with the form */
  keep(field: Field, entry: Entry, when: 'now' | 'soon' | 'held'): void {
    const key = keyOf(field);
    this.dropTimer(this.unsent.get(key));
    const unsent: Unsent = { field, entry, timer: null, isHeld: when === 'held' };
    this.unsent.set(key, unsent);
    if (when === 'soon') unsent.timer = setTimeout(() => this.dispatch(key, unsent), PAUSE_MS);
    if (when === 'now') this.dispatch(key, unsent);
  }

  /** Sends what waits in this field for a pause, or is held. */
  flush(field: Field): void {
    const key = keyOf(field);
    const unsent = this.unsent.get(key);
    if (unsent && (unsent.timer !== null || unsent.isHeld)) this.dispatch(key, unsent);
  }

  /** Sends all that waits for a pause; resolves when the server has it. */
  async drain(): Promise<void> {
    for (const [key, unsent] of this.unsent) if (unsent.timer !== null) this.dispatch(key, unsent);
    await this.underWay;
  }

  /** For the submission: sends nothing more, and gives what the server does not have. */
  async settle(): Promise<Record<string, Record<string, Entry>>> {
    for (const unsent of this.unsent.values()) this.dropTimer(unsent);
    await this.underWay;
    const rest: Record<string, Record<string, Entry>> = {};
    for (const { field, entry } of this.unsent.values()) (rest[field.blockId] ??= {})[field.actionId] = entry;
    return rest;
  }

  /** The server has it all. */
  forget(): void {
    for (const unsent of this.unsent.values()) this.dropTimer(unsent);
    this.unsent.clear();
  }

  start(): void {
    this.isStopped = false;
  }

  /** Its place is gone, and what was entered there with it. */
  stop(): void {
    this.isStopped = true;
    this.forget();
  }

  private dispatch(key: string, unsent: Unsent): void {
    this.dropTimer(unsent);
    unsent.isHeld = false;
    this.underWay = this.underWay.then(async () => {
      // typed over meanwhile: the newer one has its own turn
      if (this.isStopped || this.unsent.get(key) !== unsent) return;
      const isTaken = await this.send(unsent.field, unsent.entry);
      if (isTaken && this.unsent.get(key) === unsent) this.unsent.delete(key);
    });
  }

  private dropTimer(unsent: Unsent | undefined): void {
    if (!unsent || unsent.timer === null) return;
    clearTimeout(unsent.timer);
    unsent.timer = null;
  }
}
