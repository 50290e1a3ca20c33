import { useEffect, useLayoutEffect, useRef } from 'react';
import { focusableIn } from '../focusable';

/**
 * Puts the focus back where it was before a dialog opened; where that is gone (the pressed button of a message that was
 * redrawn), as close to it as there is something to focus.
 */
export function useFocusAfterwards(isOpen: boolean): void {
  /** what last had the focus outside of dialogs, and all that it is in */
  const chain = useRef<HTMLElement[]>([]);

  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest('dialog') === null) chain.current = withAncestors(target);
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);

  useLayoutEffect(() => {
    if (!isOpen) return;
    return () => {
      const active = document.activeElement;
      if (active !== null && active !== document.body && active.closest('dialog') === null) return;
      const [was] = chain.current;
      if (was?.isConnected) return was.focus();
      const near = chain.current.find((each) => each.isConnected && each !== document.body);
      if (near !== undefined) focusableIn(near)[0]?.focus();
    };
  }, [isOpen]);
}

function withAncestors(element: HTMLElement): HTMLElement[] {
  const chain = [element];
  for (let above = element.parentElement; above !== null; above = above.parentElement) chain.push(above);
  return chain;
}
