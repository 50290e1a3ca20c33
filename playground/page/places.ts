import type { Channel } from '../server/channel';
import type { Message } from '../server/message';
import type { Person } from '../server/people/person';
import type { View } from '../server/view';
import type { Place } from './contract';
import { gone } from './problem';

/** Names a message in the whole workspace, as `ts` does in its channel alone. */
export const messageId = (message: Message): string => `${message.channel.id}:${message.ts}`;

export function canOpen(person: Person, channel: Channel): boolean {
  if (channel.members.has(person.id)) return true;
  const maySee = !person.stranger || channel.shared;
  return channel.kind === 'public' && maySee && person.guest === undefined;
}

/** What a person sees in a conversation, oldest first. */
export function messagesIn(person: Person, channel: Channel): Message[] {
  const posted = channel.messages.filter((message) => !message.deleted && person.canSee(message));
  const own = person.ephemerals.filter((message) => message.channel === channel);
  return [...posted, ...own].sort((one, other) => microsOf(one.ts) - microsOf(other.ts));
}

/** A `ts` in microseconds, which a number holds exactly; without one: 0. */
export function microsOf(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** @throws {Problem} where the person sees no such conversation */
export function conversationOf(person: Person, id: string): Channel {
  const channel = person.workspace.channels.find((each) => each.id === id);
  if (channel === undefined || !canOpen(person, channel)) throw gone();
  return channel;
}

/** @throws {Problem} where the person sees no such message */
export function messageOf(person: Person, id: string): Message {
  const at = id.lastIndexOf(':');
  const channel = conversationOf(person, id.slice(0, Math.max(at, 0)));
  const message = messagesIn(person, channel).find(({ ts }) => ts === id.slice(at + 1));
  if (message === undefined) throw gone();
  return message;
}

/** The modal in front, which alone can be acted in. @throws {Problem} */
export function frontModalOf(person: Person, id: string): View {
  const front = person.modalStack.at(-1);
  if (front?.id !== id) throw gone();
  return front;
}

/** @throws {Problem} where it is not before the person's eyes */
export function placeOf(person: Person, place: Place): Message | View {
  if ('message' in place) return messageOf(person, place.message);
  return person.homeView?.id === place.view ? person.homeView : frontModalOf(person, place.view);
}
