import {
  arrowRoom,
  arrowsAt,
  curve,
  type Direction,
  type Drawing,
  drawingOf,
  EDGE,
  HALF_RING,
  legend,
  LEGEND_HEIGHT,
  type LegendEntry,
  middleOf,
  person,
  WIDTH,
} from './drawing';
import { ring } from './ring';

export interface StarPerson {
  name: string;
  /** seen from the middle */
  direction: Direction;
}

const MIDDLE = 46;
/** The middle keeps so much room above and below it. */
const LEAST_HEIGHT = 2 * MIDDLE + 20;

/**
 * One person in the middle, and those around with whom something passed: each once, all alike.
 *
 * @param entries what each way of help means; those that nobody here has are left out
 */
export function star(middle: string, people: readonly StarPerson[], entries: readonly LegendEntry[]): Drawing {
  const { spots, height: rows } = ring(people.length, HALF_RING);
  const height = Math.max(rows, LEAST_HEIGHT) + 2 * EDGE + LEGEND_HEIGHT;
  const center = { x: WIDTH / 2, y: (height - LEGEND_HEIGHT) / 2 };
  const places = people.map(({ name, direction }, at) => {
    const { x, y, side } = spots[at]!;
    return { name, direction, side, x: center.x + x, y: center.y + y };
  });
  const lines = places.flatMap(({ x, y, side, direction }) => {
    const end = { x: x - side * arrowRoom(direction), y };
    const reach = Math.max(Math.abs(end.x - center.x) * 0.6, 30);
    return [
      curve({ from: center, to: end, bend: [side * reach * 0.5, -side * reach] }, direction),
      ...arrowsAt(x, y, side, direction),
    ];
  });
  const explained = entries.filter(({ direction }) => people.some((each) => each.direction === direction));
  return drawingOf(height, [
    ...lines,
    ...places.flatMap(({ name, x, y, side }) => person(name, x, y, side)),
    ...middleOf(middle, center.x, center.y, MIDDLE),
    ...legend(explained, height - LEGEND_HEIGHT + 14),
  ]);
}
