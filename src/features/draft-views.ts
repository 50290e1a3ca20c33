import type { ModalView, RichTextBlock } from '@slack/types';
import { clip } from '../domain/user-text';
import { plain, section, shortened } from '../slack/blocks';
import { escape, listed } from '../slack/mrkdwn';
import { few, PROSPECT_MAX } from './referral-rows';

/** The draft of a message that a member sends as themselves: Goodturn hands them the text, and sends it to nobody. */
export const draftFormIds = {
  /** "Copy" brings the text to its author's own direct messages; metadata: the id of the member it is meant for */
  copy: 'follow-ups.draft.copy',
  text: 'text',
} as const;

/** Slack takes so much in an input. */
const LONGEST = 3_000;
const LONGEST_PROSPECT = 300;

/** What could be said after business: glad first and, only then, what would help. All of it plain text. */
export function draftText(receiver: string, prospects: string[], needs: string[]): string {
  const glad = `${receiver}, I'm glad that ${prospectsIn(prospects)} became business.`;
  if (needs.length === 0) return `${glad}\n\nWhat would help me at the moment: `;
  const looking = `I'm looking for ${listed(needs)}.`;
  return `${glad}\n\nAt the moment ${looking} If somebody comes to mind, I'd be grateful for an introduction.`;
}

/** "Acme", "Acme, Zeta, Yota and 2 more"; plain text */
export function prospectsIn(prospects: string[]): string {
  const room = prospects.length === 1 ? LONGEST_PROSPECT : PROSPECT_MAX;
  return few(
    prospects.map((prospect) => clip(prospect, room)),
    'more',
  );
}

interface DraftForm {
  /** callback_id */
  form: string;
  metadata: string;
  /** markup */
  lead: string;
  /** to be changed at will; plain text */
  text: string;
}

/** What is said above a draft that "Copy" brings to one's direct messages; `receiver` is plain text. */
export const copiedLead = (receiver: string): string =>
  `A draft for you to send to ${escape(receiver)} yourself. Change what you like: I give you the text to copy, and send it to nobody else.`;

/** The ready text, to be changed and copied. */
export function draftForm({ form, metadata, lead, text }: DraftForm): ModalView {
  return {
    type: 'modal',
    callback_id: form,
    private_metadata: metadata,
    title: plain('Draft a message'),
    submit: plain('Copy'),
    close: plain('Cancel'),
    blocks: [
      section(lead),
      {
        type: 'input',
        block_id: draftFormIds.text,
        label: plain('Your message'),
        element: {
          type: 'plain_text_input',
          action_id: draftFormIds.text,
          multiline: true,
          max_length: LONGEST,
          initial_value: shortened(text, LONGEST),
        },
      },
    ],
  };
}

export const EMPTY_DRAFT = 'There is nothing to copy yet: a line is enough.';

/** A text on its own, as it is: Slack offers to copy it. */
export function verbatim(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

/** `receiver`: plain text */
export const nobodyToSendTo = (receiver: string): string =>
  `${escape(receiver)} has left, so there is nobody here to send it to.`;
