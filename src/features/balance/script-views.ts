import type { ModalView } from '@slack/types';
import { noticeView, section } from '../../slack/blocks';
import { escape, listed } from '../../slack/mrkdwn';
import { prospectsIn, verbatim } from '../draft-views';

// The friendly way to say so

/** Above the text that is to be changed and copied; `name` is plain text. */
export const scriptLead = (name: string): string =>
  `A friendly way to say so, for you to send to ${escape(name)} yourself. Change what you like: I don't keep it, and I send it to nobody.`;

/** All of it plain text. */
export function scriptText(name: string, prospects: string[], needs: string[]): string {
  const glad =
    prospects.length > 0
      ? `${name}, I'm glad ${prospects.length > 1 ? 'these worked out:' : 'it worked out with'} ${prospectsIn(prospects)}.`
      : `${name}, I'm glad that I could send you a few people.`;
  const wondered = 'I like sending people to you. What would help you to think of me too when somebody fits?';
  const looking = needs.length > 0 ? ` At the moment I'm looking for ${listed(needs)}.` : '';
  return `${glad}\n\n${wondered}${looking}`;
}

/** The text as it was left: shown, and kept nowhere. */
export function copyView(name: string, text: string): ModalView {
  const lead = `Here is your message to ${escape(name)}, to copy and send yourself. I sent it to nobody, and I don't keep it.`;
  return { ...noticeView('Your message', lead), blocks: [section(lead), verbatim(text)] };
}
