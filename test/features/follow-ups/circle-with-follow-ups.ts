import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import type { Referral, ReferralChange } from '../../../src/store/referral-store';
import type { Circle } from '../../support/circle';
import { PLAIN } from '../../support/plain-referral';

export const RECORDED = '2026-11-24T15:00:00Z';
/** 30 times 24 hours later, a Thursday, 10:00 in New York, where Alice is. */
export const DAY_30 = '2026-12-24T15:00:00Z';
/** 90 times 24 hours later, a Monday. */
export const DAY_90 = '2027-02-22T15:00:00Z';

let recorded = 0;

interface Extra {
  at?: string;
  private?: boolean;
  prospectId?: string;
  /** default: "Already thanked them", so that no reminder to say thanks is in the way */
  thanked?: boolean;
}

/** Records that `giver` refers `receiver` to `prospect`; nobody is told. */
export async function refer(
  circle: Circle,
  giver: Person,
  receiver: Person,
  prospect: string,
  extra: Extra = {},
): Promise<Referral> {
  recorded += 1;
  const id = `referral-${String(recorded).padStart(4, '0')}`;
  const workspaceId = circle.workspace.id;
  const recordedAt = extra.at ? new Date(extra.at) : circle.clock.now();
  const profileOf = ({ id: userId, displayName: name, tz }: Person) => ({ userId, name, timeZone: tz ?? null });
  return circle.database.db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profileOf(giver), profileOf(receiver)]);
    const referral = await store.referrals.record(workspaceId, {
      id,
      giverId: giver.id,
      receiverId: receiver.id,
      prospect,
      ...PLAIN,
      prospectId: extra.prospectId ?? null,
      private: extra.private ?? false,
      origin: id,
      recordedAt,
    });
    if (extra.thanked === false) return referral;
    return store.referrals.change(workspaceId, id, { alreadyThankedAt: recordedAt }, recordedAt);
  });
}

/** Changes it as if somebody had, and sends what follows. */
export async function change(circle: Circle, { id }: { id: string }, what: ReferralChange): Promise<void> {
  const now = circle.clock.now();
  await circle.database.db.transaction((store) => store.referrals.change(circle.workspace.id, id, what, now));
  circle.goodturn.scheduler.wake();
  await circle.settle();
}

export const withdraw = (circle: Circle, referral: { id: string }) =>
  change(circle, referral, { withdrawnAt: circle.clock.now() });

export const referralIn = async (circle: Circle, { id }: { id: string }): Promise<Referral> =>
  (await circle.database.db.read.referrals.find(circle.workspace.id, id))!;

export const memberIn = async (circle: Circle, { id }: Person) =>
  (await circle.database.db.read.members.find(circle.workspace.id, id))!;

/** What Goodturn sent to a person and left there. */
export const dmsOf = (person: Person): Message[] => person.dm.filter(({ fromApp, deleted }) => fromApp && !deleted);
export const told = (person: Person): string[] => dmsOf(person).map(({ readable }) => readable);

/** Presses on a person's newest message, or on the one given. */
export async function press(
  circle: Circle,
  person: Person,
  label: string,
  options: { on?: Message; row?: RegExp; times?: number; confirm?: boolean } = {},
) {
  const answer = await person.press(label, { on: dmsOf(person).at(-1)!, ...options });
  await circle.settle();
  return answer;
}

/** "It didn't work out", with what would have fitted better or without. */
export async function didNotWorkOut(circle: Circle, person: Person, reason?: string, row?: RegExp): Promise<void> {
  await press(circle, person, "It didn't work out", row ? { row } : {});
  if (reason !== undefined) await person.fillIn({ 'What would have fitted better?': reason });
  await person.submit();
  await circle.settle();
}

/** Stops it; what was logged as a warning or worse fails the test. */
export async function stopQuietly({ stop, complaints }: Circle): Promise<void> {
  await stop();
  if (complaints.length > 0) throw new Error(`Nothing was to go wrong:\n${complaints.join('')}`);
}
