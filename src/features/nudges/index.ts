import type { Feature } from '../feature';
import { dueNudges } from './due';
import { onRemindLater, onResume, onStop } from './handlers';
import { nudge } from './messages';
import { nudgeIds } from './views';

/** Asking receivers to say thanks, until they have: kindly, rarely, and with a way out in each message. */
export const nudges: Feature = {
  name: 'nudges',
  actions: {
    [nudgeIds.later]: onRemindLater,
    [nudgeIds.stop]: onStop,
    [nudgeIds.resume]: onResume,
  },
  messages: [nudge],
  due: [dueNudges],
};
