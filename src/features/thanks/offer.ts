import type { Message } from '../../slack/blocks';
import type { Deps, Request } from '../feature';
import { namesOf } from '../who-is';
import { offerBlocks, type Offered, sentenceOf } from './offer-view';

const MOST_OFFERED = 3;

/**
 * What those who were just thanked are looking for, shown to whoever thanked them, right there and to them alone; without
 * what they said "Not now" to or gave something for.
 *
 * @returns null where they look for nothing
 */
export async function offerAfterThanks(
  request: Pick<Request, 'workspaceId' | 'userId'> & Pick<Deps, 'db'>,
  giverIds: string[],
): Promise<Message | null> {
  const { db, workspaceId, userId } = request;
  const open = await db.read.suggestions.openTo(workspaceId, userId, giverIds);
  const nameOf = await namesOf(db, workspaceId, giverIds);
  const offered = open.slice(0, MOST_OFFERED).map((need): Offered => ({ need, who: nameOf(need.authorId) }));
  const [first] = offered;
  if (!first) return null;
  return { text: sentenceOf(first), blocks: offerBlocks(offered, open.length - offered.length) };
}
