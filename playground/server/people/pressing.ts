import { pressablesOf, type Pressable } from '../controls';
import { stateOf, type FormState } from '../form-state';
import { objectAt, stringAt, type JsonObject } from '../json';
import type { Message } from '../message';
import { View } from '../view';
import { sendFor } from './acting';
import { actionTs, messageActionsBody, viewActionsBody } from './payloads';
import type { Person } from './person';

export interface PressOptions {
  on?: Message;
  row?: RegExp | string;
  inView?: boolean;
  inHome?: boolean;
  times?: number;
  /** False: presses Cancel in the confirm dialog. */
  confirm?: boolean;
  /** False: do not look for an answer that comes after the acknowledgement. */
  settle?: boolean;
}

export type Place = Message | View;

interface Found {
  place: Place;
  pressable: Pressable;
}

/** The places a person can press something in, in the order they look. */
function placesOf(person: Person, options: PressOptions): Place[] {
  if ('on' in options) {
    if (options.on === undefined) throw new Error('press was given `on`, but no message');
    if (options.on.deleted || !person.canSee(options.on)) throw new Error(`${person.name} does not see that message`);
    return [options.on];
  }
  const modal = person.modalStack.at(-1);
  const home = person.homeView;
  if (options.inHome === true) return home === undefined ? [] : [home];
  const modals = modal === undefined ? [] : [modal];
  if (options.inView === true) return modals;
  const messages = person
    .sees()
    .filter((message) => message.fromApp)
    .reverse();
  return [...modals, ...messages, ...(home === undefined ? [] : [home])];
}

const isCalled = (label: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? label === wanted : wanted.test(label);

function find(person: Person, label: string | RegExp, options: PressOptions): Found {
  const places = placesOf(person, options);
  for (const place of places) {
    for (const pressable of pressablesOf(place.blocks)) {
      if (!isCalled(pressable.label, label)) continue;
      if (options.row !== undefined && !matches(pressable.row, options.row)) continue;
      return { place, pressable };
    }
  }
  const visible = places.flatMap((place) => pressablesOf(place.blocks).map((each) => `"${each.label}"`));
  const row = options.row === undefined ? '' : ` in a row matching ${String(options.row)}`;
  throw new Error(
    `${person.name} sees no button ${String(label)}${row}; visible: ${[...new Set(visible)].join(', ') || 'none'}`,
  );
}

const matches = (text: string, row: RegExp | string): boolean =>
  typeof row === 'string' ? text.includes(row) : row.test(text);

export async function press(person: Person, label: string | RegExp, options: PressOptions): Promise<void> {
  const { place, pressable } = find(person, label, options);
  const confirm = objectAt(pressable.element, 'confirm');
  if (confirm !== undefined) {
    const part = (name: string): string => stringAt(objectAt(confirm, name), 'text') ?? '';
    person.confirmations.push(`${part('title')}\n${part('text')}\n[${part('confirm')}] [${part('deny')}]`);
    if (options.confirm === false) return;
  }
  const times = options.times ?? 1;
  await Promise.all(Array.from({ length: times }, () => pressIn(person, place, pressable)));
}

/** Presses what was found in this place. */
export function pressIn(person: Person, place: Place, pressable: Pressable): Promise<void> {
  const { element, option } = pressable;
  const isOverflow = element['type'] === 'overflow';
  const shown = isOverflow ? { selected_option: option } : { text: option?.['text'] ?? element['text'] };
  const value = isOverflow ? undefined : (option?.['value'] ?? element['value']);
  const action = actionFor(person, pressable, { ...shown, ...(value === undefined ? {} : { value }) });
  return sendAction(person, place, action);
}

/** What was done to an element, as `actions[0]` says it. */
export function actionFor(person: Person, { block, element }: Pick<Pressable, 'block' | 'element'>, what: JsonObject) {
  return {
    action_id: element['action_id'],
    block_id: block['block_id'],
    ...(element['style'] === undefined ? {} : { style: element['style'] }),
    ...what,
    type: element['type'],
    action_ts: actionTs(person),
  };
}

export async function sendAction(person: Person, place: Place, action: JsonObject): Promise<void> {
  const { slack } = person.workspace;
  if (!slack.manifest.interactivity) throw new Error('interactivity is not enabled in the manifest');
  const body =
    place instanceof View
      ? viewActionsBody(person, place, action)
      : messageActionsBody(
          person,
          place,
          action,
          messageState(person, place),
          slack.responseUrls.issue(person, place.channel, place),
        );
  await sendFor(person, { kind: 'interactive', type: 'block_actions', body });
}

/** What this person has entered in a message's own inputs. */
export function messageState(person: Person, message: Message): FormState {
  const state = stateOf(message.blocks, person.entered.get(message));
  person.entered.set(message, state);
  return state;
}
