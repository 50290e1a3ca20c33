import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextOption,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';

/** What one message says: `text` reads well alone (notifications, screen readers), `blocks` show it. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Longest text of a section, in characters. */
export const SECTION_MAX = 3000;

export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true });

// verbatim: Slack must not turn what somebody typed into links or mentions
export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

export const section = (text: string, accessory?: Button): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...(accessory ? { accessory } : {}),
});

export const context = (text: string): ContextBlock => ({ type: 'context', elements: [mrkdwn(text)] });

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text) });

export const divider: DividerBlock = { type: 'divider' };

export const actions = (...elements: Button[]): ActionsBlock => ({ type: 'actions', elements });

interface ButtonOptions {
  /** said by screen readers where the label alone is ambiguous; 75 characters at most */
  about?: string;
  style?: 'primary' | 'danger';
  /** asked once before the press counts */
  confirm?: { title: string; text: string; yes: string; no: string };
}

/** A button that carries an id, never a fact: `value` is looked up and checked again at each press. */
export function button(label: string, actionId: string, value: string, options: ButtonOptions = {}): Button {
  const { about, style, confirm } = options;
  return {
    type: 'button',
    text: plain(label),
    action_id: actionId,
    value,
    ...(about ? { accessibility_label: shortened(about, 75) } : {}),
    ...(style ? { style } : {}),
    ...(confirm
      ? {
          confirm: {
            title: plain(confirm.title),
            text: mrkdwn(confirm.text),
            confirm: plain(confirm.yes),
            deny: plain(confirm.no),
          },
        }
      : {}),
  };
}

/** At most `max` UTF-16 units, as Slack counts, and no half of a character at the end. */
export const shortened = (text: string, max: number): string => text.slice(0, max).replace(/[\ud800-\udbff]$/, '');

/** An option of a select, of radio buttons or of checkboxes. */
export const option = (text: string, value: string): PlainTextOption => ({ text: plain(text), value });

/** A message that is one sentence. */
export const say = (sentence: string): Message => ({ text: sentence, blocks: [section(sentence)] });

/** A modal that only says something. */
export const noticeView = (title: string, text: string): ModalView => ({
  type: 'modal',
  title: plain(title),
  close: plain('Close'),
  blocks: [section(text)],
});

/** Names the modals that show a message; what is pressed there is answered there. */
export const MESSAGE_VIEW = 'message';

/** A message as a modal, where there is no conversation to show it in. */
export const messageView = ({ blocks }: Message, title = 'Goodturn'): ModalView => ({
  type: 'modal',
  callback_id: MESSAGE_VIEW,
  title: plain(title),
  close: plain('Close'),
  blocks,
});
