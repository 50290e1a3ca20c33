import { Refused } from '../domain/errors';
import { A_MEMBER } from '../domain/stand-in';
import { failureOf } from '../slack/failures';
import type { Profile } from '../slack/members';
import type { Database } from '../store/open-database';
import type { Deps } from './feature';
import { WHO_IS_THAT } from './refusals';

/** A command is to be answered within 3 seconds, and this is a part of it. */
const LOOK_UP_WITHIN_MS = 1_500;

type LookingUp = Pick<Deps, 'db' | 'slack' | 'log'>;

/**
 * Members as Slack knows them now; where Slack does not answer in time, as they were last seen. Unknown ids are missing.
 *
 * @throws Refused when somebody was never seen before and Slack does not answer in time
 */
export async function lookUp(deps: LookingUp, workspaceId: string, userIds: string[]): Promise<Map<string, Profile>> {
  const unique = [...new Set(userIds)];
  const found = await Promise.all(unique.map((userId) => lookUpOne(deps, workspaceId, userId)));
  return new Map(found.flatMap((profile) => (profile ? [[profile.userId, profile]] : [])));
}

async function lookUpOne(deps: LookingUp, workspaceId: string, userId: string): Promise<Profile | null> {
  const asked = deps.slack.profile(workspaceId, userId).catch((error: unknown) => failureOf(error));
  const answer = await deps.slack.within(LOOK_UP_WITHIN_MS, asked);
  if (answer === null || (answer && 'userId' in answer)) return answer;
  const failure = answer ?? { kind: 'unknown', reason: 'no answer in time' };
  deps.log.warn({ workspace: workspaceId, failure }, 'a member could not be looked up; as last seen, if ever');
  const seen = await deps.db.read.members.find(workspaceId, userId);
  if (!seen) throw new Refused(WHO_IS_THAT);
  const { name, timeZone, leftAt } = seen;
  const kind = leftAt ? 'gone' : 'member';
  // rights are never taken from memory
  return { userId, name, fullName: name, handle: name, timeZone, kind, isAdmin: false };
}

/** Tells the name that a member was last seen with; never fails. Plain text: escape it. */
export async function namesOf(
  db: Pick<Database, 'read'>,
  workspaceId: string,
  userIds: string[],
): Promise<(userId: string) => string> {
  const members = await db.read.members.findMany(workspaceId, [...new Set(userIds)]);
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  return (userId) => names.get(userId) ?? A_MEMBER;
}
