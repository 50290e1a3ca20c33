import type { Feature } from '../feature';
import { openIds } from '../home-buttons';
import { helpMessage } from './views';

/** What there is to say to Goodturn. */
export const help: Feature = {
  name: 'help',
  commands: { help: async () => helpMessage() },
  actions: { [openIds.help]: async (request) => request.tell(helpMessage()) },
};
