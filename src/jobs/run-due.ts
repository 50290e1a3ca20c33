import { setTimeout as wait } from 'node:timers/promises';
import { after, DAY_MS } from '../domain/clock';
import type { Report } from '../delivery/attempt';
import { deliverDue } from '../delivery/deliver';
import type { DeliveryDeps } from '../delivery/message-kind';
import type { DueJob, Finding } from './due';

/** A question ("Which Alice?") nobody answered is forgotten after this. */
const DRAFT_AGE_MS = 7 * DAY_MS;

/**
 * Does whatever is due as of `at`: plans what time has made due, then delivers all that is owed and may be sent now. A
 * problem with one item does not stop the rest.
 */
export async function runDue(
  deps: DeliveryDeps,
  jobs: readonly DueJob[],
  at: Date,
  isStopping = () => false,
): Promise<Report[]> {
  for (const job of jobs) {
    for (const finding of await findingsOf(deps, job, at)) {
      if (isStopping()) return [];
      try {
        await finding.commit();
      } catch (error) {
        deps.log.error(
          { err: error, workspace: finding.workspaceId },
          `could not do: ${finding.line ?? 'what time made due'}`,
        );
      }
    }
  }
  // by the wall clock: `--at` next week must not take away a question that is open now
  await deps.db.transaction((store) => store.drafts.dropOlderThan(after(deps.clock.now(), -DRAFT_AGE_MS)));
  return deliverAll(deps, at, isStopping);
}

async function findingsOf(deps: DeliveryDeps, job: DueJob, at: Date): Promise<Finding[]> {
  try {
    return await job(deps, at);
  } catch (error) {
    deps.log.error({ err: error }, 'could not find out what time made due; the next run tries again');
    return [];
  }
}

/** Delivers until nothing that may be done now is left. */
export async function deliverAll(deps: DeliveryDeps, at: Date, isStopping = () => false): Promise<Report[]> {
  const reports: Report[] = [];
  for (;;) {
    const pass = await deliverDue(deps, at, isStopping);
    if (pass.length === 0) break;
    reports.push(...pass);
  }
  if (reports.length > 0) void deps.aside.track(follow(deps, reports));
  return reports;
}

async function follow(deps: DeliveryDeps, reports: readonly Report[]): Promise<void> {
  for (const follower of deps.followers ?? []) {
    try {
      await follower(deps, reports);
    } catch (error) {
      deps.log.warn({ err: error }, 'what follows from messages could not be done');
    }
  }
}

/** The same until nothing has to be tried again within `patienceMs` (wall clock): for a process that ends afterwards. */
export async function deliverPatiently(deps: DeliveryDeps, at: Date, patienceMs: number): Promise<Report[]> {
  const reports: Report[] = [];
  const deadline = after(deps.clock.now(), patienceMs);
  for (;;) {
    reports.push(...(await deliverAll(deps, at)));
    const wall = deps.clock.now();
    const next = await deps.db.read.deliveries.nextTry(at, wall);
    if (!next || next > deadline || wall > deadline) return reports;
    // in small steps: what another process holds may be done long before its claim ends
    await wait(Math.min(Math.max(next.getTime() - deps.clock.now().getTime(), 200), 1_000));
  }
}

/** What would be done as of `at`, a line each; nothing is sent and nothing stored. */
export async function previewDue(deps: DeliveryDeps, jobs: readonly DueJob[], at: Date): Promise<string[]> {
  const lines: string[] = [];
  for (const job of jobs) lines.push(...(await job(deps, at)).flatMap((finding) => finding.line ?? []));
  const owed = await deps.db.read.deliveries.due(at, deps.clock.now(), 10_000);
  lines.push(...owed.map((row) => `${row.task} ${row.kind} ${whereTo(row)}`));
  return lines.map((line) => `would ${line}`);
}

export function whereTo(row: { workspaceId: string; recipientId: string | null; channelId: string | null }): string {
  return `to ${row.recipientId ?? row.channelId} in ${row.workspaceId}`;
}

/** A line per delivery, however often it was tried: how it ended. What was sent and then redrawn was sent. */
export function reportLines(reports: readonly Report[]): string[] {
  const lines = new Map<string, { outcome: Report['outcome']; line: string }>();
  for (const report of reports) {
    const { outcome, delivery } = report;
    if (outcome === 'redrawn' && lines.get(delivery.id)?.outcome === 'sent') continue;
    lines.set(delivery.id, { outcome, line: reportLine(report) });
  }
  return [...lines.values()].map(({ line }) => line);
}

/** For the operator: what, to whom, how it went; no names and no words of people. */
export function reportLine({ outcome, delivery, reason }: Report): string {
  return `${outcome} ${delivery.kind} ${whereTo(delivery)}${reason ? ` (${reason})` : ''}`;
}
