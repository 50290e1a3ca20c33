import type { KnownBlock } from '@slack/types';
import { actions, button, type Message } from '../slack/blocks';

/** Opens the settings of the workspace; no value. */
export const OPEN_WORKSPACE_SETTINGS = 'settings.workspace.open';
/** Opens the settings; no value. */
export const OPEN_SETTINGS = 'settings.form.open';

/** A message that carries somebody's act, with a way to choose which of those come. */
export function withSettings({ text, blocks }: Message): Message {
  const link = button('Settings', OPEN_SETTINGS, 'settings');
  const last = blocks.at(-1);
  if (last?.type !== 'actions') return { text, blocks: [...blocks, actions(link)] };
  const together: KnownBlock = { ...last, elements: [...last.elements, link] };
  return { text, blocks: [...blocks.slice(0, -1), together] };
}
