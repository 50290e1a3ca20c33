import type { PromptSwitch } from './prompt-switch';
import { CARD_REMINDER } from './prompts';
import { QUESTIONS_NOT_YOURS } from './refusals';

/** `Stop these questions` whether cards and gifts went out, and on again for what is still ahead. */
export const cardSwitch: PromptSwitch = {
  kind: CARD_REMINDER,
  called: 'Questions about cards and gifts to send',
  notYours: QUESTIONS_NOT_YOURS,
  isOff: ({ cardRemindersOff }) => cardRemindersOff,
  async set(store, workspaceId, userId, isOff, now) {
    await store.cards.setOff(workspaceId, userId, isOff);
    if (!isOff) await store.cards.drop(workspaceId, await store.cards.due(workspaceId, userId, now));
  },
};
