// Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects
import { anything, byType, flag, list, matching, may, must, oneOf, shape, text, url, type Rule } from './rules';

export function plainText(max: number): Rule {
  return byType({ plain_text: shape({ type: must(anything), text: must(text({ max })), emoji: may(flag) }) });
}

export function mrkdwn(max: number): Rule {
  return byType({ mrkdwn: shape({ type: must(anything), text: must(text({ max })), verbatim: may(flag) }) });
}

export function anyText(max: number): Rule {
  return byType({
    plain_text: shape({ type: must(anything), text: must(text({ max })), emoji: may(flag) }),
    mrkdwn: shape({ type: must(anything), text: must(text({ max })), verbatim: may(flag) }),
  });
}

export const identifier = text({ max: 255 });
export const userId = matching(/^[UW][A-Z0-9]+$/, 'a valid user id');
export const channelId = matching(/^[CG][A-Z0-9]+$/, 'a valid channel id');
export const conversationId = matching(/^[CGDUW][A-Z0-9]+$/, 'a valid conversation id');
export const date = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date in the form YYYY-MM-DD');
export const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in the form HH:mm');

export const confirm = shape({
  title: must(plainText(100)),
  text: must(anyText(300)),
  confirm: must(plainText(30)),
  deny: must(plainText(30)),
  style: may(oneOf('primary', 'danger')),
});

/** In radio buttons and checkboxes an option's text may be mrkdwn, elsewhere it may not. */
export function option(kind: 'plain' | 'rich' | 'overflow'): Rule {
  const label = kind === 'rich' ? anyText(75) : plainText(75);
  return shape({
    text: must(label),
    value: must(text({ max: 75 })),
    description: may(kind === 'rich' ? anyText(75) : plainText(75)),
    ...(kind === 'overflow' ? { url: may(url()) } : {}),
  });
}

export const optionGroup = shape({
  label: must(plainText(75)),
  options: must(list(option('plain'), { min: 1, max: 100 })),
});

export const dispatchActionConfig = shape({
  trigger_actions_on: may(list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 })),
});

export const conversationFilter = shape({
  include: may(list(oneOf('im', 'mpim', 'private', 'public'), { min: 1, max: 4 })),
  exclude_external_shared_channels: may(flag),
  exclude_bot_users: may(flag),
});

const fileId = matching(/^F[A-Z0-9]{8,}$/, 'a valid file id');

export const slackFile = shape({ id: may(fileId), url: may(url()) }, (value, pointer, report) => {
  if ((value['id'] === undefined) === (value['url'] === undefined)) report('exactly one of id or url', pointer);
});
