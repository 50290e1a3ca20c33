import { createHash } from 'node:crypto';
import type { ImageBlock } from '@slack/types';
import type { DeliveryDeps } from '../delivery/message-kind';
import { shortened } from '../slack/blocks';
import { deletePicture, keepPicture } from '../slack/files';
import type { Picture as KeptPicture } from '../store/picture-store';

/** Grows when pictures are drawn otherwise than before: then each is made anew. */
const DRAWN_SINCE = 1;
/** Longest that Slack takes. */
export const ALT_MAX = 2000;

/** A picture as it should be now. */
export interface Picture {
  /** where it is shown, as `picture-places` names it */
  place: string;
  /** says the same in words; plain text */
  alt: string;
  /** says what is drawn */
  key: string;
  draw(): Promise<Buffer>;
}

/** One that Slack has, and can be told to show. */
export interface ShownPicture {
  fileId: string;
  alt: string;
}

type Keeping = Pick<DeliveryDeps, 'db' | 'slack' | 'log'>;

/** A short name for all that is drawn. */
export function pictureKey(drawn: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWN_SINCE, drawn]))
    .digest('base64url');
}

export const pictureBlock = ({ fileId, alt }: ShownPicture): ImageBlock => ({
  type: 'image',
  slack_file: { id: fileId },
  alt_text: shortened(alt, ALT_MAX),
});

/**
 * Draws a picture and hands it to Slack, in place of the one before.
 *
 * @returns null where that could not be done, which is logged, or something else belongs there meanwhile: whatever it
 *   was for does without
 */
export async function makePicture(
  { db, slack, log }: Keeping,
  workspaceId: string,
  { place, alt, key, draw }: Picture,
  now: Date,
): Promise<ShownPicture | null> {
  try {
    const content = await draw();
    const client = await slack.client(workspaceId);
    const fileId = await keepPicture(client, { name: 'picture.png', content }, (id) =>
      db.transaction((store) => store.pictures.begin({ workspaceId, fileId: id, place, key }, now)),
    );
    const isWanted = await db.transaction((store) => store.pictures.uploaded(workspaceId, fileId, now));
    return isWanted ? { fileId, alt } : null;
  } catch (error) {
    log.warn({ workspace: workspaceId, err: error }, 'a picture could not be made');
    return null;
  }
}

/** Takes a picture that is not shown any more back from Slack. */
export async function dropPicture(
  { db, slack }: Keeping,
  { workspaceId, fileId }: Pick<KeptPicture, 'workspaceId' | 'fileId'>,
): Promise<void> {
  await deletePicture(await slack.client(workspaceId), fileId);
  await db.transaction((store) => store.pictures.deleted(workspaceId, fileId));
}

/** Whether Goodturn may hand pictures to Slack there: an older installation does not allow it. */
export function mayDraw(workspace: { scopes: string } | null): boolean {
  return (workspace?.scopes ?? '').split(',').includes('files:write');
}
