import { openConversationForm } from '../conversation-buttons';
import type { Feature } from '../feature';
import { openIds } from '../home-buttons';
import { needConsent, onAnswer, onShare } from './consent';
import { onOpenList, onTurn } from './entries';
import { onDelete, onEdit, onEditSubmit, onSubmit } from './form';
import { onMessageShortcut, onMet, onOpenForm } from './log';
import { consentIds, entryIds, formIds } from './views';

/** Whom a member met and what they need: for their own eyes, unless the other agrees to share the need. */
export const conversations: Feature = {
  name: 'conversations',
  commands: { met: onMet },
  shortcuts: { 'conversations.message.log': onMessageShortcut },
  actions: {
    [openConversationForm]: onOpenForm,
    [openIds.conversations]: onOpenList,
    [entryIds.edit]: onEdit,
    [entryIds.delete]: onDelete,
    [entryIds.share]: onShare,
    [entryIds.older]: onTurn,
    [entryIds.newer]: onTurn,
    [consentIds.yes]: onAnswer(true),
    [consentIds.no]: onAnswer(false),
  },
  submissions: { [formIds.log]: onSubmit, [formIds.edit]: onEditSubmit },
  messages: [needConsent],
};
