import type { GuideSight, GuideStep } from '../page/contract';
import { objectAt, objectsAt, stringAt } from '../server/json';
import type { Message } from '../server/message';
import type { Person } from '../server/people/person';
import type { SentPayload } from '../server/delivery';
import type { Harbor } from './people';

type StepId = GuideStep['id'];
type Step = Omit<GuideStep, 'done' | 'as' | 'conversation'> & {
  place(harbor: Harbor): { as: Person; conversation: string };
};

const withTheApp = (person: Person) => ({ as: person, conversation: person.workspace.dmOf(person).id });

const STEPS: readonly Step[] = [
  {
    id: 'give',
    title: 'Gina refers Alice',
    text: 'You are Gina, and you know somebody who needs an architect like Alice. One line in #general is enough: put it in, then send it.',
    place: ({ people, channels }) => ({ as: people.gina, conversation: channels.general.id }),
    does: { type: "/referral @alice to Bob's firm because they need a new boat yard" },
    label: 'Put the line in',
  },
  {
    id: 'thank',
    title: 'Alice says thanks',
    text: 'Goodturn has told Alice. Become Alice: at the end of the messages with Goodturn, press “Say thanks”, write a line and send it.',
    place: ({ people }) => withTheApp(people.alice),
    does: null,
    label: 'Become Alice',
  },
  {
    id: 'pleasure',
    title: 'Gina reads it',
    text: "Alice's words have come to Gina. Become Gina again, read them at the end of the messages with Goodturn, and press “My pleasure”: Alice will know.",
    place: ({ people }) => withTheApp(people.gina),
    does: null,
    label: 'Become Gina',
  },
  {
    id: 'digest',
    title: 'Everybody sees the week',
    text: 'On Monday mornings #referrals gets what the circle gave that week. Move the clock to Monday to see it.',
    place: ({ people, channels }) => ({ as: people.gina, conversation: channels.referrals.id }),
    does: { clock: 'monday' },
    label: 'Move to Monday',
  },
];

const END =
  'That was all of it: one line given, thanks said, and the whole circle saw it. Look around as anybody you like; “Start over” brings the first day back.';

export interface SavedGuide {
  hidden: boolean;
  done: string[];
  since: string;
}

/** The first minute: four steps, each done once it has happened in the workspace, whoever made it happen. */
export class Guide {
  private hidden = false;
  private readonly done = new Set<StepId>();
  /** a `ts`: what was said before is history */
  private since = '0';

  constructor(private readonly harbor: () => Harbor) {}

  sight(): GuideSight {
    const harbor = this.harbor();
    const steps = STEPS.map(({ place, ...step }): GuideStep => {
      const { as, conversation } = place(harbor);
      return { ...step, done: this.done.has(step.id), as: as.id, conversation };
    });
    return { hidden: this.hidden, steps, end: END };
  }

  hide(hidden: boolean): void {
    this.hidden = hidden;
  }

  /** The first step is ahead, and what happened up to `now` does not count. */
  begin(now: Date): void {
    this.restore({ hidden: false, done: [], since: (now.getTime() / 1000).toFixed(6) });
  }

  /** Finds out what has happened meanwhile. */
  look(): void {
    const { workspace, people, channels } = this.harbor();
    const isShown = (id: string, shows: (buttons: string[]) => boolean): boolean => {
      const { messages } = workspace.channels.find((each) => each.id === id) ?? { messages: [] };
      return messages.some((message) => this.isNew(message) && shows(message.buttons));
    };
    const isReferral = (buttons: string[]) =>
      buttons.includes('Say thanks') && !buttons.some((label) => REMINDERS.includes(label));
    if (isShown(withTheApp(people.alice).conversation, isReferral)) this.done.add('give');
    if (isShown(withTheApp(people.gina).conversation, (buttons) => buttons.includes('My pleasure'))) {
      this.done.add('thank');
    }
    const isDigest = (buttons: string[]) => buttons.includes('Give a referral');
    if (Object.values(channels).some(({ id }) => isShown(id, isDigest))) this.done.add('digest');
  }

  /** Finds out what a payload to the app says of it. */
  note({ type, body, failure }: SentPayload): void {
    if (type !== 'block_actions' || failure !== undefined) return;
    if (stringAt(objectAt(body, 'user'), 'id') !== this.harbor().people.gina.id) return;
    this.look();
    const [action] = objectsAt(body, 'actions');
    // Gina has older thanks to answer too: after Alice's, any of them will do
    if (!this.done.has('thank')) return;
    if (stringAt(objectAt(action, 'text'), 'text') === 'My pleasure') this.done.add('pleasure');
  }

  private isNew({ fromApp, deleted, ts }: Message): boolean {
    return fromApp && !deleted && Number(ts) > Number(this.since);
  }

  toJSON(): SavedGuide {
    return { hidden: this.hidden, done: [...this.done], since: this.since };
  }

  restore({ hidden, done, since }: SavedGuide): void {
    this.hidden = hidden;
    this.since = since;
    this.done.clear();
    for (const { id } of STEPS) if (done.includes(id)) this.done.add(id);
  }
}

/** What stands on reminders alone: they have `Say thanks` too. */
const REMINDERS = ['Remind me later', 'Stop these reminders', 'Turn reminders on again'];
