import type { PersonSight } from '../page/contract';
import { Mark } from './icons';

const COLOURS = 8;

/** A person's initials in a colour of their own. Decoration: their name stands beside it. */
export function Avatar({ person, name }: { person: PersonSight | undefined; name?: string }) {
  if (person?.isApp === true) {
    return (
      <span className="avatar avatar-app" aria-hidden="true">
        <Mark />
      </span>
    );
  }
  const shown = person?.name ?? name ?? '';
  return (
    <span className={`avatar avatar-${colourOf(person?.id ?? shown)}`} aria-hidden="true">
      {initialsOf(shown)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const [first, ...others] = words;
  const letters = [first, others.at(-1)].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

const colourOf = (id: string): number =>
  [...id].reduce((sum, letter) => (sum * 17 + letter.charCodeAt(0)) % 65521, 0) % COLOURS;
