import { describe, expect, it } from '@jest/globals';
import { parseMrkdwn } from '../../../../playground/web/blocks/mrkdwn-parse';
import { mrkdwn, words } from './drawn';

const link = (href: string, label: string) =>
  `<a class="block-link" href="${href}" target="_blank" rel="noopener noreferrer">${label}</a>`;
const mention = (name: string) => `<bdi class="block-mention">${name}</bdi>`;
const code = (text: string) => `<code class="block-code">${text}</code>`;
const quote = (text: string) => `<blockquote class="block-quote">${text}</blockquote>`;
const pre = (text: string) => `<pre class="block-pre-frame"><code class="block-pre">${text}</code></pre>`;

describe('text in Slack’s markup', () => {
  const cases: [what: string, text: string, html: string][] = [
    ['bold, italic and strike', '*a* _b_ ~c~', '<strong>a</strong> <em>b</em> <s>c</s>'],
    ['one in another', '*_a_ b*', '<strong><em>a</em> b</strong>'],
    ['punctuation at the edge of a word', '"_Bob’s firm_."', '&quot;<em>Bob’s firm</em>.&quot;'],
    ['a bold sentence with its full stop', '*2 referrals.* 1 more', '<strong>2 referrals.</strong> 1 more'],
    ['no italics in a name with underscores', 'snake_case_name', 'snake_case_name'],
    ['no bold in a product', '2*3*4', '2*3*4'],
    ['no emphasis after a blank', '* a* and _ b _', '* a* and _ b _'],
    ['no emphasis over a line break', '*a\nb*', '*a<br/>b*'],
    ['what was not ended', '*a _b', '*a _b'],
    ['the nearer beginning', '*3 and *b*', '*3 and <strong>b</strong>'],
    ['no bold in bold', '*a *b* c*', '*a <strong>b</strong> c*'],
    ['no end within a word', '*a*b c*', '<strong>a*b c</strong>'],
    ['what crosses', '_a *b_ c*', '<em>a *b</em> c*'],
    ['nothing between marks', '** __ ~~ *', '** __ ~~ *'],
    ['letters of any script as part of words', 'ä*b*', 'ä*b*'],
    ['code, in which nothing else counts', '`*a* :pray: &lt;b&gt;`', code('*a* :pray: &lt;b&gt;')],
    ['code that was not ended', 'a ` b', 'a ` b'],
    ['an empty pair of backticks', '`` a', '`` a'],
    ['a block of code', 'a\n```\n*b*\n  c\n```\nd', `a${pre('*b*\n  c')}d`],
    ['a fence that was not ended', '```a', '```a'],
    ['a quotation of several lines', '> a\n> *b*\nc', `${quote('a<br/><strong>b</strong>')}c`],
    ['a quotation as people type it', '&gt; a', quote('a')],
    ['one level of quotation', '> &gt; a', quote('&gt; a')],
    ['a quotation to the end', '>>> a\nb', quote('a<br/>b')],
    [
      'bullets that were typed',
      '• a\n• b\nc',
      '<span class="block-item">• a</span><span class="block-item">• b</span>c',
    ],
    ['line breaks', 'a\n\nb', 'a<br/><br/>b'],
    ['entities, once', '&amp;lt; &lt; &quot;', '&amp;lt; &lt; &amp;quot;'],
    ['a link', '<https://a.org/?a=1&amp;b=2>', link('https://a.org/?a=1&amp;b=2', 'https://a.org/?a=1&amp;b=2')],
    ['a link with a label', '<https://a.org|see *this*>', link('https://a.org', 'see *this*')],
    ['an address for mail', '<mailto:b@a.org>', link('mailto:b@a.org', 'b@a.org')],
    ['a mention by the name known here', '<@U1> <@U1|x>', `${mention('@Gina')} ${mention('@Gina')}`],
    ['a mention by the name that came with it', '<@U9|zoe>', mention('@zoe')],
    ['a mention of nobody known', '<@U9>', mention('@somebody')],
    ['a mention of oneself', '<@U2>', '<bdi class="block-mention block-mention-me">@Alice</bdi>'],
    ['channels', '<#C1|x> <#C9|y> <#G9|>', `${mention('#general')} ${mention('#y')} ${mention('a private channel')}`],
    ['ranges and groups', '<!here> <!subteam^S1|@team>', `${mention('@here')} ${mention('@team')}`],
    ['a date by its fallback', '<!date^1392734382^{date}|18 February>', '18 February'],
    ['a mention in bold', '*<@U1>*', `<strong>${mention('@Gina')}</strong>`],
    ['a mention in code', '`<@U1|x>`', code(mention('@Gina'))],
    [
      'an emoji',
      ':pray::skin-tone-3:',
      '<span class="block-emoji" title="folded hands, medium-light skin tone">🙏🏼</span>',
    ],
    ['an emoji that is not known', ':not_known: 10:30:15', ':not_known: 10:30:15'],
  ];

  it.each(cases)('draws %s', (_, text, html) => {
    expect(mrkdwn(text)).toBe(html);
  });

  it.each([
    '<javascript:alert(1)|x>',
    '<JavaScript:alert(1)>',
    '<data:text/html,x|x>',
    '<vbscript:x>',
    '<//evil.org|x>',
    '<https:|x>',
    '<https://a b|x>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<@alice>',
    '<',
    '<<<>>>',
    '<|>',
  ])('keeps %s as text', (text) => {
    const html = mrkdwn(text);
    expect(words(html)).toBe(text);
    expect(html).not.toMatch(/<(?:a|script|img)\b/);
  });

  it('keeps entities that spell markup as text', () => {
    const html = mrkdwn('&lt;@U1&gt; &lt;https://a.org|x&gt; &lt;b&gt;');
    expect(words(html)).toBe('<@U1> <https://a.org|x> <b>');
    expect(html).not.toContain('<b');
  });

  it('holds a name that turns the direction of writing apart from the words around it', () => {
    expect(mrkdwn('<@U3> thanks you')).toBe(`${mention('@\u202eנועה &lt;b&gt;')} thanks you`);
  });

  it('keeps every letter of hostile text, and nests it no deeper than there are kinds of emphasis', () => {
    const hostile = ['*_~', '*a ', '*a _b ~c ', '_*', '`', '<', ':a', '<a|', '>', '**', '*a*_b_', '~_*a', '``` '];
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(10_000 / piece.length));
      const html = mrkdwn(text);
      expect(words(html).replace(/[^a-c]/g, '')).toBe(text.replace(/[^a-c]/g, ''));
      expect(depthOf(html)).toBeLessThanOrEqual(3);
    }
  });
});

function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of html.matchAll(/<\/?[a-z][^>]*>/g)) {
    if (tag.endsWith('/>')) continue;
    depth += tag.startsWith('</') ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

describe('the tree of a text', () => {
  it('grows in proportion to the text', () => {
    const count = (value: unknown): number =>
      Array.isArray(value)
        ? value.reduce((sum: number, each) => sum + count(each), 0)
        : typeof value === 'object' && value !== null
          ? 1 + count(Object.values(value))
          : 0;
    for (const piece of ['*_~', '*a ', '*a _b ~c ', '<a|', '*a* ']) {
      const size = (length: number) => count(parseMrkdwn(piece.repeat(length)));
      expect(size(4000)).toBeLessThanOrEqual(2 * size(2000) + 10);
    }
  });
});
