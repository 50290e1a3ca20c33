import { elementsOf } from './block-kit/surfaces';
import { objectAt, objectsAt, stringAt, type JsonObject } from './json';
import { linesOf } from './readable';

/** Something a person can press: a button, or one option of an overflow menu. */
export interface Pressable {
  label: string;
  block: JsonObject;
  element: JsonObject;
  option: JsonObject | undefined;
  /** What the section that it belongs to says: its own, or the nearest one above. */
  row: string;
}

/** Something that holds a value: an input, a select, a picker, checkboxes. */
export interface Control {
  /** The names a person could call it by: label, section text, placeholder. */
  names: string[];
  block: JsonObject;
  element: JsonObject;
  isInput: boolean;
}

const BUTTONS = ['button', 'icon_button', 'workflow_button'];
const NO_VALUE = [...BUTTONS, 'overflow', 'image', 'feedback_buttons'];

const labelOf = (holder: JsonObject | undefined): string => stringAt(objectAt(holder, 'text'), 'text') ?? '';

export function pressablesOf(blocks: readonly JsonObject[]): Pressable[] {
  let row = '';
  return blocks.flatMap((block) => {
    if (block['type'] === 'section') row = linesOf(block).join('\n');
    return elementsOf(block).flatMap((element): Pressable[] => {
      const type = stringAt(element, 'type') ?? '';
      if (BUTTONS.includes(type)) return [{ label: labelOf(element), block, element, option: undefined, row }];
      if (type === 'feedback_buttons') {
        return ['positive_button', 'negative_button'].map((key) => {
          const option = objectAt(element, key);
          return { label: labelOf(option), block, element, option, row };
        });
      }
      if (type !== 'overflow') return [];
      return objectsAt(element, 'options').map((option) => ({ label: labelOf(option), block, element, option, row }));
    });
  });
}

export function controlsOf(blocks: readonly JsonObject[]): Control[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => !NO_VALUE.includes(stringAt(element, 'type') ?? ''))
      .map((element) => {
        const isInput = block['type'] === 'input';
        const label = stringAt(objectAt(block, 'label'), 'text');
        const section = block['type'] === 'section' ? labelOf(block) : undefined;
        const placeholder = stringAt(objectAt(element, 'placeholder'), 'text');
        const names = [label, section, isInput ? undefined : placeholder].filter((each) => each !== undefined);
        return { names, block, element, isInput };
      }),
  );
}

export function optionsOf(element: JsonObject): JsonObject[] {
  const grouped = objectsAt(element, 'option_groups').flatMap((group) => objectsAt(group, 'options'));
  return [...objectsAt(element, 'options'), ...grouped];
}

export const optionLabel = labelOf;
