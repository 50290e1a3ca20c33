import type { Feature } from '../feature';
import { pageIds } from '../list-page';
import { onList, onTurn } from './handlers';

/** What a member gave and received, newest first, for their eyes alone. */
export const list: Feature = {
  name: 'list',
  commands: { list: onList },
  actions: { [pageIds.older]: onTurn, [pageIds.newer]: onTurn },
};
