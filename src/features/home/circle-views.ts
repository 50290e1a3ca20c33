import { clip } from '../../domain/user-text';
import type { Direction, LegendEntry } from '../../pictures/drawing';
import type { StarPerson } from '../../pictures/star';
import { listed } from '../../slack/mrkdwn';
import { ALT_MAX } from '../shown-picture';

/** In the middle of the picture. */
export const YOU = 'You';

/** What the lines of the picture mean. */
export const LEGEND: readonly LegendEntry[] = [
  { direction: 'outward', words: 'you helped' },
  { direction: 'inward', words: 'helped you' },
  { direction: 'both', words: 'each other' },
];

/** So long may each of 60 names be within the 2,000 characters that Slack takes; the picture shortens them more. */
const LONGEST_NAME = 28;

/** The picture in words: everybody is named, also where all of their names are long. Names are plain text. */
export function altOf(people: readonly StarPerson[]): string {
  const words = inWords(people);
  if (words.length <= ALT_MAX) return words;
  return inWords(people.map((person) => ({ ...person, name: clip(person.name, LONGEST_NAME) })));
}

function inWords(people: readonly StarPerson[]): string {
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
