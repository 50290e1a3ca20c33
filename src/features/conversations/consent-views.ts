import { actions, button, context, type Message, say, section } from '../../slack/blocks';
import { command, emphasise, escape } from '../../slack/mrkdwn';
import type { Need } from '../../store/need-store';
import { ownNeedButtons } from '../need-buttons';
import { withSettings } from '../settings-link';
import { consentIds } from './views';

export const QUESTION_NOT_YOURS = 'This question is for somebody else, so I left it as it is.';
export const QUESTION_CLOSED = `That question is closed. To share a need yourself, try ${command('need a bookkeeper in Austin')}.`;

/** @param by plain text, `text` too */
export function asking(conversationId: string, by: string, text: string): Message {
  const sentence = `${escape(by)} would like to put your need on the board: ${emphasise(text)}.`;
  return withSettings({
    text: sentence,
    blocks: [
      section(sentence),
      context('Everybody here would see it, with your name, and could help. You can change it afterwards.'),
      actions(
        button('Yes, share it', consentIds.yes, conversationId, { style: 'primary' }),
        button('No, thanks', consentIds.no, conversationId),
      ),
    ],
  });
}

const STANDS: Record<Need['state'], string> = {
  open: 'is on the board in your name.',
  fulfilled: 'is off the board: found.',
  resting: 'rests, off the board.',
  withdrawn: 'is off the board: you withdrew it.',
};

export function onTheBoard(need: Need): Message {
  const sentence = `Your need ${emphasise(need.text)} ${STANDS[need.state]}`;
  const buttons = ownNeedButtons(need);
  return { text: sentence, blocks: [section(sentence), ...(buttons.length > 0 ? [actions(...buttons)] : [])] };
}

export const notOnTheBoard = (): Message =>
  say('You were asked about a need of yours. Nothing was added to the board.');
