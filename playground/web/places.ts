import type { ConversationSight, Sight } from '../page/contract';
import { addressNow } from './address';
import type { Address } from './address';

/** What stands in the address for the direct messages with the app, whoever one is. */
export const APP = 'app';

/** The conversation that the address means, if one sees it. */
export const conversationAt = (sight: Sight, wanted: string | null): ConversationSight | undefined =>
  sight.conversations.find((one) => one.id === wanted || (wanted === APP && one.isApp));

export const addressOf = (conversation: ConversationSight): string => (conversation.isApp ? APP : conversation.id);

/** Where to begin: where the guide's step is done, or where there is news, or in the first channel. */
export function firstConversation(sight: Sight): ConversationSight | undefined {
  const step = sight.guide.hidden ? undefined : sight.guide.steps.find((one) => !one.done);
  const mine = sight.conversations.filter((one) => one.isMember && !one.archived);
  return (
    (step?.as === sight.me ? conversationAt(sight, step.conversation) : undefined) ??
    mine.find((one) => one.unread > 0) ??
    mine[0] ??
    sight.conversations[0]
  );
}

/** The same place as another member: channels are everybody's, direct messages are not. */
export function personAddress(sight: Sight, as: string): Partial<Address> {
  const here = conversationAt(sight, addressNow().conversation);
  if (here?.isApp === true) return { as, conversation: APP };
  const shared = here !== undefined && here.members.includes(as);
  return { as, conversation: shared ? here.id : null };
}

/** By whose clocks times are shown: one's own, or the workspace's where one has none. */
export const zoneOf = (sight: Sight): string =>
  sight.people.find((person) => person.id === sight.me)?.timeZone ?? sight.workspace.timeZone;
