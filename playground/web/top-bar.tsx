import { useState } from 'react';
import { ClockMenu } from './clock-menu';
import { Mark, MoreIcon } from './icons';
import { Menu, MenuItem } from './menu';
import { useNarrow } from './narrow';
import { developersOpen } from './panels';
import { PersonMenu } from './person-menu';
import { useAct, useSight } from './sight';
import { StartOverDialog } from './start-over';
import { useStore } from './store';

/** Where one is, whom one is, what time it is; and what belongs to the playground rather than to the workspace. */
export function TopBar() {
  const { workspace, faults } = useSight();
  const narrow = useNarrow();
  const [asking, setAsking] = useState(false);
  return (
    <header className="top-bar">
      <h1 className="top-bar-name">
        <Mark />
        <span className={narrow ? 'visually-hidden' : ''}>
          {workspace.name}
          <span className="visually-hidden">, a simulated workspace: Goodturn playground</span>
        </span>
      </h1>
      {!narrow && <span className="top-bar-note">simulated workspace</span>}
      <div className="top-bar-space" />
      {faults.some((fault) => fault.on) && (
        <button type="button" className="bar-button fault-note" onClick={() => developersOpen.set(true)}>
          A fault is on
        </button>
      )}
      <ClockMenu />
      {narrow ? <MoreMenu startOver={() => setAsking(true)} /> : <Buttons startOver={() => setAsking(true)} />}
      <PersonMenu />
      {asking && <StartOverDialog onClose={() => setAsking(false)} />}
    </header>
  );
}

function Buttons({ startOver }: { startOver: () => void }) {
  const { guide, busy } = useSight();
  const act = useAct();
  const open = useStore(developersOpen);
  return (
    <>
      <button
        type="button"
        className="bar-button"
        aria-pressed={!guide.hidden}
        onClick={() => void act({ kind: 'guide', hidden: !guide.hidden })}
      >
        Guide
      </button>
      <button
        type="button"
        className="bar-button"
        aria-expanded={open}
        aria-controls={open ? 'developers' : undefined}
        onClick={() => developersOpen.set(!open)}
      >
        For developers
      </button>
      <button type="button" className="bar-button" disabled={busy !== null} onClick={startOver}>
        Start over
      </button>
    </>
  );
}

function MoreMenu({ startOver }: { startOver: () => void }) {
  const { guide, busy } = useSight();
  const act = useAct();
  return (
    <Menu className="bar-button" label="More" button={<MoreIcon />}>
      {() => (
        <>
          <MenuItem onChoose={() => void act({ kind: 'guide', hidden: !guide.hidden })}>
            {guide.hidden ? 'Show the guide' : 'Hide the guide'}
          </MenuItem>
          <MenuItem onChoose={() => developersOpen.set(true)}>For developers</MenuItem>
          <MenuItem disabled={busy !== null} onChoose={startOver}>
            Start over
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
