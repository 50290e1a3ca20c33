import { digestPicture } from '../domain/picture-places';
import type { Client } from './client';
import type { Prisma, Workspace } from './generated/sqlite/client';
import { eachChunk } from './in-chunks';

const idOnly = { select: { id: true } } as const;
const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

/** As many as are deleted in one transaction: nobody else writes meanwhile. */
const SOME = 500;

/** Some that may be too old, by id, and those of them that are. */
interface Looked {
  seen: string[];
  old: string[];
}

/** What is deleted some at a time, in this order: what stands on the others comes after them. */
export const DELETED = ['referrals', 'needs', 'asks', 'questions', 'deliveries'] as const;
type Deleted = (typeof DELETED)[number];

/** What is older than a workspace wants to keep. What is still open stays, however old it is. */
export function retentionStore(db: Client) {
  const next = (start: string) => ({ orderBy: { id: 'asc' as const }, take: SOME, where: { id: { gt: start } } });

  /**
   * Referrals by the latest that happened to them; none that a digest which is kept has counted, that was asked about
   * since, or that a message which is still to be sent shows.
   */
  const oldReferrals = async (workspaceId: string, before: Date, start: string): Promise<Looked> => {
    const digests = idsOf(await db.digest.findMany({ where: { workspaceId, builtAt: { gte: before } }, ...idOnly }));
    const old = { lt: before };
    const { where: after, ...page } = next(start);
    const where: Prisma.ReferralWhereInput = {
      workspaceId,
      ...after,
      recordedAt: old,
      nudgeAt: null,
      followUpAt: null,
      AND: [
        { OR: [{ digestId: null }, { digestId: { notIn: digests } }] },
        { OR: [{ outcomeDigestId: null }, { outcomeDigestId: { notIn: digests } }] },
        { OR: [{ outcomeAt: null }, { outcomeAt: old }] },
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
    const found = await db.referral.findMany({ where, select: { id: true, questionId: true }, ...page });
    const seen = idsOf(found);
    const [asked, owed] = await Promise.all([
      db.question.findMany({
        where: {
          workspaceId,
          id: { in: found.flatMap(({ questionId }) => questionId ?? []) },
          askedAt: { gte: before },
        },
        ...idOnly,
      }),
      db.deliveryReferral.findMany({
        where: { workspaceId, referralId: { in: seen }, delivery: { state: { in: ['planned', 'sending'] } } },
        select: { referralId: true },
      }),
    ]);
    const shown = new Set(owed.map(({ referralId }) => referralId));
    const questions = new Set<string | null>(idsOf(asked));
    return { seen, old: idsOf(found.filter(({ id, questionId }) => !shown.has(id) && !questions.has(questionId))) };
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
  const oldQuestions = async (workspaceId: string, before: Date, start: string): Promise<Looked> => {
    const { where, ...page } = next(start);
    const seen = idsOf(
      await db.question.findMany({ where: { workspaceId, ...where, askedAt: { lt: before } }, ...idOnly, ...page }),
    );
    const asked = await db.referral.findMany({
      where: { workspaceId, questionId: { in: seen } },
      select: { questionId: true },
    });
    const kept = new Set(asked.map(({ questionId }) => questionId));
    return { seen, old: seen.filter((id) => !kept.has(id)) };
  };

  /** Messages with which nothing is to be done, about nothing that is there any more. */
  const oldDeliveries = async (workspaceId: string, before: Date, start: string): Promise<Looked> => {
    const { where, ...page } = next(start);
    const found = await db.delivery.findMany({
      where: {
        workspaceId,
        ...where,
        task: null,
        plannedAt: { lt: before },
        OR: [{ sentAt: null }, { sentAt: { lt: before } }],
        referrals: { none: {} },
        needs: { none: {} },
      },
      select: { id: true, subjectId: true },
      ...page,
    });
    const these = { where: { workspaceId, id: { in: found.map(({ subjectId }) => subjectId) } }, ...idOnly };
    const alive = new Set(
      [
        await db.referral.findMany(these),
        await db.ask.findMany(these),
        await db.question.findMany(these),
        await db.conversation.findMany(these),
        await db.digest.findMany(these),
      ].flatMap(idsOf),
    );
    return { seen: idsOf(found), old: idsOf(found.filter(({ subjectId }) => !alive.has(subjectId))) };
  };

  const all = (rows: { id: string }[]): Looked => ({ seen: idsOf(rows), old: idsOf(rows) });
  const look: Record<Deleted, (workspaceId: string, before: Date, start: string) => Promise<Looked>> = {
    referrals: oldReferrals,
    async needs(workspaceId, before, start) {
      const { where, ...page } = next(start);
      return all(await db.need.findMany({ where: { ...oldNeeds(workspaceId, before), ...where }, ...idOnly, ...page }));
    },
    async asks(workspaceId, before, start) {
      const { where, ...page } = next(start);
      return all(await db.ask.findMany({ where: { ...oldAsks(workspaceId, before), ...where }, ...idOnly, ...page }));
    },
    questions: oldQuestions,
    deliveries: oldDeliveries,
  };

  /** With every reference to them: what is kept stands on its own. */
  const drop: Record<Deleted, (workspaceId: string, ids: { in: string[] }) => Promise<unknown>> = {
    async referrals(workspaceId, ids) {
      await db.deliveryReferral.deleteMany({ where: { workspaceId, referralId: ids } });
      // thanks and notes go with them
      await db.referral.deleteMany({ where: { workspaceId, id: ids } });
    },
    async needs(workspaceId, ids) {
      await db.deliveryNeed.deleteMany({ where: { workspaceId, needId: ids } });
      await db.needPass.deleteMany({ where: { workspaceId, needId: ids } });
      await db.referral.updateMany({ where: { workspaceId, needId: ids }, data: { needId: null } });
      await db.need.deleteMany({ where: { workspaceId, id: ids } });
    },
    async asks(workspaceId, ids) {
      await db.referral.updateMany({ where: { workspaceId, askId: ids }, data: { askId: null } });
      await db.ask.deleteMany({ where: { workspaceId, id: ids } });
    },
    questions: (workspaceId, ids) => db.question.deleteMany({ where: { workspaceId, id: ids } }),
    deliveries: (workspaceId, ids) => db.delivery.deleteMany({ where: { workspaceId, id: ids } }),
  };

  return {
    /** Workspaces that keep things for so long only, and in which Goodturn is installed. */
    workspaces: (): Promise<Workspace[]> =>
      db.workspace.findMany({ where: { keepMonths: { not: null }, uninstalledAt: null }, orderBy: { id: 'asc' } }),

    /** Whether there is anything to delete. */
    async hasOlder(workspaceId: string, before: Date): Promise<boolean> {
      const found = [
        await db.digest.findFirst({ where: oldDigests(workspaceId, before), ...idOnly }),
        await db.conversation.findFirst({ where: oldConversations(workspaceId, before), ...idOnly }),
        await db.reaction.findFirst({ where: oldReactions(workspaceId, before), select: { userId: true } }),
      ];
      if (found.some((one) => one !== null)) return true;
      for (const what of DELETED) {
        for (let start: string | undefined = ''; start !== undefined;) {
          const { seen, old }: Looked = await look[what](workspaceId, before, start);
          if (old.length > 0) return true;
          start = seen.at(-1);
        }
      }
      return false;
    },

    /** Deletes what is older of what nothing stands on. Messages in Slack stay, and the pictures in them. */
    async deleteFirst(workspaceId: string, before: Date): Promise<void> {
      const digests = await db.digest.findMany({ where: oldDigests(workspaceId, before), ...idOnly });
      await eachChunk(idsOf(digests), async (some) => {
        await db.picture.deleteMany({ where: { workspaceId, place: { in: some.map(digestPicture) } } });
        await db.digest.deleteMany({ where: { workspaceId, id: { in: some } } });
      });
      await db.conversation.deleteMany({ where: oldConversations(workspaceId, before) });
      await db.reaction.deleteMany({ where: oldReactions(workspaceId, before) });
    },

    /**
     * Deletes some of what is older, by id. Cut short, all of it can be begun again.
     *
     * @param start where the last ended; the empty string at first
     * @returns how many, and where to go on; null when there is nothing more
     */
    async deleteSome(
      what: Deleted,
      workspaceId: string,
      before: Date,
      start: string,
    ): Promise<{ deleted: number; next: string | null }> {
      const { seen, old } = await look[what](workspaceId, before, start);
      if (old.length > 0) await drop[what](workspaceId, { in: old });
      return { deleted: old.length, next: seen.at(-1) ?? null };
    },
  };
}
