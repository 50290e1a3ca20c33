import { duePrompts } from '../due-prompts';
import { useUpFollowUps } from '../follow-up-switch';
import { FOLLOW_UP } from '../prompts';

/** Who is to be asked how referrals turned out, and what is to be done about each of them. */
export const dueFollowUps = duePrompts({
  kind: FOLLOW_UP,
  called: 'follow-up',
  receiversDue: (store, now) => store.followUps.receiversDue(now),
  due: (store, workspaceId, receiverId, now) => store.followUps.due(workspaceId, receiverId, now),
  isOff: ({ followUpsOff }) => followUpsOff,
  countOf: ({ followUpCount }) => followUpCount,
  checkAtOf: ({ followUpCheckAt }) => followUpCheckAt,
  mayCome: () => true,
  lookAgain: (store, workspaceId, userId, at) => store.members.lookAgainForFollowUps(workspaceId, userId, at),
  claim: (store, workspaceId, userId, count) => store.members.claimFollowUp(workspaceId, userId, count),
  useUpSteps: useUpFollowUps,
});
