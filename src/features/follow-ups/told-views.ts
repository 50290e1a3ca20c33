import type { ModalView, RichTextBlock } from '@slack/types';
import { clip } from '../../domain/user-text';
import { actions, button, context, type Message, noticeView, plain, say, section } from '../../slack/blocks';
import { emphasise, escape, listed } from '../../slack/mrkdwn';
import type { Referral } from '../../store/referral-store';
import { withSettings } from '../settings-link';

/** What the giver is told, and the draft that they may make of it. */

export const draftIds = {
  /** value: a referral's id, as for the next */
  open: 'follow-ups.draft.open',
  decline: 'follow-ups.draft.decline',
  form: 'follow-ups.draft.copy',
  text: 'text',
} as const;

interface About {
  /** plain text */
  receiver: string;
  referral: Referral;
  /** the giver said "Not now" to a draft */
  isDeclined: boolean;
}

const LONGEST_PROSPECT = 300;

const prospectOf = ({ prospect }: Referral) => emphasise(clip(prospect, LONGEST_PROSPECT));

function corrected({ receiver, referral }: About): string {
  const now = {
    open: "it's open again",
    talking: 'they are still talking',
    business: 'it became business',
    no_fit: "it wasn't a match this time",
  };
  return `${escape(receiver)} changed the answer about ${prospectOf(referral)}: ${now[referral.outcome]}.`;
}

const becameBusiness = ({ receiver, referral }: About) =>
  `${escape(receiver)} says ${prospectOf(referral)} became business.`;

export const talkingMessage = (about: About): Message => withSettings(talking(about));

function talking(about: About): Message {
  const { receiver, referral } = about;
  if (referral.outcome === 'business') return say(becameBusiness(about));
  if (referral.outcome !== 'talking') return say(corrected(about));
  return say(`${escape(receiver)} says they are still talking with ${prospectOf(referral)}.`);
}

export const businessMessage = (about: About): Message => withSettings(business(about));

function business(about: About): Message {
  const { receiver, referral, isDeclined } = about;
  if (referral.outcome !== 'business') return say(corrected(about));
  const sentence = becameBusiness(about);
  if (isDeclined || referral.withdrawnAt) return say(sentence);
  return {
    text: sentence,
    blocks: [
      section(sentence),
      context(`If you like to tell ${escape(receiver)} that you are glad, I have a draft for you to send yourself.`),
      actions(
        button('Draft a message', draftIds.open, referral.id, { about: `Draft a message to ${receiver}` }),
        button('Not now', draftIds.decline, referral.id, { about: `No message to ${receiver} now` }),
      ),
    ],
  };
}

/** What could be sent: glad first and, only then, what would help. All of it plain text. */
export function draftText(receiver: string, prospect: string, needs: string[]): string {
  const glad = `${receiver}, I'm glad that ${clip(prospect, LONGEST_PROSPECT)} became business.`;
  if (needs.length === 0) return `${glad}\n\nWhat would help me at the moment: `;
  const looking = `I'm looking for ${listed(needs)}.`;
  return `${glad}\n\nAt the moment ${looking} If somebody comes to mind, I'd be grateful for an introduction.`;
}

/** Slack takes so much in an input. */
const LONGEST = 3_000;

export function draftForm(referralId: string, receiver: string, text: string): ModalView {
  return {
    type: 'modal',
    callback_id: draftIds.form,
    private_metadata: referralId,
    title: plain('Draft a message'),
    submit: plain('Copy'),
    close: plain('Cancel'),
    blocks: [
      section(
        `A draft for you to send to ${escape(receiver)} as yourself. Change what you like: I hand you the text to copy, and send it to nobody else.`,
      ),
      {
        type: 'input',
        block_id: draftIds.text,
        label: plain('Your message'),
        element: {
          type: 'plain_text_input',
          action_id: draftIds.text,
          multiline: true,
          max_length: LONGEST,
          initial_value: text.slice(0, LONGEST),
        },
      },
    ],
  };
}

export const EMPTY_DRAFT = 'There is nothing to copy yet: a line is enough.';

/** The text on its own, as it is: Slack offers to copy it. */
export function copyMessage(receiver: string, text: string): Message {
  const sentence = `Here is your message to ${escape(receiver)}, to copy and send yourself. I sent it to nobody.`;
  const verbatim: RichTextBlock = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
  return { text: sentence, blocks: [section(sentence), verbatim] };
}

// What is told at a press that cannot be

export const NO_SUCH_REFERRAL = 'This referral is not here any more, so there is nothing to write about.';
export const NOT_YOURS = 'This draft is for the person who gave the referral.';
export const WITHDRAWN = 'You withdrew this referral, so there is nothing to write about.';
export const changedMeanwhile = (receiver: string) =>
  `${escape(receiver)} has changed the answer since, so a draft about business would not fit.`;
export const receiverLeft = (receiver: string) =>
  `${escape(receiver)} has left, so there is nobody here to send it to.`;

/** What was typed is not lost with the form. */
export function keptView(sentence: string, text: string): ModalView {
  const notice = noticeView('Nothing was changed', sentence);
  const words: RichTextBlock = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
  return text === ''
    ? notice
    : { ...notice, blocks: [...notice.blocks, section('Here are your words, to keep:'), words] };
}
