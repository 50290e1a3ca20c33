import { Refused } from '../domain/errors';
import type { TextPart } from '../domain/text-parts';
import { clip } from '../domain/user-text';
import type { Deps } from './feature';
import { lookUp } from './who-is';

/** Longer texts are full of names that nobody needs to have right. */
const MOST_NAMES_IN_TEXT = 10;

/** Names of members inside a prospect or note; as Slack wrote them where it does not tell more. */
export async function namesInText(
  request: Deps & { workspaceId: string },
  parts: readonly TextPart[],
): Promise<(userId: string, label: string | undefined) => string> {
  const ids = parts.flatMap((part) => ('userId' in part ? [part.userId] : []));
  if (ids.length === 0) return (_userId, label) => label ?? 'a member';
  const people = await lookUp(request, request.workspaceId, ids.slice(0, MOST_NAMES_IN_TEXT)).catch(
    (error: unknown) => {
      // a name inside a text is no reason to refuse the rest
      if (error instanceof Refused) return new Map<string, { name: string }>();
      throw error;
    },
  );
  return (userId, label) => clip(people.get(userId)?.name ?? label ?? 'a member', 80);
}
