import type { Channel } from '../../../playground/server/channel';
import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import type { Referral, ReferralChange } from '../../../src/store/referral-store';
import { type Circle, type CircleOptions, startCircle } from '../../support/circle';
import { PLAIN } from '../../support/plain-referral';

/** The Monday after the circle's Tuesday, 09:00 in Chicago, where Ada is. */
export const MONDAY = '2026-11-30T15:00:00Z';
export const NEXT_MONDAY = '2026-12-07T15:00:00Z';

let recorded = 0;

interface More {
  at?: string;
  private?: boolean;
  prospectId?: string;
  note?: string;
}

/** Records that `giver` refers `receiver` to `prospect`; nobody is told. */
export async function refer(
  circle: Circle,
  giver: Person,
  receiver: Person,
  prospect: string,
  more: More = {},
): Promise<Referral> {
  recorded += 1;
  // in the order in which they were recorded, also within one instant
  const id = `referral-${String(recorded).padStart(6, '0')}`;
  const profileOf = ({ id: userId, displayName: name, tz }: Person) => ({ userId, name, timeZone: tz ?? null });
  return circle.database.db.transaction(async (store) => {
    await store.members.remember(circle.workspace.id, [profileOf(giver), profileOf(receiver)]);
    return store.referrals.record(circle.workspace.id, {
      id,
      giverId: giver.id,
      receiverId: receiver.id,
      prospect,
      ...PLAIN,
      prospectId: more.prospectId ?? null,
      note: more.note ?? null,
      warmth: 'hot',
      private: more.private ?? false,
      origin: id,
      recordedAt: more.at ? new Date(more.at) : circle.clock.now(),
    });
  });
}

/** What the giver or receiver changes about a referral. */
export async function change(circle: Circle, { id }: Referral, what: ReferralChange): Promise<void> {
  const now = circle.clock.now();
  await circle.database.db.transaction((store) => store.referrals.change(circle.workspace.id, id, what, now));
  circle.goodturn.scheduler.wake();
  await circle.settle();
}

/** The receiver writes thanks, for referrals together. */
export async function thank(
  circle: Circle,
  referrals: Referral[],
  note: string,
  { mayQuote = true, batchId = `batch-${referrals[0]!.id}` } = {},
): Promise<void> {
  const now = circle.clock.now();
  await circle.database.db.transaction(async (store) => {
    for (const { id } of referrals) {
      const words = { batchId, note, kind: 'note' as const, mayQuote, source: 'form' as const, thankedAt: now };
      await store.thanks.say(circle.workspace.id, id, `thanks-${id}`, words);
      await store.referrals.refresh(circle.workspace.id, id, now);
    }
  });
  circle.goodturn.scheduler.wake();
  await circle.settle();
}

export const stored = async (circle: Circle, { id }: Referral) =>
  (await circle.database.db.read.referrals.find(circle.workspace.id, id))!;

/** Goodturn's posts in a channel that were not deleted. */
export function digestsIn(circle: Circle, channel: Channel = circle.general): Message[] {
  return channel.messages.filter((message) => message.fromApp && !message.deleted);
}

/** A circle whose admin said `digest here` in #general. */
export async function startDigestCircle(options: CircleOptions = {}): Promise<Circle> {
  const circle = await startCircle(options);
  await circle.ada.types('/referral digest here', { in: circle.general });
  return circle;
}

/** Gina referred Alice and Bob, and Monday's digest shows it. */
export async function withPostedDigest(circle: Circle) {
  const toAlice = await refer(circle, circle.gina, circle.alice, "Bob's firm");
  const toBob = await refer(circle, circle.gina, circle.bob, 'Acme');
  await circle.runAt(MONDAY);
  return { toAlice, toBob, digest: digestsIn(circle)[0]! };
}

/** What Goodturn told somebody about digests in direct messages that were not deleted; nudges are another matter. */
export const toldTo = (person: Person): string[] =>
  person.dm
    .filter((message) => message.fromApp && !message.deleted)
    .map(({ readable }) => readable)
    .filter((readable) => /thanked you for|the weekly digest/.test(readable));
