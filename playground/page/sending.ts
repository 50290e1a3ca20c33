import type { Channel } from '../server/channel';
import type { Person } from '../server/people/person';
import type { Act } from './contract';
import { conversationOf } from './places';
import { Problem } from './problem';

const LONGEST_TEXT = 12_000;
const LONGEST_NAMED = 40;

/** A message, or a command where it starts with `/`. @throws {Problem} */
export async function send(person: Person, { conversation, text }: Extract<Act, { kind: 'send' }>): Promise<void> {
  const channel = conversationOf(person, conversation);
  const typed = text.trim();
  refuseText(typed);
  refuseWriting(person, channel);
  if (typed.startsWith('/')) return command(person, channel, typed);
  const { manifest } = person.workspace.slack;
  if (channel === person.workspace.dmOf(person) && manifest.messagesTabReadOnly) {
    throw new Problem(`${manifest.name} reads commands here, not messages.${suggestion(person)}`);
  }
  await person.says(typed, { in: channel });
}

async function command(person: Person, channel: Channel, typed: string): Promise<void> {
  const { commands } = person.workspace.slack.manifest;
  const name = typed.split(/\s/, 1)[0] ?? '';
  if (!commands.some((each) => each.command === name)) {
    const shown = name.length > LONGEST_NAMED ? `${name.slice(0, LONGEST_NAMED)}…` : name;
    throw new Problem(`"${shown}" is no command here.${suggestion(person)}`);
  }
  await person.types(typed, { in: channel, settle: false });
}

function suggestion(person: Person): string {
  const first = person.workspace.slack.manifest.commands[0];
  return first === undefined ? '' : ` Try ${first.command} help.`;
}

function refuseText(typed: string): void {
  if (typed === '') throw new Problem('Type something first.');
  if (typed.length > LONGEST_TEXT) {
    const [length, most] = [typed.length, LONGEST_TEXT].map((each) => each.toLocaleString('en'));
    throw new Problem(`That has ${length} characters: please shorten it to ${most} or fewer.`);
  }
}

function refuseWriting(person: Person, channel: Channel): void {
  if (channel.archived) throw new Problem(`#${channel.name} is archived: it can be read, and nothing new is written.`);
  if (!channel.members.has(person.id)) {
    throw new Problem(`You are not in #${channel.name}: you can read it, and its members write there.`);
  }
}
