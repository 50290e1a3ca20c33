import type { Workspace } from '../workspace';

/** The three characters that Slack escapes everywhere: https://docs.slack.dev/messaging/formatting-message-text */
export function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * What Slack makes of typed text: mentions and web addresses become links. A command with `should_escape` gets names in its links (`<@U1|alice>`), a message
 * does not (`<@U1>`).
 */
export function withLinks(text: string, workspace: Workspace, style: 'command' | 'message'): string {
  const targets = linkTargets(workspace, style);
  const escaped = entities(text);
  let result = '';
  let at = 0;
  while (at < escaped.length) {
    const character = escaped[at] ?? '';
    const before = escaped[at - 1];
    const startsWord = before === undefined || !/[\p{L}\p{N}_]/u.test(before);
    const mayLink = startsWord && (character === '@' || character === '#');
    const found = mayLink ? longestAt(escaped, at, targets) : startsWord ? addressAt(escaped, at) : undefined;
    result += found?.link ?? character;
    at += found?.typed.length ?? 1;
  }
  return result;
}

interface Target {
  typed: string;
  link: string;
}

function linkTargets(workspace: Workspace, style: 'command' | 'message'): Target[] {
  const named = style === 'command';
  const people = workspace.members.flatMap((person) => {
    const link = named ? `<@${person.id}|${person.name}>` : `<@${person.id}>`;
    return [person.name, person.displayName].map((name) => ({ typed: `@${entities(name)}`, link }));
  });
  const channels = workspace.channels
    .filter((channel) => channel.kind === 'public' || channel.kind === 'private')
    .map((channel) => {
      // The app may not learn the name of a private channel it is not in.
      const isHidden = channel.kind === 'private' && !channel.appIsMember;
      return { typed: `#${channel.name}`, link: `<#${channel.id}|${isHidden ? '' : channel.name}>` };
    });
  const groups = workspace.userGroups.map(({ id, handle }) => ({
    typed: `@${handle}`,
    link: named ? `<!subteam^${id}|@${handle}>` : `<!subteam^${id}>`,
  }));
  const broadcasts = ['here', 'channel', 'everyone'].map((range) => ({ typed: `@${range}`, link: `<!${range}>` }));
  return [...people, ...channels, ...groups, ...broadcasts]
    .filter(({ typed }) => typed.length > 1)
    .sort((a, b) => b.typed.length - a.typed.length);
}

/** Sticky, so that it looks at one place only. */
const ADDRESS = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/y;

function addressAt(text: string, at: number): Target | undefined {
  ADDRESS.lastIndex = at;
  const typed = ADDRESS.exec(text)?.[0];
  return typed === undefined ? undefined : { typed, link: `<${typed}>` };
}

function longestAt(text: string, at: number, targets: Target[]): Target | undefined {
  return targets.find(({ typed }) => {
    const candidate = text.slice(at, at + typed.length);
    if (candidate.toLowerCase() !== typed.toLowerCase()) return false;
    const after = text[at + typed.length];
    return after === undefined || !/[\p{L}\p{N}_]/u.test(after);
  });
}
