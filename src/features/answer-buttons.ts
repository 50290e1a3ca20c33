import type { Button } from '@slack/types';
import { button } from '../slack/blocks';

/** What a receiver can answer about a referral: offered on several messages, handled by the thanks feature. */
export const answerIds = {
  /** opens the thanks form; value: a referral's id */
  sayThanks: 'thanks.form.open',
  alreadyThanked: 'thanks.already.mark',
  /** opens the form that asks for a reason */
  notAFit: 'thanks.misfit.open',
  /** shows the buttons again on an answered message, or opens the written thanks */
  change: 'thanks.answer.change',
  /** shows all that the presser has not thanked for; no value */
  showWaiting: 'thanks.waiting.open',
} as const;

/** The three answers to one referral; `about` tells a screen reader which one they are for. */
export function answerButtons(referralId: string, about: string): Button[] {
  return [
    button('Say thanks', answerIds.sayThanks, referralId, { about: `Say thanks for ${about}`, style: 'primary' }),
    button('Already thanked them', answerIds.alreadyThanked, referralId, {
      about: `Already thanked them for ${about}`,
    }),
    button('Not a fit', answerIds.notAFit, referralId, { about: `Not a fit: ${about}` }),
  ];
}
