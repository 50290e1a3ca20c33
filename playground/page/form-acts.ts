import { controlsOf, pressablesOf, type Control, type Pressable } from '../server/controls';
import type { JsonObject } from '../server/json';
import { clientErrors, enteredByValue, Unfit } from '../server/people/filling';
import { enterIn, keep } from '../server/people/modals';
import type { Person } from '../server/people/person';
import { pressIn } from '../server/people/pressing';
import { Screen } from '../server/people/screen';
import type { View } from '../server/view';
import type { Act, Entry } from './contract';
import { frontModalOf, placeOf } from './places';
import { gone, Problem } from './problem';

type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>;

export async function press(person: Person, act: ActOf<'press'>): Promise<void> {
  const place = placeOf(person, act.place);
  const isMeant = ({ option, ...held }: Pressable): boolean => isAt(held, act) && option?.['value'] === act.option;
  const pressable = pressablesOf(place.blocks).find(isMeant);
  if (pressable === undefined) throw gone();
  await pressIn(person, place, pressable);
}

export async function enter(person: Person, act: ActOf<'enter'>): Promise<void> {
  const place = placeOf(person, act.place);
  const control = controlsOf(place.blocks).find((each) => isAt(each, act));
  if (control === undefined) throw gone();
  const value = fitted(person, control, act.entry);
  if (typeof value === 'string') throw new Problem(value);
  await enterIn(person, place, control, value);
}

/** What does not fit is said at its field, and the form stays. */
export async function submit(person: Person, { view: id, entries }: ActOf<'submit'>): Promise<void> {
  const view = frontModalOf(person, id);
  refuseUnsendable(view);
  const unfit: Record<string, string> = {};
  for (const control of controlsOf(view.blocks)) {
    const { blockId, actionId } = idsOf(control);
    // what was entered in a field that is gone meanwhile is left out
    const entry = own(own(entries, blockId) ?? {}, actionId);
    if (entry === undefined) continue;
    const value = fitted(person, control, entry);
    if (typeof value === 'string') unfit[blockId] = value;
    else keep(person, view, control, value);
  }
  if (Object.keys(unfit).length > 0) view.errors = { ...clientErrors(view.blocks, view.state), ...unfit };
  else await person.submit();
}

function refuseUnsendable(view: View): void {
  const { submitLabel } = new Screen(view);
  if (submitLabel === undefined) throw new Problem('There is nothing to send in this window.');
  if (view.definition['submit_disabled'] === true) throw new Problem(`"${submitLabel}" cannot be pressed yet.`);
}

/** The window in front, or every window. */
export async function close(person: Person, { view, all }: ActOf<'close'>): Promise<void> {
  if (!all) frontModalOf(person, view);
  else if (!person.modalStack.some((each) => each.id === view)) throw gone();
  await person.closeModal({ all });
}

/** Whatever a person can use has both: Slack names what the app left unnamed. */
const idsOf = ({ block, element }: Pick<Control, 'block' | 'element'>) => ({
  blockId: String(block['block_id']),
  actionId: String(element['action_id']),
});

function isAt(held: Pick<Control, 'block' | 'element'>, wanted: { blockId: string; actionId: string }): boolean {
  const { blockId, actionId } = idsOf(held);
  return blockId === wanted.blockId && actionId === wanted.actionId;
}

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** What the state then holds, or the sentence that says what does not fit. */
function fitted(person: Person, control: Control, entry: Entry): JsonObject | string {
  try {
    return enteredByValue(person, control, entry);
  } catch (error) {
    if (error instanceof Unfit) return error.message;
    throw error;
  }
}
