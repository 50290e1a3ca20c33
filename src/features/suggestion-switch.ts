import type { PromptSwitch } from './prompt-switch';
import { SUGGESTION } from './prompts';

/** `Stop these suggestions`, and on again. */
export const suggestionSwitch: PromptSwitch = {
  kind: SUGGESTION,
  called: 'Suggestions whom you could help',
  notYours: 'These suggestions are for somebody else, so I left them as they are.',
  isOff: ({ suggestionsOff }) => suggestionsOff,
  set: (store, workspaceId, userId, isOff) => store.suggestions.setOff(workspaceId, userId, isOff),
};
