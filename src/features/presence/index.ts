import type { Feature } from '../feature';
import { onUserChange } from './handlers';

/** Who is here: people leave, come back, move and change their names. */
export const presence: Feature = {
  name: 'presence',
  events: { user_change: onUserChange },
};
