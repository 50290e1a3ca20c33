import type { FaultKind } from '../page/contract';
import type { Fault, FaultHandle } from '../server/faults';
import type { SimulatedSlack } from '../server/simulated-slack';

const FOR_MESSAGES_AND_FORMS = ['chat.postMessage', 'chat.update', 'conversations.open', 'views.open'];

/** Which calls meet it, and how it goes for them. */
const KINDS: Record<FaultKind, { methods: string[]; fault: Fault }> = {
  slow: { methods: ['*'], fault: { kind: 'slow', ms: 2_500 } },
  rate_limit: { methods: FOR_MESSAGES_AND_FORMS, fault: { kind: 'rate_limit', retryAfter: 20 } },
  error: { methods: FOR_MESSAGES_AND_FORMS, fault: { kind: 'error', status: 500 } },
  lost_answer: { methods: ['chat.postMessage'], fault: { kind: 'stored_but_dropped' } },
};

/**
 * The developers' switches. When one is off again the app recovers by itself: after `rate_limit` once the 20 seconds it
 * was asked to wait are over; after `error` with its next try (10 seconds after the first, later ones up to ten minutes
 * apart, and sooner when the clock is moved); a `lost_answer` is looked up in the conversation 10 seconds later, also while the switch is on, and nothing is
 * posted twice. A form that could not be opened stays closed: one presses again.
 */
export class FaultSwitches {
  private readonly on = new Map<FaultKind, FaultHandle[]>();

  constructor(private readonly slack: SimulatedSlack) {}

  isOn(kind: FaultKind): boolean {
    return this.on.has(kind);
  }

  set(kind: FaultKind, on: boolean): void {
    if (on === this.isOn(kind)) return;
    const { methods, fault } = KINDS[kind];
    if (on) {
      this.on.set(
        kind,
        methods.map((method) => this.slack.fault(method, fault)),
      );
      return;
    }
    for (const handle of this.on.get(kind) ?? []) handle.off();
    this.on.delete(kind);
  }

  allOff(): void {
    for (const kind of this.on.keys()) this.set(kind, false);
  }
}
