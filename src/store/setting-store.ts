import type { Client } from './client';
import type { SettingChange, Workspace } from './generated/sqlite/client';

export type { SettingChange };

/** What admins choose for the workspace. */
export type WorkspaceSettings = Pick<
  Workspace,
  | 'timeZone'
  | 'nudgeDays'
  | 'followUpDays'
  | 'oneSidedGiven'
  | 'oneSidedBusiness'
  | 'oneSidedDays'
  | 'namesProspects'
  | 'postsQuietWeeks'
  | 'drawsWeek'
  | 'settingsForAll'
  | 'keepMonths'
  | 'graceDays'
>;

const idIn = (batchId: string, at: number): string => `${batchId}/${String(at).padStart(2, '0')}`;

/** The name of the changes that were made together with this one. */
export const batchOf = ({ id }: Pick<SettingChange, 'id'>): string => id.replace(/\/\d+$/, '');

/** The workspace's settings, and who changed them. */
export function settingStore(db: Client) {
  return {
    async change(workspaceId: string, settings: Partial<WorkspaceSettings>): Promise<void> {
      await db.workspace.updateMany({ where: { id: workspaceId }, data: settings });
    },

    /**
     * Notes changes that were made together.
     *
     * @param batchId names them
     * @param changes JSON, one for each setting
     */
    async note(
      workspaceId: string,
      batchId: string,
      changes: string[],
      { changedById, changedAt }: Pick<SettingChange, 'changedById' | 'changedAt'>,
    ): Promise<void> {
      await db.settingChange.createMany({
        data: changes.map((what, at) => ({
          id: idIn(batchId, at),
          workspaceId,
          changedById,
          changedAt,
          what,
        })),
      });
    },

    /** Those that were made together, in order. */
    madeTogether: (workspaceId: string, batchId: string): Promise<SettingChange[]> =>
      db.settingChange.findMany({
        where: { workspaceId, id: { startsWith: `${batchId}/` } },
        orderBy: { id: 'asc' },
      }),

    /** The latest first. */
    latestChanges: (workspaceId: string, take: number): Promise<SettingChange[]> =>
      db.settingChange.findMany({
        where: { workspaceId },
        orderBy: [{ changedAt: 'desc' }, { id: 'asc' }],
        take,
      }),
  };
}
