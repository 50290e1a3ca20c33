import { describe, expect, test } from '@jest/globals';
import { messageProblems, viewProblems } from '../../playground/server/block-kit/surfaces';
import type { JsonObject } from '../../playground/server/json';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const long = (length: number): string => 'x'.repeat(length);
const option = (name: string) => ({ text: plain(name), value: name });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`o${index}`));
const button = (more: JsonObject = {}) => ({ type: 'button', text: plain('Press'), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const section = (more: JsonObject = {}) => ({ type: 'section', text: mrkdwn('x'), ...more });
const input = (element: JsonObject, more: JsonObject = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
const textInput = (more: JsonObject = {}) => ({ type: 'plain_text_input', action_id: 'a', ...more });
const confirm = (more: JsonObject = {}) => ({
  title: plain('Sure?'),
  text: mrkdwn('It is final.'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...more,
});
const modal = (more: JsonObject = {}) => ({ type: 'modal', title: plain('Title'), blocks: [section()], ...more });
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };

describe('messages that Slack takes', () => {
  test.each<[string, unknown]>([
    ['every usual block', [section(), { type: 'divider' }, { type: 'header', text: plain('h') }, actions(button())]],
    [
      'a context of text and picture',
      [{ type: 'context', elements: [mrkdwn('x'), { type: 'image', image_url: 'https://x.y/z.png', alt_text: 'z' }] }],
    ],
    [
      'the same action_id in two rows',
      [section({ accessory: button({ action_id: 'a' }) }), section({ accessory: button({ action_id: 'a' }) })],
    ],
    [
      'a button with everything',
      [
        actions(
          button({
            value: 'v',
            url: 'https://x.y',
            style: 'primary',
            confirm: confirm(),
            accessibility_label: 'l',
            action_id: 'a',
          }),
        ),
      ],
    ],
    ['an overflow menu', [section({ accessory: { type: 'overflow', options: options(5) } })]],
    [
      'selects of each kind',
      [
        actions(
          { type: 'static_select', options: options(100) },
          { type: 'users_select', action_id: 'u' },
          { type: 'datepicker', initial_date: '2026-11-23', action_id: 'd' },
        ),
      ],
    ],
    [
      'rich text',
      [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'x', style: { bold: true } },
                { type: 'user', user_id: 'U1' },
              ],
            },
          ],
        },
      ],
    ],
    ['a table', [table]],
    ['50 blocks', Array.from({ length: 50 }, () => section())],
    ['text of 3,000', [section({ text: mrkdwn(long(3000)) })]],
  ])('%s', (_what, blocks) => {
    expect(messageProblems(blocks)).toEqual([]);
  });
});

describe('messages that Slack refuses', () => {
  test.each<[string, unknown[], string]>([
    ['an unknown block', [{ type: 'poem' }], 'unsupported type: poem [json-pointer:/blocks/0/type]'],
    ['a block without type', [{}], 'missing required field: type'],
    ['a property Slack does not know', [section({ colour: 'red' })], 'invalid additional property: colour'],
    ['51 blocks', Array.from({ length: 51 }, () => section()), 'no more than 50 items'],
    ['a section without text or fields', [{ type: 'section' }], 'missing required field: text or fields'],
    [
      'empty text',
      [section({ text: mrkdwn('') })],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['text over 3,000', [section({ text: mrkdwn(long(3001)) })], 'must be less than 3001'],
    ['eleven fields', [section({ fields: Array.from({ length: 11 }, () => mrkdwn('x')) })], 'no more than 10 items'],
    ['a field over 2,000', [section({ fields: [mrkdwn(long(2001))] })], 'must be less than 2001'],
    ['a mrkdwn header', [{ type: 'header', text: mrkdwn('x') }], 'unsupported type: mrkdwn'],
    ['a header over 150', [{ type: 'header', text: plain(long(151)) }], 'must be less than 151'],
    [
      'eleven context elements',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('x')) }],
      'no more than 10',
    ],
    ['a button in a context', [{ type: 'context', elements: [button()] }], 'unsupported type: button'],
    ['an empty actions block', [actions()], 'no fewer than 1'],
    ['26 actions', [actions(...Array.from({ length: 26 }, () => button()))], 'no more than 25'],
    ['a text input in an actions block', [actions(textInput())], 'unsupported type: plain_text_input'],
    [
      'a repeated action_id in one block',
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
      'already exists',
    ],
    ['a repeated block_id', [section({ block_id: 'b' }), section({ block_id: 'b' })], '`block_id` "b" already exists'],
    ['a block_id over 255', [section({ block_id: long(256) })], 'must be less than 256'],
    ['a button over 75', [actions(button({ text: plain(long(76)) }))], 'must be less than 76'],
    ['a mrkdwn button', [actions(button({ text: mrkdwn('x') }))], 'unsupported type: mrkdwn'],
    ['a button value over 2,000', [actions(button({ value: long(2001) }))], 'must be less than 2001'],
    ['a default style', [actions(button({ style: 'default' }))], 'valid enum value (primary, danger)'],
    ['a button that goes nowhere', [actions(button({ url: 'nowhere' }))], 'valid url'],
    [
      'a confirm dialog without deny',
      [actions(button({ confirm: confirm({ deny: undefined }) }))],
      'missing required field: deny',
    ],
    [
      'a confirm text over 300',
      [actions(button({ confirm: confirm({ text: plain(long(301)) }) }))],
      'must be less than 301',
    ],
    ['six overflow options', [section({ accessory: { type: 'overflow', options: options(6) } })], 'no more than 5'],
    ['eleven radio buttons', [actions({ type: 'radio_buttons', options: options(11) })], 'no more than 10'],
    ['101 options', [actions({ type: 'static_select', options: options(101) })], 'no more than 100'],
    ['an option over 75', [actions({ type: 'static_select', options: [option(long(76))] })], 'must be less than 76'],
    ['no options at all', [actions({ type: 'static_select' })], 'exactly one of options or option_groups'],
    [
      'repeated option values',
      [actions({ type: 'static_select', options: [option('a'), option('a')] })],
      'must be unique',
    ],
    [
      'a preselection that is not offered',
      [actions({ type: 'radio_buttons', options: options(2), initial_option: option('z') })],
      'must be one of the options',
    ],
    [
      'a preselection in other words',
      [actions({ type: 'static_select', options: [option('a')], initial_option: { text: plain('A'), value: 'a' } })],
      'must be one of the options',
    ],
    ['an impossible date', [actions({ type: 'datepicker', initial_date: '23.11.2026' })], 'YYYY-MM-DD'],
    ['an impossible time', [actions({ type: 'timepicker', initial_time: '25:00' })], 'HH:mm'],
    [
      'an image without alt_text',
      [{ type: 'image', image_url: 'https://x.y/z.png' }],
      'missing required field: alt_text',
    ],
    [
      'an image from two sources',
      [{ type: 'image', image_url: 'https://x.y', slack_file: { id: 'F0PICTURE1' }, alt_text: 'x' }],
      'exactly one of image_url or slack_file',
    ],
    ['two tables', [table, table], 'only one table'],
    [
      '21 cells',
      [{ type: 'table', rows: [Array.from({ length: 21 }, () => ({ type: 'raw_text', text: 'a' }))] }],
      'no more than 20',
    ],
    [
      'a rich text user without id',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'user' }] }] }],
      'missing required field: user_id',
    ],
  ])('%s', (_what, blocks, problem) => {
    expect(messageProblems(JSON.parse(JSON.stringify(blocks))).join('\n')).toContain(problem);
  });
});

describe('views that Slack refuses', () => {
  const kinds: ('modal' | 'home')[] = ['modal', 'home'];
  test.each<[string, JsonObject, string]>([
    ['a modal without title', modal({ title: undefined }), 'missing required field: title'],
    ['a title over 24', modal({ title: plain(long(25)) }), 'must be less than 25'],
    ['a mrkdwn title', modal({ title: mrkdwn('x') }), 'unsupported type: mrkdwn'],
    ['a submit label over 24', modal({ submit: plain(long(25)) }), 'must be less than 25'],
    ['inputs without submit', modal({ blocks: [input(textInput())] }), 'missing required field: submit'],
    ['private_metadata over 3,000', modal({ private_metadata: long(3001) }), 'must be less than 3001'],
    ['a callback_id over 255', modal({ callback_id: long(256) }), 'must be less than 256'],
    ['101 blocks', modal({ blocks: Array.from({ length: 101 }, () => section()) }), 'no more than 100'],
    ['a button as input', modal({ submit: plain('OK'), blocks: [input(button())] }), 'unsupported type: button'],
    ['a table in a modal', modal({ blocks: [table] }), 'unsupported type: table'],
    [
      'a mrkdwn label',
      modal({ submit: plain('OK'), blocks: [input(textInput(), { label: mrkdwn('x') })] }),
      'unsupported type: mrkdwn',
    ],
    [
      'a text longer than its own limit',
      modal({ submit: plain('OK'), blocks: [input(textInput({ max_length: 3, initial_value: 'four' }))] }),
      'initial_value is longer',
    ],
    [
      'a min over the max',
      modal({ submit: plain('OK'), blocks: [input(textInput({ min_length: 5, max_length: 3 }))] }),
      'must not exceed',
    ],
    [
      'a max_length over 3,000',
      modal({ submit: plain('OK'), blocks: [input(textInput({ max_length: 3001 }))] }),
      'less than or equal to 3000',
    ],
    [
      'a placeholder over 150',
      modal({ submit: plain('OK'), blocks: [input(textInput({ placeholder: plain(long(151)) }))] }),
      'must be less than 151',
    ],
    [
      'two elements with focus',
      modal({
        submit: plain('OK'),
        blocks: [input(textInput({ focus_on_load: true })), input(textInput({ focus_on_load: true }))],
      }),
      'focus_on_load',
    ],
    ['a home with a title', { type: 'home', title: plain('x'), blocks: [] }, 'invalid additional property: title'],
    [
      'a repeated block_id',
      modal({ blocks: [section({ block_id: 'b' }), section({ block_id: 'b' })] }),
      'already exists',
    ],
    ['another type', { type: 'window', blocks: [] }, 'unsupported type: window'],
  ])('%s', (_what, view, problem) => {
    expect(viewProblems(JSON.parse(JSON.stringify(view)), kinds).join('\n')).toContain(problem);
  });

  test('what is right passes', () => {
    const blocks = [
      input(textInput({ multiline: true, max_length: 300, focus_on_load: true }), { hint: plain('h'), optional: true }),
      input({ type: 'checkboxes', options: [option('a')] }, { optional: true }),
      input({ type: 'multi_users_select', initial_users: ['U1'], max_selected_items: 10 }),
    ];
    expect(viewProblems(modal({ submit: plain('OK'), close: plain('No'), blocks }), ['modal'])).toEqual([]);
    expect(viewProblems({ type: 'home', blocks: [section(), table] }, ['home'])).toEqual([]);
  });
});
