import { monthsBefore } from '../../domain/when';
import { usableZone } from '../../domain/working-hours';
import type { DueJob, Finding } from '../../jobs/due';
import type { Database } from '../../store/open-database';
import { DELETED } from '../../store/retention-store';

/** Up to when each workspace has been looked at: things grow too old by the day, and looking reads a lot. */
const looked = new WeakMap<Database, Map<string, number>>();

/** A long history is deleted over several ticks: messages wait for the end of each. */
const MOST_IN_A_TICK = 20;

/** Deletes what is older than a workspace keeps things, once a day. */
export const deleteOlder: DueJob = async ({ db }, now) => {
  const done = looked.get(db) ?? new Map<string, number>();
  looked.set(db, done);
  const findings: Finding[] = [];
  for (const { id: workspaceId, keepMonths, timeZone } of await db.read.retention.workspaces()) {
    const before = monthsBefore(now, keepMonths!, usableZone(timeZone, 'UTC'));
    if (done.get(workspaceId) === before.getTime()) continue;
    if (!(await db.read.retention.hasOlder(workspaceId, before))) {
      done.set(workspaceId, before.getTime());
      continue;
    }
    findings.push({
      workspaceId,
      line: null,
      commit: () => deleteFrom(db, workspaceId, before),
    });
  }
  return findings;
};

/** Some at a time, so that others write in between, and so much in one tick; the next ones go on. */
async function deleteFrom(db: Database, workspaceId: string, before: Date): Promise<void> {
  await db.transaction((store) => store.retention.deleteFirst(workspaceId, before));
  let times = 0;
  for (const what of DELETED) {
    for (let start: string | null = ''; start !== null && times < MOST_IN_A_TICK;) {
      const from: string = start;
      const { deleted, next } = await db.transaction((store) =>
        store.retention.deleteSome(what, workspaceId, before, from),
      );
      if (deleted > 0) times += 1;
      start = next;
    }
  }
}
