import type { ReactNode } from 'react';
import { usePerson, useSight } from '../sight';

/** A name as a mention; what is written in it cannot turn the text around it. */
export function Mention({ children, isMe = false }: { children: ReactNode; isMe?: boolean }) {
  return <bdi className={isMe ? 'block-mention block-mention-me' : 'block-mention'}>{children}</bdi>;
}

/** @param label the name that came with the mention, for somebody unknown here */
export function PersonMention({ id, label }: { id: string; label: string | null }) {
  const { me } = useSight();
  const person = usePerson(id);
  return <Mention isMe={id === me}>@{person?.name ?? label ?? 'somebody'}</Mention>;
}

export function ChannelName({ id, label }: { id: string; label: string | null }) {
  const channel = useSight().conversations.find((each) => each.id === id);
  const name = channel?.name ?? label;
  return <Mention>{name === null ? 'a private channel' : `#${name}`}</Mention>;
}
