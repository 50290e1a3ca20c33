import type { PersonSight } from '../page/contract';
import { go, hrefOf } from './address';
import { Avatar } from './avatar';
import { useNow } from './connection';
import { ChevronIcon, WindowIcon } from './icons';
import { Menu, MenuItem, MenuLink, MenuNote } from './menu';
import { personAddress } from './places';
import { usePerson, useSight } from './sight';
import { cityOf, timeIn } from './time';

/** Whom one is, and a menu of whom one could be. */
export function PersonMenu() {
  const sight = useSight();
  const me = usePerson(sight.me);
  return (
    <Menu
      className="bar-button person-button"
      menuClassName="person-menu"
      button={
        <>
          <Avatar person={me} />
          <span>
            <span className="wide-only">You are </span>
            <span className="narrow-only visually-hidden">You are </span>
            {me?.name}
          </span>
          <ChevronIcon />
        </>
      }
    >
      {() => <People />}
    </Menu>
  );
}

function People() {
  const sight = useSight();
  return (
    <>
      <MenuNote>
        Choose whom you are. The icon opens a second window as somebody else, side by side with this one.
      </MenuNote>
      {sight.people
        .filter((person) => person.playable)
        .map((person) => (
          <div className="menu-pair" role="presentation" key={person.id}>
            <MenuItem checked={person.id === sight.me} onChoose={() => go(personAddress(sight, person.id))}>
              <Avatar person={person} />
              <span className="menu-words">
                <span className="menu-title">
                  {person.name}
                  {person.admin && <span className="tag">Admin</span>}
                </span>
                <About person={person} />
              </span>
            </MenuItem>
            <MenuLink
              className="menu-link"
              href={hrefOf({ as: person.id, conversation: null, tab: 'messages' })}
              label={`Open a second window as ${person.name}`}
            >
              <WindowIcon />
            </MenuLink>
          </div>
        ))}
    </>
  );
}

/** "10:32 in New York, gives often" */
export function About({ person }: { person: PersonSight }) {
  const now = useNow();
  const words = [
    person.timeZone === null ? '' : `${timeIn(person.timeZone, now)} in ${cityOf(person.timeZone)}`,
    person.about,
  ];
  return <span className="menu-quiet">{words.filter((word) => word !== '').join(' · ')}</span>;
}
