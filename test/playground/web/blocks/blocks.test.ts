import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../playground/page/contract';
import { messageProblems } from '../../../../playground/server/block-kit/surfaces';
import { blocks, words } from './drawn';

const plain = (text: string) => ({ type: 'plain_text', text });
const options = ['Cold', 'Hot'].map((text) => ({ text: plain(text), value: text.toLowerCase() }));
const input = (element: Json, more: Json = {}): Json => ({
  type: 'input',
  block_id: 'b',
  label: plain('The label'),
  element: { action_id: 'a', ...element },
  ...more,
});

/** Ids that are pointed to must be there, and none twice. */
function expectSoundIds(html: string): void {
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((found) => found[1]);
  expect(new Set(ids).size).toBe(ids.length);
  const pointers = [...html.matchAll(/ (?:for|aria-(?:labelledby|describedby|controls))="([^"]*)"/g)];
  for (const id of pointers.flatMap((found) => (found[1] ?? '').split(' '))) expect(ids).toContain(id);
}

describe('blocks', () => {
  const everything: Json[] = [
    { type: 'header', text: plain('Head :tada:') },
    { type: 'section', text: { type: 'mrkdwn', text: '*bold*' }, fields: [plain('*field*')] },
    { type: 'section', text: plain('Row'), accessory: { type: 'overflow', action_id: 'o', options } },
    { type: 'section', text: plain('Boxes'), accessory: { type: 'checkboxes', action_id: 'c', options } },
    { type: 'section', text: plain('Radios'), accessory: { type: 'radio_buttons', action_id: 'r', options } },
    { type: 'section', text: plain('Select'), accessory: { type: 'static_select', action_id: 's', options } },
    { type: 'section', text: plain('Who'), accessory: { type: 'users_select', action_id: 'u' } },
    {
      type: 'context',
      elements: [plain('quiet'), { type: 'image', image_url: 'https://a.org/i.png', alt_text: 'icon' }],
    },
    { type: 'divider' },
    { type: 'image', image_url: 'https://a.org/p.png', alt_text: 'a picture', title: plain('Title') },
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: '1', text: plain('One'), style: 'primary', accessibility_label: 'One of it' },
        { type: 'button', action_id: '2', text: plain('Two'), style: 'danger', url: 'https://a.org/' },
        { type: 'datepicker', action_id: '3' },
        { type: 'multi_conversations_select', action_id: '4' },
      ],
    },
    input({ type: 'plain_text_input', multiline: true }, { hint: plain('The hint'), optional: true }),
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'rich', style: { bold: true, italic: true } },
            { type: 'user', user_id: 'U1' },
            { type: 'channel', channel_id: 'C1' },
            { type: 'emoji', name: 'x', unicode: '1f389' },
            { type: 'link', url: 'javascript:alert(1)', text: 'bad' },
            { type: 'broadcast', range: 'here' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          offset: 2,
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'third' }] }],
        },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }] },
      ],
    },
    {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: 'Person' },
          { type: 'raw_text', text: 'Count' },
        ],
        [
          { type: 'raw_text', text: 'Gina' },
          { type: 'raw_number', value: 3 },
        ],
      ],
    },
    {
      type: 'video',
      alt_text: 'v',
      title: plain('Talk'),
      thumbnail_url: 'https://a.org/t.png',
      video_url: 'https://a.org/v',
    },
    { type: 'markdown', text: '# Title\n- a **b** [c](https://a.org) <script>' },
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'f',
          positive_button: { text: plain('Good'), value: 'g' },
          negative_button: { text: plain('Bad'), value: 'b' },
        },
        { type: 'icon_button', action_id: 'i', icon: 'trash', text: plain('Delete') },
      ],
    },
  ];

  it('of every kind that the simulated Slack takes are drawn, with ids that are sound', () => {
    expect(messageProblems(everything)).toEqual([]);
    const html = blocks(everything);
    expectSoundIds(html);
    expect(html).not.toContain('cannot be shown');
    expect(html).toContain('<h3 class="block-header" dir="auto"><bdi class="block-plain">Head ');
    expect(html).toContain('<strong>bold</strong>');
    expect(html).toContain('*field*');
    expect(html).toContain('a picture');
    expect(html).toMatch(/<em><strong>rich<\/strong><\/em>/);
    expect(html).toContain('<ol class="block-rich-list"');
    expect(html).toContain('start="3"');
    expect(html).toMatch(/<th scope="col"[^>]*><bdi class="block-plain">Person/);
    expect(html).toContain('<bdi class="block-plain">3</bdi>');
    expect(html).toContain('<strong>Title</strong>');
    expect(html).not.toContain('javascript:');
    expect(html).not.toContain('<script');
  });

  it('twice on a page share no id', () => {
    expectSoundIds(blocks([...everything, ...everything].map((block, index) => ({ ...block, block_id: `b${index}` }))));
  });

  it('that are not known say so in a sentence', () => {
    expect(words(blocks([{ type: 'newest' }, { type: 'file' }, { type: 'call' }]))).toContain(
      'This part of the message cannot be shown here.',
    );
  });

  it('that make no sense do not break the page', () => {
    const html = blocks([
      { type: 'section' },
      { type: 'header', text: 7 },
      { type: 'input' },
      { type: 'table', rows: 'x' },
      { type: 'actions', elements: [null, {}, { type: 'button' }] },
      { type: 'image', image_url: 'javascript:alert(1)', alt_text: 'words instead' },
      {},
    ]);
    expect(html).toContain('words instead');
    expect(html).not.toContain('javascript:');
  });

  it('show a file of the workspace, and of a picture from elsewhere its words', () => {
    expect(blocks([{ type: 'image', image_url: '/playground/files/F1', alt_text: 'f' }])).toContain(
      'src="/playground/files/F1"',
    );
    const elsewhere = blocks([{ type: 'image', image_url: 'https://elsewhere.example/a.png', alt_text: 'A chart' }]);
    expect(elsewhere).toContain('A chart');
    expect(elsewhere).not.toContain('<img');
    expect(elsewhere).not.toContain('Enlarge');
  });

  it('say where a picture was deleted', () => {
    const image = { type: 'image', slack_file: { id: 'F1' }, alt_text: 'A chart' };
    const shown = [
      [image],
      [{ type: 'context', elements: [image] }],
      [{ type: 'section', text: plain('Look'), accessory: image }],
    ];
    for (const html of shown.map((each) => blocks(each))) {
      expect(words(html)).toContain('This picture was deleted.');
      expect(html).not.toMatch(/<img|Enlarge|A chart/);
    }
  });

  it('enlarge an image block, not what only goes with words', () => {
    const image = { type: 'image', image_url: '/playground/files/F1', alt_text: 'A chart' };
    expect(blocks([image])).toContain('aria-label="Enlarge picture"');
    const small = [
      { type: 'context', elements: [image] },
      { type: 'section', text: plain('Look'), accessory: image },
    ];
    expect(blocks(small)).not.toContain('Enlarge');
  });
});

describe('buttons', () => {
  const button = (more: Json) =>
    blocks([{ type: 'actions', elements: [{ type: 'button', text: plain('Go'), ...more }] }]);

  it('are called as the app says, and styled', () => {
    expect(button({ accessibility_label: 'Go there', style: 'danger' })).toMatch(
      /<button type="button" class="block-button block-button-danger" aria-label="Go there">/,
    );
    expect(button({})).not.toContain('aria-label');
  });

  it('with an address are links to a new tab, if the address is a harmless one', () => {
    expect(button({ url: 'https://a.org/' })).toMatch(/<a [^>]*href="https:\/\/a.org\/" target="_blank" rel="noopener/);
    expect(button({ url: 'javascript:alert(1)' })).not.toMatch(/<a |javascript/);
  });

  it('that are for others are not drawn', () => {
    const icon = (ids: string[]) =>
      blocks([
        {
          type: 'context_actions',
          elements: [{ type: 'icon_button', text: plain('Delete'), visible_to_user_ids: ids }],
        },
      ]);
    expect(icon(['U2'])).toContain('Delete');
    expect(icon(['U1'])).not.toContain('Delete');
  });
});

describe('fields', () => {
  it('have a label, say which are optional, and say their hint with them', () => {
    const html = blocks([input({ type: 'plain_text_input' }, { optional: true, hint: plain('A hint') })]);
    expect(words(html)).toBe('The label (optional)A hint');
    expect(html).toMatch(/aria-describedby="[^"]*-hint"/);
    expect(html).not.toContain('aria-required');
    const required = blocks([input({ type: 'plain_text_input' })]);
    expect(words(required)).toBe('The label');
    expect(required).toContain('aria-required="true"');
  });

  it.each(['plain_text_input', 'users_select', 'static_select', 'datepicker', 'multi_static_select'])(
    'of type %s show what is wrong in place',
    (type) => {
      const html = blocks([input({ type, options })], { errors: { b: 'Please <choose>.' } });
      expectSoundIds(html);
      expect(html).toContain('aria-invalid="true"');
      expect(html).toMatch(/aria-describedby="[^"]*-error"/);
      expect(html).toMatch(/role="alert" class="block-error"><bdi>Please &lt;choose&gt;\./);
      expect(blocks([input({ type, options })], { errors: { other: 'x' } })).not.toContain('aria-invalid');
    },
  );

  it('of several boxes are a group with its name', () => {
    const radios = blocks([input({ type: 'radio_buttons', options })], { errors: { b: 'Choose.' } });
    expect(radios).toMatch(/<fieldset [^>]*role="radiogroup"[^>]*aria-invalid="true"[^>]*><legend/);
    const names = [...radios.matchAll(/ name="([^"]*)"/g)].map((found) => found[1]);
    expect([names.length, new Set(names).size]).toEqual([2, 1]);
    const boxes = blocks([input({ type: 'checkboxes', options })], { errors: { b: 'Choose.' } });
    expect(boxes).toMatch(/<fieldset [^>]*><legend/);
    expect(boxes).toMatch(/<input[^>]*type="checkbox"[^>]*aria-invalid="true"/);
    expectSoundIds(radios + boxes.replaceAll('_R_', '_S_'));
  });

  it('start from the values that Slack keeps', () => {
    const shown = (element: Json, value: Json) => blocks([input(element)], { values: { b: { a: value } } });
    expect(shown({ type: 'plain_text_input' }, { value: 'typed "this"' })).toContain('value="typed &quot;this&quot;"');
    expect(shown({ type: 'static_select', options }, { selected_option: options[1] })).toContain(
      '<option value="hot" selected="">',
    );
    expect(
      shown({ type: 'checkboxes', options }, { selected_options: [options[0]] }).match(/checked=""/g),
    ).toHaveLength(1);
    expect(shown({ type: 'users_select' }, { selected_user: 'U1' })).toContain('value="Gina"');
    expect(words(shown({ type: 'multi_users_select' }, { selected_users: ['U1', 'U2'] }))).toContain('Gina×Alice×');
    expect(shown({ type: 'datetimepicker' }, { selected_date_time: 1_795_000_000 })).toContain(
      'value="2026-11-18T05:06"',
    );
  });

  it('say how much room is left where little is', () => {
    const text = (value: string) =>
      words(blocks([input({ type: 'plain_text_input', max_length: 20 })], { values: { b: { a: { value } } } }));
    expect(text('x'.repeat(10))).not.toContain('characters');
    expect(text('x'.repeat(18))).toContain('2 characters left');
    expect(text('x'.repeat(21))).toContain('1 character too many');
  });
});
