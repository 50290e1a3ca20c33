import { digestPicture } from '../domain/picture-places';
import type { Client } from './client';
import type { Prisma, Workspace } from './generated/sqlite/client';
import { inChunks } from './in-chunks';

const idOnly = { select: { id: true } } as const;
const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

/** What is older than a workspace wants to keep. What is still open stays, however old it is. */
export function retentionStore(db: Client) {
  /**
   * Referrals by the latest that happened to them; none that a digest which is kept has counted, or that a message which
   * is still to be sent shows.
   */
  const oldReferrals = async (workspaceId: string, before: Date): Promise<string[]> => {
    const digests = idsOf(await db.digest.findMany({ where: { workspaceId, builtAt: { gte: before } }, ...idOnly }));
    const old = { lt: before };
    const asked = await db.question.findMany({ where: { workspaceId, askedAt: { gte: before } }, ...idOnly });
    const where: Prisma.ReferralWhereInput = {
      workspaceId,
      recordedAt: old,
      nudgeAt: null,
      followUpAt: null,
      AND: [
        { OR: [{ digestId: null }, { digestId: { notIn: digests } }] },
        { OR: [{ outcomeDigestId: null }, { outcomeDigestId: { notIn: digests } }] },
        { OR: [{ outcomeAt: null }, { outcomeAt: old }] },
        { OR: [{ questionId: null }, { questionId: { notIn: idsOf(asked) } }] },
        { OR: [{ giverNote: null }, { giverNote: { changedAt: old } }] },
        {
          OR: [
            { thanks: null },
            { thanks: { thankedAt: old, cardCheckAt: null, digestId: null } },
            { thanks: { thankedAt: old, cardCheckAt: null, digestId: { notIn: digests } } },
          ],
        },
      ],
    };
    const found = idsOf(await db.referral.findMany({ where, ...idOnly }));
    const owed = await inChunks(found, (ids) =>
      db.deliveryReferral.findMany({
        where: { workspaceId, referralId: { in: ids }, delivery: { state: { in: ['planned', 'sending'] } } },
        select: { referralId: true },
      }),
    );
    const kept = new Set(owed.map(({ referralId }) => referralId));
    return found.filter((id) => !kept.has(id));
  };
  const oldDigests = (workspaceId: string, before: Date) => ({ workspaceId, builtAt: { lt: before } });
  const oldConversations = (workspaceId: string, before: Date) => ({
    workspaceId,
    loggedAt: { lt: before },
    heldOn: { lt: before.toISOString().slice(0, 10) },
  });
  const oldNeeds = (workspaceId: string, before: Date): Prisma.NeedWhereInput => ({
    workspaceId,
    state: { not: 'open' },
    statedAt: { lt: before },
    settledAt: { lt: before },
  });
  const oldAsks = (workspaceId: string, before: Date): Prisma.AskWhereInput => ({
    workspaceId,
    state: { in: ['accepted', 'declined', 'withdrawn', 'resting'] },
    askedAt: { lt: before },
    AND: [
      { OR: [{ answeredAt: null }, { answeredAt: { lt: before } }] },
      { OR: [{ restsAt: null }, { restsAt: { lt: before } }] },
    ],
  });
  const oldReactions = (workspaceId: string, before: Date) => ({
    workspaceId,
    messageTs: { lt: (before.getTime() / 1000).toFixed(6) },
  });

  /** Questions that no referral which is kept was in last. */
  const oldQuestions = async (workspaceId: string, before: Date): Promise<string[]> => {
    const old = idsOf(await db.question.findMany({ where: { workspaceId, askedAt: { lt: before } }, ...idOnly }));
    const asked = await inChunks(old, (ids) =>
      db.referral.findMany({ where: { workspaceId, questionId: { in: ids } }, select: { questionId: true } }),
    );
    const kept = new Set(asked.map(({ questionId }) => questionId));
    return old.filter((id) => !kept.has(id));
  };

  /** Messages with which nothing is to be done, about nothing that is there any more. */
  const oldDeliveries = async (workspaceId: string, before: Date): Promise<string[]> => {
    const old = await db.delivery.findMany({
      where: {
        workspaceId,
        task: null,
        plannedAt: { lt: before },
        OR: [{ sentAt: null }, { sentAt: { lt: before } }],
        referrals: { none: {} },
        needs: { none: {} },
      },
      select: { id: true, subjectId: true },
    });
    const subjects = [...new Set(old.map(({ subjectId }) => subjectId))];
    const kept = await inChunks(subjects, async (ids) => {
      const these = { where: { workspaceId, id: { in: ids } }, ...idOnly };
      return [
        ...(await db.referral.findMany(these)),
        ...(await db.ask.findMany(these)),
        ...(await db.question.findMany(these)),
        ...(await db.conversation.findMany(these)),
        ...(await db.digest.findMany(these)),
      ];
    });
    const alive = new Set(idsOf(kept));
    return old.filter(({ subjectId }) => !alive.has(subjectId)).map(({ id }) => id);
  };

  return {
    /** Workspaces that keep things for so long only, and in which Goodturn is installed. */
    workspaces: (): Promise<Workspace[]> =>
      db.workspace.findMany({ where: { keepMonths: { not: null }, uninstalledAt: null }, orderBy: { id: 'asc' } }),

    /** Whether there is anything to delete. */
    async hasOlder(workspaceId: string, before: Date): Promise<boolean> {
      const found = [
        await db.digest.findFirst({ where: oldDigests(workspaceId, before), ...idOnly }),
        (await oldReferrals(workspaceId, before))[0] ?? null,
        await db.conversation.findFirst({ where: oldConversations(workspaceId, before), ...idOnly }),
        await db.need.findFirst({ where: oldNeeds(workspaceId, before), ...idOnly }),
        await db.ask.findFirst({ where: oldAsks(workspaceId, before), ...idOnly }),
        await db.reaction.findFirst({ where: oldReactions(workspaceId, before), select: { userId: true } }),
        (await oldQuestions(workspaceId, before))[0] ?? null,
        (await oldDeliveries(workspaceId, before))[0] ?? null,
      ];
      return found.some((one) => one !== null);
    },

    /** Deletes what is older, and every reference to it: what is kept stands on its own. Messages in Slack stay. */
    async deleteOlder(workspaceId: string, before: Date): Promise<void> {
      const digests = await db.digest.findMany({ where: oldDigests(workspaceId, before), ...idOnly });
      await inChunks(idsOf(digests), async (some) => {
        // the pictures stay in Slack, as the digests do
        await db.picture.deleteMany({ where: { workspaceId, place: { in: some.map(digestPicture) } } });
        await db.digest.deleteMany({ where: { workspaceId, id: { in: some } } });
        return [];
      });
      await db.conversation.deleteMany({ where: oldConversations(workspaceId, before) });
      await db.reaction.deleteMany({ where: oldReactions(workspaceId, before) });

      const each = async (ids: string[], work: (some: { in: string[] }) => Promise<unknown>) => {
        await inChunks(ids, async (some) => {
          await work({ in: some });
          return [];
        });
      };
      await each(await oldReferrals(workspaceId, before), async (some) => {
        await db.deliveryReferral.deleteMany({ where: { workspaceId, referralId: some } });
        // thanks and notes go with them
        await db.referral.deleteMany({ where: { workspaceId, id: some } });
      });
      const needs = await db.need.findMany({ where: oldNeeds(workspaceId, before), ...idOnly });
      await each(idsOf(needs), async (some) => {
        await db.deliveryNeed.deleteMany({ where: { workspaceId, needId: some } });
        await db.needPass.deleteMany({ where: { workspaceId, needId: some } });
        await db.referral.updateMany({ where: { workspaceId, needId: some }, data: { needId: null } });
        await db.need.deleteMany({ where: { workspaceId, id: some } });
      });
      const asks = await db.ask.findMany({ where: oldAsks(workspaceId, before), ...idOnly });
      await each(idsOf(asks), async (some) => {
        await db.referral.updateMany({ where: { workspaceId, askId: some }, data: { askId: null } });
        await db.ask.deleteMany({ where: { workspaceId, id: some } });
      });
      await each(await oldQuestions(workspaceId, before), (some) =>
        db.question.deleteMany({ where: { workspaceId, id: some } }),
      );
      await each(await oldDeliveries(workspaceId, before), (some) =>
        db.delivery.deleteMany({ where: { workspaceId, id: some } }),
      );
    },
  };
}
