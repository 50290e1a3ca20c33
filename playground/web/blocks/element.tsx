import { useId } from 'react';
import { stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { useSight } from '../sight';
import { Button, FeedbackButtons, IconButton } from './button';
import { Boxes, Finder, StaticSelect } from './choosing';
import { Picture } from './image';
import type { Naming } from './naming';
import { Overflow } from './overflow';
import { Picker } from './pickers';
import { TextInput } from './text-input';
import { wordsAt } from './text';

interface ElementProps {
  block: Json;
  element: Json;
}

export const isGroup = (element: Json): boolean =>
  element['type'] === 'checkboxes' || element['type'] === 'radio_buttons';

/** A control that holds a value. */
export function ControlOf({ block, element, naming }: ElementProps & { naming: Naming }) {
  const props = { block, element, naming };
  switch (element['type']) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <Picker {...props} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Boxes {...props} />;
    case 'static_select':
      return <StaticSelect {...props} />;
    case 'file_input':
      return <p className="block-note">Files cannot be added in this simulated workspace.</p>;
    default:
      if (stringAt(element, 'type')?.endsWith('_select')) return <Finder {...props} />;
      return <p className="block-note">This field cannot be shown here.</p>;
  }
}

/**
 * An element outside of an input block.
 *
 * @param about id of the text that it belongs to
 */
export function ElementOf({ block, element, about }: ElementProps & { about?: string }) {
  const { me } = useSight();
  switch (element['type']) {
    case 'button':
    case 'workflow_button':
      return <Button block={block} element={element} />;
    case 'icon_button': {
      const seenBy = element['visible_to_user_ids'];
      if (Array.isArray(seenBy) && !seenBy.includes(me)) return null;
      return <IconButton block={block} element={element} />;
    }
    case 'feedback_buttons':
      return <FeedbackButtons block={block} element={element} />;
    case 'overflow':
      return <Overflow block={block} element={element} about={about} />;
    case 'image':
      return <Picture of={element} className="block-thumbnail" />;
    default:
      return <LooseControl block={block} element={element} about={about} />;
  }
}

function LooseControl({ block, element, about }: ElementProps & { about?: string }) {
  const id = useId();
  const label = wordsAt(element, 'placeholder') ?? 'Choose';
  const naming: Naming = { id, labelledBy: about, label, isInvalid: false, isRequired: false };
  if (!isGroup(element)) return <ControlOf block={block} element={element} naming={naming} />;
  return (
    <fieldset
      className="block-group"
      role={element['type'] === 'radio_buttons' ? 'radiogroup' : undefined}
      aria-labelledby={about}
      aria-label={about === undefined ? label : undefined}
    >
      <ControlOf block={block} element={element} naming={naming} />
    </fieldset>
  );
}
