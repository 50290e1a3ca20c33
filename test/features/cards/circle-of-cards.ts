import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import type { Circle } from '../../support/circle';
import { deliver, refer } from '../thanks/circle-of-thanks';

/** A Tuesday, in Alice's office hours in New York. */
export const THANKED = '2026-11-24T15:00:00Z';
export const WEEK_LATER = '2026-12-01T15:00:00Z';

/** `giver` refers `receiver`, who thanks in the form with a card or a gift. */
export async function thankedWith(
  circle: Circle,
  how: 'A handwritten card' | 'A gift' | 'In person' | 'A note',
  { giver = circle.gina, receiver = circle.alice, prospect = "Bob's firm" } = {},
) {
  const referral = await refer(circle, giver, receiver, prospect);
  // how it turned out is another matter
  await circle.database.db.transaction((store) => store.followUps.schedule(circle.workspace.id, referral.id, 2, null));
  await receiver.press('Say thanks', { on: receiver.dm.at(-1)! });
  await receiver.fillIn({ 'Your note': 'You made my week.', 'How are you thanking them?': how });
  await receiver.submit();
  await deliver(circle);
  return referral;
}

export const thanksIn = async ({ database, workspace }: Circle, { id }: { id: string }) =>
  (await database.db.read.referrals.find(workspace.id, id))!.thanks!;

/** The reminders that somebody got about cards and gifts, oldest first. */
export const remindersTo = (person: Person): Message[] =>
  person.dm.filter(({ fromApp, deleted, text }) => fromApp && !deleted && text.startsWith('You chose'));

/** What somebody was told of cards and gifts that were sent to them. */
export const toldOf = (person: Person): string[] =>
  person.dm
    .filter(({ fromApp, deleted, text }) => fromApp && !deleted && /on its way|card|gift/.test(text))
    .map(({ readable }) => readable);
