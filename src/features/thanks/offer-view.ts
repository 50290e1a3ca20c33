import type { KnownBlock } from '@slack/types';
import { context, type Message, say, section } from '../../slack/blocks';
import { command, emphasise, escape } from '../../slack/mrkdwn';
import type { Need } from '../../store/need-store';
import { helpButton } from '../need-buttons';
import { shortName } from '../referral-rows';

export interface Offered {
  need: Need;
  /** plain text */
  who: string;
}

/** "Gina is looking for …. Do you know someone?": an offer, never a demand. */
export function offerBlocks(offered: Offered[], others: number): KnownBlock[] {
  const more = `and ${others} more: ${command('needs')} shows what everybody is looking for.`;
  return [
    ...offered.map(({ need, who }) => section(sentenceOf({ need, who }), helpButton(need, who))),
    ...(others > 0 ? [context(more)] : []),
  ];
}

export const sentenceOf = ({ need, who }: Offered): string =>
  `${escape(shortName(who))} is looking for ${emphasise(need.text)}. Do you know someone?`;

/** What was done, and then the offer where there is one, in one message. */
export function withOffer(sentence: string, offer: Message | null): Message {
  const done = say(sentence);
  return offer ? { text: done.text, blocks: [...done.blocks, ...offer.blocks] } : done;
}
