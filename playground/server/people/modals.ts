import { slackFileProblems } from '../block-kit/slack-files';
import { VIEW_BYTES_LIMIT, viewProblems } from '../block-kit/surfaces';
import { controlsOf, type Control } from '../controls';
import { stateAt, type FormState } from '../form-state';
import { isObject, stringAt, type JsonObject } from '../json';
import { View } from '../view';
import { sendFor } from './acting';
import { actionFor, messageState, sendAction, type Place } from './pressing';
import { clientErrors, controlNamed, entered, type Entry } from './filling';
import { closedBody, submissionBody } from './payloads';
import type { Person } from './person';
import { Screen } from './screen';

export interface Submission {
  /** Payloads that went to the app: 0 where Slack's client held the form back. */
  sent: number;
  /** By label, as the person sees them. */
  errors: Record<string, string>;
}

export function topModal(person: Person): View {
  const view = person.modalStack.at(-1);
  if (view === undefined) throw new Error(`${person.name} has no modal open`);
  return view;
}

/** Enters a value; elements outside inputs, and inputs that dispatch, tell the app at once. */
export async function enter(person: Person, place: Place, label: string, entry: Entry): Promise<void> {
  const control = controlNamed(place.blocks, label);
  const before = stateAt(stateIn(person, place), control.block, control.element);
  await enterIn(person, place, control, entered(control, label, entry, before));
}

/** Enters a value that fits the control. */
export async function enterIn(person: Person, place: Place, control: Control, value: JsonObject): Promise<void> {
  keep(person, place, control, value);
  if (control.isInput && control.block['dispatch_action'] !== true) return;
  await sendAction(person, place, actionFor(person, control, value));
}

/** Enters it and tells nobody yet. */
export function keep(person: Person, place: Place, { block, element }: Control, value: JsonObject): void {
  const blockId = stringAt(block, 'block_id') ?? '';
  const state = stateIn(person, place);
  (state[blockId] ??= {})[stringAt(element, 'action_id') ?? ''] = value;
  if (place instanceof View) delete place.errors[blockId];
}

const stateIn = (person: Person, place: Place): FormState =>
  place instanceof View ? place.state : messageState(person, place);

export async function submit(person: Person, times: number): Promise<Submission> {
  const view = topModal(person);
  const screen = new Screen(view);
  if (screen.submitLabel === undefined) throw new Error(`the modal "${screen.title}" has no submit button`);
  if (view.definition['submit_disabled'] === true)
    throw new Error(`the submit button of "${screen.title}" is disabled`);
  view.errors = clientErrors(view.blocks, view.state);
  if (Object.keys(view.errors).length > 0) return { sent: 0, errors: screen.errors };
  await Promise.all(
    Array.from({ length: times }, async () => {
      const body = submissionBody(person, view);
      const sent = await sendFor(person, { kind: 'interactive', type: 'view_submission', body });
      if (sent.failure === undefined) applyAnswer(person, view, sent.answer);
    }),
  );
  return { sent: times, errors: screen.errors };
}

/** https://docs.slack.dev/surfaces/modals#response_actions */
function applyAnswer(person: Person, view: View, answer: unknown): void {
  // The second of two quick presses may be answered when the modal is gone already.
  if (!person.modalStack.includes(view)) return;
  const action = isObject(answer) ? stringAt(answer, 'response_action') : undefined;
  const given = isObject(answer) ? answer['view'] : undefined;
  if (action === undefined) {
    if (isObject(answer) && Object.keys(answer).length > 0) refuse(person, 'the answer has no response_action');
    else person.removeModal(view);
  } else if (action === 'errors') {
    showErrors(person, view, isObject(answer) ? answer['errors'] : undefined);
  } else if (action === 'clear') {
    person.clearModals();
  } else if (action === 'update' || action === 'push') {
    const problems = [...viewProblems(given, ['modal']), ...slackFileProblems(person.workspace, given, '/view')];
    if (problems.length > 0 || !isObject(given)) return refuse(person, problems.join('; '));
    if (JSON.stringify(given).length > VIEW_BYTES_LIMIT) return refuse(person, 'view_too_large');
    if (action === 'update') view.replace(given);
    else if (person.modalStack.length >= 3) refuse(person, 'push_limit_reached');
    else person.pushModal(new View(person, given, view));
  } else {
    refuse(person, `unknown response_action ${action}`);
  }
}

function showErrors(person: Person, view: View, errors: unknown): void {
  const inputs = controlsOf(view.blocks).flatMap((each) =>
    each.isInput ? (stringAt(each.block, 'block_id') ?? []) : [],
  );
  if (!isObject(errors) || Object.keys(errors).length === 0) return refuse(person, 'errors without any');
  const stray = Object.keys(errors).find((blockId) => !inputs.includes(blockId));
  if (stray !== undefined) return refuse(person, `errors for "${stray}", which is no input block`);
  view.errors = Object.fromEntries(Object.entries(errors).map(([blockId, message]) => [blockId, String(message)]));
}

/** Slack shows the person that it did not work, and keeps the modal open. */
function refuse(person: Person, reason: string): void {
  person.warnings.push(`We had some trouble connecting. Try again? (${reason})`);
}

/** Cancel goes back one view; the X (`all`) closes every one. */
export async function close(person: Person, all: boolean): Promise<void> {
  const top = topModal(person);
  const clears = all || top.definition['clear_on_close'] === true;
  const gone = clears ? [...person.modalStack].reverse() : [top];
  for (const view of gone) person.removeModal(view);
  for (const view of gone) {
    if (view.definition['notify_on_close'] !== true) continue;
    const body: JsonObject = closedBody(person, view, clears);
    await sendFor(person, { kind: 'interactive', type: 'view_closed', body });
  }
}
