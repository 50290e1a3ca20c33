import type { Button } from '@slack/types';
import { clip } from '../domain/user-text';
import { button } from '../slack/blocks';

/** What a giver can do with a referral of theirs: offered in several places, handled by the give feature. */
export const ownReferralIds = {
  edit: 'give.referral.edit',
  withdraw: 'give.referral.withdraw',
  /** shows what a group message to receiver, prospect and giver would say */
  introduce: 'give.introduction.open',
  /** opens the "Give a referral" form; no value */
  openForm: 'give.form.open',
  /** opens it for one member; value: their id */
  openFormFor: 'give.form.open_for',
} as const;

/** Edit and Withdraw for one referral; `about` tells a screen reader which one. Withdrawing is asked about once. */
export function ownReferralButtons(referralId: string, about: string): Button[] {
  return [
    button('Edit', ownReferralIds.edit, referralId, { about: `Edit ${about}` }),
    button('Withdraw', ownReferralIds.withdraw, referralId, {
      about: `Withdraw ${about}`,
      confirm: {
        title: 'Withdraw this referral?',
        text: 'It leaves every list and digest for good. You keep the thanks you already got.',
        yes: 'Withdraw',
        no: 'Keep it',
      },
    }),
  ];
}

/** "Give a referral", filled in with who gains from it; `name` is plain text. */
export function giveToButton(userId: string, name: string): Button {
  return button('Give a referral', ownReferralIds.openFormFor, userId, {
    about: `Give a referral to ${clip(name, 40)}`,
  });
}

/** Whether Goodturn may open group messages there: an installer can refuse that scope. */
export function mayIntroduce(workspace: { scopes: string } | null): boolean {
  return (workspace?.scopes ?? '').split(',').includes('mpim:write');
}

/** For a referral to another member, once, where Goodturn may open group messages. */
export function introduceButton(referralId: string, about: string): Button {
  return button('Introduce them', ownReferralIds.introduce, referralId, { about: `Introduce them: ${about}` });
}
