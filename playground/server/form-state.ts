import { controlsOf } from './controls';
import { objectAt, objectsAt, stringAt, type JsonObject } from './json';

/** `state.values` as Slack sends it: block_id, then action_id, then what is entered. */
export type FormState = Record<string, Record<string, JsonObject>>;

/** Which key of a state value holds what was entered, and which property of the element it starts from. */
const VALUE_KEYS: Record<string, readonly [key: string, initial: string]> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
};

const isList = (key: string): boolean => key.startsWith('selected_') && key.endsWith('s');

export function valueKey(element: JsonObject): string {
  return VALUE_KEYS[stringAt(element, 'type') ?? '']?.[0] ?? 'value';
}

function initialValue(element: JsonObject): JsonObject {
  const [key, initial] = VALUE_KEYS[stringAt(element, 'type') ?? ''] ?? ['value', 'initial_value'];
  return { type: element['type'], [key]: element[initial] ?? (isList(key) ? [] : null) };
}

/**
 * The state of freshly shown blocks. What a person had entered stays where block_id, action_id and type are the same,
 * as Slack keeps it over `views.update`.
 */
export function stateOf(blocks: readonly JsonObject[], before: FormState = {}): FormState {
  const state: FormState = {};
  for (const { block, element } of controlsOf(blocks)) {
    const blockId = stringAt(block, 'block_id') ?? '';
    const actionId = stringAt(element, 'action_id') ?? '';
    const kept = before[blockId]?.[actionId];
    (state[blockId] ??= {})[actionId] =
      kept !== undefined && kept['type'] === element['type'] ? kept : initialValue(element);
  }
  return state;
}

export function stateAt(state: FormState, block: JsonObject, element: JsonObject): JsonObject | undefined {
  return state[stringAt(block, 'block_id') ?? '']?.[stringAt(element, 'action_id') ?? ''];
}

export function isEmpty(value: JsonObject | undefined): boolean {
  const entered = value === undefined ? undefined : value[valueKey(value)];
  return (
    entered === undefined || entered === null || entered === '' || (Array.isArray(entered) && entered.length === 0)
  );
}

/** What the person sees in the control: text, the label of what is chosen, or a list of labels. */
export function shownValue(value: JsonObject | undefined): string | string[] | undefined {
  if (value === undefined) return undefined;
  const key = valueKey(value);
  if (key === 'selected_option') return stringAt(objectAt(objectAt(value, key), 'text'), 'text');
  if (key === 'selected_options') {
    return objectsAt(value, key).map((option) => stringAt(objectAt(option, 'text'), 'text') ?? '');
  }
  const entered = value[key];
  if (Array.isArray(entered)) return entered.map(String);
  return typeof entered === 'string' || typeof entered === 'number' ? String(entered) : undefined;
}
