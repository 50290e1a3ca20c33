import type { Channel } from '../channel';
import { controlsOf, optionLabel, optionsOf, type Control } from '../controls';
import { isEmpty, valueKey, type FormState } from '../form-state';
import { stringAt, type JsonObject } from '../json';
import type { Person } from './person';

export type Entry = string | number | boolean | null | Person | Channel | (string | Person | Channel)[];

/** Finds by label, or by the text of a checkbox. Throws with what there is. */
export function controlNamed(blocks: readonly JsonObject[], label: string): Control {
  const controls = controlsOf(blocks);
  const byOption = (control: Control): boolean =>
    control.element['type'] === 'checkboxes' && optionsOf(control.element).some((each) => optionLabel(each) === label);
  const found = controls.find((each) => each.names.includes(label)) ?? controls.find(byOption);
  if (found !== undefined) return found;
  const known = controls.map((each) => `"${each.names[0] ?? each.element['type']}"`);
  throw new Error(`no field "${label}"; there are: ${known.join(', ') || 'none'}`);
}

/** What the state holds once the person has entered this. Throws where Slack's client offers no way to. */
export function entered(control: Control, label: string, entry: Entry, before: JsonObject | undefined): JsonObject {
  const { element } = control;
  const type = stringAt(element, 'type') ?? '';
  const key = valueKey(element);
  const isList = key.endsWith('s') && key !== 'value';
  if (entry === null) return { type, [key]: isList ? [] : null };
  if (type === 'checkboxes') return { type, [key]: ticked(element, label, entry, before) };
  if (key === 'selected_option') return { type, [key]: optionNamed(element, label, entry) };
  if (key === 'selected_options')
    return { type, [key]: listOf(entry).map((each) => optionNamed(element, label, each)) };
  if (isList) return { type, [key]: limited(element, label, listOf(entry).map(idOf)) };
  if (key === 'value') return { type, value: textFor(type, label, entry) };
  if (type === 'datepicker') return { type, [key]: shaped(entry, /^\d{4}-\d\d-\d\d$/, label) };
  if (type === 'timepicker') return { type, [key]: shaped(entry, /^\d\d:\d\d$/, label) };
  if (type === 'datetimepicker') return { type, [key]: Number(entry) };
  return { type, [key]: idOf(entry) };
}

const listOf = (entry: Entry): Exclude<Entry, unknown[]>[] => (Array.isArray(entry) ? entry : [entry]);

function idOf(entry: Entry): string {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw new Error('choose a person or a channel here');
  }
  if ('deleted' in entry && entry.deleted) throw new Error(`${entry.name} is deactivated and not offered`);
  return entry.id;
}

const spoken = (entry: Entry): string =>
  typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : JSON.stringify(entry);

function limited(element: JsonObject, label: string, chosen: string[]): string[] {
  const most = element['max_selected_items'];
  if (typeof most === 'number' && chosen.length > most) throw new Error(`"${label}" takes no more than ${most}`);
  return chosen;
}

function optionNamed(element: JsonObject, label: string, entry: Entry): JsonObject {
  const options = optionsOf(element);
  const found =
    options.find((option) => optionLabel(option) === entry) ?? options.find((each) => each['value'] === entry);
  if (found !== undefined) return found;
  throw new Error(`"${label}" offers no ${spoken(entry)}, only: ${options.map(optionLabel).join(', ')}`);
}

/** Checkboxes: a list of labels, or yes and no for the single one or for the one so named. */
function ticked(element: JsonObject, label: string, entry: Entry, before: JsonObject | undefined): JsonObject[] {
  const options = optionsOf(element);
  if (typeof entry !== 'boolean') return listOf(entry).map((each) => optionNamed(element, label, each));
  const meant =
    options.find((option) => optionLabel(option) === label) ?? (options.length === 1 ? options[0] : undefined);
  if (meant === undefined) throw new Error(`"${label}" has several boxes: ${options.map(optionLabel).join(', ')}`);
  const already = new Set((before?.['selected_options'] as JsonObject[] | undefined)?.map((each) => each['value']));
  if (entry) already.add(meant['value']);
  else already.delete(meant['value']);
  return options.filter((option) => already.has(option['value']));
}

function textFor(type: string, label: string, entry: Entry): string | null {
  if (typeof entry !== 'string' && typeof entry !== 'number') throw new Error(`"${label}" takes text`);
  if (type === 'number_input' && !Number.isFinite(Number(entry))) throw new Error(`"${label}" takes a number`);
  return entry === '' ? null : String(entry);
}

function shaped(entry: Entry, pattern: RegExp, label: string): string {
  if (typeof entry === 'string' && pattern.test(entry)) return entry;
  throw new Error(`"${label}" takes ${pattern.source}, not ${spoken(entry)}`);
}

/** What a client sends: text, options by their values, people and conversations by their ids; null clears. */
export type Given = string | string[] | null;

/** Somebody gave a control what it does not take; the message is for them. */
export class Unfit extends Error {}

/** As `entered`, for a client that knows values and ids, not labels. @throws {Unfit} */
export function enteredByValue(person: Person, { element }: Control, given: Given): JsonObject {
  const type = stringAt(element, 'type') ?? '';
  const key = valueKey(element);
  const isList = key.endsWith('s') && key !== 'value';
  if (given === null || given === '') return { type, [key]: isList ? [] : null };
  if (isList !== Array.isArray(given)) throw new Unfit('Please choose again: that does not belong here.');
  const fit = (each: string): unknown => fitting(person, element, key, each);
  if (!Array.isArray(given)) return { type, [key]: fit(given) };
  const most = element['max_selected_items'];
  const all = [...new Set(given)];
  if (typeof most === 'number' && all.length > most) throw new Unfit(`Please choose no more than ${most}.`);
  return { type, [key]: all.map(fit) };
}

function fitting(person: Person, element: JsonObject, key: string, given: string): unknown {
  const { workspace } = person;
  const orUnfit = (fits: unknown, sentence: string): unknown => {
    if (fits === undefined || fits === false) throw new Unfit(sentence);
    return fits === true ? given : fits;
  };
  switch (key.replace(/s$/, '')) {
    case 'selected_option': {
      const option = optionsOf(element).find((each) => each['value'] === given);
      return orUnfit(option, 'Please choose one of the options.');
    }
    case 'selected_user':
      return orUnfit(workspace.member(given)?.deleted === false, 'Please choose somebody who is here.');
    case 'selected_channel':
    case 'selected_conversation': {
      const channel = workspace.channels.find(({ id }) => id === given);
      const isOffered = channel?.kind === 'public' || (channel?.members.has(person.id) && !key.includes('channel'));
      return orUnfit(isOffered ?? false, 'Please choose a conversation that you can see.');
    }
    case 'selected_date':
      return orUnfit(isDate(given), 'Please enter a date.');
    case 'selected_time':
      return orUnfit(/^([01]\d|2[0-3]):[0-5]\d$/.test(given), 'Please enter a time.');
    case 'selected_date_time':
      return orUnfit(/^\d{10}$/.test(given) ? Number(given) : undefined, 'Please enter a date and a time.');
    default:
      return orUnfit(element['type'] !== 'number_input' || Number.isFinite(Number(given)), 'Please enter a number.');
  }
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${text}T`);
}

/** What Slack's client says before it sends a form: by block_id. */
export function clientErrors(blocks: readonly JsonObject[], state: FormState): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, element, isInput } of controlsOf(blocks)) {
    if (!isInput) continue;
    const blockId = stringAt(block, 'block_id') ?? '';
    const value = state[blockId]?.[stringAt(element, 'action_id') ?? ''];
    const message = isEmpty(value) ? requiredError(block) : lengthError(element, value);
    if (message !== undefined) errors[blockId] = message;
  }
  return errors;
}

const requiredError = (block: JsonObject): string | undefined =>
  block['optional'] === true ? undefined : 'Please complete this required field.';

function lengthError(element: JsonObject, value: JsonObject | undefined): string | undefined {
  const text = value?.['value'];
  if (typeof text !== 'string') return undefined;
  const { min_length: min, max_length: max } = element;
  const most = typeof max === 'number' ? max : 3000;
  if (text.length > most) return `Please shorten this to ${most} characters or fewer.`;
  if (typeof min === 'number' && text.length < min) return `Please lengthen this to ${min} characters or more.`;
  if (element['type'] === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text)) return 'Please enter an email address.';
  if (element['type'] === 'url_text_input' && !URL.canParse(text)) return 'Please enter a URL.';
  return undefined;
}
