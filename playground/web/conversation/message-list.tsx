import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ConversationSight, MessageSight } from '../../page/contract';
import { useNow } from '../connection';
import { zoneOf } from '../places';
import { counted } from '../plain-text';
import { useSight } from '../sight';
import { dayIn, dayInWords } from '../time';
import { byDay } from './days';
import type { Day } from './days';
import { MessageRow } from './message-row';
import { useNews, useReading } from './reading';
import { useScrolling } from './scroll';

/** The messages of a conversation, oldest first. */
export function MessageList({ conversation, beginning }: { conversation: ConversationSight; beginning: ReactNode }) {
  const sight = useSight();
  const zone = zoneOf(sight);
  const today = dayIn(zone, useNow());
  const { messages } = conversation;
  const newest = messages.at(-1);
  const days = useDays(messages, zone);
  const { box, content, newBelow, toEnd } = useScrolling(newest?.id, newest?.author === sight.me);
  const [focused, setFocused] = useState<string | null>(null);
  const active = messages.some((message) => message.id === focused) ? focused : newest?.id;
  const news = useNews(conversation);
  useReading(conversation);

  const rowOf = (message: MessageSight, first: boolean, replies?: ReactNode) => (
    <MessageRow
      key={message.id}
      message={message}
      author={sight.people.find((person) => person.id === message.author)}
      zone={zone}
      first={first}
      active={message.id === active}
    >
      {replies}
    </MessageRow>
  );

  return (
    <div className="log-frame">
      {/* what is new is read out below: the log itself changes with every redraw */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it notes where the focus is */}
      <div
        className="log"
        role="log"
        aria-live="off"
        tabIndex={-1}
        aria-label={`Messages in ${conversation.name}`}
        ref={box}
        onFocus={(event) => setFocused(messageOf(event.target))}
      >
        <div ref={content} className="log-content">
          {beginning}
          {days.map(({ day, entries }) => (
            <section key={day} aria-label={dayInWords(day, today)}>
              <h3 className="day">
                <span>{dayInWords(day, today)}</span>
              </h3>
              {entries.map(({ message, first, replies }) =>
                rowOf(
                  message,
                  first,
                  replies.length === 0 ? undefined : <Replies>{replies.map((reply) => rowOf(reply, true))}</Replies>,
                ),
              )}
            </section>
          ))}
        </div>
      </div>
      {newBelow && (
        <button type="button" className="new-below" onClick={toEnd}>
          New messages
        </button>
      )}
      <output className="visually-hidden">{news}</output>
    </div>
  );
}

/** The same list as long as nothing in it is another. */
const useDays = (messages: MessageSight[], zone: string): Day[] =>
  useMemo(() => byDay(messages, zone), [messages, zone]);

function Replies({ children }: { children: ReactNode[] }) {
  return (
    <div className="replies">
      <p className="replies-count">{counted(children.length, 'reply', 'replies')}</p>
      {children}
    </div>
  );
}

const messageOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest('[data-message]')?.getAttribute('data-message') ?? null) : null;
