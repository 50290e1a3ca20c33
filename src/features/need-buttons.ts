import type { Button } from '@slack/types';
import { clip } from '../domain/user-text';
import { button } from '../slack/blocks';
import type { Need } from '../store/need-store';

/** What can be done with a need: offered in several places, handled by the needs feature. A value is a need's id. */
export const needIds = {
  /** opens the form that states one; no value */
  openForm: 'needs.form.open',
  /** opens the give form for its author */
  help: 'needs.need.help',
  edit: 'needs.need.edit',
  found: 'needs.need.found',
  withdraw: 'needs.need.withdraw',
  /** puts one that rests, or was found too soon, back on the board */
  reopen: 'needs.need.reopen',
} as const;

/** What a screen reader hears besides the label. */
const about = (need: Pick<Need, 'text'>): string => clip(need.text, 40);

/** For everybody but its author; @param who the author's name, plain text */
export function helpButton(need: Pick<Need, 'id' | 'text'>, who: string): Button {
  return button('I know someone', needIds.help, need.id, {
    about: `I know someone for ${clip(who, 20)}: ${about(need)}`,
  });
}

/** For the author, by how it stands: an open one, or one that may be opened again. Withdrawn ones have none. */
export function ownNeedButtons(need: Need): Button[] {
  const withdraw = button('Withdraw', needIds.withdraw, need.id, {
    about: `Withdraw ${about(need)}`,
    confirm: {
      title: 'Withdraw this need?',
      text: 'It leaves the board for good. You keep what people gave you for it.',
      yes: 'Withdraw',
      no: 'Keep it',
    },
  });
  switch (need.state) {
    case 'open':
      return [
        button('Edit', needIds.edit, need.id, { about: `Edit ${about(need)}` }),
        button('Found it', needIds.found, need.id, { about: `Found it: ${about(need)}` }),
        withdraw,
      ];
    case 'resting':
      return [openAgain(need), withdraw];
    case 'fulfilled':
      return [openAgain(need)];
    case 'withdrawn':
      return [];
  }
}

export function openAgain(need: Pick<Need, 'id' | 'text'>): Button {
  return button('Open again', needIds.reopen, need.id, { about: `Open again: ${about(need)}` });
}
