import type { Feature } from '../feature';
import { OPEN_PRIVACY } from '../privacy-button';
import { eraseUninstalled, finishErasures } from './due';
import { onCopy, onErase, onForget, onOpen } from './handlers';
import { copyMessages } from './messages';
import { deleteOlder } from './retention';
import { privacyIds } from './views';

/** What is held on a member, a copy of it, and how all of it is erased; what an uninstall and time erase. */
export const privacy: Feature = {
  name: 'privacy',
  commands: { forget: onForget },
  actions: { [OPEN_PRIVACY]: onOpen, [privacyIds.copy]: onCopy, [privacyIds.erase]: onErase },
  messages: copyMessages,
  due: [finishErasures, eraseUninstalled, deleteOlder],
};
