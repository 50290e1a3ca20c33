import type { KnownBlock } from '@slack/types';
import { context, type Message, say, section } from '../../slack/blocks';
import { command, emphasise, escape } from '../../slack/mrkdwn';
import type { Need } from '../../store/need-store';
import type { Deps, Request } from '../feature';
import { helpButton } from '../need-buttons';
import { shortName } from '../referral-rows';
import { namesOf } from '../who-is';

const MOST_OFFERED = 3;

interface Offered {
  need: Need;
  /** plain text */
  who: string;
}

/** "Gina is looking for …. Know someone?": an offer, never a demand. */
function offerBlocks(offered: Offered[], others: number): KnownBlock[] {
  const more = `and ${others} more: ${command('needs')} shows what everybody is looking for.`;
  return [
    ...offered.map(({ need, who }) => section(sentenceOf({ need, who }), helpButton(need, who))),
    ...(others > 0 ? [context(more)] : []),
  ];
}

const sentenceOf = ({ need, who }: Offered): string =>
  `${escape(shortName(who))} is looking for ${emphasise(need.text)}. Know someone?`;

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

/** What was done, and then the offer where there is one, in one message. */
export function withOffer(sentence: string, offer: Message | null): Message {
  const done = say(sentence);
  return offer ? { text: done.text, blocks: [...done.blocks, ...offer.blocks] } : done;
}
