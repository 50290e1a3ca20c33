import type { Feature } from '../feature';
import { lookBackIds } from '../look-back-buttons';
import { onAsk } from './ask';
import { onDraft } from './draft';
import { questionKind } from './messages';
import { onOpen, onReviewCommand } from './open';
import { reviewIds } from './views';
import { onDone, onTurn, onTurnBusiness, onTyping } from './walk';

/** Walking through what one gave a member, one at a time: what came of it, and what one would like to note or ask. */
export const review: Feature = {
  name: 'review',
  commands: { review: onReviewCommand },
  actions: {
    [lookBackIds.review]: onOpen,
    [reviewIds.next]: onTurn('next'),
    [reviewIds.previous]: onTurn('previous'),
    [reviewIds.typing]: onTyping,
    [reviewIds.ask]: onAsk,
    [reviewIds.older]: onTurnBusiness,
    [reviewIds.newer]: onTurnBusiness,
    [reviewIds.draft]: onDraft,
  },
  submissions: { [reviewIds.page]: onDone },
  messages: [questionKind],
};
