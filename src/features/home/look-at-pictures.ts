import type { DeliveryDeps } from '../../delivery/message-kind';
import { after } from '../../domain/clock';
import { homeOf } from '../../domain/picture-places';
import { isStandIn } from '../../domain/stand-in';
import type { DueJob } from '../../jobs/due';
import { type Picture, SHOWN_WITHIN_MS } from '../../store/picture-store';
import { dropPicture } from '../shown-picture';
import { publish } from './publish';

/** Of each round: Slack allows so many changes a minute. */
const AT_ONCE = 50;

/**
 * Pictures that Slack could not show when they were handed over are shown as soon as it can; those that are shown nowhere
 * any more, on a Home or in a digest, are deleted in Slack. No message waits for it.
 */
export const lookAtPictures: DueJob = async (deps, now) => {
  const pictures = await deps.db.read.pictures.due(now, AT_ONCE);
  const [first] = pictures;
  if (!first) return [];
  const commit = async () => void deps.aside.track(lookAtAll(deps, pictures, now));
  return [{ workspaceId: first.workspaceId, line: null, commit }];
};

async function lookAtAll(deps: DeliveryDeps, pictures: readonly Picture[], now: Date): Promise<void> {
  for (const picture of pictures) {
    if (deps.aside.isStopping()) return;
    try {
      await lookAt(deps, picture, now);
    } catch (error) {
      // it is looked at again when its claim has run out
      deps.log.warn({ workspace: picture.workspaceId, err: error }, 'a picture could not be deleted');
    }
  }
}

async function lookAt(deps: DeliveryDeps, picture: Picture, now: Date): Promise<void> {
  const reader = homeOf(picture.place);
  // nobody publishes for who has left: theirs is given up by age alone
  const isYoung = after(picture.madeAt, SHOWN_WITHIN_MS) > now;
  const mayCome = picture.state === 'uploaded' && isYoung && reader !== null && !isStandIn(reader);
  if (!(await deps.db.transaction((store) => store.pictures.claim(picture, now, mayCome)))) return;
  if (mayCome) await publish(deps, picture.workspaceId, reader);
  else await dropPicture(deps, picture);
}
