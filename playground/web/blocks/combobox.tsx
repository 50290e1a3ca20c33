/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
   -- in a combobox the focus and the keys stay with the text field, and <datalist> can neither choose several nor be
   styled */
import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { ariaOf, type Naming } from './naming';
import { matching, type Item } from './items';

interface ComboboxProps {
  naming: Naming;
  items: Item[];
  chosen: string[];
  /** several can be chosen */
  isMulti: boolean;
  /** at most so many */
  most: number;
  placeholder: string;
  isBusy: boolean;
  choose(ids: string[]): void;
}

/** Chosen from a list that typing filters: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function Combobox({ naming, items, chosen, isMulti, most, placeholder, isBusy, choose }: ComboboxProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  /** null: nothing was typed since it was opened */
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);

  const labelOf = (id: string): string => items.find((item) => item.id === id)?.label ?? id;
  const shown = matching(items, typed ?? '');
  const isFull = isMulti && chosen.length >= most;
  const at = Math.min(active, shown.length - 1);
  const current = isOpen ? shown[at] : undefined;
  const text = typed ?? (isMulti || chosen[0] === undefined ? '' : labelOf(chosen[0]));

  useEffect(() => {
    if (isOpen) root.current?.querySelector('.block-listbox')?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  useEffect(() => {
    if (isOpen) root.current?.querySelector('.block-choice-active')?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, at]);

  const open = (): void => {
    if (isBusy || isOpen) return;
    setOpen(true);
    setActive(
      isMulti
        ? 0
        : Math.max(
            0,
            items.findIndex((item) => item.id === chosen[0]),
          ),
    );
  };
  const close = (): void => {
    setOpen(false);
    setTyped(null);
  };
  const pick = (id: string): void => {
    if (!isMulti) {
      choose([id]);
      close();
      return;
    }
    if (chosen.includes(id)) choose(chosen.filter((each) => each !== id));
    else if (!isFull) choose([...chosen, id]);
    setTyped(null);
  };
  const remove = (id: string): void => {
    choose(chosen.filter((each) => each !== id));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!isOpen) open();
      else if (Math.abs(step) > 1) setActive(Math.max(0, Math.min(at + step, shown.length - 1)));
      else setActive((at + step + shown.length) % Math.max(1, shown.length));
    } else if (event.key === 'Enter') {
      // in this field it never sends the form
      event.preventDefault();
      if (current) pick(current.id);
      else open();
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') {
      if (current && typed && !chosen.includes(current.id)) pick(current.id);
      close();
    } else if (event.key === 'Backspace' && text === '' && isMulti && chosen.length > 0) {
      choose(chosen.slice(0, -1));
    }
  };

  const onBlur = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget)) return;
    close();
  };

  return (
    <div className="block-combobox" ref={root} onBlur={onBlur}>
      <div className="block-combobox-frame">
        {isMulti && chosen.length > 0 && <Chips chosen={chosen} labelOf={labelOf} remove={remove} />}
        <input
          ref={input}
          id={naming.id}
          {...ariaOf(naming)}
          type="text"
          role="combobox"
          className="block-combobox-input"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={isOpen && shown.length > 0}
          aria-controls={isOpen && shown.length > 0 ? listId : undefined}
          aria-activedescendant={current ? `${listId}-${at}` : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={isBusy}
          placeholder={isMulti && chosen.length > 0 ? '' : placeholder}
          value={text}
          dir="auto"
          onClick={open}
          onFocus={(event) => event.target.select()}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            setOpen(true);
            if (event.target.value === '' && !isMulti && !naming.isRequired) choose([]);
          }}
        />
        {!isMulti && chosen.length > 0 && !naming.isRequired && (
          <button
            type="button"
            className="block-clear"
            aria-label={`Clear ${text}`}
            onClick={() => remove(chosen[0] ?? '')}
          >
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      {isOpen && <Choices id={listId} naming={naming} {...{ shown, chosen, active: at, isMulti, isFull, pick }} />}
      <output className="visually-hidden">{isOpen ? statusOf(shown.length, isFull, most) : ''}</output>
    </div>
  );
}

function statusOf(count: number, isFull: boolean, most: number): string {
  if (isFull) return `${most} are chosen, and no more can be.`;
  return count === 0 ? 'Nothing fits what you typed.' : `${count} to choose from`;
}

interface ChipsProps {
  chosen: string[];
  labelOf(id: string): string;
  remove(id: string): void;
}

function Chips({ chosen, labelOf, remove }: ChipsProps) {
  return (
    <ul className="block-chips" aria-label="Chosen">
      {chosen.map((id) => (
        <li key={id} className="block-chip">
          <bdi>{labelOf(id)}</bdi>
          <button
            type="button"
            className="block-chip-remove"
            aria-label={`Remove ${labelOf(id)}`}
            onClick={() => remove(id)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface ChoicesProps {
  id: string;
  naming: Naming;
  shown: Item[];
  chosen: string[];
  active: number;
  isMulti: boolean;
  isFull: boolean;
  pick(id: string): void;
}

function Choices({ id, naming, shown, chosen, active, isMulti, isFull, pick }: ChoicesProps) {
  if (shown.length === 0) {
    return <div className="block-listbox block-listbox-empty">Nothing fits what you typed.</div>;
  }
  return (
    <div
      id={id}
      role="listbox"
      className="block-listbox"
      aria-label={naming.label ?? 'Choices'}
      aria-multiselectable={isMulti || undefined}
      // the focus stays in the text field
      onMouseDown={(event) => event.preventDefault()}
    >
      {shown.map((item, index) => {
        const isChosen = chosen.includes(item.id);
        return (
          <div
            key={item.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={isChosen}
            aria-disabled={(isFull && !isChosen) || undefined}
            className={index === active ? 'block-choice block-choice-active' : 'block-choice'}
            onClick={() => pick(item.id)}
          >
            <bdi className="block-choice-label">{item.label}</bdi>
            {item.detail && <bdi className="block-choice-detail">{item.detail}</bdi>}
            <span className="block-choice-mark" aria-hidden="true">
              {isChosen ? '✓' : ''}
            </span>
          </div>
        );
      })}
    </div>
  );
}
