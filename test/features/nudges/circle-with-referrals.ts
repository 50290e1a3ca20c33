import type { Person } from '../../../playground/server/people/person';
import type { Referral } from '../../../src/store/referral-store';
import type { Circle } from '../../support/circle';
import { PLAIN } from '../../support/plain-referral';

let recorded = 0;

/** Records that `giver` refers `receiver` to `prospect`, as of `at` (default: now); nobody is told. */
export async function refer(
  circle: Circle,
  giver: Person,
  receiver: Person,
  prospect: string,
  at: Date | string = circle.clock.now(),
): Promise<Referral> {
  recorded += 1;
  const id = `referral-${recorded}`;
  const profileOf = ({ id: userId, displayName: name, tz }: Person) => ({ userId, name, timeZone: tz ?? null });
  return circle.database.db.transaction(async (store) => {
    await store.members.remember(circle.workspace.id, [profileOf(giver), profileOf(receiver)]);
    const referral = await store.referrals.record(circle.workspace.id, {
      id,
      giverId: giver.id,
      receiverId: receiver.id,
      prospect,
      ...PLAIN,
      origin: id,
      recordedAt: new Date(at),
    });
    // how it turned out is another matter
    await store.followUps.schedule(circle.workspace.id, id, 2, null);
    return referral;
  });
}

/** The receiver said "Already thanked them" about it. */
export async function markThanked(circle: Circle, { id }: { id: string }, yes = true): Promise<void> {
  const now = circle.clock.now();
  const change = { alreadyThankedAt: yes ? now : null };
  await circle.database.db.transaction((store) => store.referrals.change(circle.workspace.id, id, change, now));
  circle.goodturn.scheduler.wake();
  await circle.settle();
}

export async function withdraw(circle: Circle, { id }: { id: string }): Promise<void> {
  const now = circle.clock.now();
  await circle.database.db.transaction((store) =>
    store.referrals.change(circle.workspace.id, id, { withdrawnAt: now }, now),
  );
  circle.goodturn.scheduler.wake();
  await circle.settle();
}

export const referralIn = (circle: Circle, id: string) =>
  circle.database.db.read.referrals.find(circle.workspace.id, id);
export const memberIn = (circle: Circle, person: Person) =>
  circle.database.db.read.members.find(circle.workspace.id, person.id);
