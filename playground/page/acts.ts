import { react } from '../server/people/reacting';
import type { Person } from '../server/people/person';
import type { World } from '../world/world';
import type { Act, ActAnswer, ActRequest } from './contract';
import { close, enter, press, submit } from './form-acts';
import { messageOf, messagesIn, microsOf, conversationOf } from './places';
import { appFailed, gone, onItsWay, Problem } from './problem';
import { send } from './sending';

interface Done {
  conversation?: string;
}

/** Carries out what a person does in the page. @throws {Problem} what they could not do */
export async function carryOut(world: World, { as, act }: ActRequest): Promise<ActAnswer> {
  const person = world.cast.find((each) => each.person.id === as)?.person;
  if (person === undefined) throw new Problem('There is nobody here by that id. Reload the page to choose again.', 404);
  if (act.kind === 'read') {
    read(world, person, act.conversation);
    return { ok: true, warnings: [] };
  }
  if (world.busy !== null && !isEndOfFault(act)) throw onItsWay();
  const before = person.warnings.length;
  try {
    const done = await perform(world, person, act);
    const hasFailed = person.warnings.length > before;
    return { ok: true, warnings: hasFailed ? [appFailed(world.slack.manifest.name)] : [], ...done };
  } finally {
    world.changed();
  }
}

/** A slow app makes a long way longer: that can be ended on the way. */
const isEndOfFault = (act: Act): boolean => act.kind === 'fault' && !act.on;

async function perform(world: World, person: Person, act: Exclude<Act, { kind: 'read' }>): Promise<Done | void> {
  switch (act.kind) {
    case 'send':
      return send(person, act);
    case 'press':
      return press(person, act);
    case 'enter':
      return enter(person, act);
    case 'submit':
      return submit(person, act);
    case 'close':
      return close(person, act);
    case 'shortcut':
    case 'message_shortcut':
      return useShortcut(person, act);
    case 'react':
      return reactTo(person, act);
    case 'dismiss':
      return dismiss(person, act.message);
    case 'open_home':
      return openHome(person);
    case 'direct_message':
      return openDirectMessage(person, act.person);
    case 'clock':
      return world.moveClock(act.choice, person);
    case 'fault':
      return world.faults.set(act.fault, act.on);
    case 'guide':
      return world.guide.hide(act.hidden);
    case 'start_over':
      return world.startOver();
  }
}

/** Quiet where there is nothing new: a page says it at each sight, and would be sent the next one for it. */
function read(world: World, person: Person, conversation: string): void {
  const latest = messagesIn(person, conversationOf(person, conversation)).at(-1);
  if (latest === undefined) return;
  if (microsOf(latest.ts) <= microsOf(world.reads.lastRead(person, conversation))) return;
  world.reads.mark(person, conversation, latest.ts);
  world.changed();
}

type ShortcutAct = Extract<Act, { kind: 'shortcut' | 'message_shortcut' }>;

async function useShortcut(person: Person, act: ShortcutAct): Promise<void> {
  const { shortcuts } = person.workspace.slack.manifest;
  const kind = act.kind === 'shortcut' ? 'global' : 'message';
  if (!shortcuts.some((each) => each.kind === kind && each.callbackId === act.callbackId)) throw gone();
  if (act.kind === 'shortcut') {
    await person.usesShortcut(act.callbackId, { settle: false });
    return;
  }
  const message = messageOf(person, act.message);
  if (message.ephemeral) throw new Problem('Shortcuts work on messages that others can see too.');
  await person.usesMessageShortcut(act.callbackId, message, { settle: false });
}

async function reactTo(person: Person, { message: id, emoji, add }: Extract<Act, { kind: 'react' }>): Promise<void> {
  const message = messageOf(person, id);
  if (message.ephemeral) throw new Problem('A message that only you can see takes no reactions.');
  if (message.channel.archived) throw new Problem(`#${message.channel.name} is archived, so it takes no reactions.`);
  const stands = message.reactions.get(emoji)?.has(person.id) === true;
  // pressed twice in a row, or in two windows: it is as they want it
  if (stands === add) return;
  await react(person, emoji, message, add, {});
}

function dismiss(person: Person, id: string): void {
  const message = messageOf(person, id);
  if (!message.ephemeral) throw new Problem('Others can see that message too, so it stays.');
  message.deleted = true;
}

async function openHome(person: Person): Promise<void> {
  const { manifest } = person.workspace.slack;
  if (!manifest.homeTab) throw new Problem(`${manifest.name} has no Home tab.`);
  await person.opensHome();
}

function openDirectMessage(person: Person, id: string): Done {
  const { workspace } = person;
  const other = workspace.member(id);
  if (other === undefined || other.id === 'USLACKBOT') throw gone();
  if (other.deleted) throw new Problem(`${other.displayName} has left, so a message would not reach anybody.`);
  const channel = other === workspace.bot ? workspace.dmOf(person) : workspace.addDirectMessage([person, other]);
  return { conversation: channel.id };
}
