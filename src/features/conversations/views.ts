import type { Button, KnownBlock, ModalView } from '@slack/types';
import { MAX_NOTE } from '../../domain/command-text';
import { clip } from '../../domain/user-text';
import { onDate } from '../../domain/when';
import { actions, button, context, type Message, plain, say, section } from '../../slack/blocks';
import { command, escape, quote } from '../../slack/mrkdwn';
import type { Conversation } from '../../store/conversation-store';
import { MEMBERS_ONLY } from '../refusals';
import { ROWS, rowsThatFit } from '../rows-that-fit';

/** A conversation's id, or how many rows come before a page. */
export const entryIds = {
  edit: 'conversations.entry.edit',
  delete: 'conversations.entry.delete',
  share: 'conversations.entry.share',
  older: 'conversations.list.older',
  newer: 'conversations.list.newer',
} as const;

export const formIds = { log: 'conversations.form', edit: 'conversations.edit' } as const;
export const fields = { who: 'who', when: 'when', need: 'need', offer: 'offer' } as const;

const EXAMPLE = command('met @alice a bookkeeper in Austin');
const LIST = command('met list');

export const refusals = {
  notAMember: MEMBERS_ONLY,
  whom: `Whom did you meet? Mention them, as in ${EXAMPLE}.`,
  notAPerson: (shown: string) => `${escape(shown)} is not one person: mention whom you met, as in ${EXAMPLE}.`,
  oneAtATime: `I log one conversation at a time: mention one person, as in ${EXAMPLE}.`,
  yourself: `A conversation is with somebody else: mention whom you met, as in ${EXAMPLE}.`,
  bot: (name: string) => `${escape(name)} is an app: mention a person whom you met, as in ${EXAMPLE}.`,
  gone: (name: string) => `${escape(name)} has left this workspace, so I logged nothing.`,
  stranger: (name: string) => `${escape(name)} belongs to another workspace, so I logged nothing.`,
  unknown: `I couldn't find that person in this workspace: mention somebody who is here, as in ${EXAMPLE}.`,
  tooLong: (length: number) =>
    `That is ${length.toLocaleString('en')} characters and the limit is ${MAX_NOTE.toLocaleString('en')}, so I logged nothing: ${command('met')} opens a form with more room.`,
  missing: `That conversation is not there any more. ${LIST} shows what you have logged.`,
  notYours: 'This conversation is shown to whoever logged it, and to nobody else.',
  stalePage: `That page is not there any more. ${LIST} shows the newest.`,
  noNeed: 'Say first what they need: “Edit” has a field for it.',
  askedBefore: (name: string) => `You have asked ${escape(name)} about this one already.`,
  needTooLong: (length: number, max: number) =>
    `A need on the board has ${max} characters at most and this one has ${length.toLocaleString('en')}: shorten it with “Edit”, then share it.`,
  needUnclear: 'Say in words what they are looking for: “Edit” has a field for it.',
  hereNoMore: (name = 'That person') => `${escape(name)} has left this workspace, so I asked nobody.`,
};

/** The first day that a conversation can be logged for, YYYY-MM-DD: what lies before is a slip of the hand. */
export const EARLIEST = '2000-01-01';

/** What is wrong in the form: plain text. */
export const problems = {
  nobody: 'Whom did you meet? Choose somebody.',
  yourself: 'A conversation is with somebody other than you.',
  bot: 'That is an app: choose a person.',
  gone: 'They have left this workspace.',
  stranger: 'They belong to another workspace.',
  unknown: 'I could not find that person in this workspace.',
  noDate: 'Which day was it?',
  future: 'That day is still to come: choose today or an earlier day.',
  tooLongAgo: 'That day is too long ago: choose 1 January 2000 or a later day.',
  tooLong: (length: number) =>
    `That is ${length.toLocaleString('en')} characters and the limit is ${MAX_NOTE.toLocaleString('en')}: please shorten it.`,
};

// The form

interface Filled {
  withId?: string;
  /** set where it is being edited: it stays with that person. Plain text */
  withName?: string;
  /** YYYY-MM-DD */
  heldOn: string;
  theirNeed?: string | null;
  myOffer?: string | null;
}

/** "Log a conversation", new or to be changed. */
export function conversationForm(metadata: object, filled: Filled): ModalView {
  const { withId, withName, heldOn, theirNeed, myOffer } = filled;
  const isEdit = withName !== undefined;
  return {
    type: 'modal',
    callback_id: isEdit ? formIds.edit : formIds.log,
    private_metadata: JSON.stringify(metadata),
    title: plain(isEdit ? 'Edit a conversation' : 'Log a conversation'),
    submit: plain(isEdit ? 'Save' : 'Log it'),
    close: plain('Cancel'),
    blocks: [
      isEdit
        ? section(`You met ${escape(withName)}. For somebody else, delete it and log it again.`)
        : {
            type: 'input',
            block_id: fields.who,
            label: plain('Who did you meet?'),
            element: {
              type: 'users_select',
              action_id: fields.who,
              placeholder: plain('Choose a member'),
              ...(withId ? { initial_user: withId } : {}),
            },
          },
      {
        type: 'input',
        block_id: fields.when,
        label: plain('When?'),
        element: { type: 'datepicker', action_id: fields.when, initial_date: heldOn },
      },
      textField(fields.need, 'What do they need or want?', theirNeed),
      textField(fields.offer, 'What can you do for them?', myOffer),
      context('Nobody but you sees this.'),
    ],
  };
}

function textField(id: string, label: string, value: string | null | undefined): KnownBlock {
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: plain(label),
    element: {
      type: 'plain_text_input',
      action_id: id,
      multiline: true,
      ...(value ? { initial_value: value } : {}),
    },
  };
}

// What is shown of them

/** A conversation as its author sees it; names are plain text. */
export interface Entry {
  conversation: Conversation;
  name: string;
  hasLeft: boolean;
  /** whether its need was, or may be, offered for the board */
  sharing: 'may-ask' | 'nothing-to-share' | 'asked' | 'on-board';
}

const SHARED = {
  'may-ask': '',
  'nothing-to-share': '',
  asked: ' You asked them whether it may go on the board.',
  'on-board': ' It is on the board in their name.',
};

/** Shown after it was logged or changed. */
export function entryCard(entry: Entry, news: 'logged' | 'changed' | 'as-it-is', now: Date, zone: string): Message {
  const { conversation, name } = entry;
  const met = `you met ${escape(name)} ${onDate(conversation.heldOn, now, zone)}.`;
  const lead = { logged: `Noted: ${met}`, changed: `Changed: ${met}`, 'as-it-is': `Y${met.slice(1)}` }[news];
  const sentence = `${lead} Nobody but you sees this.${SHARED[entry.sharing]}`;
  const isBare = !conversation.theirNeed && !conversation.myOffer;
  const label = news === 'logged' && (isBare || !conversation.myOffer) ? 'Add more' : 'Edit';
  return {
    text: sentence,
    blocks: [
      section(sentence),
      ...wordsOf(conversation, 500),
      actions(...buttons(entry, label, onDate(conversation.heldOn, now, zone))),
    ],
  };
}

function wordsOf({ theirNeed, myOffer }: Conversation, most: number): KnownBlock[] {
  return [
    ...(theirNeed ? [section(`What they need:\n${quote(clip(theirNeed, most))}`)] : []),
    ...(myOffer ? [section(`What you can do for them:\n${quote(clip(myOffer, most))}`)] : []),
  ];
}

/** @param day "on Tuesday": with the need it tells a screen reader's user which of several with one person it is */
function buttons({ conversation, name, sharing }: Entry, edit: 'Add more' | 'Edit', day: string): Button[] {
  const { id, theirNeed } = conversation;
  const which = `${clip(name, 15)} ${day}${theirNeed ? `: ${clip(theirNeed.replace(/\s+/g, ' '), 20)}` : ''}`;
  const share = button('Share it as a need', entryIds.share, id, {
    about: `Share it as a need: ${which}`,
    confirm: {
      title: 'Share it as a need?',
      text: `I show ${escape(clip(name, 24))} these words and ask. The need goes on the board, in their name, if they say yes.`,
      yes: 'Ask them',
      no: 'Not now',
    },
  });
  return [
    button(edit, entryIds.edit, id, { about: `${edit}: ${which}` }),
    button('Delete', entryIds.delete, id, {
      about: `Delete: ${which}`,
      confirm: {
        title: 'Delete this conversation?',
        text: 'It is gone for good, and a question that nobody has answered yet is taken back.',
        yes: 'Delete',
        no: 'Keep it',
      },
    }),
    ...(sharing === 'may-ask' ? [share] : []),
  ];
}

export const deleted = (name: string): string => `Deleted: your conversation with ${escape(name)}.`;

const blockOf = (from: number, id: string): string => `conversations:list:${from}:${id}`;

/** The list's page that a button's block belongs to; null for every other block. */
export function pageOfBlock(blockId: string | undefined): number | null {
  const [, from] = /^conversations:list:(\d{1,5}):[^:]+$/.exec(blockId ?? '') ?? [];
  return from === undefined ? null : Number(from);
}

/** @param entries one more than a page holds where there are more */
export function listView(entries: readonly Entry[], from: number, now: Date, zone: string): Message {
  if (entries.length === 0) return say(`The conversations you log are listed here, for you alone. Try ${EXAMPLE}.`);
  const title = `The conversations you logged, latest first${from > 0 ? ', continued' : ''}. Nobody but you sees them.`;
  const rows = rowsThatFit(entries, (entry) => rowOf(entry, from, now, zone));
  const turning = [
    ...(from > 0 ? [button('Newer', entryIds.newer, String(Math.max(from - ROWS, 0)))] : []),
    ...(entries.length > rows.length ? [button('Older', entryIds.older, String(from + rows.length))] : []),
  ];
  return {
    text: title,
    blocks: [section(title), ...rows.flat(), ...(turning.length > 0 ? [actions(...turning)] : [])],
  };
}

function rowOf(entry: Entry, from: number, now: Date, zone: string): KnownBlock[] {
  const { conversation, name, hasLeft, sharing } = entry;
  const { theirNeed, myOffer, permalink, heldOn } = conversation;
  const one = (text: string) => clip(text.replace(/\s+/g, ' '), 150);
  const day = onDate(heldOn, now, zone);
  const said = [
    `You met ${escape(name)}${hasLeft ? ' (has left)' : ''} ${day}.${SHARED[sharing]}`,
    ...(permalink ? [`<${permalink}|The message>`] : []),
  ].join(' ');
  const lines = [
    said,
    ...(theirNeed ? [quote(`They need: ${one(theirNeed)}`)] : []),
    ...(myOffer ? [quote(`You can: ${one(myOffer)}`)] : []),
  ];
  return [
    section(lines.join('\n')),
    { ...actions(...buttons(entry, 'Edit', day)), block_id: blockOf(from, conversation.id) },
  ];
}

// Consent

export const consentIds = { yes: 'conversations.consent.yes', no: 'conversations.consent.no' } as const;
