import { withStandIn } from '../domain/stand-in';
import type { Client } from './client';
import { deliveryStore } from './delivery-store';
import type { Delivery } from './generated/sqlite/client';
import { eachChunk, inChunks } from './in-chunks';

/** Everything of one person's, by which the messages about them are found. */
export interface Traces {
  /** referrals that they gave or received */
  referralIds: string[];
  /** referrals to them as a prospect */
  prospectIn: string[];
  needIds: string[];
  /** asks, questions, conversations and batches of thanks of which they are one side */
  otherIds: string[];
  /** digests that showed needs of theirs */
  digestIds: string[];
}

/** What is done in Slack about one person who is to be forgotten: planned with the erasure, in its transaction. */
export interface MessagesAbout {
  /** sent or to be sent to them: deleted, as far as Slack lets us */
  theirs: Delivery[];
  /** not sent yet, and about nothing else: never sent */
  owed: Delivery[];
  /** sent to others, or on the way: redrawn */
  shown: Delivery[];
  /** named after them, whatever became of them */
  named: Delivery[];
}

export async function messagesAbout(
  db: Client,
  workspaceId: string,
  userId: string,
  traces: Traces,
): Promise<MessagesAbout> {
  const { referralIds, prospectIn, needIds, otherIds, digestIds } = traces;
  const find = (where: object) => db.delivery.findMany({ where: { workspaceId, ...where } });
  const theirs = await find({ recipientId: userId });
  const holding = await find({ OR: [{ subjectId: { contains: userId } }, { occurrence: { contains: userId } }] });
  const named = holding.filter(({ subjectId, occurrence }) =>
    [subjectId, occurrence].some((name) => name !== withStandIn(name, userId, '')),
  );
  const own = [...referralIds, ...otherIds];
  const about = [...named, ...(await inChunks(own, (ids) => find({ subjectId: { in: ids } })))];
  // from what is shown to the messages: the other way round, each message of the workspace would be looked at
  const shownIn = [
    ...(await inChunks([...referralIds, ...prospectIn], (ids) =>
      db.deliveryReferral.findMany({ where: { workspaceId, referralId: { in: ids } }, select: { deliveryId: true } }),
    )),
    ...(await inChunks(needIds, (ids) =>
      db.deliveryNeed.findMany({ where: { workspaceId, needId: { in: ids } }, select: { deliveryId: true } }),
    )),
  ];
  const showing = [
    ...(await inChunks([...prospectIn, ...digestIds], (ids) => find({ subjectId: { in: ids } }))),
    ...(await inChunks([...new Set(shownIn.map(({ deliveryId }) => deliveryId))], (ids) => find({ id: { in: ids } }))),
  ];
  const others = once([...about, ...showing]).filter(({ recipientId }) => recipientId !== userId);
  const aboutIds = new Set(about.map(({ id }) => id));
  const isOwed = ({ id, state }: Delivery) => aboutIds.has(id) && state === 'planned';
  return {
    theirs,
    owed: others.filter((delivery) => isOwed(delivery)),
    // what is planned and shows others too is rendered afresh when it goes out
    shown: others.filter((delivery) => !isOwed(delivery)),
    named,
  };
}

const once = (deliveries: Delivery[]): Delivery[] => [...new Map(deliveries.map((each) => [each.id, each])).values()];
const idsOf = (deliveries: Delivery[]): string[] => deliveries.map(({ id }) => id);

/** Plans it: the stand-in among what a message shows marks it until it is done. */
export async function clearMessages(
  db: Client,
  workspaceId: string,
  { userId, standIn }: { userId: string; standIn: string },
  { theirs, owed, shown, named }: MessagesAbout,
  now: Date,
): Promise<void> {
  const deliveries = deliveryStore(db);
  for (const { id, subjectId, occurrence } of named) {
    const name = {
      subjectId: withStandIn(subjectId, userId, standIn),
      occurrence: withStandIn(occurrence, userId, standIn),
    };
    await db.delivery.update({ where: { id }, data: name });
  }
  await db.delivery.updateMany({ where: { workspaceId, recipientId: userId }, data: { recipientId: standIn } });
  await eachChunk(idsOf([...theirs, ...owed]), (ids) => deliveries.remove(workspaceId, ids, now));
  await eachChunk(idsOf(shown), async (ids) => {
    const there = await db.delivery.findMany({
      where: {
        workspaceId,
        id: { in: ids },
        state: { in: ['sending', 'sent'] },
        referrals: { none: { referralId: standIn } },
      },
      select: { id: true },
    });
    await db.deliveryReferral.createMany({
      data: there.map(({ id }) => ({ workspaceId, deliveryId: id, referralId: standIn })),
    });
    await deliveries.redraw(workspaceId, ids, now);
  });
}
