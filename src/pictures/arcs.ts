import { arrowRoom, arrowsAt, curve, type Drawing, drawingOf, EDGE, HALF_RING, person, WIDTH } from './drawing';
import { ring } from './ring';

export interface Arc {
  /** places among the people */
  from: number;
  to: number;
  /** there is one the other way, too */
  isMutual: boolean;
}

const LEAST_HEIGHT = 60;
/** From a place to where a line of its own begins. */
const GAP = 14;

/** People around a ring, and arcs between them: each person once, all alike. */
export function arcs(people: readonly string[], between: readonly Arc[]): Drawing {
  const { spots, height: rows } = ring(people.length, HALF_RING);
  const height = Math.max(rows, LEAST_HEIGHT) + 2 * EDGE;
  const places = spots.map(({ x, y, side }) => ({ x: WIDTH / 2 + x, y: height / 2 + y, side }));
  const lines = between.flatMap(({ from, to, isMutual }) => {
    const [a, b] = [places[from]!, places[to]!];
    const reach = Math.max(Math.abs(b.y - a.y) * 0.35, a.side === b.side ? 50 : 70);
    const bend: [number, number] = [-a.side * reach, -b.side * reach];
    const room = arrowRoom('outward');
    const ends = {
      from: { x: a.x - a.side * (isMutual ? room : GAP), y: a.y },
      to: { x: b.x - b.side * room, y: b.y },
    };
    return [
      curve({ ...ends, bend }, 'outward'),
      ...arrowsAt(b.x, b.y, b.side, 'outward'),
      ...(isMutual ? arrowsAt(a.x, a.y, a.side, 'outward') : []),
    ];
  });
  const names = people.flatMap((name, at) => person(name, places[at]!.x, places[at]!.y, places[at]!.side));
  return drawingOf(height, [...lines, ...names]);
}
