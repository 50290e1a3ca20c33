import { useAct, useSight } from './sight';
import { useNow } from './connection';
import { ChevronIcon, ClockIcon } from './icons';
import { Menu, MenuItem, MenuNote } from './menu';
import { zoneOf } from './places';
import { cityOf, shortDayIn, timeIn } from './time';

/** What time it is in the workspace, and a menu to move it. */
export function ClockMenu() {
  const sight = useSight();
  const now = useNow();
  const zone = zoneOf(sight);
  return (
    <Menu
      className="bar-button"
      menuClassName="clock-menu"
      disabled={sight.busy !== null}
      button={
        <>
          <ClockIcon />
          <span>
            <span className="visually-hidden">The clock: </span>
            <span className="wide-only">{shortDayIn(zone, now)}, </span>
            {timeIn(zone, now)}
            <span className="wide-only"> in {cityOf(zone)}</span>
          </span>
          <ChevronIcon />
        </>
      }
    >
      {() => <Choices />}
    </Menu>
  );
}

function Choices() {
  const sight = useSight();
  const act = useAct();
  const now = useNow();
  const zone = zoneOf(sight);
  return (
    <>
      <MenuNote>
        It is {timeIn(zone, now)} on {shortDayIn(zone, now)} in {cityOf(zone)}
        {sight.clock.moved ? ', by a clock that was moved' : ''}. Moving the clock does on the way whatever falls due.
      </MenuNote>
      {sight.clock.choices.map(({ choice, label }) => (
        <MenuItem key={choice} onChoose={() => void act({ kind: 'clock', choice })}>
          {label}
        </MenuItem>
      ))}
    </>
  );
}
