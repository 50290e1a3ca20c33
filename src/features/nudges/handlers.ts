import { Refused } from '../../domain/errors';
import { isPutOff, remindLater } from '../../domain/nudge-policy';
import { say } from '../../slack/blocks';
import type { Delivery } from '../../store/delivery-store';
import type { Store } from '../../store/store';
import type { ActionRequest } from '../feature';
import { nudgeStateOf } from '../nudge-switch';
import { NUDGE } from '../prompts';
import { NUDGE_NOT_YOURS } from '../refusals';
import { NOTHING_WAITS, REMINDERS_OFF, TOO_OLD } from './refusals';
import { noneLeftSentence } from './views';

/** The reminder whose button was pressed; null when it is not known any more. Only its recipient may press. */
async function pressedNudge(store: Store, { workspaceId, userId, value }: ActionRequest): Promise<Delivery | null> {
  const delivery = await store.deliveries.find(workspaceId, value);
  if (delivery?.kind !== NUDGE) return null;
  if (delivery.recipientId !== userId) throw new Refused(NUDGE_NOT_YOURS);
  return delivery;
}

/** The unanswered ones of this reminder again in 3 days, in place of their next step. */
export async function onRemindLater(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId } = request;
  const now = clock.now();
  const withoutStep = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const delivery = await pressedNudge(store, request);
    const member = await store.members.find(workspaceId, userId);
    if (!delivery || !member) throw new Refused(TOO_OLD);
    if (member.nudgesOff) throw new Refused(REMINDERS_OFF);
    const days = await store.workspaces.nudgeDays(workspaceId);
    const ids = delivery.referrals.map(({ referralId }) => referralId);
    const open = (await store.referrals.findMany(workspaceId, ids)).filter(({ awaitsThanks }) => awaitsThanks);
    if (open.length === 0) throw new Refused(NOTHING_WAITS);
    const none: string[] = [];
    for (const referral of open) {
      const state = nudgeStateOf(referral);
      if (isPutOff(state, days)) continue;
      const { nextStep, dueAt } = remindLater(state, days, now, member.lastNudgedAt);
      if (dueAt) await store.referrals.scheduleNudge(workspaceId, referral.id, nextStep, dueAt);
      else none.push(referral.prospect);
    }
    await store.deliveries.redraw(workspaceId, [delivery.id], now);
    return none;
  });
  if (withoutStep.length > 0) request.tell(say(noneLeftSentence(withoutStep)));
  request.wake();
}
