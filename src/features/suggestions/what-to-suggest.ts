import { after } from '../../domain/clock';
import { MOST_SUGGESTED, QUIET_MS } from '../../domain/suggestion-policy';
import type { Member } from '../../store/member-store';
import type { Need } from '../../store/need-store';
import type { Store } from '../../store/store';
import { PROMPTS, SUGGESTION } from '../prompts';

const OTHER_PROMPTS = PROMPTS.filter((kind) => kind !== SUGGESTION);

/** What those who helped a member look for, whoever waits longest first; each need is suggested to them once. */
export async function toSuggest(store: Store, workspaceId: string, userId: string): Promise<Need[]> {
  const helpers = await store.suggestions.helpersOf(workspaceId, userId);
  const open = await store.suggestions.openTo(workspaceId, userId, helpers);
  const ids = open.map(({ id }) => id);
  const before = await store.suggestions.shownBefore(workspaceId, SUGGESTION, userId, ids);
  return open.filter(({ id }) => !before.has(id)).slice(0, MOST_SUGGESTED);
}

/** Whether another prompt is on its way, went out within the week, or is known to fall due within one. */
export async function hasOtherPrompt(store: Store, member: Member, now: Date): Promise<boolean> {
  const { workspaceId, userId } = member;
  if (await store.suggestions.isPrompted(workspaceId, OTHER_PROMPTS, userId, after(now, -QUIET_MS))) return true;
  return store.suggestions.willBePrompted(member, after(now, QUIET_MS));
}

/** Whether this week has a prompt for them, as far as is known now; a suggestion on its way is one too. */
export async function hasAnyPrompt(store: Store, member: Member, now: Date): Promise<boolean> {
  const { workspaceId, userId } = member;
  if ((await store.deliveries.unsent(workspaceId, SUGGESTION, { recipientId: userId })).length > 0) return true;
  return hasOtherPrompt(store, member, now);
}
