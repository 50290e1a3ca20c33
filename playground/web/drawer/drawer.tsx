import { useEffect, useRef } from 'react';
import { CloseIcon } from '../icons';
import { developersOpen } from '../panels';
import { Faults } from './faults';
import { Traffic } from './traffic';

/** For developers: what passes between the app and the workspace, and what can go wrong there. */
export function Drawer() {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from wherever one is in it
    <aside
      className="drawer"
      id="developers"
      aria-labelledby="developers-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) developersOpen.set(false);
      }}
    >
      <div className="drawer-head">
        <h2 id="developers-title" tabIndex={-1} ref={title}>
          For developers
        </h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={() => developersOpen.set(false)}>
          <CloseIcon />
        </button>
      </div>
      <div className="drawer-body">
        <Faults />
        <Traffic />
      </div>
    </aside>
  );
}
