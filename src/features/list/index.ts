import type { Feature } from '../feature';
import { openIds } from '../home-buttons';
import { pageIds } from '../list-page-name';
import { onList, onOpen, onTurn } from './handlers';

/** What a member gave and received, newest first, that nobody else sees. */
export const list: Feature = {
  name: 'list',
  commands: { list: onList },
  actions: { [openIds.list]: onOpen, [pageIds.older]: onTurn, [pageIds.newer]: onTurn },
};
