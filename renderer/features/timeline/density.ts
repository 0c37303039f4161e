/** One row of density as it is drawn: a bar per bin, its height by count, its parts by class; below it lifetimes. */
import type { LaneBins, TimeRange } from '../../query/spec.js';
import type { Fill } from './fills.js';
import type { Palette } from './palette.js';
import { spanOf } from './range.js';

export interface Bar {
  /** CSS pixels from the left of the plot. */
  readonly x: number;
  readonly width: number;
  /** Part of the full height, 0 to 1. */
  readonly size: number;
  readonly bin: number;
}

/** Bars narrower than this cannot be seen. */
const MIN_WIDTH = 2.5;
/** A single event among millions must still be seen. */
const MIN_SIZE = 0.18;

/** Height of a bar by count: logarithmic, so that a single event shows beside a flood. */
export function sizeOf(count: number, highest: number): number {
  if (count === 0) return 0;
  if (highest <= 1) return 1;
  return MIN_SIZE + (1 - MIN_SIZE) * (Math.log(count) / Math.log(highest));
}

/**
 * Places the bins of an answer in the range that is shown now, which may have moved on since it was asked. Bins outside
 * are left out.
 */
export function barsOf(
  counts: Uint32Array,
  answered: TimeRange,
  shown: TimeRange,
  width: number,
  highest: number,
): readonly Bar[] {
  const scale = width / spanOf(shown);
  const step = (spanOf(answered) / counts.length) * scale;
  const start = (answered.fromMs - shown.fromMs) * scale;
  const first = Math.max(0, Math.floor(-start / step));
  const last = Math.min(counts.length, Math.ceil((width - start) / step));
  const bars: Bar[] = [];
  for (let bin = first; bin < last; bin += 1) {
    const count = counts[bin] ?? 0;
    if (count > 0)
      bars.push({ x: start + bin * step, width: Math.max(step, MIN_WIDTH), size: sizeOf(count, highest), bin });
  }
  return bars;
}

export function highestOf(rows: readonly Uint32Array[]): number {
  let highest = 0;
  for (const counts of rows) for (const count of counts) if (count > highest) highest = count;
  return highest;
}

/** Vertical places within a row of `ROW_HEIGHT` CSS pixels: density above, lifetimes below. */
export const ROW_HEIGHT = 26;
const BAR_TOP = 2;
const BAR_BOTTOM = 19;
const LIFE_MIDDLE = 22.5;

/** Events per bin of one row of the answer, over all classes. */
export function totalsOf({ counts, bins, classes }: LaneBins, row: number): Uint32Array {
  const totals = new Uint32Array(bins);
  for (let bin = 0; bin < bins; bin += 1) {
    const start = (row * bins + bin) * classes;
    for (let at = start; at < start + classes; at += 1) totals[bin]! += counts[at]!;
  }
  return totals;
}

/**
 * Heights of the classes of one bar, from the bottom up, which add up to `height`. Every class that is there is seen: it
 * has at least two pixels where there is room.
 */
export function stackHeights(counts: Uint32Array, height: number): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const present = counts.reduce((sum, count) => sum + Number(count > 0), 0);
  const least = Math.min(2, height / Math.max(present, 1));
  const rest = height - least * present;
  return Array.from(counts, (count) => (count === 0 ? 0 : least + (rest * count) / total));
}

/** Draws the bars of one row whose top edge is at `top`, each class in its own colour and pattern. */
export function drawDensity(
  context: CanvasRenderingContext2D,
  answer: LaneBins,
  row: number,
  bars: readonly Bar[],
  top: number,
  fills: readonly Fill[],
): void {
  const full = BAR_BOTTOM - BAR_TOP;
  for (const { x, width, size, bin } of bars) {
    const start = (row * answer.bins + bin) * answer.classes;
    const heights = stackHeights(answer.counts.subarray(start, start + answer.classes), Math.max(2, full * size));
    let bottom = top + BAR_BOTTOM;
    for (const [index, height] of heights.entries()) {
      const fill = fills[index];
      if (height === 0 || fill === undefined) continue;
      context.fillStyle = fill;
      context.fillRect(x, bottom - height, width, height);
      bottom -= height;
    }
  }
}

/** How far a bar goes on where no record proves the end, CSS pixels. */
const STUB = 14;

/**
 * A lifetime as a bar between proven ends (an upright stroke each). Where an end is not proven the bar goes on for a little in
 * dashes, with an open arrow: NaN.
 */
export function drawLifetime(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  width: number,
  top: number,
  palette: Palette,
): void {
  const start = Number.isNaN(from) ? to - STUB : from;
  const end = Number.isNaN(to) ? from + STUB : to;
  if (!(end >= -STUB && start <= width + STUB)) return;
  const y = top + LIFE_MIDDLE;
  const left = Math.max(start, -STUB);
  const right = Math.min(end, width + STUB);
  context.strokeStyle = palette.life;
  context.fillStyle = palette.life;
  if (Number.isNaN(from) || Number.isNaN(to)) {
    context.lineWidth = 1.5;
    context.setLineDash([3, 2]);
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(right, y);
    context.stroke();
    context.setLineDash([]);
    const tip = Number.isNaN(to) ? end : start;
    const back = Number.isNaN(to) ? -4 : 4;
    context.beginPath();
    context.moveTo(tip + back, y - 3);
    context.lineTo(tip, y);
    context.lineTo(tip + back, y + 3);
    context.stroke();
  } else context.fillRect(left, y - 1.5, Math.max(right - left, 1), 3);
  if (!Number.isNaN(from)) context.fillRect(from - 1, y - 4, 2, 7);
  if (!Number.isNaN(to)) context.fillRect(to - 1, y - 4, 2, 7);
}
