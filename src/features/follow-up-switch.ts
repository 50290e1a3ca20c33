import { afterFollowUp } from '../domain/follow-up-policy';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';
import type { PromptSwitch } from './prompt-switch';
import { FOLLOW_UP } from './prompts';
import { QUESTIONS_NOT_YOURS } from './refusals';

/** Uses up the step that fell due for each of these, and what else did by `now`: steps still ahead stay. */
export async function useUpFollowUps(
  store: Store,
  workspaceId: string,
  referrals: Referral[],
  now: Date,
): Promise<void> {
  if (referrals.length === 0) return;
  const days = await store.workspaces.followUpDays(workspaceId);
  for (const { id, recordedAt, followUpStep, followUpAt } of referrals) {
    const { nextStep, dueAt } = afterFollowUp({ recordedAt, nextStep: followUpStep, dueAt: followUpAt }, days, now);
    await store.followUps.schedule(workspaceId, id, nextStep, dueAt);
  }
}

/** `Stop these questions` about how referrals turned out, and on again from the steps still ahead. */
export const followUpSwitch: PromptSwitch = {
  kind: FOLLOW_UP,
  called: 'Questions about how referrals turned out',
  notYours: QUESTIONS_NOT_YOURS,
  isOff: ({ followUpsOff }) => followUpsOff,
  async set(store, workspaceId, userId, isOff, now) {
    await store.members.setFollowUpsOff(workspaceId, userId, isOff);
    if (!isOff) await useUpFollowUps(store, workspaceId, await store.followUps.due(workspaceId, userId, now), now);
  },
};
