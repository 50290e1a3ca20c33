import type { Feature } from '../feature';
import { onDetails, onFollow, onOpened, onShow, onTurn } from './handlers';
import { homeIds } from './ids';
import { lookAtPictures } from './look-at-pictures';
import { publishAfter, publishMissed } from './publish';

/** The App Home: what waits for its reader, and everything that can be done, by clicks. */
export const home: Feature = {
  name: 'home',
  actions: {
    [homeIds.all]: onShow('all'),
    [homeIds.given]: onShow('given'),
    [homeIds.received]: onShow('received'),
    [homeIds.older]: onTurn,
    [homeIds.newer]: onTurn,
    [homeIds.details]: onDetails,
  },
  events: { app_home_opened: onOpened },
  follows: onFollow,
  delivered: publishAfter,
  due: [publishMissed, lookAtPictures],
};
