import { arrowRoom, arrowsAt, curve, type Drawing, drawingOf, EDGE, HALF_RING, person, WIDTH } from './drawing';
import { ring } from './ring';

/** From one place among the people to another. */
export interface Arc {
  from: number;
  to: number;
}

const LEAST_HEIGHT = 60;
/** From a place to where a line begins. */
const GAP = 9;
/** Where lines come and go, they do so apart: what begins there goes above, what ends there comes below. */
const APART = 8;

/** People around a ring, and arcs between them: each person once, all alike. */
export function arcs(people: readonly string[], between: readonly Arc[]): Drawing {
  const { spots, height: rows } = ring(people.length, HALF_RING);
  const height = Math.max(rows, LEAST_HEIGHT) + 2 * EDGE;
  const gives = new Set(between.map(({ from }) => from));
  const receives = new Set(between.map(({ to }) => to));
  const places = spots.map(({ x, y, side }, at) => {
    const apart = gives.has(at) && receives.has(at) ? APART : 0;
    const middle = height / 2 + y;
    return { x: WIDTH / 2 + x, y: middle, out: middle - apart, in: middle + apart, side };
  });
  const lines = between.flatMap(({ from, to }) => {
    const [a, b] = [places[from]!, places[to]!];
    const reach = Math.max(Math.abs(b.in - a.out) * 0.35, a.side === b.side ? 50 : 70);
    const line = curve(
      {
        from: { x: a.x - a.side * GAP, y: a.out },
        to: { x: b.x - b.side * arrowRoom('outward'), y: b.in },
        bend: [-a.side * reach, -b.side * reach],
      },
      'outward',
    );
    return [line, ...arrowsAt(b.x, b.in, b.side, 'outward')];
  });
  const names = people.flatMap((name, at) => person(name, places[at]!.x, places[at]!.y, places[at]!.side));
  return drawingOf(height, [...lines, ...names]);
}
