import { homePicture } from '../../domain/picture-places';
import { drawStar } from '../../pictures/draw';
import type { Direction } from '../../pictures/drawing';
import type { StarPerson } from '../../pictures/star';
import type { Database } from '../../store/open-database';
import { namesOf } from '../who-is';
import { mayDraw, type Picture, pictureKey } from '../shown-picture';
import { altOf, LEGEND, YOU } from './circle-views';

/** More would be too small to read; those with whom something passed latest are shown. */
const MOST_PEOPLE = 60;

/** Whom a member helped and who helped them, in the order of their names: nobody comes first. */
async function readCircle(db: Pick<Database, 'read'>, workspaceId: string, userId: string): Promise<StarPerson[]> {
  const passed = await db.read.home.circle(workspaceId, userId);
  const directions = new Map<string, Set<Direction>>();
  for (const { userId: otherId, theyHelped } of passed) {
    if (!directions.has(otherId) && directions.size === MOST_PEOPLE) continue;
    const known = directions.get(otherId) ?? new Set();
    directions.set(otherId, known.add(theyHelped ? 'inward' : 'outward'));
  }
  const nameOf = await namesOf(db, workspaceId, [...directions.keys()]);
  return [...directions]
    .map(([otherId, ways]): StarPerson => ({
      name: nameOf(otherId),
      direction: ways.size > 1 ? 'both' : [...ways][0]!,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.direction.localeCompare(b.direction));
}

/** The picture of a member's circle; null where there is nobody in it, or pictures cannot be shown. */
export async function circlePicture(
  db: Pick<Database, 'read'>,
  workspaceId: string,
  userId: string,
): Promise<Picture | null> {
  if (!mayDraw(await db.read.workspaces.find(workspaceId))) return null;
  const people = await readCircle(db, workspaceId, userId);
  if (people.length === 0) return null;
  return {
    place: homePicture(userId),
    alt: altOf(people),
    key: pictureKey(people),
    draw: () => drawStar(YOU, people, LEGEND),
  };
}
