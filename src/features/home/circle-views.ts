import { listed } from '../../slack/mrkdwn';
import type { CirclePerson } from './circle';

/** In the middle of the picture. */
export const YOU = 'You';

/** What the lines of the picture mean. */
export const LEGEND: readonly { direction: CirclePerson['direction']; words: string }[] = [
  { direction: 'outward', words: 'you helped' },
  { direction: 'inward', words: 'helped you' },
  { direction: 'both', words: 'each other' },
];

/** The picture in words. Names are plain text. */
export function altOf(people: readonly CirclePerson[]): string {
  const those = (direction: CirclePerson['direction']) =>
    listed(people.filter((person) => person.direction === direction).map(({ name }) => name));
  const [outward, inward, both] = [those('outward'), those('inward'), those('both')];
  return [
    'Your circle.',
    ...(outward ? [`You helped ${outward}.`] : []),
    ...(inward ? [`${inward} helped you.`] : []),
    ...(both ? [`You and ${both} helped each other.`] : []),
  ].join(' ');
}
