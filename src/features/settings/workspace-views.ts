import type { ConversationsSelect, InputBlock, KnownBlock, ModalView, NumberInput, PlainTextInput } from '@slack/types';
import { weekdayName } from '../../domain/when';
import { context, divider, option, plain, section } from '../../slack/blocks';
import { command } from '../../slack/mrkdwn';
import { workspaceIds, YES } from './ids';
import { graceInWords, monthsInWords, settingWords, WORDS } from './setting-words';
import { boxes, field, timeOfDay } from './views';
import { type Setting, SETTINGS, type WorkspaceChoices } from './workspace-choices';

const TITLE = 'Workspace settings';
const DAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => option(weekdayName(day), String(day)));

export const NOT_FOR_YOU = `The settings of the workspace are for its admins and owners. Your own open with ${command('settings')}.`;
export const NO_ANSWER = 'Slack did not answer in time, so nothing was changed: please try again in a minute.';

/** Why a channel cannot have the digest, plain text. */
export const CHANNEL_PROBLEMS = {
  'not-a-member': 'I am not in that channel. Type /invite @Goodturn in it, then save again.',
  'direct-messages': 'The digest is for a whole channel, and that is a direct message. Choose a channel.',
  shared: 'That channel is shared with another company, and the digest is for your own members. Choose another one.',
  archived: 'That channel is archived, so nothing can be posted in it. Choose another one.',
} as const;

/** Plain text. */
export const NO_PICTURES =
  'I may not show pictures here yet. Whoever manages apps here can allow it by installing Goodturn again.';

/** @param changes lines of markup, the latest first @param isLost whether the digest channel is */
export function workspaceForm(choices: WorkspaceChoices, changes: string[], isLost: boolean): ModalView {
  return {
    type: 'modal',
    callback_id: workspaceIds.form,
    private_metadata: JSON.stringify(choices),
    title: plain(TITLE),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      section(
        'These settings are for everybody here. The other admins who use me are told of each change in one line.',
      ),
      ...(isLost ? [context(lostWords(choices.channelId))] : []),
      ...digestFields(choices),
      divider,
      ...dayFields(choices),
      divider,
      ...oneSidedFields(choices),
      divider,
      box('settingsForAll', 'Everybody may see them; admins and owners change them', choices.settingsForAll),
      divider,
      ...keepingFields(choices),
      ...changesBlocks(changes),
    ],
  };
}

/** For everybody, where admins let everybody see them. */
export function workspaceView(choices: WorkspaceChoices, changes: string[]): ModalView {
  const lines = SETTINGS.map((setting) => settingWords(setting, choices[setting] as never));
  return {
    type: 'modal',
    title: plain(TITLE),
    close: plain('Close'),
    blocks: [
      section(lines.join('\n')),
      context('Admins and owners of the workspace can change them.'),
      ...changesBlocks(changes),
    ],
  };
}

function digestFields(choices: WorkspaceChoices): KnownBlock[] {
  const { channelId, day, time, timeZone, postsQuietWeeks, namesProspects, drawsWeek } = choices;
  const none = option('Post no digest any more', YES);
  const days = { type: 'static_select', action_id: 'day', options: DAYS, initial_option: DAYS[day - 1]! } as const;
  return [
    named('channelId', channels(channelId), {
      optional: true,
      hint: 'I can post where I am a member: type /invite @Goodturn there first.',
    }),
    ...(channelId
      ? [field(workspaceIds.unset, 'No digest', boxes(workspaceIds.unset, [none], []), { optional: true })]
      : []),
    named('day', days),
    named('time', timeOfDay('time', time)),
    named('timeZone', line('timeZone', timeZone), { hint: 'For example Europe/Berlin, America/Chicago or UTC.' }),
    box('postsQuietWeeks', 'Post what people are looking for', postsQuietWeeks),
    box('namesProspects', 'Name them', namesProspects),
    box(
      'drawsWeek',
      'Draw who referred whom',
      drawsWeek,
      'It shows those alone who agreed to it in their own settings.',
    ),
  ];
}

function dayFields({ nudgeDays, followUpDays }: WorkspaceChoices): KnownBlock[] {
  const hint = 'Days after a referral was recorded, one to three of them. A change counts for what is still ahead.';
  return [
    named('nudgeDays', line('nudgeDays', spaced(nudgeDays)), { hint }),
    named('followUpDays', line('followUpDays', spaced(followUpDays)), { hint }),
  ];
}

function oneSidedFields(choices: WorkspaceChoices): KnownBlock[] {
  const count = (setting: 'oneSidedGiven' | 'oneSidedBusiness' | 'oneSidedDays') =>
    named(setting, number(setting, choices[setting]));
  return [
    context('When a relationship looks one-sided to its giver: they alone see it, in their track record.'),
    count('oneSidedGiven'),
    count('oneSidedBusiness'),
    count('oneSidedDays'),
  ];
}

/** In months; 0: for good. */
const KEPT = [0, 12, 24, 36, 60];
const GRACE_DAYS = [7, 14, 30, 60, 90];

function keepingFields({ keepMonths, graceDays }: WorkspaceChoices): KnownBlock[] {
  const choice = (setting: Setting, usual: number[], chosen: number, words: (value: number) => string) => {
    const options = [...new Set([...usual, chosen])]
      .sort((a, b) => a - b)
      .map((each) => option(words(each), String(each)));
    const initial = options.find(({ value }) => value === String(chosen))!;
    return { type: 'static_select', action_id: setting, options, initial_option: initial } as const;
  };
  const hint = 'What is older is deleted for good. What is still open stays.';
  return [
    named('keepMonths', choice('keepMonths', KEPT, keepMonths, monthsInWords), { hint }),
    named('graceDays', choice('graceDays', GRACE_DAYS, graceDays, graceInWords)),
  ];
}

function changesBlocks(changes: string[]): KnownBlock[] {
  return changes.length === 0 ? [] : [divider, section('*Last changes*'), ...changes.map((change) => context(change))];
}

const lostWords = (channelId: string) =>
  `I can't post in <#${channelId}> any more. Invite me again and save, or choose another channel.`;

const spaced = (days: string) => days.split(',').join(', ');

const named = (setting: Setting, element: InputBlock['element'], more: Parameters<typeof field>[3] = {}) =>
  field(setting, WORDS[setting].called, element, more);

const box = (setting: Setting, text: string, isTicked: boolean, hint?: string) =>
  named(setting, boxes(setting, [option(text, YES)], isTicked ? [YES] : []), { optional: true, hint });

const line = (id: string, initial: string): PlainTextInput => ({
  type: 'plain_text_input',
  action_id: id,
  initial_value: initial,
  max_length: 100,
});

const number = (id: string, initial: number): NumberInput => ({
  type: 'number_input',
  action_id: id,
  is_decimal_allowed: false,
  initial_value: String(initial),
});

const channels = (channelId: string): ConversationsSelect => ({
  type: 'conversations_select',
  action_id: 'channelId',
  filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
  ...(channelId ? { initial_conversation: channelId } : {}),
});

/** @param changes markup, one for each setting @param isEarly its times were changed while there is no channel */
export function workspaceSaved(changes: string[], isEarly: boolean): string {
  const early = isEarly ? ' Day, time and time zone count once a digest channel is chosen.' : '';
  if (changes.length === 0) return `Everything stays as it was.${early}`;
  return `Saved. ${changes.join('. ')}.${early}`;
}
