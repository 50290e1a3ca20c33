import type { KnownBlock, ModalView } from '@slack/types';
import { MAX_NOTE } from '../../domain/command-text';
import { clip } from '../../domain/user-text';
import { noticeView, plain, section } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Ask } from '../../store/ask-store';
import { asksYou } from './views';

export const askFormIds = { ask: 'asks.form', choose: 'asks.form.choose', notYet: 'asks.not_yet' } as const;

/** The blocks of the forms, by which values are read and errors are shown. */
export const fields = { whom: 'whom', what: 'what', why: 'why', criteria: 'criteria' } as const;

/** Slack's longest text in a text field. */
const FIELD_MAX = 3_000;

interface AskForm {
  /** private_metadata */
  metadata: object;
  giverId?: string;
  text?: string;
  reason?: string | null;
  /** about whom was chosen */
  remarks?: KnownBlock[];
}

/** The form to ask somebody; each choice of whom brings what is to be known before writing. */
export function askForm({ metadata, giverId, text, reason, remarks = [] }: AskForm): ModalView {
  const initialReason = reason && (reason.length > FIELD_MAX ? clip(reason, FIELD_MAX / 2) : reason);
  return {
    type: 'modal',
    callback_id: askFormIds.ask,
    private_metadata: JSON.stringify(metadata),
    title: plain('Ask somebody'),
    submit: plain('Ask'),
    close: plain('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: fields.whom,
        dispatch_action: true,
        label: plain('Whom would you like to ask?'),
        element: {
          type: 'users_select',
          action_id: askFormIds.choose,
          placeholder: plain('Choose a member'),
          ...(giverId ? { initial_user: giverId } : {}),
        },
      },
      ...remarks,
      {
        type: 'input',
        block_id: fields.what,
        label: plain('What would you like to ask for?'),
        hint: plain('They can say “Happy to”, “Not yet” or “No, thanks”.'),
        element: {
          type: 'plain_text_input',
          action_id: fields.what,
          placeholder: plain('an intro to Acme'),
          ...(text ? { initial_value: text } : {}),
        },
      },
      {
        type: 'input',
        block_id: fields.why,
        optional: true,
        label: plain('Why would this be good for them?'),
        hint: plain('Seen by the two of you and nobody else.'),
        element: {
          type: 'plain_text_input',
          action_id: fields.why,
          multiline: true,
          ...(initialReason ? { initial_value: initialReason } : {}),
        },
      },
    ],
  };
}

/** What would need to be true first, in the giver's words. `asker`: plain text */
export function notYetForm(ask: Ask, asker: string): ModalView {
  const before = ask.criteria && clip(ask.criteria, FIELD_MAX / 2);
  return {
    type: 'modal',
    callback_id: askFormIds.notYet,
    private_metadata: ask.id,
    title: plain('Not yet'),
    submit: plain('Send'),
    close: plain('Cancel'),
    blocks: [
      section(`${asksYou(asker, ask)} ${escape(asker)} gets your words as they are, and can tell you when it is so.`),
      {
        type: 'input',
        block_id: fields.criteria,
        label: plain('What would need to be true first?'),
        hint: plain(
          'Three ways to begin: “I would like to see your work first: …”, “Once we have met and I know …” or “When they are looking for …”',
        ),
        element: {
          type: 'plain_text_input',
          action_id: fields.criteria,
          multiline: true,
          max_length: Math.max(MAX_NOTE, before?.length ?? 0),
          placeholder: plain('I would be glad to, once …'),
          ...(before ? { initial_value: before } : {}),
        },
      },
    ],
  };
}

/** Nothing was sent, and what was typed is not lost with the form. */
export function unsentView(sentence: string, words: string): ModalView {
  const notice = noticeView('Nothing was sent', sentence);
  if (words === '') return notice;
  return { ...notice, blocks: [...notice.blocks, section('Here are your words, to keep:'), ...quotation(words)] };
}
