import type { ModalView } from '@slack/types';
import { context, plain, section } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import type { Referral } from '../../store/referral-store';
import { aboutIt } from '../give-form-view';

export const formIds = { edit: 'give.edit', introduce: 'give.introduction' } as const;

/** Everything of a referral but its receiver. */
export function editForm(metadata: object, referral: Referral, receiver: string): ModalView {
  return {
    type: 'modal',
    callback_id: formIds.edit,
    private_metadata: JSON.stringify(metadata),
    title: plain('Edit a referral'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      section(`You referred ${escape(receiver)}. For somebody else, withdraw it and record it again.`),
      ...aboutIt({ ...referral, prospect: referral.prospectId ? '' : referral.prospect }),
    ],
  };
}

/** What an introduction says, in the group message and before it. */
export function introductionText(giver: string, receiver: string, prospect: string): string {
  const [g, r, p] = [giver, receiver, prospect].map(escape);
  return `${g} would like ${r} and ${p} to meet. ${r}, this is ${p}; ${p}, this is ${r}.`;
}

/** Shows what would be posted, before it is. */
export function introductionForm(metadata: object, giver: string, receiver: string, prospect: string): ModalView {
  const text = introductionText(giver, receiver, prospect);
  return {
    type: 'modal',
    callback_id: formIds.introduce,
    private_metadata: JSON.stringify(metadata),
    title: plain('Introduce them'),
    submit: plain('Introduce them'),
    close: plain('Cancel'),
    blocks: [
      section(`I'll open a group message with ${escape(receiver)}, ${escape(prospect)} and you, and post this:`),
      section(`> ${text}`),
      context('The note and how warm it is stay out of it.'),
    ],
  };
}
