import type { Feature } from '../feature';
import { OPEN_SETTINGS } from '../settings-link';
import { onOpen, onSave, onSettings } from './handlers';
import { settingsIds } from './ids';

/** What each member wants to get, and when. */
export const settings: Feature = {
  name: 'settings',
  commands: { settings: onSettings },
  actions: { [OPEN_SETTINGS]: onOpen },
  submissions: { [settingsIds.form]: onSave },
};
