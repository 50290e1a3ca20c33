import { describe, expect, it } from '@jest/globals';
import { ambiguousIn, otherwiseIn } from './read-aloud';

const button = (text: string, label?: string) => ({
  type: 'button',
  text: { type: 'plain_text', text },
  ...(label ? { accessibility_label: label } : {}),
});
const message = (...elements: object[]) => ({ channel: 'D1', blocks: JSON.stringify([{ type: 'actions', elements }]) });

describe('buttons', () => {
  it('of different texts need no label', () => {
    expect(ambiguousIn(message(button('Edit'), button('Withdraw')))).toEqual([]);
  });

  it('of one text need a label each, that begins with it', () => {
    expect(ambiguousIn(message(button('Edit', 'Edit the first'), button('Edit', 'Edit the second')))).toEqual([]);
    expect(ambiguousIn(message(button('Edit'), button('Edit', 'Edit the second')))).toEqual(['Edit (Edit)']);
    expect(ambiguousIn(message(button('Edit'), button('Edit')))).toEqual(['Edit (Edit)', 'Edit (Edit)']);
    expect(ambiguousIn(message(button('Edit', 'Edit it'), button('Edit', 'Edit it')))).toHaveLength(2);
    expect(ambiguousIn(message(button('Edit', 'Change it')))).toEqual(['Edit (Change it)']);
  });
});

describe('a notification', () => {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Gina referred you to _Acme_.' } }];
  it('begins as the message does', () => {
    expect(otherwiseIn({ text: 'Gina referred you to _Acme_ on Tuesday.', blocks })).toEqual([]);
    expect(otherwiseIn({ text: 'A new referral', blocks: JSON.stringify(blocks) })).toHaveLength(1);
    expect(otherwiseIn({ text: 'Nothing but this' })).toEqual([]);
  });
});
