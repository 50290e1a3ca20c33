import type { PromptSwitch } from './prompt-switch';
import { NEED_CHECK } from './prompts';
import { QUESTIONS_NOT_YOURS } from './refusals';

/** `Stop these questions` whether needs are still open, and on again. */
export const needCheckSwitch: PromptSwitch = {
  kind: NEED_CHECK,
  called: 'Questions about your open needs',
  notYours: QUESTIONS_NOT_YOURS,
  isOff: ({ needChecksOff }) => needChecksOff,
  set: (store, workspaceId, userId, isOff) => store.needs.setChecksOff(workspaceId, userId, isOff),
};
