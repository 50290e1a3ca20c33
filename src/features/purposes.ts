import { cardSwitch } from './card-switch';
import { followUpSwitch } from './follow-up-switch';
import { needCheckSwitch } from './need-check-switch';
import { nudgeSwitch } from './nudge-switch';
import type { PromptSwitch } from './prompt-switch';
import { suggestionSwitch } from './suggestion-switch';

/** Everything for which Goodturn writes to a member by itself, each with its switch, as the settings list them. */
export const PURPOSES: readonly PromptSwitch[] = [
  nudgeSwitch,
  followUpSwitch,
  cardSwitch,
  needCheckSwitch,
  suggestionSwitch,
];
