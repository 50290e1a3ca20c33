import type { Channel } from '../server/channel';
import type { Message } from '../server/message';
import type { Person } from '../server/people/person';
import { insist } from './insist';
import { type Days, whoIsUp } from './moments';
import type { Harbor } from './people';

/** Something that somebody does in the history. */
export interface Beat {
  at: Date;
  act(): Promise<unknown>;
}

/** The digests posted in a channel. */
export function digestsIn({ messages }: Channel): Message[] {
  return messages.filter(({ buttons, deleted }) => !deleted && buttons.includes('Give a referral'));
}

/** Presses a button that opens a form, fills it in and sends it. */
export type FillsIn = (
  person: Person,
  button: string,
  row: RegExp,
  entries: Record<string, string | boolean>,
) => Promise<unknown>;

/** What is written in a story, in no order. */
class Script {
  readonly beats: Beat[] = [];

  constructor(
    readonly harbor: Harbor,
    readonly days: Days,
    readonly fillsIn: FillsIn,
  ) {}

  at(at: Date, act: () => Promise<unknown>): void {
    this.beats.push({ at, act });
  }

  /** So many working days ago, by that person's clock. */
  on(count: number, time: string, person: Person, act: () => Promise<unknown>): void {
    this.at(this.days.workday(count, time, person), act);
  }

  refer(at: Date, giver: Person, line: string): void {
    const act = () => giver.types(`/referral ${line}`, { in: this.harbor.channels.general });
    // where it is recorded already it is asked about: that has worked too
    this.at(at, () => insist(line, act, (answer) => (answer?.buttons.length ?? 0) > 0));
  }

  /** Thanks in one line for what a giver gave. */
  thankOn(count: number, time: string, person: Person, line: string): void {
    const act = () => person.types(`/referral thanks ${line}`, { in: this.harbor.channels.general });
    const isTaken = (text: string) => text.includes('thank');
    this.on(count, time, person, () => insist(line, act, (answer) => isTaken(answer?.text ?? '')));
  }

  referOn(count: number, time: string, giver: Person, line: string): void {
    this.refer(this.days.workday(count, time, giver), giver, line);
  }
}

/** Three and a half weeks in the Harbor Circle, up to `days.now`. */
export function story(harbor: Harbor, days: Days, fillsIn: FillsIn): Beat[] {
  const script = new Script(harbor, days, fillsIn);
  firstWeek(script);
  secondWeek(script);
  lastWeek(script);
  lastHours(script);
  return script.beats;
}

function firstWeek(script: Script): void {
  const { people, channels } = script.harbor;
  const { gina, alice, omar, ada, carol, priya } = people;
  script.on(17, '09:40', ada, () =>
    insist(
      'digest here',
      () => ada.types('/referral digest here', { in: channels.referrals }),
      (answer) => answer?.text.includes(channels.referrals.id) ?? false,
    ),
  );
  script.on(17, '09:45', ada, () =>
    ada.says(
      'Goodturn keeps our referrals from now on. Type /referral, then whom you think of and where you send them. On Monday mornings #referrals shows what we gave.',
      { in: channels.general },
    ),
  );
  script.referOn(17, '10:30', gina, '@alice to the Pier House Hotel #warm because they want to open up their lobby');
  script.on(17, '15:10', alice, () =>
    script.fillsIn(alice, 'Say thanks', /Pier House/, {
      'Your note':
        'You thought of me when they mentioned the lobby, and it is the project I have hoped for since spring. We walk through it on Thursday.',
      'The digest may quote this': true,
    }),
  );
  script.on(17, '16:20', gina, () => gina.press('My pleasure', { row: /hoped for since spring/, settle: false }));
  script.referOn(
    16,
    '11:00',
    omar,
    '@gina to Fenwick Brothers because their founder turns sixty and they want a real party',
  );
  script.thankOn(
    16,
    '10:15',
    gina,
    '@omar We talked for an hour and they have booked the boathouse. I would never have met them without you.',
  );
  script.referOn(15, '15:00', ada, '@ted to the Marlow Library because their catalogue should be found online');
  script.referOn(14, '10:00', priya, '@carol to Kettle & Leaf #hot because they print their tea packaging in Japan');
  script.on(14, '16:30', carol, () =>
    script.fillsIn(carol, 'Say thanks', /Kettle/, {
      'Your note': 'They knew my name before I called, which says how you spoke of me. The first samples leave today.',
      'How are you thanking them?': 'A handwritten card',
    }),
  );
}

function secondWeek(script: Script): void {
  const { people, channels } = script.harbor;
  const { gina, alice, omar, ada, carol, priya } = people;
  script.on(13, '10:00', carol, () =>
    carol.says(
      'Hello, Carol here. I help small companies start in Japan: shops, papers, the first people to call. Whom do you know who dreams of Tokyo?',
      { in: channels.introductions },
    ),
  );
  script.referOn(
    13,
    '14:00',
    gina,
    '@priya to a family foundation #private because they do not want it known yet: call me first',
  );
  script.on(12, '11:00', priya, () =>
    script.fillsIn(priya, 'Say thanks', /family foundation/, {
      'Your note': 'A quiet, lovely brief, and they trust me because they trust you.',
    }),
  );
  script.referOn(12, '09:30', alice, '@omar to Brick Lane Studio because they have outgrown their spreadsheet');
  script.on(12, '16:00', omar, () => omar.press('Already thanked them', { row: /Brick Lane/, settle: false }));
  script.referOn(10, '10:15', ada, '@carol to @priya because you both work with tea makers');
  script.thankOn(9, '09:30', carol, '@ada We had a long call, and we will share a stand in May.');
  script.referOn(9, '10:00', carol, '@alice to the Sumida Guest House because they add two floors');
  script.on(9, '11:30', alice, () =>
    script.fillsIn(alice, 'Not a fit', /Sumida/, {
      'What would have fitted better?':
        'They need somebody on the spot. Smaller houses within a train ride of New York would suit me well.',
    }),
  );
}

/** With the digest of the week before, and what people said to it. */
function lastWeek(script: Script): void {
  const { people, channels } = script.harbor;
  const { gina, alice, omar, ada, carol, priya } = people;
  const { days } = script;
  const monday = days.monday(1);
  const friday = monday.subtract({ days: 3 });
  const tidewater = '@priya to Tidewater Coffee because every roast gets its own label';
  script.refer(days.at(friday, '15:00', omar), omar, tidewater);
  const onTheDigest = (time: string, person: Person, emoji: string) =>
    script.at(days.at(monday, time, person), () => person.reacts(emoji, digestsIn(channels.referrals).at(-1)!));
  onTheDigest('09:20', ada, 'clap');
  onTheDigest('09:50', gina, 'tada');
  onTheDigest('21:10', priya, 'pray');
  onTheDigest('17:30', omar, 'heart');

  script.referOn(6, '13:30', gina, '@ted to Harbor Yoga because their booking page has been slow since summer');
  script.referOn(4, '10:00', carol, '@gina to Blue Lantern Travel #warm because they plan a tasting for forty guests');
  script.on(4, '09:30', gina, () =>
    script.fillsIn(gina, 'Say thanks', /Blue Lantern/, {
      'Your note':
        'Forty guests at one long table, and they asked for you to be there. Thank you for bringing us together.',
      'The digest may quote this': true,
    }),
  );
  script.on(3, '10:00', carol, () => carol.press('My pleasure', { row: /one long table/, settle: false }));
  script.on(2, '11:00', omar, () =>
    omar.says(
      '@alice you should talk to Northside Clinic: they want to rebuild their front rooms, and they like daylight as much as you do.',
      { in: channels.general },
    ),
  );
  script.on(2, '11:20', alice, () =>
    alice.says('That sounds like me. Thank you @omar, I will call them.', { in: channels.general }),
  );
}

/** By the hour, and by those who are up then, so that it fits whenever one starts. */
function lastHours(script: Script): void {
  const { people, channels } = script.harbor;
  const { gina, omar, ada, carol, priya } = people;
  const { days } = script;
  // a reminder of it is due 48 hours later: in ten minutes
  const due = days.ago(48 * 60 - 10);
  const ferry = '@alice to the Ferry Theatre because they lost their architect last week';
  script.refer(due, whoIsUp(due, [omar, carol]), ferry);

  // one of the two thanks on the same day, the other shortly before now
  script.referOn(1, '10:00', gina, '@omar @carol to the Sailmakers Guild because they open in London and in Tokyo');
  const shortly = days.ago(35);
  const late = whoIsUp(shortly, [omar, carol]);
  const early = late === omar ? carol : omar;
  const thanks = (person: Person, note: string) => () =>
    script.fillsIn(person, 'Say thanks', /Sailmakers/, { 'Your note': note, 'The digest may quote this': true });
  script.on(1, '17:30', gina, thanks(early, 'A good first talk today, and the second one is set.'));
  script.at(
    shortly,
    thanks(late, 'They called before I could, because you had told them so well what I do. We start in spring.'),
  );

  const first = days.lately(26 * 60, 0.75);
  const giver = whoIsUp(first, [ada, priya]);
  script.refer(first, giver, '@carol to Umi Ceramics because they ask about shops abroad');
  const second = days.lately(150, 0.5);
  const nettle = '@omar to Nettle & Co #warm because they need a bookkeeper by spring';
  script.refer(second, whoIsUp(second, [ada, priya]), nettle);
  // thanks in words that nobody has counted yet
  script.at(days.lately(120, 0.4), () =>
    carol.says(
      `@${giver.name} thank you for Umi Ceramics. We speak on Friday, and they had read everything you sent.`,
      { in: channels.general },
    ),
  );
  script.at(days.lately(55, 0.25), () =>
    ada.says('Please welcome @nia from Lagos, who takes photographs of food and of rooms, and joined us today.', {
      in: channels.introductions,
    }),
  );
}
