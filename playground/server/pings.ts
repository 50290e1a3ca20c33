import { isObject, stringAt, type JsonObject } from './json';

/** Whom a piece of mrkdwn notifies. */
export function pingsIn(mrkdwn: string): string[] {
  return [
    ...mrkdwn.matchAll(/<(?:@([UW][A-Z0-9]+)|(!(?:here|channel|everyone|subteam\^[A-Z0-9]+)))(?:\|[^>]*)?>/g),
  ].flatMap(([, user, range]) => user ?? range ?? []);
}

/** Whom a block notifies, whatever text objects and rich text it holds. */
export function pingsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pingsOf);
  if (!isObject(value)) return [];
  const own = ownPings(value);
  return own ?? Object.values(value).flatMap(pingsOf);
}

function ownPings(value: JsonObject): string[] | undefined {
  switch (value['type']) {
    case 'mrkdwn':
    case 'markdown':
      return pingsIn(stringAt(value, 'text') ?? '');
    case 'user':
      return [stringAt(value, 'user_id') ?? ''];
    case 'usergroup':
      return [`!subteam^${stringAt(value, 'usergroup_id')}`];
    case 'broadcast':
      return [`!${stringAt(value, 'range')}`];
    default:
      return undefined;
  }
}
