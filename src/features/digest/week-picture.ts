import type { RenderContext } from '../../delivery/message-kind';
import { digestPicture } from '../../domain/picture-places';
import type { Arc } from '../../pictures/arcs';
import { drawArcs } from '../../pictures/draw';
import type { Store } from '../../store/store';
import type { Workspace } from '../../store/workspace-store';
import { makePicture, mayDraw, pictureKey, type ShownPicture } from '../shown-picture';
import type { News } from './news';
import { altOf } from './week-words';

/** More would be too small to read. */
const MOST_PEOPLE = 60;

/** Who referred whom, among those who agreed to be named in a picture. */
export interface Week {
  /** in the order in which they come up; plain text */
  people: string[];
  /** by places among the people, each once */
  arcs: Arc[];
}

/** Whether the workspace's digest has a picture at all. */
export const drawsWeek = (workspace: Workspace | null): boolean => Boolean(workspace?.drawsWeek) && mayDraw(workspace);

/** What there is to draw of a digest's news; null where nobody who agreed referred anybody who agreed. */
export async function weekOf(store: Store, workspaceId: string, news: readonly News[]): Promise<Week | null> {
  const pairs = news.flatMap((item) => (item.kind === 'referral' ? item.referral : []));
  const members = await store.members.findMany(workspaceId, [
    ...new Set(pairs.flatMap(({ giverId, receiverId }) => [giverId, receiverId])),
  ]);
  const agreed = new Map(members.flatMap((member) => (member.inPicture ? [[member.userId, member.name]] : [])));
  const ids: string[] = [];
  const place = (userId: string) => (ids.includes(userId) ? ids.indexOf(userId) : ids.push(userId) - 1);
  const arcs: Week['arcs'] = [];
  for (const { giverId, receiverId } of pairs) {
    if (!agreed.has(giverId) || !agreed.has(receiverId)) continue;
    if (new Set([...ids, giverId, receiverId]).size > MOST_PEOPLE) continue;
    const [from, to] = [place(giverId), place(receiverId)];
    if (!arcs.some((arc) => arc.from === from && arc.to === to)) arcs.push({ from, to });
  }
  return arcs.length === 0 ? null : { people: ids.map((userId) => agreed.get(userId)!), arcs };
}

/**
 * The picture that a digest shows now: the one that Slack has, or a new one in its place.
 *
 * @returns null where there is none, or it could not be made
 */
export async function weekPicture(
  { db, slack, log, workspaceId, now }: RenderContext,
  digestId: string,
  week: Week | null,
): Promise<ShownPicture | null> {
  const place = digestPicture(digestId);
  const kept = await db.read.pictures.at(workspaceId, place);
  const key = pictureKey(week);
  // the digest that shows it waits for it by itself
  const waits = (fileId: string) => db.transaction((store) => store.pictures.shown(workspaceId, fileId));
  if (week && kept?.key === key && (kept.state === 'shown' || (await waits(kept.fileId))))
    return { fileId: kept.fileId, alt: altOf(week) };
  if (kept) await db.transaction((store) => store.pictures.outdate(workspaceId, [place], now));
  if (!week) return null;
  const picture = { place, alt: altOf(week), key, draw: () => drawArcs(week.people, week.arcs) };
  const made = await makePicture({ db, slack, log }, workspaceId, picture, now);
  return made && (await waits(made.fileId)) ? made : null;
}
