import type { Feature } from '../feature';
import { helpMessage } from './views';

/** What there is to say to Goodturn. */
export const help: Feature = {
  name: 'help',
  commands: { help: async () => helpMessage() },
};
