import { objectAt, objectsAt, stringAt } from '../../server/json';
import type { Json, Sight } from '../../page/contract';
import { useSight } from '../sight';
import { Combobox } from './combobox';
import { asList, asText } from './entry-of';
import { useControl } from './form';
import { channels, conversations, optionItems, people, type Item } from './items';
import { ariaOf, type Naming } from './naming';
import { Text, wordsAt } from './text';

interface ChoiceProps {
  block: Json;
  element: Json;
  naming: Naming;
}

/** One of a fixed list: the browser's own, which every device knows how to show. */
export function StaticSelect({ block, element, naming }: ChoiceProps) {
  const control = useControl(block, element);
  const value = asText(control.entry);
  const placeholder = wordsAt(element, 'placeholder') ?? 'Choose an option';
  const canBeEmpty = value === '' || !naming.isRequired;
  return (
    <>
      <select
        id={naming.id}
        {...ariaOf(naming)}
        className="block-input block-select"
        value={value}
        onBlur={() => control.done('blur')}
        onChange={(event) => control.enter(event.target.value || null)}
      >
        {canBeEmpty && <option value="">{placeholder}</option>}
        <Options of={element} />
        {objectsAt(element, 'option_groups').map((group, index) => (
          <optgroup key={index} label={wordsAt(group, 'label')}>
            <Options of={group} />
          </optgroup>
        ))}
      </select>
      {control.question}
    </>
  );
}

function Options({ of }: { of: Json }) {
  return objectsAt(of, 'options').map((option) => {
    const description = wordsAt(option, 'description');
    return (
      <option key={stringAt(option, 'value')} value={stringAt(option, 'value')}>
        {[wordsAt(option, 'text'), ...(description === undefined ? [] : [description])].join(': ')}
      </option>
    );
  });
}

const SOURCES: Record<string, { items(sight: Sight, element: Json): Item[]; placeholder: string }> = {
  users: { items: people, placeholder: 'Choose a person' },
  conversations: { items: conversations, placeholder: 'Choose a conversation' },
  channels: { items: channels, placeholder: 'Choose a channel' },
};
const OPTIONS = { items: (_: Sight, element: Json) => optionItems(element), placeholder: 'Choose an option' };

/** People, conversations, channels, or several options: found by typing. */
export function Finder({ block, element, naming }: ChoiceProps) {
  const control = useControl(block, element);
  const sight = useSight();
  const [, multi, source = ''] = /^(multi_)?(.*)_select$/.exec(stringAt(element, 'type') ?? '') ?? [];
  const { items, placeholder } = SOURCES[source] ?? OPTIONS;
  const most = element['max_selected_items'];
  const isMulti = multi !== undefined;
  return (
    <>
      <Combobox
        naming={naming}
        items={items(sight, element)}
        chosen={asList(control.entry)}
        isMulti={isMulti}
        most={typeof most === 'number' ? most : Infinity}
        placeholder={wordsAt(element, 'placeholder') ?? placeholder}
        isBusy={control.isBusy}
        choose={(ids) => control.enter(isMulti ? ids : (ids[0] ?? null))}
      />
      {control.question}
    </>
  );
}

/** Checkboxes, or radio buttons; the group's name is given by what is around it. */
export function Boxes({ block, element, naming }: ChoiceProps) {
  const control = useControl(block, element);
  const isRadio = element['type'] === 'radio_buttons';
  const chosen = asList(control.entry);
  const options = objectsAt(element, 'options');
  const values = options.map((option) => stringAt(option, 'value') ?? '');
  const enter = (value: string, isOn: boolean): void => {
    if (isRadio) return control.enter(value);
    control.enter(values.filter((each) => (each === value ? isOn : chosen.includes(each))));
  };
  return (
    <>
      {options.map((option, index) => {
        const value = values[index] ?? '';
        const id = index === 0 ? naming.id : `${naming.id}-${index}`;
        const description = objectAt(option, 'description');
        return (
          <div key={value} className="block-box">
            <input
              id={id}
              type={isRadio ? 'radio' : 'checkbox'}
              className="block-box-input"
              name={naming.id}
              checked={chosen.includes(value)}
              aria-describedby={description && `${id}-about`}
              aria-invalid={(naming.isInvalid && !isRadio) || undefined}
              onChange={(event) => enter(value, event.target.checked)}
            />
            <label htmlFor={id} className="block-box-label">
              <Text of={objectAt(option, 'text')} inline />
            </label>
            {description && (
              <div id={`${id}-about`} className="block-option-description">
                <Text of={description} inline />
              </div>
            )}
          </div>
        );
      })}
      {control.question}
    </>
  );
}
