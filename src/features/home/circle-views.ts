import type { Direction, LegendEntry } from '../../pictures/drawing';
import type { StarPerson } from '../../pictures/star';
import { listed } from '../../slack/mrkdwn';

/** In the middle of the picture. */
export const YOU = 'You';

/** What the lines of the picture mean. */
export const LEGEND: readonly LegendEntry[] = [
  { direction: 'outward', words: 'you helped' },
  { direction: 'inward', words: 'helped you' },
  { direction: 'both', words: 'each other' },
];

/** The picture in words. Names are plain text. */
export function altOf(people: readonly StarPerson[]): string {
  const those = (direction: Direction) =>
    people.filter((person) => person.direction === direction).map(({ name }) => name);
  const [outward, inward, both] = [those('outward'), those('inward'), those('both')];
  const eachOther =
    both.length === 1 ? `You and ${both[0]} helped each other.` : `You helped ${listed(both)}, and they helped you.`;
  return [
    'Your circle.',
    ...(outward.length > 0 ? [`You helped ${listed(outward)}.`] : []),
    ...(inward.length > 0 ? [`${listed(inward)} helped you.`] : []),
    ...(both.length > 0 ? [eachOther] : []),
  ].join(' ');
}
