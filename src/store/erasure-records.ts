import { ENDED } from '../domain/ask-policy';
import { digestPicture, homePicture } from '../domain/picture-places';
import { A_MEMBER, withStandIn } from '../domain/stand-in';
import type { Client } from './client';
import type { Prisma } from './generated/sqlite/client';
import type { Traces } from './erasure-messages';
import { eachChunk } from './in-chunks';
import { pictureStore } from './picture-store';
import { batchOf } from './setting-store';

/** Everything that one person is part of, before it is rewritten. */
export async function tracesOf(db: Client, workspaceId: string, userId: string): Promise<Traces> {
  const id = { select: { id: true } } as const;
  const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id);
  const own = { workspaceId, OR: [{ giverId: userId }, { receiverId: userId }] };
  const referralIds = idsOf(await db.referral.findMany({ where: own, ...id }));
  const thanks = await db.thanks.findMany({ where: { workspaceId, referral: own }, select: { batchId: true } });
  const needs = await db.need.findMany({ where: { workspaceId, authorId: userId } });
  const digests = await Promise.all(
    needs.map(({ statedAt, settledAt }) =>
      db.digest.findMany({
        where: { workspaceId, builtAt: { gte: statedAt, ...(settledAt ? { lte: settledAt } : {}) } },
        ...id,
      }),
    ),
  );
  const changed = await db.settingChange.findMany({ where: { workspaceId, changedById: userId }, ...id });
  const asks = { workspaceId, OR: [{ askerId: userId }, { giverId: userId }] };
  const talks = { workspaceId, OR: [{ authorId: userId }, { withId: userId }] };
  return {
    referralIds,
    prospectIn: idsOf(await db.referral.findMany({ where: { workspaceId, prospectId: userId }, ...id })),
    needIds: idsOf(needs),
    otherIds: [
      ...new Set(thanks.map(({ batchId }) => batchId)),
      ...new Set(changed.map((change) => batchOf(change))),
      ...idsOf(await db.ask.findMany({ where: asks, ...id })),
      ...idsOf(await db.question.findMany({ where: own, ...id })),
      ...idsOf(await db.conversation.findMany({ where: talks, ...id })),
    ],
    digestIds: [...new Set(digests.flatMap(idsOf))],
  };
}

/** Takes somebody's id, name and words out of every record but messages; what belongs to others keeps a stand-in. */
export async function forgetRecords(
  db: Client,
  workspaceId: string,
  { userId, standIn }: { userId: string; standIn: string },
  needIds: readonly string[],
  now: Date,
): Promise<void> {
  await forgetPictures(db, workspaceId, { userId, standIn }, now);
  await forgetReferrals(db, workspaceId, userId, standIn);
  await eachChunk(needIds, async (ids) => {
    const needId = { in: ids };
    await db.referral.updateMany({ where: { workspaceId, needId }, data: { needId: null } });
    await db.deliveryNeed.deleteMany({ where: { workspaceId, needId } });
    await db.needPass.deleteMany({ where: { workspaceId, needId } });
  });
  await db.need.deleteMany({ where: { workspaceId, authorId: userId } });
  await db.needPass.deleteMany({ where: { workspaceId, userId } });

  const asked = await db.ask.findMany({ where: { workspaceId, askerId: userId }, select: { id: true } });
  await eachChunk(
    asked.map(({ id }) => id),
    (ids) => db.referral.updateMany({ where: { workspaceId, askId: { in: ids } }, data: { askId: null } }),
  );
  await db.ask.deleteMany({ where: { workspaceId, askerId: userId } });
  const ofThem = { workspaceId, giverId: userId };
  await db.ask.updateMany({ where: { ...ofThem, state: { in: ['open', 'not_yet', 'resting'] } }, data: ENDED });
  await db.ask.updateMany({ where: ofThem, data: { giverId: standIn, criteria: null } });

  await db.question.updateMany({ where: ofThem, data: { giverId: standIn } });
  await db.question.updateMany({ where: { workspaceId, receiverId: userId }, data: { receiverId: standIn } });
  await db.conversation.deleteMany({ where: { workspaceId, authorId: userId } });
  await db.conversation.updateMany({ where: { workspaceId, withId: userId }, data: { withId: standIn } });

  await db.reaction.deleteMany({ where: { workspaceId, userId } });
  // a question that somebody else was asked about them ("Record it again?") is closed
  await db.draft.deleteMany({
    where: { workspaceId, OR: [{ userId }, { content: { contains: userId } }, { id: { contains: userId } }] },
  });
  await db.member.deleteMany({ where: { workspaceId, userId } });

  await db.workspace.updateMany({
    where: { id: workspaceId, installedById: userId },
    data: { installedById: null },
  });
  await db.digestSchedule.updateMany({ where: { workspaceId, chosenById: userId }, data: { chosenById: standIn } });
  await db.settingChange.updateMany({ where: { workspaceId, changedById: userId }, data: { changedById: standIn } });
  for (const { id, what } of await db.settingChange.findMany({ where: { workspaceId, what: { contains: userId } } })) {
    await db.settingChange.update({ where: { id }, data: { what: what.replaceAll(userId, standIn) } });
  }
}

/**
 * Pictures that show somebody are to be deleted in Slack: of their own circle, of everybody's with whom something passed,
 * and of the digests that told of it.
 */
async function forgetPictures(
  db: Client,
  workspaceId: string,
  { userId, standIn }: { userId: string; standIn: string },
  now: Date,
): Promise<void> {
  const theirs = await db.referral.findMany({
    where: { workspaceId, OR: [{ giverId: userId }, { receiverId: userId }] },
    select: { giverId: true, receiverId: true, digestId: true },
  });
  const places = theirs.flatMap(({ giverId, receiverId, digestId }) => [
    homePicture(giverId === userId ? receiverId : giverId),
    ...(digestId ? [digestPicture(digestId)] : []),
  ]);
  const own = homePicture(userId);
  await eachChunk([...new Set([own, ...places])], (some) => pictureStore(db).outdate(workspaceId, some, now));
  await db.picture.updateMany({ where: { workspaceId, place: own }, data: { place: homePicture(standIn) } });
}

async function forgetReferrals(db: Client, workspaceId: string, userId: string, standIn: string): Promise<void> {
  const given = { workspaceId, giverId: userId };
  const received = { workspaceId, receiverId: userId };
  const eachOf = async (where: Prisma.ReferralWhereInput, change: (some: { in: string[] }) => Promise<unknown>) => {
    const found = await db.referral.findMany({ where, select: { id: true } });
    await eachChunk(
      found.map(({ id }) => id),
      (ids) => change({ in: ids }),
    );
  };
  // thanks stay with whom they were said to, without the words; with whoever said them, where they were said to this one
  await eachOf(received, (referralId) =>
    db.thanks.updateMany({
      where: { workspaceId, referralId },
      data: { note: '', mayQuote: false, cardCheckAt: null },
    }),
  );
  await eachOf(given, async (referralId) => {
    await db.thanks.updateMany({ where: { workspaceId, referralId }, data: { cardCheckAt: null } });
    // no digest is to tell news of them, from now on
    await db.thanks.updateMany({ where: { workspaceId, referralId, digestId: null }, data: { mayQuote: false } });
  });
  await db.referral.updateMany({
    where: {
      workspaceId,
      digestId: null,
      OR: [{ giverId: userId }, { receiverId: userId }, { prospectId: userId }],
    },
    data: { private: true },
  });
  for (const { id, batchId } of await db.thanks.findMany({ where: { workspaceId, batchId: { contains: userId } } })) {
    await db.thanks.update({ where: { id }, data: { batchId: withStandIn(batchId, userId, standIn) } });
  }
  await db.giverNote.deleteMany({ where: given });

  // nobody is asked to thank, or how it turned out
  const settled = { awaitsThanks: false, nudgeAt: null, followUpAt: null };
  await db.referral.updateMany({
    where: given,
    data: { giverId: standIn, note: null, permalink: null, ...settled },
  });
  await db.referral.updateMany({ where: received, data: { receiverId: standIn, outcomeReason: null, ...settled } });
  await db.referral.updateMany({
    where: { workspaceId, prospectId: userId },
    data: { prospectId: null, prospect: A_MEMBER },
  });
}
