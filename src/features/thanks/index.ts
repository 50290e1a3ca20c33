import { answerIds } from '../answer-buttons';
import type { Feature } from '../feature';
import { SAY_PLEASURE } from '../pleasure-button';
import { onThanksCommand } from './command';
import { onCountAsThanks } from './count-message';
import { onAlreadyThanked, onChange, onMyPleasure, onSayThanks } from './handlers';
import { thanksMessages } from './messages';
import { onMisfitSubmitted, onNotAFit } from './misfit-form';
import { onThanksSubmitted } from './thanks-form';
import { thanksIds } from './views';
import { onShowWaiting, onTurnPage } from './waiting';
import { waitingIds } from './waiting-view';

/** Every way to say thanks, or that there is nothing to thank for, and what the giver gets of it. */
export const thanks: Feature = {
  name: 'thanks',
  commands: { thanks: onThanksCommand },
  shortcuts: { 'thanks.message.count': onCountAsThanks },
  actions: {
    [answerIds.sayThanks]: onSayThanks,
    [answerIds.alreadyThanked]: onAlreadyThanked,
    [answerIds.notAFit]: onNotAFit,
    [answerIds.change]: onChange,
    [answerIds.showWaiting]: onShowWaiting,
    [waitingIds.older]: onTurnPage,
    [waitingIds.newer]: onTurnPage,
    [SAY_PLEASURE]: onMyPleasure,
  },
  submissions: { [thanksIds.form]: onThanksSubmitted, [thanksIds.misfitForm]: onMisfitSubmitted },
  messages: thanksMessages,
};
