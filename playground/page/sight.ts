import type { Person } from '../server/people/person';
import { Screen } from '../server/people/screen';
import type { View } from '../server/view';
import type { World } from '../world/world';
import { FAULT_KINDS, type PersonSight, type Sight, type ViewSight } from './contract';
import { conversationsOf } from './conversation-sight';
import { withPictures } from './shared-files';

/** Everything that this person sees, and nothing that they do not. */
export function sightOf(world: World, person: Person): Sight {
  const { slack, workspace } = world;
  const { manifest } = slack;
  return {
    workspace: { name: workspace.name, timeZone: workspace.tz },
    app: { name: workspace.bot.displayName, homeTab: manifest.homeTab },
    me: person.id,
    people: peopleOf(world),
    conversations: conversationsOf(world, person),
    modals: person.modalStack.map(viewSight),
    home: person.homeView === undefined ? null : viewSight(person.homeView),
    commands: manifest.commands.map(({ command, description, usageHint }) => ({ command, description, usageHint })),
    shortcuts: manifest.shortcuts.map(({ callbackId, name, description, kind }) => ({
      callbackId,
      name,
      description,
      kind,
    })),
    clock: {
      now: world.clock.now().toISOString(),
      moved: world.clock.moved,
      choices: world.choices(person),
    },
    guide: world.guide.sight(),
    faults: FAULT_KINDS.map((kind) => ({ kind, on: world.faults.isOn(kind) })),
    busy: world.busy,
  };
}

/** Those one can be, the app, then everybody else who may have written something. */
function peopleOf({ workspace, cast }: World): PersonSight[] {
  const listed = new Set([...cast.map(({ person }) => person.id), workspace.botUserId]);
  const others = workspace.members.filter(({ id }) => !listed.has(id));
  return [
    ...cast.map(({ person, about }) => personSight(person, { about, playable: true })),
    personSight(workspace.bot, { isApp: true, timeZone: null }),
    ...others.filter(({ isAutomatic }) => !isAutomatic).map((person) => personSight(person, {})),
    ...others.filter(({ isAutomatic }) => isAutomatic).map(automaticSight),
  ];
}

function personSight(person: Person, more: Partial<PersonSight>): PersonSight {
  return {
    id: person.id,
    handle: person.name,
    name: person.displayName,
    isApp: false,
    playable: false,
    about: '',
    admin: person.admin || person.owner,
    timeZone: person.tz ?? null,
    ...more,
  };
}

/** What Slack itself says is said by the workspace here: its bot's name is a trademark. */
function automaticSight(person: Person): PersonSight {
  const own = person.id === 'USLACKBOT' ? { name: 'Workspace', handle: 'workspace' } : {};
  return personSight(person, { ...own, timeZone: null });
}

function viewSight(view: View): ViewSight {
  const screen = new Screen(view);
  return {
    id: view.id,
    title: screen.title,
    submit: screen.submitLabel ?? null,
    close: screen.closeLabel ?? null,
    blocks: withPictures(view.blocks, view.owner),
    values: view.state,
    errors: view.errors,
  };
}
