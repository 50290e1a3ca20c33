import type { Act } from '../../domain/acts';
import type { WorkingHours } from '../../domain/working-hours';
import { firstInstantOf } from '../../domain/when';
import type { Member } from '../../store/member-store';
import type { Store } from '../../store/store';
import { setAsksOff } from '../ask-changes';
import { switchPrompts } from '../prompt-switch';
import { PURPOSES } from '../purposes';
import { type Choices, choicesOf } from './choices';
import { changed } from './changed-words';
import { keepTouched } from './keep-touched';

/**
 * Keeps what was changed in the form, in a transaction that holds the member's row; what is off is not sent from now on,
 * also if it was planned.
 *
 * @param zone the member's
 * @returns a sentence for each change
 */
export async function saveChoices(
  store: Store,
  member: Member,
  { shown, submitted }: { shown: Choices; submitted: Choices },
  now: Date,
  zone: string,
): Promise<string[]> {
  const before = choicesOf(member, now, zone);
  const chosen = keepTouched(shown, submitted, before);
  const sentences = [
    ...(await savePurposes(store, member, chosen, now)),
    ...(await saveQuoting(store, member, chosen)),
    ...(await saveInPicture(store, member, chosen, now)),
    ...(await saveTimes(store, member, before, chosen, now, zone)),
    ...(await saveHomeOnly(store, member, before.homeOnly, chosen.homeOnly)),
  ];
  if (chosen.asksOff === before.asksOff) return sentences;
  await setAsksOff(store, member.workspaceId, member.userId, chosen.asksOff, now);
  return [...sentences, changed.asks(chosen.asksOff)];
}

async function savePurposes(store: Store, member: Member, { kinds }: Choices, now: Date): Promise<string[]> {
  const sentences: string[] = [];
  for (const purpose of PURPOSES) {
    const isOff = !kinds.includes(purpose.kind);
    if (isOff === purpose.isOff(member)) continue;
    await switchPrompts(store, purpose, member.workspaceId, member.userId, isOff, now);
    sentences.push(changed.purpose(purpose.called, isOff));
  }
  return sentences;
}

async function saveQuoting(store: Store, member: Member, { quoting }: Choices): Promise<string[]> {
  const { workspaceId, userId } = member;
  if (quoting === member.quoting) return [];
  await store.members.choose(workspaceId, userId, { quoting });
  if (quoting === 'never') await store.thanks.quoteNone(workspaceId, userId);
  return [changed.quoting(quoting)];
}

/** Pictures that were posted are drawn again without whoever does not want to be in them any more. */
async function saveInPicture(store: Store, member: Member, { inPicture }: Choices, now: Date): Promise<string[]> {
  const { workspaceId, userId } = member;
  if (inPicture === member.inPicture) return [];
  await store.members.choose(workspaceId, userId, { inPicture });
  if (!inPicture) {
    const digestIds = await store.pictures.digestsThatShow(workspaceId, userId);
    await store.deliveries.redrawAbout(workspaceId, digestIds, now);
  }
  return [changed.inPicture(inPicture)];
}

async function saveTimes(
  store: Store,
  { workspaceId, userId }: Member,
  before: Choices,
  { hours, pauseUntil }: Choices,
  now: Date,
  zone: string,
): Promise<string[]> {
  const newHours = !areSame(hours, before.hours);
  const newPause = pauseUntil !== before.pauseUntil;
  if (!newHours && !newPause) return [];
  const pausedUntil = pauseUntil === '' ? null : firstInstantOf(pauseUntil, zone);
  await store.members.choose(workspaceId, userId, {
    workDays: hours.days.join(','),
    workFrom: hours.from,
    workTo: hours.to,
    ...(newPause ? { pausedUntil } : {}),
  });
  await store.deliveries.lookAgain(workspaceId, userId, now);
  return [...(newHours ? [changed.hours(hours)] : []), ...(newPause ? [changed.pause(pausedUntil, now, zone)] : [])];
}

const areSame = (a: WorkingHours, b: WorkingHours): boolean =>
  a.days.join() === b.days.join() && a.from === b.from && a.to === b.to;

async function saveHomeOnly(
  store: Store,
  { workspaceId, userId }: Member,
  before: Act[],
  chosen: Act[],
): Promise<string[]> {
  const added = chosen.filter((act) => !before.includes(act));
  const removed = before.filter((act) => !chosen.includes(act));
  if (added.length + removed.length === 0) return [];
  await store.members.choose(workspaceId, userId, { homeOnly: chosen.join(',') });
  return changed.homeOnly(added, removed);
}
