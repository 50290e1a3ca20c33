import { failureOf } from '../slack/failures';
import type { Profile } from '../slack/members';
import type { Database } from '../store/open-database';
import type { Deps } from './feature';

/**
 * Members as Slack knows them now; where Slack does not answer, as they were last seen. Unknown ids are missing.
 *
 * @throws the Slack client's error when somebody was never seen before and Slack does not answer
 */
export async function lookUp(deps: Deps, workspaceId: string, userIds: string[]): Promise<Map<string, Profile>> {
  const unique = [...new Set(userIds)];
  const found = await Promise.all(unique.map((userId) => lookUpOne(deps, workspaceId, userId)));
  return new Map(found.flatMap((profile) => (profile ? [[profile.userId, profile]] : [])));
}

async function lookUpOne(deps: Deps, workspaceId: string, userId: string): Promise<Profile | null> {
  try {
    return await deps.slack.profile(workspaceId, userId);
  } catch (error) {
    const seen = await deps.db.read.members.find(workspaceId, userId);
    if (!seen) throw error;
    deps.log.warn({ workspace: workspaceId, failure: failureOf(error) }, 'a member could not be looked up; as last seen');
    const { name, timeZone, leftAt } = seen;
    const kind = leftAt ? 'gone' : 'member';
    // rights are never taken from memory
    return { userId, name, fullName: name, handle: name, timeZone, kind, isAdmin: false };
  }
}

/** Tells the name that a member was last seen with; never fails. Plain text: escape it. */
export async function namesOf(
  db: Database,
  workspaceId: string,
  userIds: string[],
): Promise<(userId: string) => string> {
  const members = await db.read.members.findMany(workspaceId, [...new Set(userIds)]);
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  return (userId) => names.get(userId) ?? 'a member';
}
