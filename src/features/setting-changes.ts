import { randomUUID } from 'node:crypto';
import { failureOf } from '../slack/failures';
import type { Store } from '../store/store';
import type { Request } from './feature';

/** The kind of the message that tells an admin what another one changed. Subject: the changes made together. */
export const SETTING_CHANGE = 'setting_change';

/** Part of the 3 seconds in which a request is to be answered. */
const ASK_WITHIN_MS = 1_500;

/** One setting, by its name, with its old and new value. */
export interface SettingChanged {
  setting: string;
  from: string | number | boolean;
  to: string | number | boolean;
}

/**
 * The admins who have used Goodturn, but for whoever asks. Where Slack does not say in time who is one, those who have
 * changed settings before; each is looked at again as the message goes out.
 */
export async function otherAdmins({ db, slack, log, workspaceId, userId }: Request): Promise<string[]> {
  const others = (await db.read.members.using(workspaceId)).filter((id) => id !== userId);
  if (others.length === 0) return [];
  const asked = slack.directory(workspaceId).catch((error: unknown) => {
    log.warn({ workspace: workspaceId, failure: failureOf(error) }, 'Slack did not tell who the admins are');
    return undefined;
  });
  const directory = await slack.within(ASK_WITHIN_MS, asked);
  if (directory) {
    const admins = new Set(directory.filter(({ isAdmin }) => isAdmin).map((profile) => profile.userId));
    return others.filter((id) => admins.has(id));
  }
  const changes = await db.read.settings.latestChanges(workspaceId, 50);
  const known = new Set(changes.map(({ changedById }) => changedById));
  return others.filter((id) => known.has(id));
}

/** Notes what an admin has changed, in the transaction that changes it, and tells the others in a message each. */
export async function noteChanges(
  store: Store,
  { workspaceId, userId }: Pick<Request, 'workspaceId' | 'userId'>,
  changes: SettingChanged[],
  others: string[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const batchId = randomUUID();
  const whats = changes.map((change) => JSON.stringify(change));
  await store.settings.note(workspaceId, batchId, whats, { changedById: userId, changedAt: now });
  for (const recipientId of others) {
    const subject = { subjectId: batchId, occurrence: recipientId };
    await store.deliveries.plan(workspaceId, { kind: SETTING_CHANGE, ...subject, recipientId, dueAt: now });
  }
}
