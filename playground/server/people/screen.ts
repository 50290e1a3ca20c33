import { controlsOf, optionLabel, optionsOf, pressablesOf, type Control } from '../controls';
import { shownValue, stateAt } from '../form-state';
import { objectAt, stringAt } from '../json';
import { readableText } from '../readable';
import type { View } from '../view';

export type ShownValue = string | string[] | undefined;

/** A modal or Home as the person sees it. */
export class Screen {
  constructor(readonly view: View) {}

  get title(): string {
    return stringAt(objectAt(this.view.definition, 'title'), 'text') ?? '';
  }

  get submitLabel(): string | undefined {
    return stringAt(objectAt(this.view.definition, 'submit'), 'text');
  }

  get closeLabel(): string | undefined {
    return stringAt(objectAt(this.view.definition, 'close'), 'text');
  }

  get text(): string {
    return readableText(this.view.blocks);
  }

  get buttons(): string[] {
    return pressablesOf(this.view.blocks).map((each) => each.label);
  }

  /** Labels of the inputs, in order. */
  get labels(): string[] {
    return controlsOf(this.view.blocks).flatMap((control) => control.names[0] ?? []);
  }

  /** What is entered or chosen, by label. */
  get fields(): Record<string, ShownValue> {
    const entries = controlsOf(this.view.blocks).map((control): [string, ShownValue] => [
      control.names[0] ?? '',
      this.valueOf(control),
    ]);
    return Object.fromEntries(entries);
  }

  /** What is wrong, by label (an error of the whole form is under its block_id). */
  get errors(): Record<string, string> {
    const controls = controlsOf(this.view.blocks);
    return Object.fromEntries(
      Object.entries(this.view.errors).map(([blockId, message]) => {
        const control = controls.find((each) => each.block['block_id'] === blockId);
        return [control?.names[0] ?? blockId, message];
      }),
    );
  }

  field(label: string) {
    const control = controlsOf(this.view.blocks).find((each) => each.names.includes(label));
    if (control === undefined) {
      throw new Error(`no field "${label}" here; there are: ${this.labels.join(', ') || 'none'}`);
    }
    return {
      type: stringAt(control.element, 'type') ?? '',
      value: this.valueOf(control),
      options: optionsOf(control.element).map(optionLabel),
      optional: control.block['optional'] === true,
      hint: stringAt(objectAt(control.block, 'hint'), 'text'),
      placeholder: stringAt(objectAt(control.element, 'placeholder'), 'text'),
      maxLength: control.element['max_length'],
      multiline: control.element['multiline'] === true,
    };
  }

  private valueOf(control: Control): ShownValue {
    return shownValue(stateAt(this.view.state, control.block, control.element));
  }
}
