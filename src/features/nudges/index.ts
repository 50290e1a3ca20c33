import type { Feature } from '../feature';
import { dueNudges } from './due';
import { nudgeSwitch } from '../nudge-switch';
import { onSwitch } from '../prompt-switch';
import { onRemindLater } from './handlers';
import { nudge } from './messages';
import { nudgeIds } from './views';

/** Asking receivers to say thanks, until they have: kindly, rarely, and with a way out in each message. */
export const nudges: Feature = {
  name: 'nudges',
  actions: {
    [nudgeIds.later]: onRemindLater,
    [nudgeIds.stop]: onSwitch(nudgeSwitch, true),
    [nudgeIds.resume]: onSwitch(nudgeSwitch, false),
  },
  messages: [nudge],
  due: [dueNudges],
};
