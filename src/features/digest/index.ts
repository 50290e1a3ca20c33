import type { Feature } from '../feature';
import { openIds } from '../home-buttons';
import { buildDueDigests } from './build-digest';
import { onDigestCommand, onPreview, onReaction } from './handlers';
import { digestMessages } from './messages';

/** The weekly post in a channel, and what people say to it with reactions. */
export const digest: Feature = {
  name: 'digest',
  commands: { digest: onDigestCommand },
  actions: { [openIds.digest]: onPreview },
  events: { reaction_added: onReaction, reaction_removed: onReaction },
  messages: digestMessages,
  due: [buildDueDigests],
};
