import { Refused } from '../../domain/errors';
import type { ActionRequest } from '../feature';
import { SUGGESTION } from '../prompts';
import { suggestionSwitch } from '../suggestion-switch';
import { GONE } from './views';

/** "Not now": this need is not suggested to them again, and its row goes. */
export async function onPass(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value, message } = request;
  const now = clock.now();
  await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const pressed = message && (await store.deliveries.at(workspaceId, message.channelId, message.ts));
    if (pressed?.kind === SUGGESTION && pressed.recipientId !== userId) throw new Refused(suggestionSwitch.notYours);
    if (!(await store.needs.find(workspaceId, value))) throw new Refused(GONE);
    await store.suggestions.pass(workspaceId, userId, value, now);
    if (pressed) await store.deliveries.redraw(workspaceId, [pressed.id], now);
  });
  request.wake();
}
