import type { MouseEvent, ReactNode } from 'react';
import { destination, go, hrefOf, useAddress } from './address';
import type { Address } from './address';

interface LinkProps {
  to: Partial<Address>;
  className: string;
  /** one is there */
  isCurrent: boolean;
  children: ReactNode;
}

/** A way to another place on this page. */
export function Link({ to, className, isCurrent, children }: LinkProps) {
  const address = useAddress();
  function onClick(event: MouseEvent): void {
    // another window or tab is the browser's business
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  }
  return (
    <a
      className={className}
      href={hrefOf(destination(address, to))}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onClick}
    >
      {children}
    </a>
  );
}
