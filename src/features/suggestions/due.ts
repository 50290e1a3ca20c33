import { after } from '../../domain/clock';
import {
  firstLook,
  FURTHEST_LOOK_MS,
  isSuggestionTime,
  maySuggest,
  nextLook,
  nextSuggestionTime,
} from '../../domain/suggestion-policy';
import type { DueJob, Finding } from '../../jobs/due';
import type { Member } from '../../store/member-store';
import type { Store } from '../../store/store';
import { finding, type Look, lookAtEach, whoHasLeft } from '../due-members';
import { SUGGESTION } from '../prompts';
import { isPaused, writingTimeOf } from '../writing-time';
import { hasAnyPrompt, toSuggest } from './what-to-suggest';

/** Who is looked at for a suggestion, as a rule on Tuesday morning, and what comes of it. */
export const dueSuggestions: DueJob = async (deps, now) => {
  const due = await deps.db.read.suggestions.membersDue(now, after(now, FURTHEST_LOOK_MS));
  return lookAtEach(deps, due, SUGGESTION, now, async (look, _userId, member) => (member ? lookAt(look, member) : []));
};

/** What stands in the way puts it off to the next Tuesday: nothing is made up. */
async function lookAt(look: Look, member: Member): Promise<Finding[]> {
  const { db, now, workspace } = look;
  const { userId } = member;
  // the zone as last seen: whoever moved is waited for when the message is sent
  const time = writingTimeOf(member, workspace);
  const { zone, hours } = time;
  const lookAgain = (at: Date) => finding(look, null, (store) => store.suggestions.lookAgain(workspace.id, userId, at));
  const first = firstLook(member.firstUsedAt ?? now, zone);
  // where its clock was put back, the first use lies ahead
  if (now < first && first <= after(now, FURTHEST_LOOK_MS)) return [lookAgain(first)];
  if (!isSuggestionTime(now, zone, hours)) return [lookAgain(nextSuggestionTime(now, zone, hours))];
  const next = nextLook(now, zone);
  if (isPaused(time, now) || !mayGet(member, now, zone) || (await hasAnyPrompt(db.read, member, now)))
    return [lookAgain(next)];
  const needs = await toSuggest(db.read, workspace.id, userId);
  if (needs.length === 0) return [lookAgain(next)];

  const authorIds = needs.map(({ authorId }) => authorId);
  // what they were looking for ends with it
  const { gone, noting } = await whoHasLeft(look, authorIds);
  if (authorIds.every((id) => gone.has(id))) return [...noting, lookAgain(next)];
  const line = `send ${SUGGESTION} to ${userId} in ${workspace.id}`;
  return [...noting, finding(look, line, (store) => suggest(store, member, now, zone))];
}

function mayGet({ firstUsedAt, leftAt, suggestionsOff, lastSuggestedAt }: Member, now: Date, zone: string): boolean {
  return firstUsedAt !== null && leftAt === null && !suggestionsOff && maySuggest(lastSuggestedAt, now, zone);
}

/** Plans one, as things stand now; another process may have been first. */
async function suggest(store: Store, seen: Member, now: Date, zone: string): Promise<void> {
  const { workspaceId, userId, suggestionCount } = seen;
  // the first write: holds the member's row until the transaction ends
  await store.suggestions.lookAgain(workspaceId, userId, nextLook(now, zone));
  const member = await store.members.find(workspaceId, userId);
  if (!member || !mayGet(member, now, zone) || (await hasAnyPrompt(store, member, now))) return;
  const needs = await toSuggest(store, workspaceId, userId);
  if (needs.length === 0 || !(await store.suggestions.claim(workspaceId, userId, suggestionCount))) return;
  await store.deliveries.plan(workspaceId, {
    kind: SUGGESTION,
    subjectId: userId,
    occurrence: String(suggestionCount + 1),
    recipientId: userId,
    needIds: needs.map(({ id }) => id),
    dueAt: now,
  });
}
