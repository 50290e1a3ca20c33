import type { Feature } from '../feature';
import { onSwitch } from '../prompt-switch';
import { suggestionSwitch } from '../suggestion-switch';
import { dueSuggestions } from './due';
import { suggestion } from './message';
import { onPass } from './pass';
import { suggestionIds } from './views';

/** Giving first: once a week at most, what those who have helped a member are looking for. */
export const suggestions: Feature = {
  name: 'suggestions',
  actions: {
    [suggestionIds.pass]: onPass,
    [suggestionIds.stop]: onSwitch(suggestionSwitch, true),
    [suggestionIds.resume]: onSwitch(suggestionSwitch, false),
  },
  messages: [suggestion],
  due: [dueSuggestions],
};
