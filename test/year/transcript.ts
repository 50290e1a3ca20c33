import type { Channel } from '../../playground/server/channel';
import type { Message } from '../../playground/server/message';
import type { Person } from '../../playground/server/people/person';
import { MINUTE_MS } from '../../src/domain/clock';
import { dueJobs } from '../../src/goodturn';
import { runDue } from '../../src/jobs/run-due';
import type { Circle } from '../support/circle';

/** The hours (UTC) at which somebody's working day begins, in winter or in summer, and noon in between. */
const HOURS = [0, 7, 8, 13, 14, 15];

const LEAD = `# A year with Goodturn

Five people, one year, and every message that each of them got: a test lives through it and holds it against this text,
so that it stays true. Times are UTC. Gina and Ada are in Chicago, Alice in New York, Bob in Berlin, Carol in Tokyo.
Buttons are in [brackets].
`;

/** Something that appeared on people's screens, or changed there. */
export interface Sight {
  /** who can see it */
  audience: readonly Person[];
  /** DM, only you, #general, form */
  place: string;
  /** with its buttons */
  lines: string[];
  /** of a message: as notifications and screen readers say it */
  text?: string;
  /** a direct message that has arrived now */
  isNewDm: boolean;
}

/** Acts for the members of a circle and writes down, after each act, everything that anybody sees because of it. */
export class Transcript {
  readonly lines: string[] = [];
  readonly sights: Sight[] = [];
  private readonly known = new Map<Message, string>();
  private readonly forms = new Map<Person, string>();

  constructor(
    private readonly circle: Circle,
    private readonly people: readonly Person[],
  ) {}

  /** All of it, as a text to read. */
  asBook(): string {
    const channels = this.circle.workspace.channels.map(({ id, name }) => [`<#${id}>`, `#${name}`] as const);
    const read = this.lines.join('\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const book = channels.reduce((text, [link, name]) => text.replaceAll(link, name), read);
    return `${LEAD}${book}\n`;
  }

  chapter(title: string): void {
    this.lines.push('', `## ${title}`);
  }

  types = (who: Person, text: string, options: { in?: Channel } = {}) =>
    this.act(`${who.displayName} types \`${text}\``, () => who.types(text, options));

  presses = (who: Person, label: string, options: Parameters<Person['press']>[1] = {}) =>
    this.act(`${who.displayName} presses [${label}]`, () => who.press(label, options));

  reacts = (who: Person, emoji: string, message: Message) =>
    this.act(`${who.displayName} reacts with :${emoji}:`, () => who.reacts(emoji, message));

  says = (who: Person, text: string, channel: Channel) =>
    this.act(`${who.displayName} writes in #${channel.name}: ${text}`, () => who.says(text, { in: channel }));

  usesMessageShortcut = (who: Person, name: string, message: Message) =>
    this.act(`${who.displayName} chooses “${name}” on a message`, () => who.usesMessageShortcut(name, message));

  /** Fills in the open form and sends it. */
  async sends(who: Person, fields: Parameters<Person['fillIn']>[0]): Promise<void> {
    const said = Object.entries(fields).map(([label, value]) => `${label} ${shown(value)}`);
    await this.act(`${who.displayName} fills in: ${said.join(' · ')}`, async () => {
      await who.fillIn(fields);
      const { errors } = await who.submit();
      if (errors && Object.keys(errors).length > 0) throw new Error(JSON.stringify(errors));
    });
  }

  async closes(who: Person): Promise<void> {
    await who.closeModal({ all: true });
    this.forms.delete(who);
  }

  /** Lets time go by: whatever falls due comes at its hour. */
  async until(date: string): Promise<void> {
    const { circle } = this;
    for (let at = nextHour(circle.clock.now()); at < new Date(`${date}T23:59:00Z`); at = nextHour(at)) {
      circle.clock.set(at);
      const reports = await runDue(circle.goodturn.delivery, dueJobs, at);
      if (reports.length === 0) continue;
      await circle.settle();
      this.note('Time goes by');
    }
  }

  private async act(what: string, doing: () => Promise<unknown>): Promise<void> {
    // nobody does two things at the same moment
    this.circle.clock.advance(MINUTE_MS);
    await doing();
    await this.circle.settle();
    this.note(what);
  }

  /** Writes down what is new on anybody's screen. */
  private note(what: string): void {
    const at = this.circle.clock.now().toISOString().slice(0, 16).replace('T', ' ');
    this.lines.push('', `**${at}** ${what}`);
    const noted = new Set<Message>();
    for (const person of this.people) {
      for (const message of [...person.sees(), ...person.dm.filter(({ deleted }) => deleted)]) {
        if (!message.fromApp || noted.has(message)) continue;
        noted.add(message);
        this.noteMessage(person, message);
      }
      this.noteForm(person);
    }
  }

  private noteMessage(person: Person, message: Message): void {
    const { text, readable, buttons, deleted, ephemeral, channel, files } = message;
    const lines = deleted
      ? ['(taken back)']
      : [
          ...readable.split('\n').filter((line) => line.trim() !== ''),
          ...files.map(({ name }) => `(file) ${name}`),
          ...(buttons.length > 0 ? [buttons.map((label) => `[${label}]`).join(' ')] : []),
        ];
    const now = lines.join('\n');
    const before = this.known.get(message);
    if (before === now || (deleted && before === undefined)) return;
    this.known.set(message, now);
    const own = ephemeral || person.dm.includes(message);
    const members = this.people.filter((each) => each.sees().includes(message));
    const place = ephemeral
      ? `only ${person.displayName} sees`
      : own
        ? `to ${person.displayName}`
        : members.length < this.people.length
          ? `to ${members.map(({ displayName }) => displayName).join(', ')} together`
          : `#${channel.name}`;
    const audience = own ? [person] : members;
    const isNewDm = !ephemeral && own && before === undefined;
    this.sight({ audience, place: before ? `${place}, redrawn` : place, lines, text, isNewDm });
  }

  private noteForm(person: Person): void {
    const modal = person.modal;
    if (!modal) {
      this.forms.delete(person);
      return;
    }
    const buttons = modal.buttons.map((label) => `[${label}]`).join(' ');
    const said = modal.text.split('\n').filter((line) => line.trim() !== '');
    const filled = said.flatMap((line) => [line, ...words(modal.fields[line])]);
    const lines = [modal.title, ...filled, buttons].filter(Boolean);
    if (this.forms.get(person) === lines.join('\n')) return;
    this.forms.set(person, lines.join('\n'));
    this.sight({ audience: [person], place: `${person.displayName}'s form`, lines, isNewDm: false });
  }

  private sight(sight: Sight): void {
    this.sights.push(sight);
    this.lines.push(`- ${sight.place}:`, ...sight.lines.map((line) => `  > ${line}`));
  }
}

function nextHour(after: Date): Date {
  const next = new Date(after);
  do next.setUTCHours(next.getUTCHours() + 1, 0, 0, 0);
  while (!HOURS.includes(next.getUTCHours()));
  return next;
}

/** What a field holds, line by line. */
function words(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? value.split('\n').map((line) => `| ${line}`) : [];
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value}”`;
  if (typeof value === 'object' && value !== null && 'displayName' in value) return String(value.displayName);
  return value === true ? 'yes' : String(value);
}
