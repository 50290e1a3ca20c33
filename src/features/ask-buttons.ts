import type { Button } from '@slack/types';
import { askPhrase } from '../domain/ask-text';
import { button } from '../slack/blocks';
import type { Ask } from '../store/ask-store';

/** What a giver can answer to an ask: offered in several places, handled by the asks feature. A value is an ask's id. */
export const askAnswerIds = {
  happyTo: 'asks.answer.happy_to',
  notYet: 'asks.answer.not_yet',
  noThanks: 'asks.answer.no_thanks',
} as const;

/** The asker's "These are met", once; value: an ask's id. Offered in several places, handled by the asks feature. */
export const ASK_MET = 'asks.criteria.met';

/** @param giver plain text */
export const askMetButton = ({ id, text }: Pick<Ask, 'id' | 'text'>, giver: string): Button =>
  button('These are met', ASK_MET, id, {
    about: `These are met: ask ${giver} once more${askPhrase(text)}`,
    style: 'primary',
  });

/** The three answers to one ask; `asker` is plain text. */
export function askAnswerButtons(ask: Pick<Ask, 'id' | 'text'>, asker: string): Button[] {
  const about = `${asker} asks${askPhrase(ask.text)}`;
  return [
    button('Happy to', askAnswerIds.happyTo, ask.id, { about: `Happy to: ${about}`, style: 'primary' }),
    button('Not yet', askAnswerIds.notYet, ask.id, { about: `Not yet: ${about}` }),
    button('No, thanks', askAnswerIds.noThanks, ask.id, { about: `No, thanks: ${about}` }),
  ];
}
