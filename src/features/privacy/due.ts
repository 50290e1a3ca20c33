import { after, DAY_MS } from '../../domain/clock';
import type { DueJob, Finding } from '../../jobs/due';

/** What Slack has not let be redrawn by then stays as it is: somebody's id is not kept for it. */
const GIVE_UP_AFTER_MS = 7 * DAY_MS;

/** Once every message is redrawn, it is forgotten that there was somebody to forget. */
export const finishErasures: DueJob = async ({ db }, now) => {
  const findings: Finding[] = [];
  for (const erasure of await db.read.erasures.underWay()) {
    const givingUp = after(erasure.requestedAt, GIVE_UP_AFTER_MS) <= now;
    if (!givingUp && (await db.read.erasures.isUnderWay(erasure))) continue;
    findings.push({
      workspaceId: erasure.workspaceId,
      line: null,
      commit: () => db.transaction((store) => store.erasures.finish(erasure, givingUp)),
    });
  }
  return findings;
};

/** Where Goodturn was removed and not installed again in time, nothing is kept. */
export const eraseUninstalled: DueJob = async ({ db, log }, now) =>
  (await db.read.workspaces.pastGrace(now)).map((workspaceId) => ({
    workspaceId,
    line: null,
    async commit() {
      await db.transaction((store) => store.workspaces.eraseAfterGrace(workspaceId, now));
      log.info({ workspace: workspaceId }, 'erased, as Goodturn is not installed there any more');
    },
  }));
