import { mayNudgeReceiver } from '../../domain/nudge-policy';
import { duePrompts } from '../due-prompts';
import { useUpSteps } from '../nudge-switch';
import { NUDGE } from '../prompts';

/** Whose nudges are due, and what is to be done about each of them. */
export const dueNudges = duePrompts({
  kind: NUDGE,
  called: 'nudge',
  receiversDue: (store, now) => store.referrals.receiversDueForNudge(now),
  due: (store, workspaceId, receiverId, now) => store.referrals.dueForNudge(workspaceId, receiverId, now),
  isOff: ({ nudgesOff }) => nudgesOff,
  countOf: ({ nudgeCount }) => nudgeCount,
  checkAtOf: ({ nudgeCheckAt }) => nudgeCheckAt,
  mayCome: ({ lastNudgedAt }, now) => mayNudgeReceiver(lastNudgedAt, now),
  lookAgain: (store, workspaceId, userId, at) => store.members.lookAgainForNudges(workspaceId, userId, at),
  claim: (store, workspaceId, userId, count) => store.members.claimNudge(workspaceId, userId, count),
  useUpSteps,
});
