import { memo } from 'react';
import type { ConversationSight, PersonSight } from '../page/contract';
import { Avatar } from './avatar';
import { PeopleMenu } from './people-menu';
import { LockIcon, PlusIcon } from './icons';
import { Link } from './link';
import { addressOf } from './places';
import { useSight } from './sight';

/** Every conversation that one sees. */
export function Sidebar({ open }: { open: string | undefined }) {
  const { conversations, people, me, app } = useSight();
  const channels = conversations.filter((one) => one.kind === 'public' || one.kind === 'private');
  const direct = conversations.filter((one) => !one.isApp && (one.kind === 'im' || one.kind === 'mpim'));
  const withApp = conversations.filter((one) => one.isApp);
  const entryOf = (conversation: ConversationSight) => (
    <Entry
      key={conversation.id}
      conversation={conversation}
      other={otherIn(conversation, people, me)}
      current={conversation.id === open}
    />
  );
  return (
    <nav className="sidebar" aria-label="Conversations">
      <h2 id="side-channels">Channels</h2>
      <ul aria-labelledby="side-channels">{channels.map(entryOf)}</ul>
      <div className="sidebar-head">
        <h2 id="side-direct">Direct messages</h2>
        <NewDirectMessage />
      </div>
      <ul aria-labelledby="side-direct">{direct.map(entryOf)}</ul>
      {direct.length === 0 && <p className="sidebar-empty">None yet. The plus sign starts one.</p>}
      <h2 id="side-app">App</h2>
      <ul aria-labelledby="side-app">{withApp.map(entryOf)}</ul>
      {withApp.length === 0 && <p className="sidebar-empty">{app.name} writes here once there is something to say.</p>}
    </nav>
  );
}

function otherIn(conversation: ConversationSight, people: PersonSight[], me: string): PersonSight | undefined {
  if (conversation.kind !== 'im') return undefined;
  return people.find((person) => person.id !== me && conversation.members.includes(person.id));
}

interface EntryProps {
  conversation: ConversationSight;
  other: PersonSight | undefined;
  current: boolean;
}

const Entry = memo(function Entry({ conversation, other, current }: EntryProps) {
  const { kind, name, unread, archived, isMember } = conversation;
  return (
    <li>
      <Link
        className={`sidebar-entry${unread > 0 ? ' unread' : ''}${isMember && !archived ? '' : ' faint'}`}
        to={{ conversation: addressOf(conversation) }}
        isCurrent={current}
      >
        <span className="sidebar-sign" aria-hidden="true">
          {kind === 'public' && '#'}
          {kind === 'private' && <LockIcon />}
          {kind === 'mpim' && conversation.members.length}
          {kind === 'im' && <Avatar person={other} name={name} />}
        </span>
        <span className="sidebar-name">{name}</span>
        {kind === 'private' && <span className="visually-hidden">, private</span>}
        {archived && <span className="sidebar-count-quiet">archived</span>}
        {unread > 0 && (
          <>
            <span className="sidebar-count" aria-hidden="true">
              {unread}
            </span>
            <span className="visually-hidden">{unread} unread</span>
          </>
        )}
      </Link>
    </li>
  );
});

function NewDirectMessage() {
  const { people, me } = useSight();
  return (
    <PeopleMenu
      className="sidebar-plus"
      label="New direct message"
      button={<PlusIcon />}
      people={people.filter((person) => person.playable && person.id !== me)}
    />
  );
}
