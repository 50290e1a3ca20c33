import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { MAX_RECEIVERS } from '../domain/command-text';
import { context, option, plain, section } from '../slack/blocks';

/** The form "Give a referral": shown by several features, handled by the give feature. */
export const giveFormId = 'give.form';

/** Where a form came from, where its answer goes, and what the referral answers. */
export const giveFormMetadata = z.object({
  source: z.enum(['form', 'message']),
  url: z.url().optional(),
  permalink: z.url().optional(),
  needId: z.string().optional(),
  askId: z.string().optional(),
});
export type GiveFormMetadata = z.infer<typeof giveFormMetadata>;

/** The blocks of the forms, by which values are read and errors are shown. */
export const fields = {
  receivers: 'receivers',
  prospect: 'prospect',
  member: 'member',
  note: 'note',
  warmth: 'warmth',
  private: 'private',
} as const;

export const NOT_SAID = 'not-said';
/** Slack's longest text in a text field. */
const FIELD_MAX = 3000;

export interface Filled {
  /** said above the fields: markup */
  lead?: string;
  receiverIds?: string[];
  prospect?: string;
  prospectId?: string | null;
  note?: string | null;
  warmth?: 'cold' | 'warm' | 'hot' | null;
  private?: boolean;
}

export const WARMTH_WORDS = {
  cold: 'Cold: a name to start from',
  warm: 'Warm: they expect to be contacted',
  hot: 'Hot: they are ready to buy',
} as const;

/** "Give a referral", empty or filled from a message. */
export function giveForm(metadata: GiveFormMetadata, filled: Filled = {}): ModalView {
  const { receiverIds = [], lead } = filled;
  return {
    type: 'modal',
    callback_id: giveFormId,
    private_metadata: JSON.stringify(metadata),
    title: plain('Give a referral'),
    submit: plain('Record it'),
    close: plain('Cancel'),
    blocks: [
      ...(lead ? [section(lead)] : []),
      {
        type: 'input',
        block_id: fields.receivers,
        label: plain('Who are you referring?'),
        element: {
          type: 'multi_users_select',
          action_id: fields.receivers,
          max_selected_items: MAX_RECEIVERS,
          placeholder: plain('The people who gain from it'),
          ...(receiverIds.length > 0 ? { initial_users: receiverIds } : {}),
        },
      },
      ...aboutIt(filled),
    ],
  };
}

/** A note that Slack's field cannot hold stays as it is. */
export const fitsField = (note: string | null): boolean => (note ?? '').length <= FIELD_MAX;

/** The fields that every form about a referral has. */
export function aboutIt(filled: Filled): KnownBlock[] {
  const { prospect, prospectId, note = null, warmth, private: isPrivate } = filled;
  return [
    {
      type: 'input',
      block_id: fields.prospect,
      optional: true,
      label: plain('To whom?'),
      hint: plain('A person or a firm. For somebody in this workspace, use the next field.'),
      element: {
        type: 'plain_text_input',
        action_id: fields.prospect,
        placeholder: plain("Bob's firm"),
        ...(prospect ? { initial_value: prospect } : {}),
      },
    },
    {
      type: 'input',
      block_id: fields.member,
      optional: true,
      label: plain('Or a member'),
      hint: plain("I won't tell them. You can introduce them afterwards."),
      element: {
        type: 'users_select',
        action_id: fields.member,
        placeholder: plain('Choose a member'),
        ...(prospectId ? { initial_user: prospectId } : {}),
      },
    },
    fitsField(note) ? noteField(note) : context('The note is too long for this form and stays as it is.'),
    {
      type: 'input',
      block_id: fields.warmth,
      optional: true,
      label: plain('How warm is it?'),
      element: {
        type: 'static_select',
        action_id: fields.warmth,
        options: Object.values(warmthOptions),
        initial_option: warmthOptions[warmth ?? NOT_SAID],
      },
    },
    {
      type: 'input',
      block_id: fields.private,
      optional: true,
      label: plain('Keep it out of the digest'),
      element: {
        type: 'checkboxes',
        action_id: fields.private,
        options: [keepPrivate],
        ...(isPrivate ? { initial_options: [keepPrivate] } : {}),
      },
    },
  ];
}

function noteField(note: string | null): InputBlock {
  return {
    type: 'input',
    block_id: fields.note,
    optional: true,
    label: plain('Note'),
    hint: plain('Seen by the two of you and nobody else.'),
    element: {
      type: 'plain_text_input',
      action_id: fields.note,
      multiline: true,
      ...(note ? { initial_value: note } : {}),
    },
  };
}

const warmthOptions = {
  [NOT_SAID]: option('Not said', NOT_SAID),
  cold: option(WARMTH_WORDS.cold, 'cold'),
  warm: option(WARMTH_WORDS.warm, 'warm'),
  hot: option(WARMTH_WORDS.hot, 'hot'),
};

const keepPrivate = option('Yes, it stays between us', 'yes');
