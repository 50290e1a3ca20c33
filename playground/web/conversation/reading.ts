import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ConversationSight } from '../../page/contract';
import { useConnection } from '../connection';
import { plainText } from '../plain-text';
import { useSight } from '../sight';

/** Marks what is before one's eyes as read. */
export function useReading({ id, unread }: ConversationSight): void {
  const { actQuietly } = useConnection();
  const visible = usePageVisible();
  useEffect(() => {
    if (visible && unread > 0) void actQuietly({ kind: 'read', conversation: id });
  }, [actQuietly, id, unread, visible]);
}

/** Whether the page is before somebody's eyes. */
const usePageVisible = (): boolean => useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

/** more than this would be read out for a long time */
const READ_OUT = 3;
/** long enough to be noticed; what stays would be found again by whoever reads the page */
const SAID_MS = 5000;

/**
 * What a screen reader says of messages that come while the conversation is open: not those that were there before, and
 * while the world is being moved or made anew only what came of it in the end.
 */
export function useNews({ messages }: ConversationSight): string {
  const { people, me, busy } = useSight();
  const known = useRef<Set<string> | null>(null);
  const [news, setNews] = useState('');
  useEffect(() => {
    const before = known.current;
    if (busy !== null && before !== null) return;
    known.current = new Set(messages.map((message) => message.id));
    const fresh = messages.filter((message) => before?.has(message.id) === false && message.author !== me);
    if (fresh.length === 0) return;
    const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? 'Somebody';
    const words = fresh.map(({ author, text }) => `${nameOf(author)}: ${plainText(text, people)}`);
    setNews(words.length > READ_OUT ? `${words.length} new messages` : words.join('\n'));
  }, [messages, people, me, busy]);
  useEffect(() => {
    const timer = setTimeout(() => setNews(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return news;
}
