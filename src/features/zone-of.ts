import { usableZone } from '../domain/working-hours';
import type { Database } from '../store/open-database';

/** The zone that a member was last seen in, or else the workspace's. */
export async function zoneOf(db: Pick<Database, 'read'>, workspaceId: string, userId: string): Promise<string> {
  const [member, workspace] = await Promise.all([
    db.read.members.find(workspaceId, userId),
    db.read.workspaces.find(workspaceId),
  ]);
  return usableZone(member?.timeZone, workspace?.timeZone ?? 'UTC');
}
