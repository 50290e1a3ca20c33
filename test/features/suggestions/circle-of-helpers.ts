import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import type { Circle } from '../../support/circle';
import { markThanked, refer } from '../nudges/circle-with-referrals';

/** A Tuesday. */
export const START = '2026-09-01T15:00:00Z';
/** The Tuesday after, as it begins for Alice in New York. */
export const TUESDAY = '2026-09-08T13:00:00Z';
export const NEXT_TUESDAY = '2026-09-15T13:00:00Z';

/** `helper` has given `member` something, who has thanked for it and has used Goodturn: no other prompt is ahead. */
export async function helped(circle: Circle, helper: Person, member: Person, prospect = 'Acme') {
  const referral = await refer(circle, helper, member, prospect);
  await markThanked(circle, referral);
  await uses(circle, member);
  return referral;
}

export async function uses({ database, workspace, clock, settle }: Circle, { id }: Person): Promise<void> {
  await database.db.transaction((store) => store.members.used(workspace.id, id, clock.now()));
  await settle();
}

/** They state needs, a minute after one another, that are not asked about in this test. */
export async function looksFor(circle: Circle, person: Person, ...texts: string[]): Promise<void> {
  const { database, workspace, clock } = circle;
  for (const text of texts) {
    clock.advance(60_000);
    await person.types(`/referral need ${text}`);
    await circle.settle();
    await database.db.transaction(async (store) => {
      const [need] = (await store.needs.openOf(workspace.id, person.id)).slice(-1);
      await store.needs.change(workspace.id, need!.id, { checkAt: null });
    });
  }
}

export const memberIn = async ({ database, workspace }: Circle, { id }: Person) =>
  (await database.db.read.members.find(workspace.id, id))!;

/** The suggestions that somebody got, oldest first. */
export const suggestionsTo = (person: Person): Message[] =>
  person.dm.filter(({ fromApp, deleted, buttons }) => fromApp && !deleted && buttons.some((label) => isSwitch(label)));

const isSwitch = (label: string) => /^(Stop these suggestions|Turn these suggestions on again)$/.test(label);
