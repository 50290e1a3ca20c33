import { MAX_NEED } from './need-policy';
import type { TextPart } from './text-parts';
import { lengthOf } from './user-text';

/** Why a text is no need that others could help with. */
export type NeedProblem = { what: 'empty' | 'nobody-knows-what' } | { what: 'too-long'; length: number };

const NAME = /^[@#][^\s]*$/;

/**
 * Looks at a need as it will be stored; undefined where all is well.
 *
 * @param parts how it was typed, where Slack tells which words are people
 */
export function needProblem(text: string, parts: readonly TextPart[] = [{ text }]): NeedProblem | undefined {
  if (text === '') return { what: 'empty' };
  const words = parts.flatMap((part) => ('userId' in part ? [] : part.text.split(/\s+/)));
  const said = words.filter((word) => /[\p{L}\p{N}]/u.test(word) && !NAME.test(word) && !/^(?:and|&)$/i.test(word));
  if (said.length === 0) return { what: 'nobody-knows-what' };
  const length = lengthOf(text);
  return length > MAX_NEED ? { what: 'too-long', length } : undefined;
}
