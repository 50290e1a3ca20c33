import { afterNudge } from '../domain/nudge-policy';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';
import type { PromptSwitch } from './prompt-switch';
import { NUDGE } from './prompts';
import { NUDGE_NOT_YOURS } from './refusals';

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

/** `Stop these reminders`, and on again from the steps still ahead. */
export const nudgeSwitch: PromptSwitch = {
  kind: NUDGE,
  called: 'Reminders to say thanks',
  notYours: NUDGE_NOT_YOURS,
  isOff: ({ nudgesOff }) => nudgesOff,
  async set(store, workspaceId, userId, isOff, now) {
    await store.members.setNudgesOff(workspaceId, userId, isOff);
    if (!isOff) await useUpSteps(store, workspaceId, await store.referrals.dueForNudge(workspaceId, userId, now), now);
  },
};
