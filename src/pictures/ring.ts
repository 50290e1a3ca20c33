/** Where somebody stands, in pixels from the middle of the ring; the name goes outwards, to the `side`. */
export interface Spot {
  x: number;
  y: number;
  /** 1: right, -1: left */
  side: 1 | -1;
}

/** Distance between two rows of names: never less, so that no two of them touch. */
const ROW = 38;
const MOST_ROW = 66;
/** Few people spread over about so much. */
const SPREAD = 280;

/**
 * So many places around an upright oval, clockwise from the top right. Each has a row of its own on its side, and all
 * rows are alike: nobody is nearer or larger than anybody else.
 *
 * @param halfWidth pixels from the middle to the widest places
 * @returns the places, and pixels from the first row to the last
 */
export function ring(count: number, halfWidth: number): { spots: Spot[]; height: number } {
  const rows = Math.ceil(count / 2);
  const step = rows < 2 ? 0 : Math.min(Math.max(SPREAD / (rows - 1), ROW), MOST_ROW);
  const height = step * Math.max(rows - 1, 0);
  // beyond the outer rows, and fuller than an ellipse: there is room between the places at the top
  const halfHeight = height / 2 + Math.max(step, ROW) * 1.4;
  const spots = Array.from({ length: count }, (_, at): Spot => {
    const isRight = at < rows;
    const y = (isRight ? at : count - 1 - at) * step - height / 2;
    const x = halfWidth * Math.cbrt(1 - Math.abs(y / halfHeight) ** 3);
    return isRight ? { x, y, side: 1 } : { x: -x, y, side: -1 };
  });
  return { spots, height };
}
