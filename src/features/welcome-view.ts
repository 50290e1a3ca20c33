import { actions, button, type Message, section } from '../slack/blocks';
import { command, escape } from '../slack/mrkdwn';
import { ownReferralIds } from './own-referral-buttons';

/** @param name plain text */
export function welcomeMessage(name: string): Message {
  const greeting = `Welcome to Goodturn, ${escape(name)}: it starts with giving first.`;
  const idea =
    'Who here would gain from meeting a person or a firm that you know? ' +
    `A line is enough, like ${command("@alice to Bob's firm")}. ` +
    'Nobody keeps score, and what comes back often comes from somebody else.';
  return {
    text: greeting,
    blocks: [
      section(`${greeting} ${idea}`),
      actions(button('Give a referral', ownReferralIds.openForm, 'welcome', { style: 'primary' })),
    ],
  };
}
