import type { PersonSight } from '../page/contract';
import { type Inline, parseMrkdwn } from './blocks/mrkdwn-parse';

/** A message's text as words alone: for the clipboard and for screen readers. */
export function plainText(text: string, people: PersonSight[]): string {
  const wordsOf = (node: Inline): string => {
    switch (node.kind) {
      case 'text':
        return node.text;
      case 'emoji':
        return `:${node.name}:`;
      case 'user':
        return `@${people.find((person) => person.id === node.id)?.name ?? node.label ?? 'somebody'}`;
      case 'channel':
        return node.label === null ? 'a channel' : `#${node.label}`;
      case 'link':
      case 'range':
        return node.label;
      case 'bold':
      case 'italic':
      case 'strike':
      case 'code':
        return inWords(node.children);
    }
  };
  const inWords = (nodes: Inline[]): string => nodes.map(wordsOf).join('');
  return parseMrkdwn(text)
    .flatMap((part) => (part.kind === 'pre' ? [part] : part.lines).map(({ children }) => inWords(children)))
    .join('\n');
}

/** "Alice", "Alice and Bob", "Alice, Bob and you" */
export function inOneLine(names: string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** "1 member", "8 members" */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;
