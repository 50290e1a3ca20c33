import { homeOf } from '../../domain/picture-places';
import { after } from '../../domain/clock';
import { isStandIn } from '../../domain/stand-in';
import type { DueJob } from '../../jobs/due';
import { SHOWN_WITHIN_MS } from '../../store/picture-store';
import { dropPicture } from '../shown-picture';
import { publish } from './publish';

/** Of each round: Slack allows so many changes a minute. */
const AT_ONCE = 50;

/**
 * Pictures that Slack could not show when they were handed over are shown as soon as it can; those that are shown nowhere
 * any more, on a Home or in a digest, are deleted in Slack.
 */
export const lookAtPictures: DueJob = async (deps, now) =>
  (await deps.db.read.pictures.due(now, AT_ONCE)).map((picture) => ({
    workspaceId: picture.workspaceId,
    line: null,
    async commit() {
      if (!(await deps.db.transaction((store) => store.pictures.claim(picture, now)))) return;
      const reader = homeOf(picture.place);
      // nobody publishes for who has left: theirs is given up by age alone
      const mayCome = picture.state === 'uploaded' && after(picture.madeAt, SHOWN_WITHIN_MS) > now;
      if (mayCome && reader && !isStandIn(reader)) {
        void deps.aside.track(publish(deps, picture.workspaceId, reader));
        return;
      }
      await dropPicture(deps, picture);
    },
  }));
