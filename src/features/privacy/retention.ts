import { monthsBefore } from '../../domain/when';
import { usableZone } from '../../domain/working-hours';
import type { DueJob, Finding } from '../../jobs/due';
import type { Database } from '../../store/open-database';

/** Up to when each workspace has been looked at: things grow too old by the day, and looking reads a lot. */
const looked = new WeakMap<Database, Map<string, number>>();

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
      commit: () => db.transaction((store) => store.retention.deleteOlder(workspaceId, before)),
    });
  }
  return findings;
};
