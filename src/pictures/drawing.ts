import type { GraphicComponentOption } from 'echarts';
import type { Spot } from './ring';
import { FONT, LETTERS, shortName, widthOf } from './lettering';

type Element = NonNullable<Extract<GraphicComponentOption, { elements?: unknown }>['elements']>[number];

/** What a picture is made of, before it has pixels. */
export interface Drawing {
  width: number;
  height: number;
  elements: Element[];
}

/** Which way help went on a line: away from the middle, towards it, or both. */
export type Direction = 'outward' | 'inward' | 'both';

/** What one of the lines means. */
export interface LegendEntry {
  direction: Direction;
  words: string;
}

/** In pixels. */
export const WIDTH = 720;
const MARGIN = 18;
const NAME_WIDTH = 200;
const NAME_GAP = 15;
/** From the middle to the widest place, so that names have room outside. */
export const HALF_RING = WIDTH / 2 - MARGIN - NAME_WIDTH - NAME_GAP;
/** Above the first row and below the last. */
export const EDGE = 58;
export const LEGEND_HEIGHT = 62;

/**
 * On paper of its own, which suits light and dark screens. Blue and orange differ for colour-blind eyes too, and each
 * line also has its own arrows and dashes.
 */
const PAPER = '#fbf9f4';
const INK = '#1e2b2b';
const MUTED = '#4f5e5e';
const LINE_WIDTH = 2.5;
const LINES: Record<Direction, { color: string; dash?: number[] }> = {
  outward: { color: '#1f5fa8' },
  inward: { color: '#b4540a', dash: [8, 6] },
  both: { color: '#4b3a6e' },
};

/** On its paper, so many pixels high. */
export function drawingOf(height: number, elements: Element[]): Drawing {
  const shape = { x: 0, y: 0, width: WIDTH, height, r: 20 };
  return { width: WIDTH, height, elements: [{ type: 'rect', shape, style: { fill: PAPER } }, ...elements] };
}

function text(
  words: string,
  x: number,
  y: number,
  align: 'left' | 'center' | 'right',
  { fill = INK, fontSize = LETTERS } = {},
): Element {
  const style = { text: words, x, y, align, verticalAlign: 'middle', fill, fontSize, fontFamily: FONT } as const;
  return { type: 'text', style };
}

/** Who is in the middle, in a ring of their own. */
export const middleOf = (words: string, x: number, y: number, radius: number): Element[] => [
  { type: 'circle', shape: { cx: x, cy: y, r: radius }, style: { fill: PAPER, stroke: INK, lineWidth: LINE_WIDTH } },
  text(words, x, y, 'center'),
];

/** Somebody's place on the ring, and their name beside it. */
export function person(name: string, x: number, y: number, side: Spot['side']): Element[] {
  const short = shortName(name, NAME_WIDTH);
  return [
    { type: 'circle', shape: { cx: x, cy: y, r: 7 }, style: { fill: INK } },
    text(short, x + side * NAME_GAP, y, side === 1 ? 'left' : 'right'),
  ];
}

interface Curve {
  from: { x: number; y: number };
  to: { x: number; y: number };
  /** how far each end reaches out sideways before it turns, in pixels to the right */
  bend: [number, number];
}

export function curve({ from, to, bend }: Curve, direction: Direction): Element {
  const { color, dash } = LINES[direction];
  const shape = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return {
    type: 'bezierCurve',
    shape: { ...shape, cpx1: from.x + bend[0], cpy1: from.y, cpx2: to.x + bend[1], cpy2: to.y },
    style: { stroke: color, lineWidth: LINE_WIDTH, lineDash: dash, fill: 'none' },
  };
}

const ARROW = 14;

/** An arrow whose point is at `x`. @param towards 1: to the right, -1: to the left */
export function arrow(x: number, y: number, towards: 1 | -1, direction: Direction): Element {
  const back = x - towards * ARROW;
  const points = [
    [x, y],
    [back, y - 7.5],
    [back, y + 7.5],
  ];
  return { type: 'polygon', shape: { points }, style: { fill: LINES[direction].color } };
}

/** From a place to the arrows beside it. */
const NEAR = 11;
const BETWEEN_ARROWS = 3;

/** How much room the arrows beside a place take, to where their line ends. */
export const arrowRoom = (direction: Direction): number =>
  NEAR + (direction === 'both' ? 2 * ARROW + BETWEEN_ARROWS : ARROW);

/** Beside a place: what comes to it is an arrow that points at it, what goes away from it one that turns its back. */
export function arrowsAt(x: number, y: number, side: 1 | -1, direction: Direction): Element[] {
  const outward = arrow(x - side * NEAR, y, side, direction);
  const inward = arrow(x - side * arrowRoom(direction), y, side === 1 ? -1 : 1, direction);
  return { outward: [outward], inward: [inward], both: [outward, inward] }[direction];
}

const SAMPLE = 58;
const SAMPLE_GAP = 12;
const LEGEND_GAP = 30;
const LEGEND_LETTERS = LETTERS - 4;

/** What the lines mean, side by side in the middle. */
export function legend(entries: readonly LegendEntry[], y: number): Element[] {
  const widths = entries.map(({ words }) => SAMPLE + SAMPLE_GAP + widthOf(words) * (LEGEND_LETTERS / LETTERS));
  const whole = widths.reduce((sum, width) => sum + width, 0) + LEGEND_GAP * Math.max(entries.length - 1, 0);
  let x = (WIDTH - whole) / 2;
  return entries.flatMap(({ direction, words }, at) => {
    const end = x + SAMPLE;
    const isBoth = direction === 'both';
    const line = curve({ from: { x: x + 4, y }, to: { x: end - 4, y }, bend: [0, 0] }, direction);
    const sample = [
      line,
      ...(direction === 'inward' ? [] : [arrow(end, y, 1, direction)]),
      ...(direction === 'inward' || isBoth ? [arrow(x, y, -1, direction)] : []),
    ];
    const label = text(words, end + SAMPLE_GAP, y, 'left', { fill: MUTED, fontSize: LEGEND_LETTERS });
    x += widths[at]! + LEGEND_GAP;
    return [...sample, label];
  });
}
