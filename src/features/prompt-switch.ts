import { after, DAY_MS } from '../domain/clock';
import { Refused } from '../domain/errors';
import type { Member } from '../store/member-store';
import type { Store } from '../store/store';
import type { ActionRequest } from './feature';

/** Sent messages older than this are not redrawn when their purpose is switched off or on. */
const REDRAWN_FOR_MS = 30 * DAY_MS;

/** One purpose for which Goodturn writes by itself, with its switch. */
export interface PromptSwitch {
  /** of the messages */
  kind: string;
  /** as the settings name it, plain text */
  called: string;
  /** to whoever presses in another's message */
  notYours: string;
  isOff(member: Member): boolean;
  /** Keeps the choice, and what follows from it; fallen due while it was off is not made up. */
  set(store: Store, workspaceId: string, userId: string, isOff: boolean, now: Date): Promise<void>;
}

/** A button that switches one purpose off or on. The messages that hold it say so; one that is on its way ends. */
export function onSwitch(prompts: PromptSwitch, isOff: boolean): (request: ActionRequest) => Promise<void> {
  const { kind, notYours } = prompts;
  return async (request) => {
    const { db, clock, workspaceId, userId, value } = request;
    const now = clock.now();
    await db.transaction(async (store) => {
      await store.members.used(workspaceId, userId, now);
      const pressed = await store.deliveries.find(workspaceId, value);
      // a message that is not known any more has its button all the same: it means the presser's own
      if (pressed?.kind === kind && pressed.recipientId !== userId) throw new Refused(notYours);
      await switchPrompts(store, prompts, workspaceId, userId, isOff, now);
    });
    request.wake();
  };
}

/** Switches one purpose off or on, in a transaction that holds the member's row. */
export async function switchPrompts(
  store: Store,
  { kind, set }: PromptSwitch,
  workspaceId: string,
  userId: string,
  isOff: boolean,
  now: Date,
): Promise<void> {
  await set(store, workspaceId, userId, isOff, now);
  const unsent = isOff ? await store.deliveries.unsent(workspaceId, kind, { recipientId: userId }) : [];
  await store.deliveries.remove(workspaceId, idsOf(unsent), now);
  const all = await store.deliveries.about(workspaceId, kind, userId);
  const recent = all.filter(({ plannedAt }) => plannedAt > after(now, -REDRAWN_FOR_MS));
  await store.deliveries.redraw(workspaceId, idsOf(recent), now);
}

function idsOf(deliveries: { id: string }[]): string[] {
  return deliveries.map(({ id }) => id);
}
