import type { Person } from '../../../playground/server/people/person';
import type { NewReferral } from '../../../src/store/referral-store';
import type { Circle } from '../../support/circle';
import { PLAIN } from '../../support/plain-referral';

const MINUTE_MS = 60_000;

/** Acts in the App Home, and waits until everything that follows is done. */
export function atHome(circle: () => Circle) {
  return (person: Person) => ({
    async opens(): Promise<void> {
      await person.opensHome();
      await circle().settle();
    },
    async press(label: string, row?: RegExp): Promise<void> {
      await person.press(label, { inHome: true, ...(row ? { row } : {}), settle: false });
      await circle().settle();
    },
    /** in the modal that is open */
    async pressThere(label: string, row?: RegExp): Promise<void> {
      await person.press(label, { inView: true, ...(row ? { row } : {}), settle: false });
      await circle().settle();
    },
    async submit(): Promise<void> {
      await person.submit();
      await circle().settle();
    },
  });
}

/** What a person's Home says, and nothing where it was never drawn. */
export const homeOf = (person: Person): string => person.home?.text ?? '';

/** Records referrals without any message, a minute apart, the oldest first: `giver` refers `receiver` to "Firm 1" and on. */
export async function seed(
  { database, workspace, clock }: Circle,
  count: number,
  giver: Person,
  receiver: Person,
  more: Partial<NewReferral> = {},
): Promise<void> {
  const profileOf = ({ id: userId, displayName: name, tz }: Person) => ({ userId, name, timeZone: tz ?? null });
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  const id = (number: number) => `${giver.name}-${receiver.name}-${number}`;
  for (let from = 0; from < count; from += 1_000) {
    await database.db.transaction(async (store) => {
      await store.members.remember(workspace.id, [profileOf(giver), profileOf(receiver)]);
      for (const number of numbers.slice(from, from + 1_000)) {
        await store.referrals.record(workspace.id, {
          id: id(number),
          giverId: giver.id,
          receiverId: receiver.id,
          prospect: `Firm ${number}`,
          ...PLAIN,
          origin: id(number),
          recordedAt: new Date(clock.now().getTime() - (count - number) * MINUTE_MS),
          ...more,
        });
      }
    });
  }
}
