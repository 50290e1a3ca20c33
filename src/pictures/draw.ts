import type { Arc } from './arcs';
import type { LegendEntry } from './drawing';
import type { StarPerson } from './star';

/** What draws is large (a charting library, a canvas, fonts), and many processes never draw: it is loaded when needed. */
const load = () => ({
  ...(require('./star') as typeof import('./star')),
  ...(require('./arcs') as typeof import('./arcs')),
  ...(require('./to-png') as typeof import('./to-png')),
});

/** One person in the middle, and those around with whom something passed, as a PNG. */
export async function drawStar(
  middle: string,
  people: readonly StarPerson[],
  legend: readonly LegendEntry[],
): Promise<Buffer> {
  const { star, toPng } = load();
  return toPng(star(middle, people, legend));
}

/** People around a ring and arcs between them, as a PNG. @param between by places among the people */
export async function drawArcs(people: readonly string[], between: readonly Arc[]): Promise<Buffer> {
  const { arcs, toPng } = load();
  return toPng(arcs(people, between));
}
