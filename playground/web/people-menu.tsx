import type { ReactNode } from 'react';
import type { PersonSight } from '../page/contract';
import { go } from './address';
import { Avatar } from './avatar';
import { Menu, MenuItem, MenuNote } from './menu';
import { About } from './person-menu';
import { useAct, useSight } from './sight';

interface PeopleMenuProps {
  label?: string;
  className: string;
  button: ReactNode;
  people: PersonSight[];
}

/** A menu of people; choosing one opens the direct messages with them. */
export function PeopleMenu({ label, className, button, people }: PeopleMenuProps) {
  const { me } = useSight();
  const act = useAct();
  async function open(person: string): Promise<void> {
    const answer = await act({ kind: 'direct_message', person });
    if (answer.ok && answer.conversation !== undefined) go({ conversation: answer.conversation });
  }
  return (
    <Menu className={className} menuClassName="person-menu" label={label} button={button}>
      {() => (
        <>
          <MenuNote>Choose somebody to write to them.</MenuNote>
          {people.map((person) => (
            <MenuItem key={person.id} disabled={person.id === me || person.isApp} onChoose={() => void open(person.id)}>
              <Avatar person={person} />
              <span className="menu-words">
                <span className="menu-title">
                  {person.name}
                  {person.id === me && ' (you)'}
                  {person.isApp && <span className="tag">App</span>}
                </span>
                <About person={person} />
              </span>
            </MenuItem>
          ))}
        </>
      )}
    </Menu>
  );
}
