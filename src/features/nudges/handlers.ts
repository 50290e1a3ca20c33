import { Refused } from '../../domain/errors';
import { isPutOff, remindLater } from '../../domain/nudge-policy';
import { say } from '../../slack/blocks';
import type { Delivery } from '../../store/delivery-store';
import type { Store } from '../../store/store';
import type { ActionRequest } from '../feature';
import { NUDGE_NOT_YOURS, nudgeStateOf } from '../nudge-switch';
import { NUDGE } from '../prompts';
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
    if (!delivery || !member)
      throw new Refused('This reminder is too old to be put off. `/referral list` shows what you received.');
    if (member.nudgesOff) throw new Refused('Your reminders are off, so there is nothing to put off.');
    const days = await store.workspaces.nudgeDays(workspaceId);
    const ids = delivery.referrals.map(({ referralId }) => referralId);
    const open = (await store.referrals.findMany(workspaceId, ids)).filter(({ awaitsThanks }) => awaitsThanks);
    if (open.length === 0) throw new Refused('Nothing in this reminder waits for thanks any more.');
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
