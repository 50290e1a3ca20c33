import { failureOf } from '../../slack/failures';
import type { Deps } from '../feature';
import { makePicture, type Picture, type ShownPicture } from '../shown-picture';

type Showing = Pick<Deps, 'db' | 'clock' | 'slack' | 'log'>;
type Show = (picture: ShownPicture | null) => Promise<void>;

/**
 * Shows something with a picture in it: at once with the one that Slack has; otherwise without it, and again as soon as
 * Slack has a new one. Where Slack cannot show that yet, it is left for `lookAtPictures`.
 *
 * @param picture null: none belongs there now
 */
export async function showWithPicture(
  deps: Showing,
  workspaceId: string,
  place: string,
  picture: Picture | null,
  show: Show,
): Promise<void> {
  const { db, clock } = deps;
  const kept = await db.read.pictures.at(workspaceId, place);
  if (picture && kept?.key === picture.key) {
    const shown = { fileId: kept.fileId, alt: picture.alt };
    if (!(await isShown(deps, workspaceId, shown, show))) return show(null);
    if (kept.state !== 'shown') await db.transaction((store) => store.pictures.shown(workspaceId, kept.fileId));
    return;
  }
  // everything else need not wait for the picture
  await show(null);
  if (!picture) {
    if (kept) await db.transaction((store) => store.pictures.outdate(workspaceId, [place], clock.now()));
    return;
  }
  const made = await makePicture(deps, workspaceId, picture, clock.now());
  if (made && (await isShown(deps, workspaceId, made, show)))
    await db.transaction((store) => store.pictures.shown(workspaceId, made.fileId));
}

/** @returns false where Slack cannot show the picture yet, or not any more */
async function isShown(
  { db, clock }: Showing,
  workspaceId: string,
  picture: ShownPicture,
  show: Show,
): Promise<boolean> {
  try {
    await show(picture);
    return true;
  } catch (error) {
    if (failureOf(error).kind !== 'refused') throw error;
    await db.transaction((store) => store.pictures.refused(workspaceId, picture.fileId, clock.now()));
    return false;
  }
}
