import type { Store } from '../store/store';

const MOST_NEEDS = 3;

/** What a member is looking for, as a draft of theirs names it; plain text. */
export async function needsForDraft(store: Store, workspaceId: string, userId: string): Promise<string[]> {
  return (await store.needs.openOf(workspaceId, userId)).slice(0, MOST_NEEDS).map(({ text }) => text);
}
