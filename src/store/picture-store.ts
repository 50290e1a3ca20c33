import { after, DAY_MS, MINUTE_MS } from '../domain/clock';
import { digestPicture, homeOf } from '../domain/picture-places';
import type { Client } from './client';
import type { Picture } from './generated/sqlite/client';
import { inChunks } from './in-chunks';

export type { Picture };

/** What Slack was handed is surely told within this; a picture that was not is deleted. */
const UPLOADED_WITHIN_MS = 60 * MINUTE_MS;
/** Slack may take a moment until an uploaded picture can be shown, and a view that shows the old one is soon gone. */
const SOON_MS = MINUTE_MS;
/** A picture that Slack cannot show after this is given up, and a new one is not made sooner. */
export const SHOWN_WITHIN_MS = DAY_MS;

/** Pictures that Slack has, each shown in one place. */
export function pictureStore(db: Client) {
  const one = (workspaceId: string, fileId: string) => ({ workspaceId, fileId });
  const outdated = (now: Date) => ({ state: 'outdated' as const, checkAt: after(now, SOON_MS) });
  const store = {
    /** The picture of a place; null where there is none. */
    at: (workspaceId: string, place: string): Promise<Picture | null> =>
      db.picture.findFirst({
        where: { workspaceId, place, state: { in: ['uploaded', 'shown'] } },
        orderBy: { madeAt: 'desc' },
      }),

    /**
     * Notes a file before Slack is told to keep it: whatever happens, it is found again. What was there is no more.
     *
     * @throws where its reader was forgotten since it was drawn
     */
    async begin(picture: Pick<Picture, 'workspaceId' | 'fileId' | 'place' | 'key'>, now: Date): Promise<void> {
      const reader = homeOf(picture.place);
      const isKnown = { workspaceId: picture.workspaceId, userId: reader ?? '' };
      if (reader && (await db.member.count({ where: isKnown })) === 0)
        throw new Error('Nobody has that Home any more.');
      await store.outdate(picture.workspaceId, [picture.place], now);
      await db.picture.create({ data: { ...picture, madeAt: now, checkAt: after(now, UPLOADED_WITHIN_MS) } });
    },

    /** Slack has it now. @returns false where it was outdated meanwhile, and nobody is to see it */
    async uploaded(workspaceId: string, fileId: string, now: Date): Promise<boolean> {
      const kept = await db.picture.updateMany({
        where: { ...one(workspaceId, fileId), state: 'uploading' },
        data: { state: 'uploaded', checkAt: after(now, SOON_MS) },
      });
      if (kept.count > 0) return true;
      await db.picture.updateMany({ where: one(workspaceId, fileId), data: outdated(now) });
      return false;
    },

    /** Slack took a block that shows it. @returns false where it was outdated meanwhile, and will be deleted */
    async shown(workspaceId: string, fileId: string): Promise<boolean> {
      const kept = await db.picture.updateMany({
        where: { ...one(workspaceId, fileId), state: { in: ['uploaded', 'shown'] } },
        data: { state: 'shown', checkAt: null },
      });
      return kept.count > 0;
    },

    /** Slack cannot show it yet: it is looked at again, until it had time enough. One that was shown is there no more. */
    async refused(workspaceId: string, fileId: string, now: Date): Promise<void> {
      const waiting = { ...one(workspaceId, fileId), state: 'uploaded' as const };
      await db.picture.updateMany({ where: waiting, data: { checkAt: after(now, SOON_MS) } });
      await db.picture.updateMany({
        where: { ...waiting, madeAt: { lte: after(now, -SHOWN_WITHIN_MS) } },
        data: outdated(now),
      });
      await db.picture.updateMany({ where: { ...one(workspaceId, fileId), state: 'shown' }, data: outdated(now) });
    },

    /** Nothing of that is shown in these places any more, nor what is on its way to Slack for them. */
    async outdate(workspaceId: string, places: readonly string[], now: Date): Promise<void> {
      const those = { workspaceId, place: { in: [...places] } };
      await db.picture.updateMany({
        where: { ...those, state: { in: ['uploaded', 'shown'] } },
        data: outdated(now),
      });
      // deleted before Slack is told to keep it, it would stay: it is looked at when it was to be
      await db.picture.updateMany({ where: { ...those, state: 'uploading' }, data: { state: 'outdated' } });
    },

    /** Digests whose picture shows this member, or may be about to: something of theirs is news in them. */
    async digestsThatShow(workspaceId: string, userId: string): Promise<string[]> {
      const theirs = await db.referral.findMany({
        where: { workspaceId, digestId: { not: null }, OR: [{ giverId: userId }, { receiverId: userId }] },
        select: { digestId: true },
        distinct: ['digestId'],
      });
      const places = new Map(theirs.map(({ digestId }) => [digestPicture(digestId!), digestId!]));
      const drawn = await inChunks([...places.keys()], (some) =>
        db.picture.findMany({ where: { workspaceId, place: { in: some } }, select: { place: true } }),
      );
      // its picture is noted only once it is drawn
      const underWay = await inChunks([...places.values()], (some) =>
        db.delivery.findMany({
          where: { workspaceId, subjectId: { in: some }, task: { not: null } },
          select: { subjectId: true },
        }),
      );
      return [
        ...new Set([...drawn.map(({ place }) => places.get(place)!), ...underWay.map(({ subjectId }) => subjectId)]),
      ];
    },

    /** Those to be looked at again, where Goodturn is installed: not shown yet, not shown any more, or never handed over. */
    async due(now: Date, most: number): Promise<Picture[]> {
      const gone = await db.workspace.findMany({ where: { uninstalledAt: { not: null } }, select: { id: true } });
      return db.picture.findMany({
        where: { checkAt: { lte: now }, workspaceId: { notIn: gone.map(({ id }) => id) } },
        orderBy: [{ checkAt: 'asc' }, { fileId: 'asc' }],
        take: most,
      });
    },

    /**
     * Claims one that is due, so that no other process looks at it for a while.
     *
     * @param mayCome false: it is to be deleted, and from now on nothing shows it
     * @returns false when another process did
     */
    async claim({ workspaceId, fileId, checkAt }: Picture, now: Date, mayCome: boolean): Promise<boolean> {
      const claimed = await db.picture.updateMany({
        where: { ...one(workspaceId, fileId), checkAt },
        data: { checkAt: after(now, UPLOADED_WITHIN_MS), ...(mayCome ? {} : { state: 'outdated' as const }) },
      });
      return claimed.count > 0;
    },

    /** Slack has it no more. */
    async deleted(workspaceId: string, fileId: string): Promise<void> {
      await db.picture.deleteMany({ where: one(workspaceId, fileId) });
    },
  };
  return store;
}
