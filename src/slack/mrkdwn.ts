import { isolated } from '../domain/user-text';

/** A person's text on a line of its own, harmless in Slack's markup: it can neither mention anybody nor forge a link. */
export function harmless(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The same inside a sentence, which it does not turn around. */
export function escape(text: string): string {
  return isolated(harmless(text));
}

/** A prospect, as it stands out in a sentence. Markup in it would end the emphasis early: then it is quoted. */
export function emphasise(text: string): string {
  return /[_*~`\n]/.test(text) ? `“${escape(text)}”` : `_${escape(text)}_`;
}

/** A person's own words, whole, each line as a quotation. */
export function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${harmless(line)}`)
    .join('\n');
}

/** "Alice", "Alice and Carol", "Alice, Carol and Dan" */
export function listed(items: string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A command as it is typed. */
export function command(text: string): string {
  return `\`/referral${text ? ` ${harmless(text)}` : ''}\``;
}
