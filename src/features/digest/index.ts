import type { Feature } from '../feature';
import { buildDueDigests } from './build-digest';
import { onDigestCommand, onReaction } from './handlers';
import { digestMessages } from './messages';

/** The weekly post in a channel, and what people say to it with reactions. */
export const digest: Feature = {
  name: 'digest',
  commands: { digest: onDigestCommand },
  events: { reaction_added: onReaction, reaction_removed: onReaction },
  messages: digestMessages,
  due: [buildDueDigests],
};
