import type { Person } from '../../../playground/server/people/person';
import type { Circle } from '../../support/circle';
import { acting } from '../give/acting';

export {
  dmsOf,
  didNotWorkOut,
  memberIn,
  press,
  refer,
  referralIn,
  stopQuietly,
  told,
  withdraw,
  change,
} from '../follow-ups/circle-with-follow-ups';

/** `/referral review …`, and what is said where no review opens. */
export async function review(circle: Circle, person: Person, rest: string) {
  // Slack's client offers some accounts no more: a link to them is typed as it is
  const options = { in: circle.general, raw: rest.startsWith('<@') };
  return acting(() => circle)(person).types(`/referral review ${rest}`, options);
}

/** Has Goodturn ask nothing by itself about these. */
export async function withoutFollowUps(circle: Circle, ...referrals: { id: string }[]): Promise<void> {
  await circle.database.db.transaction(async (store) => {
    for (const { id } of referrals) await store.followUps.schedule(circle.workspace.id, id, 2, null);
  });
}

/** Presses in the open modal. */
export async function pressHere(circle: Circle, person: Person, label: string, times = 1): Promise<void> {
  await person.press(label, { inView: true, times });
  await circle.settle();
}

export const shown = (person: Person): string[] => person.modal!.text.split('\n');

/** What somebody notes in the open review. */
export async function note(circle: Circle, person: Person, text: string): Promise<void> {
  await person.fillIn({ 'A note for yourself': text });
  await circle.settle();
}

/** Whatever Goodturn has posted to anybody but these, and in channels. */
export const seenByOthersThan = (circle: Circle, ...people: Person[]): string[] =>
  [circle.gina, circle.alice, circle.bob, circle.carol, circle.ada]
    .filter((person) => !people.includes(person))
    .flatMap((person) => person.sees().map(({ readable }) => readable));
