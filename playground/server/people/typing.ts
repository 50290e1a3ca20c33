import type { Workspace } from '../workspace';
import type { Person } from './person';

/** The three characters that Slack escapes everywhere: https://docs.slack.dev/messaging/formatting-message-text */
export function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * What Slack makes of typed text: mentions and web addresses become links. A command with `should_escape` gets names in
 * its links (`<@U1|alice>`), a message does not (`<@U1>`).
 */
export function withLinks(text: string, workspace: Workspace, style: Style): string {
  const escaped = entities(text);
  let result = '';
  let at = 0;
  while (at < escaped.length) {
    const before = escaped[at - 1];
    const startsWord = before === undefined || !WORD.test(before);
    const found = startsWord ? (mentionAt(escaped, at, workspace, style) ?? addressAt(escaped, at)) : undefined;
    result += found?.link ?? escaped[at] ?? '';
    at += found?.typed.length ?? 1;
  }
  return result;
}

type Style = 'command' | 'message';
type Link = (style: Style) => string;

interface Found {
  typed: string;
  link: string;
}

interface Directory {
  version: number;
  /** What is typed, in lower case, to the link that Slack makes of it. */
  links: Map<string, Link>;
  longest: number;
}

const WORD = /[\p{L}\p{N}_]/u;
const directories = new WeakMap<Workspace, Directory>();

/** Kept until somebody joins or is renamed: a large workspace types thousands of commands in a benchmark. */
function directoryOf(workspace: Workspace): Directory {
  const known = directories.get(workspace);
  if (known?.version === workspace.namesVersion) return known;
  const links = new Map<string, Link>();
  const add = (typed: string, link: Link): void => {
    const key = entities(typed).toLowerCase();
    if (key.length > 1 && !links.has(key)) links.set(key, link);
  };
  for (const range of ['here', 'channel', 'everyone']) add(`@${range}`, () => `<!${range}>`);
  for (const person of workspace.members) add(`@${person.name}`, mentionOf(person));
  for (const person of workspace.members) add(`@${person.displayName}`, mentionOf(person));
  for (const { id, handle } of workspace.userGroups) {
    add(`@${handle}`, (style) => (style === 'command' ? `<!subteam^${id}|@${handle}>` : `<!subteam^${id}>`));
  }
  for (const channel of workspace.channels) {
    if (channel.kind !== 'public' && channel.kind !== 'private') continue;
    // The app may not learn the name of a private channel it is not in.
    const label = (): string => (channel.kind === 'private' && !channel.appIsMember ? '' : channel.name);
    add(`#${channel.name}`, () => `<#${channel.id}|${label()}>`);
  }
  const longest = Math.max(...[...links.keys()].map((typed) => typed.length));
  const directory = { version: workspace.namesVersion, links, longest };
  directories.set(workspace, directory);
  return directory;
}

function mentionOf(person: Person): Link {
  return (style) => (style === 'command' ? `<@${person.id}|${person.name}>` : `<@${person.id}>`);
}

/** The longest name that is typed here and ends at the end of a word. */
function mentionAt(text: string, at: number, workspace: Workspace, style: Style): Found | undefined {
  if (text[at] !== '@' && text[at] !== '#') return undefined;
  const { links, longest } = directoryOf(workspace);
  for (let length = Math.min(longest, text.length - at); length > 1; length -= 1) {
    const after = text[at + length];
    if (after !== undefined && WORD.test(after)) continue;
    const typed = text.slice(at, at + length);
    const link = links.get(typed.toLowerCase());
    if (link !== undefined) return { typed, link: link(style) };
  }
  return undefined;
}

/** Sticky, so that it looks at one place only. */
const ADDRESS = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/y;

function addressAt(text: string, at: number): Found | undefined {
  ADDRESS.lastIndex = at;
  const typed = ADDRESS.exec(text)?.[0];
  return typed === undefined ? undefined : { typed, link: `<${typed}>` };
}
