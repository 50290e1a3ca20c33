import type { Client } from './client';
import type { GiverNote } from './generated/sqlite/client';

export type { GiverNote };

/** What givers have noted about referrals of theirs: nobody else's eyes see it. */
export function giverNoteStore(db: Client) {
  return {
    find: (workspaceId: string, giverId: string, referralId: string): Promise<GiverNote | null> =>
      db.giverNote.findFirst({ where: { workspaceId, giverId, referralId } }),

    /**
     * Keeps the words as they stood at `at`, none included: what was typed earlier and comes later changes nothing.
     * Call it for the giver alone.
     */
    async keep(workspaceId: string, giverId: string, referralId: string, text: string, at: Date): Promise<void> {
      if (text === '') {
        // nothing to forget: the first words make the row
        await db.giverNote.updateMany({
          where: { workspaceId, giverId, referralId, changedAt: { lte: at } },
          data: { text, changedAt: at },
        });
        return;
      }
      await db.giverNote.upsert({
        where: { referralId },
        create: { workspaceId, giverId, referralId, text, changedAt: at },
        update: {},
      });
      await db.giverNote.updateMany({
        where: { workspaceId, giverId, referralId, changedAt: { lte: at } },
        data: { text, changedAt: at },
      });
    },
  };
}
