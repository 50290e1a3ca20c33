import { memo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { MessageSight, PersonSight } from '../../page/contract';
import { Avatar } from '../avatar';
import { Blocks } from '../blocks/blocks';
import { Mrkdwn } from '../blocks/mrkdwn';
import { Boundary } from '../boundary';
import { EyeIcon } from '../icons';
import { useAct } from '../sight';
import { timeIn } from '../time';
import { Files } from './files';
import { MessageTools } from './message-tools';
import { Reactions } from './reactions';

interface MessageRowProps {
  message: MessageSight;
  author: PersonSight | undefined;
  zone: string;
  /** says who wrote it */
  first: boolean;
  /** the one that the Tab key leads to; the arrow keys go on from it */
  active: boolean;
  /** replies */
  children?: ReactNode;
}

/** A message. Drawn again only where something in it is another. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, author, zone, first, active, children } = props;
  const name = author?.name ?? 'Somebody';
  const time = timeIn(zone, message.at);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrow keys go from message to message
    <article
      className={`message${first ? ' first' : ''}${message.ephemeral ? ' ephemeral' : ''}`}
      data-message={message.id}
      aria-label={`${name}, ${time}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one of all is reached by Tab, and has tools to go on to
      tabIndex={active ? 0 : -1}
      onKeyDown={goAlong}
    >
      <div className="message-side" aria-hidden="true">
        {first ? <Avatar person={author} name={name} /> : <span className="message-time">{time}</span>}
      </div>
      <div className="message-main">
        {message.ephemeral && <OnlyVisibleToYou message={message} />}
        {first && (
          <p className="message-head">
            <span className="message-author">{name}</span>
            {author?.isApp === true && <span className="tag">App</span>}
            <time className="message-time" dateTime={message.at}>
              {time}
            </time>
          </p>
        )}
        <Body message={message} />
        <Files files={message.files} />
        <Reactions message={message} />
        {children}
      </div>
      <MessageTools message={message} tabIndex={active ? 0 : -1} />
    </article>
  );
});

function Body({ message }: { message: MessageSight }) {
  const { blocks, values, text, id, edited } = message;
  return (
    <div className="message-body">
      <Boundary otherwise={<p className="quiet">This message could not be shown. Reload the page to try again.</p>}>
        {blocks.length === 0 ? (
          <Mrkdwn text={text} />
        ) : (
          <Blocks blocks={blocks} values={values} errors={NONE} place={{ message: id }} surface="message" />
        )}
      </Boundary>
      {edited && <span className="message-edited"> (edited)</span>}
    </div>
  );
}

const NONE: Record<string, string> = {};

function OnlyVisibleToYou({ message }: { message: MessageSight }) {
  const act = useAct();
  return (
    <p className="message-private">
      <EyeIcon />
      Only visible to you
      <button
        type="button"
        className="link-button"
        onClick={({ currentTarget }) => {
          // the button goes away, and the focus with it
          currentTarget.closest<HTMLElement>('[role="log"]')?.focus();
          void act({ kind: 'dismiss', message: message.id });
        }}
      >
        Dismiss
      </button>
    </p>
  );
}

/** From message to message, by the arrow keys. */
function goAlong(event: KeyboardEvent<HTMLElement>): void {
  if (event.target !== event.currentTarget) return;
  if (!['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
  event.preventDefault();
  const log = event.currentTarget.closest('[role="log"]');
  const all = [...(log?.querySelectorAll<HTMLElement>('[data-message]') ?? [])];
  const at = all.indexOf(event.currentTarget);
  const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key] ?? at;
  all[next]?.focus();
}
