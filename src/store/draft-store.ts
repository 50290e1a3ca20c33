import type { Client } from './client';

export function draftStore(db: Client) {
  return {
    /** Keeps what somebody typed while a question about it is open; kept again under the same id, it stays as it is. */
    async keep(workspaceId: string, userId: string, id: string, content: unknown, now: Date): Promise<void> {
      await db.draft.upsert({
        where: { id },
        create: { id, workspaceId, userId, content: JSON.stringify(content), createdAt: now },
        update: {},
      });
    },

    /** @returns the content, or null when it is not this person's, answered already or unknown */
    async read(workspaceId: string, userId: string, id: string): Promise<unknown> {
      const draft = await db.draft.findFirst({ where: { workspaceId, userId, id, settledAt: null } });
      return draft && (JSON.parse(draft.content) as unknown);
    },

    /** @returns false when it was answered before */
    async settle(workspaceId: string, userId: string, id: string, now: Date): Promise<boolean> {
      const settled = await db.draft.updateMany({
        where: { workspaceId, userId, id, settledAt: null },
        data: { settledAt: now },
      });
      return settled.count > 0;
    },

    async dropOlderThan(before: Date): Promise<void> {
      await db.draft.deleteMany({ where: { createdAt: { lt: before } } });
    },
  };
}
