import type { PromptSwitch } from './prompt-switch';
import { SUGGESTION } from './prompts';
import { SUGGESTIONS_NOT_YOURS } from './refusals';

/** `Stop these suggestions`, and on again. */
export const suggestionSwitch: PromptSwitch = {
  kind: SUGGESTION,
  called: 'Suggestions of people you could help',
  notYours: SUGGESTIONS_NOT_YOURS,
  isOff: ({ suggestionsOff }) => suggestionsOff,
  set: (store, workspaceId, userId, isOff) => store.suggestions.setOff(workspaceId, userId, isOff),
};
