import type { Client } from './client';
import type { Prisma } from './generated/sqlite/client';

/** Cards and gifts that go with thanks: when it is asked whether they went out, and what became of them. */
export function cardStore(db: Client) {
  const due = (these: Prisma.ThanksWhereInput, now: Date) =>
    db.thanks.findMany({
      where: { ...these, cardCheckAt: { lte: now } },
      include: { referral: true },
      orderBy: [{ thankedAt: 'asc' }, { id: 'asc' }],
    });

  return {
    /** Who is to be asked at `now`, in any workspace: the tick's one question. */
    async receiversDue(now: Date): Promise<{ workspaceId: string; userId: string }[]> {
      const thanks = await db.thanks.findMany({
        where: { cardCheckAt: { lte: now } },
        select: { workspaceId: true, referral: { select: { receiverId: true } } },
        orderBy: [{ thankedAt: 'asc' }, { id: 'asc' }],
      });
      const receivers = new Map(
        thanks.map(({ workspaceId, referral }) => [
          `${workspaceId} ${referral.receiverId}`,
          { workspaceId, userId: referral.receiverId },
        ]),
      );
      return [...receivers.values()];
    },

    /** The thanks that one receiver is to be asked about, oldest first, with their referrals, withdrawn ones too. */
    due: (workspaceId: string, receiverId: string, now: Date) => due({ workspaceId, referral: { receiverId } }, now),

    /** What has fallen due by `now` of this member's thanks, said or got. */
    fallenDue: (workspaceId: string, userId: string, now: Date) =>
      due({ workspaceId, referral: { OR: [{ giverId: userId }, { receiverId: userId }] } }, now),

    /** These are not asked about, or not any more. */
    async drop(workspaceId: string, thanks: readonly { id: string }[]): Promise<void> {
      const ids = thanks.map(({ id }) => id);
      await db.thanks.updateMany({ where: { workspaceId, id: { in: ids } }, data: { cardCheckAt: null } });
    },

    /** What the receiver answered about thanks said together. */
    async answer(
      workspaceId: string,
      batchId: string,
      answer: { cardCheckAt: Date | null; cardSentAt: Date | null },
    ): Promise<void> {
      await db.thanks.updateMany({ where: { workspaceId, batchId }, data: answer });
    },

    /** Whether a member wants to be asked about cards and gifts. */
    async setOff(workspaceId: string, userId: string, cardRemindersOff: boolean): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { cardRemindersOff } });
    },

    /** Holds the receiver's row until the transaction ends: they are asked, and answer, one after the other. */
    async hold(workspaceId: string, userId: string): Promise<void> {
      await db.member.updateMany({ where: { workspaceId, userId }, data: { workspaceId } });
    },
  };
}
