import { actions, button, type Message, say, section } from '../../slack/blocks';
import { command, escape } from '../../slack/mrkdwn';
import { ownReferralIds } from '../own-referral-buttons';
import { OPEN_WORKSPACE_SETTINGS } from '../settings-link';

const EXAMPLE = "@alice to Bob's firm";

const TO_PASTE = [
  'We have Goodturn here now. It keeps track of referrals and thanks, and it never keeps score.',
  `When you refer somebody, type: /referral ${EXAMPLE}`,
  'Alice is told at once and can say thanks. /referral help shows everything else.',
].join('\n');

/** @param workspace its name, plain text @param isAdmin of the installer */
export function installedMessage(workspace: string, isAdmin: boolean): Message {
  const text = `You installed Goodturn in ${escape(workspace)}. I have told nobody else.`;
  const channel = '*The weekly digest* comes to a channel that you choose. Invite me there first: `/invite @Goodturn`.';
  const byAdmin = `*The weekly digest* comes to the channel in which an admin says ${command('digest here')}.`;
  return {
    text,
    blocks: [
      section(text),
      section(
        'I record who referred whom to what, remind people to say thanks, find out how it turned out and tell the person who gave it. I keep track, and never keep score.',
      ),
      section(isAdmin ? channel : byAdmin),
      ...(isAdmin ? [actions(button('Choose a channel', OPEN_WORKSPACE_SETTINGS, 'workspace'))] : []),
      section(`*Try it:* ${command(EXAMPLE)}, or this button. Whom you refer is told at once.`),
      actions(button('Give a referral', ownReferralIds.openForm, 'installed')),
      section(`*A text to paste* when you tell the others:\n\`\`\`\n${escape(TO_PASTE)}\n\`\`\``),
    ],
  };
}

/** To whoever added Goodturn to a channel, and to nobody else in it. */
export function addedMessage(): Message {
  return say(
    `I am in this channel now, and post nothing here unless an admin wants the weekly digest here: ${command('digest here')}. ${command(EXAMPLE)} records a referral wherever you type it.`,
  );
}
