import type { Feature } from '../feature';
import { OPEN_SETTINGS, OPEN_WORKSPACE_SETTINGS } from '../settings-link';
import { onOpen, onSave, onSettings } from './handlers';
import { settingsIds, workspaceIds } from './ids';
import { settingChange } from './messages';
import { onOpenWorkspace, onSaveWorkspace } from './workspace-handlers';

/** What each member wants to get, and when; what admins choose for the workspace. */
export const settings: Feature = {
  name: 'settings',
  commands: { settings: onSettings },
  actions: { [OPEN_SETTINGS]: onOpen, [OPEN_WORKSPACE_SETTINGS]: onOpenWorkspace },
  submissions: { [settingsIds.form]: onSave, [workspaceIds.form]: onSaveWorkspace },
  messages: [settingChange],
};
