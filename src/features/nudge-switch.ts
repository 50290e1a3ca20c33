import { after, DAY_MS } from '../domain/clock';
import { afterNudge } from '../domain/nudge-policy';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';
import { NUDGE } from './prompts';

/** Sent reminders older than this are not redrawn when reminders are switched off or on. */
const REDRAWN_FOR_MS = 30 * DAY_MS;

/** A referral's next nudge, as the policy sees it. */
export function nudgeStateOf({ recordedAt, nudgeStep, nudgeAt }: Referral) {
  return { recordedAt, nextStep: nudgeStep, dueAt: nudgeAt };
}

/** Uses up the step that fell due for each of these, and what else did by `now`: steps still ahead stay. */
export async function useUpSteps(store: Store, workspaceId: string, referrals: Referral[], now: Date): Promise<void> {
  if (referrals.length === 0) return;
  const days = await store.workspaces.nudgeDays(workspaceId);
  for (const referral of referrals) {
    const { nextStep, dueAt } = afterNudge(nudgeStateOf(referral), days, now);
    await store.referrals.scheduleNudge(workspaceId, referral.id, nextStep, dueAt);
  }
}

/** No reminder to say thanks any more, until `resumeNudges`; one that is on its way ends. */
export async function stopNudges(store: Store, workspaceId: string, userId: string, now: Date): Promise<void> {
  await store.members.setNudgesOff(workspaceId, userId, true);
  const unsent = await store.deliveries.unsent(workspaceId, NUDGE, { recipientId: userId });
  await store.deliveries.remove(workspaceId, idsOf(unsent), now);
  await redrawSent(store, workspaceId, userId, now);
}

/** Reminders again, from the steps still ahead: what fell due meanwhile is not made up. */
export async function resumeNudges(store: Store, workspaceId: string, userId: string, now: Date): Promise<void> {
  await store.members.setNudgesOff(workspaceId, userId, false);
  await useUpSteps(store, workspaceId, await store.referrals.dueForNudge(workspaceId, userId, now), now);
  await redrawSent(store, workspaceId, userId, now);
}

async function redrawSent(store: Store, workspaceId: string, userId: string, now: Date): Promise<void> {
  const nudges = await store.deliveries.about(workspaceId, NUDGE, userId);
  const recent = nudges.filter(({ plannedAt }) => plannedAt > after(now, -REDRAWN_FOR_MS));
  await store.deliveries.redraw(workspaceId, idsOf(recent), now);
}

function idsOf(deliveries: { id: string }[]): string[] {
  return deliveries.map(({ id }) => id);
}
