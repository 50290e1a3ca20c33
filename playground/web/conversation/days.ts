import type { MessageSight } from '../../page/contract';
import { dayIn } from '../time';

/** Messages of one day. */
export interface Day {
  /** as `dayIn` gives it */
  day: string;
  entries: Entry[];
}

export interface Entry {
  message: MessageSight;
  /** by another author than the one above, or some time later: it says who wrote it */
  first: boolean;
  replies: MessageSight[];
}

const TOGETHER_MS = 5 * 60_000;
/** one and the same list for all without replies, so that their rows are not drawn again */
const NONE: MessageSight[] = [];

/** The messages of a conversation by day, replies under what they answer. */
export function byDay(messages: MessageSight[], zone: string): Day[] {
  const known = new Set(messages.map((message) => message.ts));
  const answers = ({ threadTs, ts }: MessageSight) => threadTs !== null && threadTs !== ts && known.has(threadTs);
  const replies = new Map<string, MessageSight[]>();
  for (const message of messages.filter(answers)) {
    const parent = message.threadTs ?? '';
    replies.set(parent, [...(replies.get(parent) ?? []), message]);
  }

  const days: Day[] = [];
  let above: MessageSight | undefined;
  for (const message of messages.filter((one) => !answers(one))) {
    const day = dayIn(zone, message.at);
    const sameDay = days.at(-1)?.day === day;
    if (!sameDay) days.push({ day, entries: [] });
    const entry = { message, first: !sameDay || !belongs(message, above), replies: replies.get(message.ts) ?? NONE };
    days.at(-1)?.entries.push(entry);
    above = replies.has(message.ts) ? undefined : message;
  }
  return days;
}

const belongs = (message: MessageSight, above: MessageSight | undefined): boolean =>
  above !== undefined &&
  above.author === message.author &&
  above.ephemeral === message.ephemeral &&
  Date.parse(message.at) - Date.parse(above.at) < TOGETHER_MS;
