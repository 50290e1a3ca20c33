import type { Feature } from '../feature';
import { cardSwitch } from '../card-switch';
import { onSwitch } from '../prompt-switch';
import { onAnswer, onChange } from './answers';
import { dueCards } from './due';
import { cardMessages } from './messages';
import { cardIds } from './views';

/** Thanks for real: whether the handwritten card or the gift went out, and only then a word to the giver. */
export const cards: Feature = {
  name: 'cards',
  actions: {
    [cardIds.sent]: onAnswer('sent'),
    [cardIds.again]: onAnswer('again'),
    [cardIds.neverMind]: onAnswer('never mind'),
    [cardIds.change]: onChange,
    [cardIds.stop]: onSwitch(cardSwitch, true),
    [cardIds.resume]: onSwitch(cardSwitch, false),
  },
  messages: cardMessages,
  due: [dueCards],
};
