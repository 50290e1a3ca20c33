import { createContext, useCallback, useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';

interface MenuProps {
  /** the button's accessible name, and the menu's; without it the button's own words are */
  label?: string;
  /** id of the text that says what it is about */
  describedBy?: string;
  button: ReactNode;
  className: string;
  menuClassName?: string;
  /** more than one: items stand in rows, and the arrow keys go along both ways */
  columns?: number;
  tabIndex?: number;
  /** keeps the focus, and opens nothing */
  disabled?: boolean;
  /** the items; drawn while it is open */
  children: () => ReactNode;
}

/** A button that opens a menu, as https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ describes it. */
export function Menu(props: MenuProps) {
  const { label, describedBy, button, menuClassName = '', columns = 1, tabIndex, disabled, children } = props;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();

  const close = useCallback(() => {
    setOpen(false);
    opener.current?.focus();
  }, []);

  return (
    <>
      <button
        ref={opener}
        id={`${id}button`}
        type="button"
        className={props.className}
        aria-label={label}
        aria-describedby={describedBy}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        tabIndex={tabIndex}
        aria-disabled={disabled}
        onClick={() => setOpen(!open && disabled !== true)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(disabled !== true);
        }}
      >
        {button}
      </button>
      {open && (
        <MenuCloses.Provider value={close}>
          <MenuList
            id={id}
            opener={opener}
            className={menuClassName}
            columns={columns}
            close={close}
            leave={() => setOpen(false)}
          >
            {children()}
          </MenuList>
        </MenuCloses.Provider>
      )}
    </>
  );
}

const MenuCloses = createContext<() => void>(() => undefined);

interface MenuListProps {
  id: string;
  opener: RefObject<HTMLElement | null>;
  className: string;
  columns: number;
  /** closes it and gives the focus back */
  close: () => void;
  /** closes it because one went elsewhere */
  leave: () => void;
  children: ReactNode;
}

function MenuList({ id, opener, className, columns, close, leave, children }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = list.current;
    const button = opener.current;
    if (menu === null || button === null) return undefined;
    menu.showPopover();
    const place = () => placeBeside(menu, button);
    place();
    (menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? itemsOf(menu)[0])?.focus();
    addEventListener('resize', place);
    addEventListener('scroll', place, true);
    return () => {
      removeEventListener('resize', place);
      removeEventListener('scroll', place, true);
    };
  }, [opener]);

  useEffect(() => {
    const elsewhere = ({ target }: Event) => {
      if (!(target instanceof Node)) return;
      if (list.current?.contains(target) === true || opener.current?.contains(target) === true) return;
      leave();
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [opener, leave]);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (list.current === null) return;
    // what opened it need not hear of keys that are meant for the menu
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') {
      close();
    } else {
      const items = itemsOf(list.current);
      const next = items[nextItem(items, event.key, columns)];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    }
  }

  return (
    <div
      ref={list}
      id={id}
      role="menu"
      aria-labelledby={`${id}button`}
      popover="manual"
      tabIndex={-1}
      className={`menu ${className}`}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

const itemsOf = (menu: HTMLElement): HTMLElement[] =>
  [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')].filter(
    (item) => item.getClientRects().length > 0,
  );

/** The index of the item that the key leads to; -1: it leads nowhere. */
function nextItem(items: HTMLElement[], key: string, columns: number): number {
  const at = items.findIndex((item) => item === document.activeElement);
  const steps: Record<string, number> = { ArrowDown: columns, ArrowUp: -columns };
  if (columns > 1) Object.assign(steps, { ArrowRight: 1, ArrowLeft: -1 });
  const step = steps[key];
  if (step !== undefined) return (at + step + items.length) % items.length;
  if (key === 'Home') return 0;
  if (key === 'End') return items.length - 1;
  if (key.length !== 1 || key === ' ') return -1;
  const starts = (item: HTMLElement) => (item.textContent ?? '').trim().toLowerCase().startsWith(key.toLowerCase());
  const after = items.findIndex((item, index) => index > at && starts(item));
  return after >= 0 ? after : items.findIndex(starts);
}

const GAP = 6;

/** Below the button where there is room, otherwise above, and never off the screen. */
function placeBeside(menu: HTMLElement, opener: HTMLElement): void {
  const { top, bottom, left } = opener.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const below = bottom + GAP + offsetHeight <= innerHeight || top < innerHeight - bottom;
  const wanted = below ? bottom + GAP : top - GAP - offsetHeight;
  menu.style.top = `${Math.max(GAP, Math.min(wanted, innerHeight - offsetHeight - GAP))}px`;
  menu.style.left = `${Math.max(GAP, Math.min(left, innerWidth - offsetWidth - GAP))}px`;
}

interface MenuItemProps {
  onChoose: () => void;
  /** given: the item is one of several to choose from */
  checked?: boolean;
  disabled?: boolean;
  className?: string;
  label?: string;
  children: ReactNode;
}

/** One thing that the menu around it does. */
export function MenuItem({ onChoose, checked, disabled, className = '', label, children }: MenuItemProps) {
  const close = useContext(MenuCloses);
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      aria-label={label}
      title={label}
      tabIndex={-1}
      disabled={disabled}
      className={`menu-item ${className}`}
      onClick={() => {
        close();
        onChoose();
      }}
    >
      {children}
    </button>
  );
}

type MenuLinkProps = Pick<MenuItemProps, 'className' | 'label' | 'children'> & { href: string; onChoose?: () => void };

/** An item that opens a window of its own. */
export function MenuLink({ href, onChoose, className = '', label, children }: MenuLinkProps) {
  const close = useContext(MenuCloses);
  return (
    <a
      role="menuitem"
      tabIndex={-1}
      className={`menu-item ${className}`}
      href={href}
      target="_blank"
      rel="noopener"
      aria-label={label}
      title={label}
      onClick={() => {
        close();
        onChoose?.();
      }}
    >
      {children}
    </a>
  );
}

/** Words between items. */
export function MenuNote({ children }: { children: ReactNode }) {
  return (
    <p role="presentation" className="menu-note">
      {children}
    </p>
  );
}
