/**
 * Common Markdown as Slack's own markup, as far as it goes: headings, lists, bold, strikethrough, links, code and
 * quotes.
 */
export function mrkdwnOf(markdown: string): string {
  const escaped = markdown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .split(/(```[^`]*```)/)
    .map((part, index) => (index % 2 === 1 ? part : part.split('\n').map(lineOf).join('\n')))
    .join('');
}

function lineOf(line: string): string {
  const heading = /^#{1,6} +(.*)$/.exec(line);
  if (heading) return `*${inlineOf(heading[1] ?? '').replaceAll('*', '')}*`;
  const [, indent = '', , rest = ''] = /^( {0,12})([-*+]) +(.*)$/.exec(line) ?? [];
  if (rest !== '') return `${indent}• ${inlineOf(rest)}`;
  return inlineOf(line);
}

const inlineOf = (text: string): string =>
  text
    .replace(/\[([^[\]\n]{1,500})\]\(((?:https?:\/\/|mailto:)[^\s()|]{1,2000})\)/g, '<$2|$1>')
    // one asterisk is italic there and bold here
    .replace(/(^|[^*\p{L}\p{N}])\*([^*\s](?:[^*\n]{0,500}[^*\s])?)\*(?!\*)/gu, '$1_$2_')
    .replace(/\*\*([^*\n]+)\*\*/g, '*$1*')
    .replace(/~~([^~\n]+)~~/g, '~$1~');
