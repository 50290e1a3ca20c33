import type { Message } from '../message';
import type { Person } from './person';

export interface DeliverOption {
  /** False: the event is held until `slack.deliverHeld()`. */
  deliver?: boolean;
}

export async function react(
  person: Person,
  emoji: string,
  message: Message,
  adds: boolean,
  { deliver = true }: DeliverOption,
): Promise<void> {
  const name = emoji.replace(/^:|:$/g, '');
  if (message.deleted || message.ephemeral || !person.canSee(message)) {
    throw new Error(`${person.name} cannot react to that message`);
  }
  if (message.channel.archived) throw new Error(`#${message.channel.name} is archived: no reactions`);
  const people = message.reactions.get(name) ?? new Set<string>();
  if (adds === people.has(person.id))
    throw new Error(`${person.name} has ${adds ? 'already' : 'not'} reacted :${name}:`);
  if (adds) people.add(person.id);
  else people.delete(person.id);
  if (people.size > 0) message.reactions.set(name, people);
  else message.reactions.delete(name);
  const { channel } = message;
  if (!channel.appIsMember) return;
  const event = {
    type: adds ? 'reaction_added' : 'reaction_removed',
    user: person.id,
    reaction: name,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    item_user: message.user,
    event_ts: channel.nextTs(),
  };
  await person.workspace.slack.delivery.emit(person.workspace, event, { scope: 'reactions:read', deliver });
}
