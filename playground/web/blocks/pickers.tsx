import { stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { zoneOf } from '../places';
import { useSight } from '../sight';
import { asText } from './entry-of';
import { useControl } from './form';
import { ariaOf, type Naming } from './naming';
import { localOf, secondsOf } from './zoned-time';

const TYPES: Record<string, string> = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' };

/** A date, a time, or both, as the browser offers them. */
export function Picker({ block, element, naming }: { block: Json; element: Json; naming: Naming }) {
  const control = useControl(block, element);
  const zone = zoneOf(useSight());
  const type = stringAt(element, 'type') ?? '';
  const isMoment = type === 'datetimepicker';
  const entered = asText(control.entry);

  const enter = (value: string): void => {
    if (value === '') return control.enter(null);
    const seconds = isMoment ? secondsOf(value, zone) : null;
    control.enter(isMoment ? (seconds === null ? null : String(seconds)) : value.slice(0, 10));
  };

  return (
    <>
      <input
        id={naming.id}
        {...ariaOf(naming)}
        type={TYPES[type] ?? 'date'}
        className="block-input block-picker"
        readOnly={control.isBusy}
        value={isMoment && entered !== '' ? localOf(Number(entered), zone) : entered}
        onBlur={() => control.done('blur')}
        onChange={(event) => enter(event.target.value)}
      />
      {control.question}
    </>
  );
}
