import type { ModalView } from '@slack/types';
import { clip } from '../../domain/user-text';
import { actions, button, context, type Message, noticeView, say, section } from '../../slack/blocks';
import { emphasise, escape } from '../../slack/mrkdwn';
import type { Referral } from '../../store/referral-store';
import { withSettings } from '../settings-link';
import { verbatim } from '../draft-views';

/** What the giver is told, and the draft that they may make of it. */

export const draftIds = {
  /** value: a referral's id, as for the next */
  open: 'follow-ups.draft.open',
  decline: 'follow-ups.draft.decline',
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
      context(
        `If you would like to tell ${escape(receiver)} that you are glad, I have a draft that you can send yourself.`,
      ),
      actions(
        button('Draft a message', draftIds.open, referral.id, { about: `Draft a message to ${receiver}` }),
        button('Not now', draftIds.decline, referral.id, { about: `Not now: no message to ${receiver}` }),
      ),
    ],
  };
}

/** The text on its own, as it is: Slack offers to copy it. */
export function copyMessage(receiver: string, text: string): Message {
  const sentence = `Here is your message to ${escape(receiver)}, to copy and send yourself. I sent it to nobody.`;
  return { text: sentence, blocks: [section(sentence), verbatim(text)] };
}

// What is told at a press that cannot be

export const NO_SUCH_REFERRAL = 'This referral is not here any more, so there is nothing to write about.';
export const NOT_YOURS = 'This draft is for the person who gave the referral.';
export const WITHDRAWN = 'You withdrew this referral, so there is nothing to write about.';
export const changedMeanwhile = (receiver: string) =>
  `${escape(receiver)} has changed the answer since, so a draft about business would not fit.`;

/** What was typed is not lost with the form. */
export function keptView(sentence: string, text: string): ModalView {
  const notice = noticeView('Nothing was changed', sentence);
  return text === ''
    ? notice
    : { ...notice, blocks: [...notice.blocks, section('Here are your words, to keep:'), verbatim(text)] };
}
