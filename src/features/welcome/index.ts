import type { Feature, Request } from '../feature';
import { lookUp } from '../who-is';
import { welcomeMessage } from '../welcome-view';

/** Once for each person, as soon as there is a place where they alone see it; never in a message of its own. */
async function welcomeOnce(request: Request): Promise<void> {
  const { db, clock, workspaceId, userId, responseUrl } = request;
  if (!responseUrl) return;
  const known = await db.read.members.find(workspaceId, userId);
  if (known?.welcomedAt) return;
  const profile = (await lookUp(request, workspaceId, [userId])).get(userId);
  if (profile?.kind !== 'member') return;
  const isFirst = await db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profile]);
    return store.members.welcome(workspaceId, userId, clock.now());
  });
  if (isFirst) request.tell(welcomeMessage(profile.name));
}

/** Giving first, explained to whoever uses Goodturn for the first time. */
export const welcome: Feature = { name: 'welcome', follows: welcomeOnce };
