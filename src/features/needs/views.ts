import type { KnownBlock, ModalView } from '@slack/types';
import { MAX_NEED } from '../../domain/need-policy';
import type { NeedProblem } from '../../domain/need-text';
import { SUBCOMMAND_FORMS } from '../../domain/subcommands';
import { ago } from '../../domain/when';
import { actions, button, type Message, plain, say, section } from '../../slack/blocks';
import { command, emphasise, escape } from '../../slack/mrkdwn';
import type { Need } from '../../store/need-store';
import { helpButton, ownNeedButtons } from '../need-buttons';
import { MEMBERS_ONLY } from '../refusals';
import { ROWS, rowsThatFit } from '../rows-that-fit';

export const boardIds = { later: 'needs.board.later', earlier: 'needs.board.earlier' } as const;
export const formIds = { state: 'needs.form', edit: 'needs.edit' } as const;
export const NEED_FIELD = 'need';

const EXAMPLE = command(SUBCOMMAND_FORMS.need);
const BOARD = command('needs');

// What is not stated, in a sentence

/** Markup, with the form that works. */
export function problemSentence(problem: NeedProblem): string {
  switch (problem.what) {
    case 'empty':
      return `What are you looking for? Try ${EXAMPLE}.`;
    case 'nobody-knows-what':
      return `Say in words what you are looking for, as in ${EXAMPLE}.`;
    case 'too-long':
      return `That is ${problem.length.toLocaleString('en')} characters and the limit is ${MAX_NEED}, so it is not on the board: try fewer words, as in ${EXAMPLE}.`;
  }
}

/** The same inside a form. */
export function problemInForm(problem: NeedProblem): string {
  switch (problem.what) {
    case 'empty':
      return 'What are you looking for? A few words are enough.';
    case 'nobody-knows-what':
      return 'Say in words what you are looking for, like “a bookkeeper in Austin”.';
    case 'too-long':
      return `That is ${problem.length.toLocaleString('en')} characters and the limit is ${MAX_NEED}: please shorten it.`;
  }
}

export const refusals = {
  notAMember: MEMBERS_ONLY,
  gone: `That need is not there any more. ${BOARD} shows the board.`,
  notYours: `This need is somebody else's, and the person who stated it changes it. ${BOARD} shows yours too.`,
  withdrawn: `You withdrew that need. To state a new one, try ${EXAMPLE}.`,
  settled: `That need is not open, so I left it as it is. ${BOARD} shows where it can be opened again.`,
  sameAsAnother: 'Another open need of yours says the same, so I left this one as it is.',
  yourOwn: `This need is yours. ${BOARD} has the buttons to edit it or to say that you found it.`,
  stalePage: `That page is not there any more. ${BOARD} shows the board.`,
  boardTakesNoText: `${BOARD} alone shows the board; to put a need on it, try ${EXAMPLE}.`,
  notLooking: (who: string, text: string) =>
    `${escape(who)} is not looking for ${emphasise(text)} any more, so there is nothing to do. ${BOARD} shows what people look for now.`,
  hasLeft: (who = 'Its author') => `${escape(who)} has left this workspace, so there is nothing to do.`,
};

/** Said above the give form that answers it; plain text comes in. */
export const isLookingFor = (who: string, text: string): string => `${escape(who)} is looking for ${emphasise(text)}.`;

// The form

/** "Share a need", empty, or with a need of one's own. */
export function needForm(metadata: object, need?: Pick<Need, 'text'>): ModalView {
  return {
    type: 'modal',
    callback_id: need ? formIds.edit : formIds.state,
    private_metadata: JSON.stringify(metadata),
    title: plain(need ? 'Edit a need' : 'Share a need'),
    submit: plain(need ? 'Save' : 'Put it on the board'),
    close: plain('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: NEED_FIELD,
        label: plain('What are you looking for?'),
        hint: plain('Everybody in this workspace can see it, with your name.'),
        element: {
          type: 'plain_text_input',
          action_id: NEED_FIELD,
          multiline: true,
          placeholder: plain('a bookkeeper in Austin'),
          ...(need ? { initial_value: need.text } : {}),
        },
      },
    ],
  };
}

// One need of one's own

/** What its author is shown of a need after they stated it or changed it. */
export function needCard(need: Need, news: 'stated' | 'same' | 'changed' | 'reopened' | 'as-it-is'): Message {
  const sentence = cardSentence(need, news);
  const buttons = ownNeedButtons(need);
  return { text: sentence, blocks: [section(sentence), ...(buttons.length > 0 ? [actions(...buttons)] : [])] };
}

function cardSentence({ text, state }: Need, news: Parameters<typeof needCard>[1]): string {
  const what = emphasise(text);
  if (state === 'fulfilled') return `Glad you found it: ${what} is off the board.`;
  if (state === 'withdrawn') return `You withdrew ${what}. It is off the board.`;
  if (state === 'resting') return `${what} rests: it is off the board until you open it again.`;
  switch (news) {
    case 'stated':
      return `Noted: you are looking for ${what}. It is on the board for everybody here: ${BOARD}`;
    case 'same':
      return `${what} is on the board already, so I added nothing.`;
    case 'changed':
      return `Changed: you are looking for ${what}. The board shows it so.`;
    case 'reopened':
      return `On the board again: you are looking for ${what}.`;
    case 'as-it-is':
      return `You are looking for ${what}. It is on the board.`;
  }
}

// The board

export interface BoardSight {
  userId: string;
  now: Date;
  zone: string;
  /** plain text */
  nameOf(userId: string): string;
  /** who has helped with a need, as far as the viewer may know */
  helped(need: Need): 'nobody' | 'you' | 'somebody';
}

const blockOf = (from: number, needId: string): string => `needs:board:${from}:${needId}`;

/** The board's page that a button's block belongs to; null for every other block. */
export function pageOfBlock(blockId: string | undefined): number | null {
  const [, from] = /^needs:board:(\d{1,5}):[^:]+$/.exec(blockId ?? '') ?? [];
  return from === undefined ? null : Number(from);
}

/** @param needs one more than a page holds where there are more */
export function boardView(needs: readonly Need[], from: number, sight: BoardSight): Message {
  if (needs.length === 0)
    return say(`Nobody is looking for anything at the moment. What are you looking for? Try ${EXAMPLE}.`);
  const title = `What people here are looking for, longest waiting first${from > 0 ? ', continued' : ''}.`;
  const rows = rowsThatFit(needs, (need) => rowOf(need, from, sight));
  const turning = [
    ...(from > 0 ? [button('Back', boardIds.earlier, String(Math.max(from - ROWS, 0)))] : []),
    ...(needs.length > rows.length ? [button('More', boardIds.later, String(from + rows.length))] : []),
  ];
  return {
    text: title,
    blocks: [section(title), ...rows.flat(), ...(turning.length > 0 ? [actions(...turning)] : [])],
  };
}

const HELPED = { nobody: '', you: ' You have helped.', somebody: ' Somebody has helped.' };

function rowOf(need: Need, from: number, sight: BoardSight): KnownBlock[] {
  const { authorId, statedAt, text, state } = need;
  const isOwn = authorId === sight.userId;
  const who = isOwn ? 'You' : escape(sight.nameOf(authorId));
  const rests = state === 'resting' ? ' It rests.' : '';
  const line = `${who}, ${ago(statedAt, sight.now, sight.zone)}: ${emphasise(text)}.${rests}${HELPED[sight.helped(need)]}`;
  if (!isOwn) return [section(line, helpButton(need, sight.nameOf(authorId)))];
  return [section(line), { ...actions(...ownNeedButtons(need)), block_id: blockOf(from, need.id) }];
}
