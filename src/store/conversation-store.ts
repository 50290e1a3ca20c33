import type { Client } from './client';
import type { Conversation } from './generated/sqlite/client';

export type { Conversation };

/** What may change once a conversation is logged. */
export type ConversationChange = Partial<Pick<Conversation, 'heldOn' | 'theirNeed' | 'myOffer'>>;

export function conversationStore(db: Client) {
  return {
    find: (workspaceId: string, id: string): Promise<Conversation | null> =>
      db.conversation.findFirst({ where: { workspaceId, id } }),

    /** The one that a request logged: a repeated request finds it here. */
    byOrigin: (workspaceId: string, origin: string): Promise<Conversation | null> =>
      db.conversation.findUnique({ where: { workspaceId_origin: { workspaceId, origin } } }),

    log: (workspaceId: string, conversation: Omit<Conversation, 'workspaceId'>): Promise<Conversation> =>
      db.conversation.create({ data: { workspaceId, ...conversation } }),

    async change(workspaceId: string, id: string, change: ConversationChange): Promise<Conversation> {
      await db.conversation.updateMany({ where: { workspaceId, id }, data: change });
      return db.conversation.findFirstOrThrow({ where: { workspaceId, id } });
    },

    async delete(workspaceId: string, id: string): Promise<void> {
      await db.conversation.deleteMany({ where: { workspaceId, id } });
    },

    /** One page of what a member has logged, the latest day first. */
    list: (workspaceId: string, authorId: string, page: { skip: number; take: number }): Promise<Conversation[]> =>
      db.conversation.findMany({
        where: { workspaceId, authorId },
        orderBy: [{ heldOn: 'desc' }, { loggedAt: 'desc' }, { id: 'desc' }],
        ...page,
      }),

    count: (workspaceId: string, authorId: string): Promise<number> =>
      db.conversation.count({ where: { workspaceId, authorId } }),
  };
}
