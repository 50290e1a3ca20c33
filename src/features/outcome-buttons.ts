import type { Button } from '@slack/types';
import { button } from '../slack/blocks';

/** How a receiver says how a referral turned out: offered wherever that is asked, handled by the follow-ups feature. */
export const outcomeIds = {
  /** value: a referral's id, as for the others */
  business: 'follow-ups.outcome.business',
  talking: 'follow-ups.outcome.talking',
  /** opens the form that asks what would have fitted better */
  misfit: 'follow-ups.outcome.misfit',
  /** shows the answers again on an answered message */
  change: 'follow-ups.outcome.change',
  /** the digest may name what became business */
  share: 'follow-ups.outcome.share',
  keepUnnamed: 'follow-ups.outcome.keep_unnamed',
  /** a page of all that one message asks about; value: the message's own id */
  showAll: 'follow-ups.all.open',
} as const;

/** The three answers about one referral; `about` tells a screen reader which one they are for. */
export function outcomeButtons(referralId: string, about: string): Button[] {
  return [
    button('It became business', outcomeIds.business, referralId, {
      about: `It became business: ${about}`,
      style: 'primary',
    }),
    button('Still talking', outcomeIds.talking, referralId, { about: `Still talking: ${about}` }),
    button("It didn't work out", outcomeIds.misfit, referralId, { about: `It didn't work out: ${about}` }),
  ];
}
