import type { ModalView } from '@slack/types';
import { MAX_NOTE } from '../../domain/command-text';
import { clip } from '../../domain/user-text';
import { plain, section } from '../../slack/blocks';
import { emphasise, escape } from '../../slack/mrkdwn';
import type { Referral } from '../../store/referral-store';
import type { ShownIn } from './showing';

export const misfitIds = { form: 'follow-ups.misfit.send', reason: 'reason' } as const;

/** Asks kindly what would have fitted better. `giver`: plain text */
export function misfitForm(referral: Referral, giver: string, giverIsHere: boolean, place: ShownIn): ModalView {
  const name = escape(giver);
  const about = `${name} referred you to ${emphasise(clip(referral.prospect, 300))}.`;
  const what = giverIsHere
    ? `I'll tell ${name} that it wasn't a match this time. If you like, say what would have fitted better: ${name} gets your words as they are, and they help with the next one.`
    : `${name} has left, so this stays in your own list.`;
  const before = referral.outcomeReason;
  return {
    type: 'modal',
    callback_id: misfitIds.form,
    private_metadata: JSON.stringify({ id: referral.id, shownIn: place }),
    title: plain("It didn't work out"),
    submit: plain('Send'),
    close: plain('Cancel'),
    blocks: [
      section(`${about} ${what}`),
      {
        type: 'input',
        block_id: misfitIds.reason,
        optional: true,
        label: plain('What would have fitted better?'),
        element: {
          type: 'plain_text_input',
          action_id: misfitIds.reason,
          multiline: true,
          max_length: Math.max(MAX_NOTE, before?.length ?? 0),
          placeholder: plain('For example smaller jobs, or another region. You can leave this empty.'),
          ...(before ? { initial_value: before } : {}),
        },
      },
    ],
  };
}

/** For the form: plain text. */
export function reasonTooLong(length: number): string {
  const [has, most] = [length, MAX_NOTE].map((count) => count.toLocaleString('en'));
  return `Your words have ${has} characters. Please shorten them to ${most} or fewer.`;
}
