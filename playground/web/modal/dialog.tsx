import { useEffectEvent, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { focusableIn } from '../focusable';
import './modal.css';

interface DialogProps {
  children: ReactNode;
  /** the id of its title */
  labelledBy: string;
  describedBy?: string;
  role?: 'dialog' | 'alertdialog';
  className: string;
  /** it stays, but another one lies on it */
  isCovered?: boolean;
  /** Escape was pressed, or the browser's own way back */
  onCancel(): void;
  /** what gets the focus when it is shown; the first focusable thing where this gives none */
  firstFocus?(dialog: HTMLElement): HTMLElement | null;
}

/** The browser's own modal dialog: the page behind it is out of reach, and focus goes back where it was. */
export function Dialog({ isCovered = false, ...props }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const lastFocus = useRef<HTMLElement | null>(null);
  const show = useEffectEvent((dialog: HTMLDialogElement) => {
    // before it is shown: the browser then gives the focus to something itself
    const kept = lastFocus.current;
    dialog.showModal();
    const first = kept?.isConnected ? kept : (props.firstFocus?.(dialog) ?? focusableIn(dialog)[0]);
    first?.focus();
  });

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null || isCovered) return;
    show(dialog);
    return () => dialog.close();
  }, [isCovered]);

  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>): void => {
    // React hands on what happens in a question that lies on this dialog
    event.stopPropagation();
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      props.onCancel();
    }
    if (event.key === 'Tab') keepInside(event);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a dialog has the keys of all that is in it
    <dialog
      ref={ref}
      role={props.role ?? 'dialog'}
      aria-modal="true"
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      className={`modal-dialog ${props.className}`}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.currentTarget.contains(event.target)) lastFocus.current = event.target;
      }}
      onCancel={(event) => {
        if (event.target !== ref.current) return;
        event.preventDefault();
        props.onCancel();
      }}
      onClose={(event) => {
        // A browser closes it for good at the second try to leave it: then it is as if Cancel was pressed.
        const dialog = ref.current;
        if (event.target !== dialog || isCovered || dialog.open) return;
        dialog.showModal();
        props.onCancel();
      }}
    >
      {props.children}
    </dialog>
  );
}

/** Tab goes round; left alone it would leave for the browser's own buttons. */
function keepInside(event: KeyboardEvent<HTMLDialogElement>): void {
  const all = focusableIn(event.currentTarget);
  const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
  const active = document.activeElement;
  const isOutside = active === null || !all.some((each) => each === active);
  if (active !== from && !(isOutside && event.shiftKey)) return;
  event.preventDefault();
  to?.focus();
}
