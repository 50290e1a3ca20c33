import type { DueJob } from '../../jobs/due';

/** Asks that nobody answered for 30 days rest: nobody is told, and the buttons keep working. */
export const dueRest: DueJob = async ({ db }, now) => {
  const workspaces = await db.read.asks.workspacesDueToRest(now);
  return workspaces.map((workspaceId) => ({
    workspaceId,
    line: null,
    commit: () => db.transaction((store) => store.asks.rest(workspaceId, now)),
  }));
};
