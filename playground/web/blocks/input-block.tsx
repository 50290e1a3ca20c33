import { useId } from 'react';
import { objectAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { ControlOf, isGroup } from './element';
import { useForm } from './form';
import type { Naming } from './naming';
import { Text } from './text';

/** A field with its label, its hint, and what is wrong with it. */
export function InputBlock({ block }: { block: Json }) {
  const { errors, attempt } = useForm();
  const id = useId();
  const element = objectAt(block, 'element') ?? {};
  const error = errors[stringAt(block, 'block_id') ?? ''];
  const hint = objectAt(block, 'hint');
  const isOptional = block['optional'] === true;

  const describedBy = [...(error === undefined ? [] : [`${id}-error`]), ...(hint ? [`${id}-hint`] : [])].join(' ');
  const naming: Naming = {
    id: `${id}-control`,
    label: stringAt(objectAt(block, 'label'), 'text'),
    labelledBy: `${id}-label`,
    describedBy: describedBy || undefined,
    isInvalid: error !== undefined,
    isRequired: !isOptional,
  };
  const label = (
    <>
      <Text of={objectAt(block, 'label')} />
      {isOptional && <span className="block-optional"> (optional)</span>}
    </>
  );
  const notes = (
    <>
      {error !== undefined && (
        // drawn anew at each attempt, so that it is said again
        <div key={attempt} id={`${id}-error`} role="alert" className="block-error">
          <bdi>{error}</bdi>
        </div>
      )}
      {hint && (
        <div id={`${id}-hint`} className="block-hint">
          <Text of={hint} />
        </div>
      )}
    </>
  );

  if (isGroup(element)) {
    const isRadio = element['type'] === 'radio_buttons';
    return (
      <fieldset
        className="block-field block-group"
        role={isRadio ? 'radiogroup' : undefined}
        aria-describedby={naming.describedBy}
        aria-invalid={(isRadio && naming.isInvalid) || undefined}
        aria-required={(isRadio && naming.isRequired) || undefined}
      >
        <legend id={`${id}-label`} className="block-label">
          {label}
        </legend>
        <ControlOf block={block} element={element} naming={naming} />
        {notes}
      </fieldset>
    );
  }
  return (
    <div className="block-field">
      <label id={`${id}-label`} className="block-label" htmlFor={naming.id}>
        {label}
      </label>
      <ControlOf block={block} element={element} naming={naming} />
      {notes}
    </div>
  );
}
