import type { KeyboardEvent } from 'react';
import { stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { asText } from './entry-of';
import { useControl } from './form';
import { ariaOf, type Naming } from './naming';
import { wordsAt } from './text';

const TYPES: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
};

/** Slack's longest text in a field. */
const LONGEST = 3000;
const NEAR = 100;

/** Text, a number, an email or a web address. */
export function TextInput({ block, element, naming }: { block: Json; element: Json; naming: Naming }) {
  const control = useControl(block, element);
  const type = stringAt(element, 'type') ?? '';
  const value = asText(control.entry);
  const room = type === 'plain_text_input' ? roomIn(value, element['max_length']) : null;
  const countId = `${naming.id}-count`;
  const describedBy = [naming.describedBy, room === null ? undefined : countId].filter((each) => each !== undefined);

  const shared = {
    id: naming.id,
    ...ariaOf({ ...naming, describedBy: describedBy.join(' ') || undefined }),
    className: 'block-input',
    dir: 'auto',
    value,
    placeholder: wordsAt(element, 'placeholder'),
    readOnly: control.isBusy,
    onBlur: () => control.done('blur'),
    onChange: ({ target }: { target: { value: string } }) => control.enter(target.value || null, 'typing'),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
      const isSingle = element['multiline'] !== true;
      if (control.actsOnEnter && isSingle) {
        event.preventDefault();
        control.done('enter');
      } else if (!isSingle && (event.ctrlKey || event.metaKey)) {
        event.currentTarget.form?.requestSubmit();
      }
    },
  };

  return (
    <>
      {element['multiline'] === true ? (
        <textarea {...shared} rows={4} />
      ) : (
        <input {...shared} type={TYPES[type] ?? 'text'} autoComplete="off" {...numberRules(element, type)} />
      )}
      {room !== null && (
        <div id={countId} className={room < 0 ? 'block-count block-count-over' : 'block-count'}>
          {`${characters(Math.abs(room))} ${room < 0 ? 'too many' : 'left'}`}
        </div>
      )}
    </>
  );
}

/** How many characters there is room for, where it is nearly used up; null where it is not. */
function roomIn(value: string, most: unknown): number | null {
  const max = typeof most === 'number' ? most : LONGEST;
  const room = max - value.length;
  return room <= Math.min(NEAR, Math.ceil(max / 5)) ? room : null;
}

const characters = (count: number): string => `${count} ${count === 1 ? 'character' : 'characters'}`;

function numberRules(element: Json, type: string) {
  if (type !== 'number_input') return {};
  return {
    step: element['is_decimal_allowed'] === true ? 'any' : 1,
    min: stringAt(element, 'min_value'),
    max: stringAt(element, 'max_value'),
  };
}
