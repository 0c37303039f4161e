/** Where the figure of the kill chain puts things, in CSS pixels. Steps stand in equal columns in order of time, on the row of their lane. */
import { cutText } from '../../ui/cut-text.js';

export interface ChainStep {
  readonly id: string;
  readonly lane: string;
  readonly title: string;
}

export interface ChainLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface ChainNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Title broken into at most two lines. */
  readonly lines: readonly string[];
}

export interface ChainArrow {
  readonly id: string;
  /** SVG path data. */
  readonly path: string;
  /** True where the effect stands before its cause in time. */
  readonly isBackwards: boolean;
}

export interface ChainFigure {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly { readonly key: string; readonly y: number }[];
  readonly nodes: readonly ChainNode[];
  readonly arrows: readonly ChainArrow[];
}

export const NODE_WIDTH = 156;
export const NODE_HEIGHT = 46;
export const LANE_HEIGHT = 84;
/** Room at the left for the names of lanes. */
export const LANE_GUTTER = 190;
const COLUMN_GAP = 44;
const LINE_LENGTH = 18;

/** @param steps in order of effective time */
export function layoutChain(steps: readonly ChainStep[], links: readonly ChainLink[]): ChainFigure {
  const lanes = [...new Set(steps.map(({ lane }) => lane))].map((key, index) => ({ key, y: index * LANE_HEIGHT }));
  const laneY = new Map(lanes.map(({ key, y }) => [key, y]));
  const nodes = steps.map(({ id, lane, title }, index) => ({
    id,
    x: LANE_GUTTER + COLUMN_GAP / 2 + index * (NODE_WIDTH + COLUMN_GAP),
    y: (laneY.get(lane) ?? 0) + (LANE_HEIGHT - NODE_HEIGHT) / 2,
    lines: breakTitle(title),
  }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const arrows = links.flatMap((link, index) => {
    const from = byId.get(link.from);
    const to = byId.get(link.to);
    return from === undefined || to === undefined
      ? []
      : [{ id: link.id, isBackwards: to.x <= from.x, path: pathOf(from, to, index) }];
  });
  return {
    width: LANE_GUTTER + steps.length * (NODE_WIDTH + COLUMN_GAP),
    height: lanes.length * LANE_HEIGHT,
    lanes,
    nodes,
    arrows,
  };
}

/** No arrow runs through a step: columns hold one step each, and between the steps of two lanes there is room. */
function pathOf(from: ChainNode, to: ChainNode, index: number): string {
  const isNext = to.x - from.x === NODE_WIDTH + COLUMN_GAP;
  if (isNext) return acrossGap(from, to);
  return from.y === to.y ? arcOver(from, to) : alongLanes(from, to, index);
}

/** From the right side to the left side of the step in the next column. */
function acrossGap(from: ChainNode, to: ChainNode): string {
  const startX = from.x + NODE_WIDTH;
  const startY = from.y + NODE_HEIGHT / 2;
  const endY = to.y + NODE_HEIGHT / 2;
  const middle = (startX + to.x) / 2;
  return `M${startX},${startY} C${middle},${startY} ${middle},${endY} ${to.x},${endY}`;
}

/** Over the steps that stand between two of the same lane. */
function arcOver(from: ChainNode, to: ChainNode): string {
  const startX = from.x + NODE_WIDTH * 0.7;
  const endX = to.x + NODE_WIDTH * 0.3;
  const top = from.y - 22;
  return `M${startX},${from.y} C${startX},${top} ${endX},${top} ${endX},${to.y}`;
}

/** Down or up its own column, along the border of the lane it goes to, and into the step from that side. */
function alongLanes(from: ChainNode, to: ChainNode, index: number): string {
  const isDown = to.y > from.y;
  const startX = from.x + NODE_WIDTH * 0.6;
  const endX = to.x + NODE_WIDTH * 0.4;
  const startY = isDown ? from.y + NODE_HEIGHT : from.y;
  const endY = isDown ? to.y : to.y + NODE_HEIGHT;
  const gap = LANE_HEIGHT - NODE_HEIGHT;
  // Arrows along the same border lie beside each other.
  const border = endY + (isDown ? -1 : 1) * (gap / 2 + ((index % 3) - 1) * 5);
  const turn = isDown ? 8 : -8;
  const side = endX > startX ? 8 : -8;
  return [
    `M${startX},${startY}`,
    `V${border - turn}`,
    `Q${startX},${border} ${startX + side},${border}`,
    `H${endX - side}`,
    `Q${endX},${border} ${endX},${border + turn}`,
    `V${endY}`,
  ].join(' ');
}

/** Two lines at most, broken between words where there are any; what does not fit ends in `…`. */
export function breakTitle(title: string): readonly string[] {
  const words = title.trim().split(/\s+/);
  let first = '';
  while (words.length > 0 && `${first} ${words[0] ?? ''}`.trim().length <= LINE_LENGTH)
    first = `${first} ${words.shift() ?? ''}`.trim();
  if (first === '') return [cutText(title.trim(), LINE_LENGTH)];
  return words.length === 0 ? [first] : [first, cutText(words.join(' '), LINE_LENGTH)];
}
