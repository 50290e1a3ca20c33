import type { ConversationSight } from '../../page/contract';
import { go, useAddress } from '../address';
import type { AppTab } from '../address';
import { Avatar } from '../avatar';
import { Composer } from '../composer/composer';
import { PeopleMenu } from '../people-menu';
import { BackIcon, ChevronIcon, LockIcon } from '../icons';
import { useNarrow } from '../narrow';
import { About } from '../person-menu';
import { counted } from '../plain-text';
import { useSight } from '../sight';
import { AboutTab, AppTabs, HomeTab } from './app-tabs';
import { Beginning } from './beginning';
import { MessageList } from './message-list';

/** What one looks at: a channel, direct messages, or the app. */
export function Conversation({ conversation }: { conversation: ConversationSight }) {
  const { app, me } = useSight();
  const address = useAddress();
  const tab: AppTab = !conversation.isApp || (address.tab === 'home' && !app.homeTab) ? 'messages' : address.tab;
  const key = `${me} ${conversation.id}`;
  return (
    <>
      <ConversationHeader conversation={conversation} />
      {conversation.isApp && <AppTabs open={tab} />}
      {tab === 'home' && <HomeTab />}
      {tab === 'about' && <AboutTab />}
      {tab === 'messages' && (
        <>
          <MessageList key={key} conversation={conversation} beginning={<Beginning conversation={conversation} />} />
          <Composer key={`${key} composer`} conversation={conversation} />
        </>
      )}
    </>
  );
}

function ConversationHeader({ conversation }: { conversation: ConversationSight }) {
  const { people, me } = useSight();
  const narrow = useNarrow();
  const { kind, name, members, isApp, archived } = conversation;
  const other = kind === 'im' ? people.find((one) => one.id !== me && members.includes(one.id)) : undefined;
  return (
    <div className="conversation-head">
      {narrow && (
        <button
          type="button"
          className="icon-button"
          aria-label="Back to all conversations"
          onClick={() => go({ conversation: null })}
        >
          <BackIcon />
        </button>
      )}
      <h2>
        {kind === 'public' && <span aria-hidden="true">#</span>}
        {kind === 'private' && <LockIcon />}
        {kind === 'im' && <Avatar person={other} name={name} />}
        <span className="conversation-name">{name}</span>
        {isApp && <span className="tag">App</span>}
        {archived && <span className="tag">Archived</span>}
      </h2>
      {other !== undefined && !isApp && <About person={other} />}
      {kind !== 'im' && <Members members={members} />}
    </div>
  );
}

function Members({ members }: { members: string[] }) {
  const { people } = useSight();
  return (
    <PeopleMenu
      className="quiet-button"
      button={
        <>
          {counted(members.length, 'member')} <ChevronIcon />
        </>
      }
      people={people.filter((person) => members.includes(person.id))}
    />
  );
}
