import type { Feature } from '../feature';
import { draftFormIds } from '../draft-views';
import { followUpSwitch } from '../follow-up-switch';
import { onSwitch } from '../prompt-switch';
import { outcomeIds } from '../outcome-buttons';
import { onDecline, onDraft, onDraftSubmitted } from './draft';
import { dueFollowUps } from './due';
import { onAnswer, onChange, onShare, onShowAll, onTurnPage } from './handlers';
import { followUpMessages } from './messages';
import { onMisfit, onMisfitSubmitted } from './misfit-form';
import { misfitIds } from './misfit-view';
import { draftIds } from './told-views';
import { followUpIds } from './views';

/** Asking receivers how referrals turned out, and telling givers what came of them: never how much. */
export const followUps: Feature = {
  name: 'follow-ups',
  actions: {
    [outcomeIds.business]: onAnswer('business'),
    [outcomeIds.talking]: onAnswer('talking'),
    [outcomeIds.misfit]: onMisfit,
    [outcomeIds.change]: onChange,
    [outcomeIds.share]: onShare(true),
    [outcomeIds.keepUnnamed]: onShare(false),
    [outcomeIds.showAll]: onShowAll,
    [followUpIds.older]: onTurnPage,
    [followUpIds.newer]: onTurnPage,
    [followUpIds.stop]: onSwitch(followUpSwitch, true),
    [followUpIds.resume]: onSwitch(followUpSwitch, false),
    [draftIds.open]: onDraft,
    [draftIds.decline]: onDecline,
  },
  submissions: { [draftFormIds.copy]: onDraftSubmitted, [misfitIds.form]: onMisfitSubmitted },
  messages: followUpMessages,
  due: [dueFollowUps],
};
