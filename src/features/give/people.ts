import type { Profile } from '../../slack/members';

export type Place = 'receiver' | 'prospect';

/** Why somebody cannot stand in a place of a referral. */
export type PersonProblem = {
  place: Place;
  what: 'yourself' | 'bot' | 'gone' | 'stranger' | 'unknown' | 'receiver';
  /** plain text; missing where nobody knows it */
  name?: string;
};

/** What is wrong with the people of a line, the first thing found; undefined where all is well. */
export function problemWith(
  giverId: string,
  { receiverIds, prospectId }: { receiverIds: readonly string[]; prospectId: string | null },
  people: ReadonlyMap<string, Profile>,
  labels: ReadonlyMap<string, string> = new Map(),
): PersonProblem | undefined {
  const places = receiverIds.map((userId) => ({ place: 'receiver' as Place, userId }));
  if (prospectId !== null) places.push({ place: 'prospect', userId: prospectId });
  const self = places.find(({ userId }) => userId === giverId);
  if (self) return { place: self.place, what: 'yourself' };
  for (const { place, userId } of places) {
    const profile = people.get(userId);
    const name = profile?.name ?? labels.get(userId);
    if (!profile) return { place, what: 'unknown', name };
    if (profile.kind !== 'member') return { place, what: profile.kind, name };
    if (place === 'prospect' && receiverIds.includes(userId)) return { place, what: 'receiver', name };
  }
  return undefined;
}
