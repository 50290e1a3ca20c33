import { useEffect, useMemo, useRef } from 'react';
import type { Sight } from '../page/contract';
import { go, useAddress } from './address';
import { useConnection } from './connection';
import { Conversation } from './conversation/conversation';
import { Drawer } from './drawer/drawer';
import { Guide } from './guide';
import { Modals } from './modal/modals';
import { useNarrow } from './narrow';
import { developersOpen } from './panels';
import { addressOf, conversationAt, firstConversation } from './places';
import { Sidebar } from './sidebar';
import { SeenContext, useSight } from './sight';
import { useStore } from './store';
import { Toasts } from './toast';
import { TopBar } from './top-bar';

/** The whole page. */
export function Screen() {
  const connection = useConnection();
  const { as } = useAddress();
  const sight = useStore(connection.sight);
  const lost = useStore(connection.lost);

  useEffect(() => connection.watch(as), [connection, as]);
  const seen = useMemo(() => (sight === null ? null : { sight, act: connection.act }), [sight, connection]);

  return (
    <>
      <div role="alert">
        {lost && (
          <p className="lost">
            Goodturn is not running here any more. Start it again with <code>npm start</code>; this page comes back by
            itself.
          </p>
        )}
      </div>
      {seen === null ? (
        <Opening />
      ) : (
        <SeenContext.Provider value={seen}>
          <Workspace />
          <Modals />
        </SeenContext.Provider>
      )}
      <Toasts />
    </>
  );
}

function Opening() {
  return (
    <main className="opening">
      <h1>Goodturn playground</h1>
      <p>Opening the workspace</p>
    </main>
  );
}

function Workspace() {
  const sight = useSight();
  const narrow = useNarrow();
  const developers = useStore(developersOpen);
  const { as, conversation: wanted } = useAddress();
  const isMe = as === null || as === sight.me;
  const conversation = isMe ? conversationAt(sight, wanted) : undefined;
  useSomewhere(sight, isMe && conversation === undefined, wanted, narrow);
  useTitle(sight, conversation?.name);
  useFocusKept(narrow, conversation?.id);

  const listed = !narrow || (conversation === undefined && wanted === null);
  return (
    <div className={`workspace${narrow ? ' narrow' : ''}${sight.guide.hidden ? '' : ' guided'}`}>
      <a className="skip" href="#main">
        Skip to the conversation
      </a>
      <TopBar />
      <output className="busy">{sight.busy !== null && <span>{sight.busy}</span>}</output>
      {narrow && <Guide inWay={!listed} />}
      {listed && !narrow && <Sidebar open={conversation?.id} />}
      <main className="main" id="main" tabIndex={-1}>
        {listed && narrow && <Sidebar open={undefined} />}
        {conversation !== undefined && <Conversation conversation={conversation} />}
        {conversation === undefined && !(listed && narrow) && <p className="quiet opening">Opening the conversation</p>}
      </main>
      {!narrow && <Guide inWay={false} />}
      {developers && <Drawer />}
    </div>
  );
}

/** A conversation may be in the address before it is in sight, or no more: time for it to come. */
const COMES_WITHIN_MS = 2000;

/** Goes to where there is something to see, when the address names nothing that is there. */
function useSomewhere(sight: Sight, lostThere: boolean, wanted: string | null, narrow: boolean): void {
  const first = firstConversation(sight);
  const to = narrow || first === undefined ? null : addressOf(first);
  useEffect(() => {
    if (!lostThere || to === wanted) return undefined;
    if (wanted === null) {
      go({ conversation: to }, 'replace');
      return undefined;
    }
    const timer = setTimeout(() => go({ conversation: to }, 'replace'), COMES_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [lostThere, to, wanted]);
}

/** On a phone one thing takes the place of another: the focus goes to what is there now. */
function useFocusKept(narrow: boolean, conversation: string | undefined): void {
  const before = useRef(conversation);
  useEffect(() => {
    const moved = before.current !== conversation;
    before.current = conversation;
    if (narrow && moved && document.activeElement === document.body) document.getElementById('main')?.focus();
  }, [narrow, conversation]);
}

function useTitle(sight: Sight, conversation: string | undefined): void {
  const me = sight.people.find((person) => person.id === sight.me)?.name;
  const unread = sight.conversations.reduce((sum, one) => sum + one.unread, 0);
  const words = [conversation, me, 'Goodturn playground'].filter((word) => word !== undefined).join(' · ');
  const title = unread > 0 ? `(${unread}) ${words}` : words;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
