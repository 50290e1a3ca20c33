import type { Checkboxes, InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { context, option, plain, section } from '../../slack/blocks';
import { command } from '../../slack/mrkdwn';
import { PURPOSES } from '../purposes';

export const settingsIds = { form: 'settings.form.save', purposes: 'purposes', asks: 'asks' } as const;

export const ASKS_OFF = 'off';

/** What a member has chosen. */
export interface Choices {
  /** of the messages that Goodturn may start by itself */
  kinds: string[];
  asksOff: boolean;
}

export const NOT_HERE = `Your settings are in a form: ${command('settings')} opens it.`;
export const MEMBERS_ONLY = 'Goodturn is for the members of this workspace.';

export function settingsForm(choices: Choices): ModalView {
  const purposes = PURPOSES.map(({ kind, called }) => option(called, kind));
  return {
    type: 'modal',
    callback_id: settingsIds.form,
    title: plain('Settings'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      section('These settings are yours: nobody else sees them.'),
      boxes(settingsIds.purposes, 'I may write to you with', purposes, (kind) => choices.kinds.includes(kind)),
      context('I write in your working hours: Monday to Friday, 9:00 to 17:00 on your clock.'),
      boxes(
        settingsIds.asks,
        'Asks from others',
        [option('Not taking asks now', ASKS_OFF)],
        () => choices.asksOff,
        'People who would like to ask you something are told so kindly, before they write.',
      ),
    ],
  };
}

function boxes(
  id: string,
  label: string,
  options: PlainTextOption[],
  isTicked: (value: string) => boolean,
  hint?: string,
): InputBlock {
  const ticked = options.filter(({ value }) => isTicked(value!));
  const element: Checkboxes = {
    type: 'checkboxes',
    action_id: id,
    options,
    ...(ticked.length > 0 ? { initial_options: ticked } : {}),
  };
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: plain(label),
    element,
    ...(hint ? { hint: plain(hint) } : {}),
  };
}

/** @param changes a sentence each */
export function savedWords(changes: string[]): string {
  return changes.length === 0 ? 'Everything stays as it was.' : `Saved. ${changes.join(' ')}`;
}
