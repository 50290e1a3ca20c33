import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import type { Referral } from '../../../src/store/referral-store';
import type { Circle } from '../../support/circle';
import { PLAIN } from '../../support/plain-referral';

let recorded = 0;

interface Extra {
  private?: boolean;
  at?: string;
  /** false: the receiver has no message about it */
  told?: boolean;
}

/** Records that `giver` refers `receiver` to `prospect`; the receiver gets the message with the three answers. */
export async function refer(
  circle: Circle,
  giver: Person,
  receiver: Person,
  prospect: string,
  extra: Extra = {},
): Promise<Referral> {
  recorded += 1;
  const { at, told = true } = extra;
  const workspaceId = circle.workspace.id;
  const id = `referral-${String(recorded).padStart(4, '0')}`;
  const recordedAt = at ? new Date(at) : circle.clock.now();
  const profileOf = ({ id: userId, displayName: name, tz }: Person) => ({ userId, name, timeZone: tz ?? null });
  const referral = await circle.database.db.transaction(async (store) => {
    await store.members.remember(workspaceId, [profileOf(giver), profileOf(receiver)]);
    if (told) {
      const about = { subjectId: id, recipientId: receiver.id, referralIds: [id], dueAt: recordedAt };
      await store.deliveries.plan(workspaceId, { kind: 'referral', ...about });
    }
    return store.referrals.record(workspaceId, {
      id,
      giverId: giver.id,
      receiverId: receiver.id,
      prospect,
      ...PLAIN,
      private: extra.private ?? false,
      origin: id,
      recordedAt,
    });
  });
  await deliver(circle);
  return referral;
}

/** Sends what is owed now. */
export async function deliver(circle: Circle): Promise<void> {
  circle.goodturn.scheduler.wake();
  await circle.settle();
}

/** Writes thanks in the form that `Say thanks` opens on the newest message. */
export async function sayThanks(circle: Circle, receiver: Person, note: string, on?: Message): Promise<void> {
  await receiver.press('Say thanks', on ? { on } : {});
  await receiver.fillIn({ 'Your note': note });
  await receiver.submit();
  await circle.settle();
}

export async function withdraw(circle: Circle, { id }: { id: string }): Promise<void> {
  const now = circle.clock.now();
  await circle.database.db.transaction((store) =>
    store.referrals.change(circle.workspace.id, id, { withdrawnAt: now }, now),
  );
  await deliver(circle);
}

export const referralIn = async (circle: Circle, { id }: { id: string }): Promise<Referral> =>
  (await circle.database.db.read.referrals.find(circle.workspace.id, id))!;

/** The messages from Goodturn that a person has whose first line fits, oldest first. */
export const messagesLike = (person: Person, pattern: RegExp): Message[] =>
  person.dm.filter(({ fromApp, readable }) => fromApp && pattern.test(readable));

/** The last thing that `person` sent, sent again as if `other` had; gives what the app said to it. */
export async function asIfBy(circle: Circle, person: Person, other: Person): Promise<string | undefined> {
  const payload = circle.slack.lastPayload;
  const body = JSON.parse(JSON.stringify(payload.body).replaceAll(person.id, other.id)) as typeof payload.body;
  const before = person.shown.length;
  await circle.slack.resend({ ...payload, body, raw: undefined });
  await circle.settle();
  // the answer goes where the press came from
  return person.shown[before]?.text;
}

/** Everything anybody can see apart from these people's own conversations with Goodturn. */
export function seenByOthers(circle: Circle, ...those: Person[]): string {
  return circle.workspace.members
    .filter((member) => !member.isAutomatic && !those.includes(member))
    .flatMap((member) => member.sees().map(({ text, readable }) => `${text}\n${readable}`))
    .join('\n');
}

/** Stops it; what was logged as a warning or worse fails the test. */
export async function stopQuietly({ stop, complaints }: Circle): Promise<void> {
  await stop();
  if (complaints.length > 0) throw new Error(`Nothing was to go wrong:\n${complaints.join('')}`);
}
