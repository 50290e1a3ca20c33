import type { Checkboxes, Datepicker, InputBlock, ModalView, PlainTextOption, Timepicker } from '@slack/types';
import { ACTS } from '../../domain/acts';
import { weekdayName } from '../../domain/when';
import { actions, button, context, option, plain, section } from '../../slack/blocks';
import { command } from '../../slack/mrkdwn';
import { PURPOSES } from '../purposes';
import { OPEN_WORKSPACE_SETTINGS } from '../settings-link';
import { ACTS_CALLED } from './changed-words';
import type { Choices } from './choices';
import { ASKS_OFF, settingsIds as ids, YES } from './ids';

export const NOT_HERE = `Your settings are in a form: ${command('settings')} opens it.`;

const QUOTING = [option('Ask me each time', 'ask'), option('Always', 'always'), option('Never', 'never')];
const DAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => option(weekdayName(day), String(day)));

/** @param seesWorkspace whether a button leads to the settings of the workspace */
export function settingsForm(choices: Choices, seesWorkspace: boolean): ModalView {
  const { kinds, quoting, inPicture, hours, pauseUntil, homeOnly, asksOff } = choices;
  const purposes = PURPOSES.map(({ kind, called }) => option(called, kind));
  const acts = ACTS.map((act) => option(ACTS_CALLED[act], act));
  const name = [option('Show my name', YES)];
  const asks = [option('Not taking asks now', ASKS_OFF)];
  const workspace = actions(button('Workspace settings', OPEN_WORKSPACE_SETTINGS, 'workspace'));
  const chosenQuoting = QUOTING.find(({ value }) => value === quoting)!;
  return {
    type: 'modal',
    callback_id: ids.form,
    private_metadata: JSON.stringify(choices),
    title: plain('Settings'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      section('These settings are yours: nobody else sees them.'),
      ...(seesWorkspace ? [workspace] : []),
      field(ids.purposes, 'I may write to you with', boxes(ids.purposes, purposes, kinds), { optional: true }),
      field(ids.days, 'Working days', boxes(ids.days, DAYS, hours.days.map(String))),
      field(ids.from, 'Work starts at', timeOfDay(ids.from, hours.from)),
      field(ids.to, 'Work ends at', timeOfDay(ids.to, hours.to)),
      context(
        'Messages that I start myself come in these hours, in your time zone. What others do for you comes at once.',
      ),
      field(ids.pause, 'Pause until', day(ids.pause, pauseUntil), {
        optional: true,
        hint: 'Until that day I start no messages myself. What others do for you still comes. Leave it empty for no pause.',
      }),
      field(
        ids.quoting,
        'May the digest quote your thanks?',
        { type: 'radio_buttons', action_id: ids.quoting, options: QUOTING, initial_option: chosenQuoting },
        { hint: 'Thanks for a private referral are never quoted.' },
      ),
      field(ids.inPicture, "In the digest's picture", boxes(ids.inPicture, name, inPicture ? [YES] : []), {
        optional: true,
        hint: 'Where the digest has a picture of who referred whom, it shows those who agreed. Private referrals stay out of it.',
      }),
      field(ids.homeOnly, 'Home only', boxes(ids.homeOnly, acts, homeOnly), {
        optional: true,
        hint: 'What you tick here does not come as a message: you find it on my Home.',
      }),
      field(ids.asks, 'Asks from others', boxes(ids.asks, asks, asksOff ? [ASKS_OFF] : []), {
        optional: true,
        hint: 'People who would like to ask you something are told so kindly, before they write.',
      }),
    ],
  };
}

export function field(
  id: string,
  label: string,
  element: InputBlock['element'],
  { optional = false, hint }: { optional?: boolean; hint?: string } = {},
): InputBlock {
  const explained = hint ? { hint: plain(hint) } : {};
  return { type: 'input', block_id: id, optional, label: plain(label), element, ...explained };
}

export function boxes(id: string, options: PlainTextOption[], chosen: readonly string[]): Checkboxes {
  const ticked = options.filter(({ value }) => chosen.includes(value!));
  const initial = ticked.length > 0 ? { initial_options: ticked } : {};
  return { type: 'checkboxes', action_id: id, options, ...initial };
}

export const timeOfDay = (id: string, time: string): Timepicker => ({
  type: 'timepicker',
  action_id: id,
  initial_time: time,
});

const day = (id: string, date: string): Datepicker => ({
  type: 'datepicker',
  action_id: id,
  ...(date ? { initial_date: date } : {}),
});
