// Block elements: https://docs.slack.dev/reference/block-kit/block-elements
import { isDeepStrictEqual } from 'node:util';
import { objectsAt, stringAt, type JsonObject } from '../json';
import * as objects from './objects';
import { anything, flag, integer, list, matching, may, must, oneOf, shape, text, url } from './rules';
import type { Report, Rule } from './rules';

const common = { type: must(anything), action_id: may(objects.identifier), confirm: may(objects.confirm) };
const inForms = { ...common, focus_on_load: may(flag) };
const selects = { ...inForms, placeholder: may(objects.plainText(150)) };
const limit = { max_selected_items: may(integer(1, 100)) };

const imageCheck = (value: JsonObject, pointer: string, report: Report): void => {
  if ((value['image_url'] === undefined) === (value['slack_file'] === undefined)) {
    report('exactly one of image_url or slack_file', pointer);
  }
};

export const image: Rule = shape(
  {
    type: must(anything),
    image_url: may(url()),
    slack_file: may(objects.slackFile),
    alt_text: must(text({ max: 2000 })),
  },
  imageCheck,
);

/** What is preselected has to be among the options, word for word. */
function initialIsOffered(value: JsonObject, pointer: string, report: Report): void {
  const groups = objectsAt(value, 'option_groups');
  const offered = [...objectsAt(value, 'options'), ...groups.flatMap((group) => objectsAt(group, 'options'))];
  const initial = value['initial_option'];
  const isOffered = (each: unknown): boolean => offered.some((candidate) => isDeepStrictEqual(candidate, each));
  if (initial !== undefined && !isOffered(initial)) {
    report('initial_option must be one of the options', `${pointer}/initial_option`);
  }
  objectsAt(value, 'initial_options').forEach((each, index) => {
    if (!isOffered(each)) report('initial_options must be among the options', `${pointer}/initial_options/${index}`);
  });
  const values = offered.map((each) => stringAt(each, 'value'));
  if (new Set(values).size < values.length) report('option values must be unique', `${pointer}/options`);
}

function oneSourceOfOptions(value: JsonObject, pointer: string, report: Report): void {
  if ((value['options'] === undefined) === (value['option_groups'] === undefined)) {
    report('exactly one of options or option_groups', pointer);
  }
  initialIsOffered(value, pointer, report);
}

const staticOptions = {
  options: may(list(objects.option('plain'), { min: 1, max: 100 })),
  option_groups: may(list(objects.optionGroup, { min: 1, max: 100 })),
};

export const button: Rule = shape({
  ...common,
  text: must(objects.plainText(75)),
  url: may(url()),
  value: may(text({ max: 2000 })),
  style: may(oneOf('primary', 'danger')),
  accessibility_label: may(text({ max: 75 })),
});

const overflow: Rule = shape(
  { ...common, options: must(list(objects.option('overflow'), { min: 1, max: 5 })) },
  initialIsOffered,
);

const richOptions = must(list(objects.option('rich'), { min: 1, max: 10 }));
const conversations = { default_to_current_conversation: may(flag), filter: may(objects.conversationFilter) };
const responseUrl = { response_url_enabled: may(flag) };

const choosing: Record<string, Rule> = {
  checkboxes: shape(
    { ...inForms, options: richOptions, initial_options: may(list(anything, { min: 1, max: 10 })) },
    initialIsOffered,
  ),
  radio_buttons: shape({ ...inForms, options: richOptions, initial_option: may(anything) }, initialIsOffered),
  static_select: shape({ ...selects, ...staticOptions, initial_option: may(anything) }, oneSourceOfOptions),
  users_select: shape({ ...selects, initial_user: may(objects.userId) }),
  conversations_select: shape({
    ...selects,
    ...conversations,
    ...responseUrl,
    initial_conversation: may(objects.conversationId),
  }),
  channels_select: shape({ ...selects, ...responseUrl, initial_channel: may(objects.channelId) }),
  external_select: shape({ ...selects, initial_option: may(anything), min_query_length: may(integer(0, 100)) }),
  multi_static_select: shape(
    { ...selects, ...limit, ...staticOptions, initial_options: may(list(anything, { min: 1, max: 100 })) },
    oneSourceOfOptions,
  ),
  multi_users_select: shape({
    ...selects,
    ...limit,
    initial_users: may(list(objects.userId, { min: 1, max: 100 })),
  }),
  multi_conversations_select: shape({
    ...selects,
    ...limit,
    ...conversations,
    initial_conversations: may(list(objects.conversationId, { min: 1, max: 100 })),
  }),
  multi_channels_select: shape({
    ...selects,
    ...limit,
    initial_channels: may(list(objects.channelId, { min: 1, max: 100 })),
  }),
  multi_external_select: shape({
    ...selects,
    ...limit,
    initial_options: may(list(anything, { min: 1, max: 100 })),
    min_query_length: may(integer(0, 100)),
  }),
  datepicker: shape({ ...selects, initial_date: may(objects.date) }),
  timepicker: shape({ ...selects, initial_time: may(objects.time), timezone: may(text({ max: 100 })) }),
  datetimepicker: shape({ ...inForms, initial_date_time: may(integer(1_000_000_000, 9_999_999_999)) }),
};

const { confirm: _noConfirm, ...writing } = {
  ...selects,
  dispatch_action_config: may(objects.dispatchActionConfig),
};

const decimal = matching(/^-?\d+(\.\d+)?$/, 'a number in text form');

const writingElements: Record<string, Rule> = {
  plain_text_input: shape(
    {
      ...writing,
      initial_value: may(text({ min: 0, max: 3000 })),
      multiline: may(flag),
      min_length: may(integer(0, 3000)),
      max_length: may(integer(1, 3000)),
    },
    (value, pointer, report) => {
      const { initial_value: initial, min_length: min, max_length: max } = value;
      if (typeof min === 'number' && typeof max === 'number' && min > max) {
        report('min_length must not exceed max_length', pointer);
      }
      if (typeof initial === 'string' && typeof max === 'number' && initial.length > max) {
        report('initial_value is longer than max_length', `${pointer}/initial_value`);
      }
    },
  ),
  email_text_input: shape({ ...writing, initial_value: may(text({ min: 0, max: 3000 })) }),
  url_text_input: shape({ ...writing, initial_value: may(text({ min: 0, max: 3000 })) }),
  number_input: shape({
    ...writing,
    is_decimal_allowed: must(flag),
    initial_value: may(decimal),
    min_value: may(decimal),
    max_value: may(decimal),
  }),
};

// A datetimepicker stands in actions and inputs only.
const { datetimepicker: _datetimepicker, ...inSection } = choosing;

/** Which elements may stand where: Slack refuses a text input in a section and a button in an input. */
export const sectionAccessories: Record<string, Rule> = { button, overflow, image, ...inSection };
export const actionsElements: Record<string, Rule> = { button, overflow, ...choosing };
export const inputElements: Record<string, Rule> = { ...choosing, ...writingElements };
