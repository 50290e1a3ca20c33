import { objectAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { Mrkdwn, Plain } from './mrkdwn';

/** A text object, `mrkdwn` or `plain_text`. */
export function Text({ of, inline = false }: { of: Json | undefined; inline?: boolean }) {
  const text = stringAt(of, 'text') ?? '';
  if (of?.['type'] === 'mrkdwn') return <Mrkdwn text={text} inline={inline} />;
  return <Plain text={text} emoji={of?.['emoji'] !== false} />;
}

/** The words of a text object, where an attribute needs them. */
export const wordsAt = (holder: Json | undefined, key: string): string | undefined =>
  stringAt(objectAt(holder, key), 'text') || undefined;
