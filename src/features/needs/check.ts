import type { DeliveryDeps } from '../../delivery/message-kind';
import { mayAsk, needTurns } from '../../domain/need-policy';
import type { DueJob, Finding } from '../../jobs/due';
import type { Delivery } from '../../store/delivery-store';
import type { Store } from '../../store/store';
import type { Workspace } from '../../store/workspace-store';
import { changeNeed, checkOccurrence, needsAskedIn } from '../need-changes';
import { NEED_CHECK } from '../prompts';
import { isWritingTime, writingTimeOf } from '../writing-time';

/** Needs in one question; more of one author's wait for the next. */
const MOST_ASKED = 10;

/** Whose needs are to be asked about, and which rest because nobody said anything. */
export const dueNeedChecks: DueJob = async (deps, now) => [
  ...(await questionsDue(deps, now)),
  ...(await dueToRest(deps, now)),
];

async function questionsDue(deps: DeliveryDeps, now: Date): Promise<Finding[]> {
  const { db } = deps;
  const findings: Finding[] = [];
  for (const { workspaceId, authorId } of await db.read.needs.authorsDue(now)) {
    const workspace = await installedAt(deps, workspaceId);
    if (!workspace) continue;
    const member = await db.read.members.find(workspaceId, authorId);
    const quietly = (work: (store: Store) => Promise<unknown>): Finding => ({
      workspaceId,
      line: null,
      commit: () => db.transaction(async (store) => void (await work(store))),
    });
    if (member?.leftAt) {
      findings.push(quietly((store) => store.needs.endAllOf(workspaceId, authorId, now)));
    } else if (member?.needChecksOff) {
      findings.push(quietly((store) => restUnasked(store, workspaceId, authorId, now)));
    } else {
      // the zone as last seen: whoever moved is waited for when the message is sent
      const isTime = isWritingTime(now, writingTimeOf(member, workspace));
      if (!isTime || !mayAsk(await lastAsked(db.read, workspaceId, authorId), now)) continue;
      findings.push({
        workspaceId,
        line: `send ${NEED_CHECK} to ${authorId} in ${workspaceId}`,
        commit: () => db.transaction((store) => ask(store, workspaceId, authorId, now)),
      });
    }
  }
  return findings;
}

/** The workspace, where Goodturn is installed in it. */
async function installedAt({ db }: DeliveryDeps, workspaceId: string): Promise<Workspace | null> {
  const workspace = await db.read.workspaces.find(workspaceId);
  return workspace?.uninstalledAt === null ? workspace : null;
}

async function lastAsked(store: Store, workspaceId: string, authorId: string): Promise<Date | null> {
  const checks = await store.deliveries.about(workspaceId, NEED_CHECK, authorId);
  return checks.at(-1)?.plannedAt ?? null;
}

/** One question for all that is due; another process may have been first. */
async function ask(store: Store, workspaceId: string, authorId: string, now: Date): Promise<void> {
  await store.needs.holdAuthor(workspaceId, authorId);
  const due = await store.needs.due(workspaceId, authorId, now, MOST_ASKED);
  if (due.length === 0 || !mayAsk(await lastAsked(store, workspaceId, authorId), now)) return;
  for (const { id } of due) await store.needs.change(workspaceId, id, needTurns.asked(now));
  await store.deliveries.plan(workspaceId, {
    kind: NEED_CHECK,
    subjectId: authorId,
    occurrence: checkOccurrence(
      now,
      due.map(({ id }) => id),
    ),
    recipientId: authorId,
    dueAt: now,
  });
}

/** Their author wants no such questions: what would be asked about rests, and can be opened again. */
async function restUnasked(store: Store, workspaceId: string, authorId: string, now: Date): Promise<void> {
  await store.needs.holdAuthor(workspaceId, authorId);
  for (const need of await store.needs.due(workspaceId, authorId, now, MOST_ASKED)) {
    await changeNeed(store, need, needTurns.resting(now), now);
  }
}

async function dueToRest(deps: DeliveryDeps, now: Date): Promise<Finding[]> {
  const { db } = deps;
  const findings: Finding[] = [];
  for (const { workspaceId, id } of await db.read.needs.dueToRest(now)) {
    if (!(await installedAt(deps, workspaceId))) continue;
    findings.push({
      workspaceId,
      line: null,
      commit: () => db.transaction((store) => rest(store, workspaceId, id, now)),
    });
  }
  return findings;
}

async function rest(store: Store, workspaceId: string, id: string, now: Date): Promise<void> {
  const found = await store.needs.find(workspaceId, id);
  if (!found) return;
  await store.needs.holdAuthor(workspaceId, found.authorId);
  // read once more: an answer may have come meanwhile
  const need = (await store.needs.find(workspaceId, id))!;
  if (need.state !== 'open' || need.askedAt === null || need.checkAt === null || need.checkAt > now) return;
  const unsent = await store.deliveries.unsent(workspaceId, NEED_CHECK, { recipientId: need.authorId });
  if (unsent.some((check) => isAsking(check, id))) return;
  await changeNeed(store, need, needTurns.resting(now), now);
}

const isAsking = (check: Delivery, needId: string): boolean => needsAskedIn(check).needIds.includes(needId);
