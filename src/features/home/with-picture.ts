import { failureOf } from '../../slack/failures';
import type { Deps } from '../feature';
import type { Picture as Kept } from '../../store/picture-store';
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
    if (!(await isShown(deps, kept, picture.alt, show))) await show(null);
    return;
  }
  // everything else need not wait for the picture
  await show(null);
  if (!picture) {
    if (kept) await db.transaction((store) => store.pictures.outdate(workspaceId, [place], clock.now()));
    return;
  }
  await makePicture(deps, workspaceId, picture, clock.now());
  // it may be another process's, made at the same moment
  const made = await db.read.pictures.at(workspaceId, place);
  if (made?.key === picture.key) await isShown(deps, made, picture.alt, show);
}

/** @returns false where Slack cannot show the picture yet, or not any more */
async function isShown({ db, clock }: Showing, kept: Kept, alt: string, show: Show): Promise<boolean> {
  const { workspaceId, place, fileId, state } = kept;
  try {
    await show({ fileId, alt });
  } catch (error) {
    if (failureOf(error).kind !== 'refused') throw error;
    await db.transaction((store) => store.pictures.refused(workspaceId, fileId, clock.now()));
    return false;
  }
  // whom it shows may be forgotten by now, or another process has made another: it will be deleted
  const stays =
    state === 'shown'
      ? (await db.read.pictures.at(workspaceId, place))?.fileId === fileId
      : await db.transaction((store) => store.pictures.shown(workspaceId, fileId));
  if (!stays) await show(null);
  return true;
}
