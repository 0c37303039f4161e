/** One row of density as it is drawn: a bar per bin, its height by count, its colour and overline by severity, stripes where stopped. */
import type { TimeRange } from '../../query/spec.js';
import { severityBand } from '../../ui/outcome.js';
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
const MIN_WIDTH = 2;
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

export interface DensityRow {
  readonly counts: Uint32Array;
  readonly severities: Uint8Array;
  readonly stopped: Uint32Array;
}

/** Vertical places within a row of `ROW_HEIGHT` CSS pixels. */
export const ROW_HEIGHT = 26;
const BAR_TOP = 7;
const BAR_BOTTOM = 24;

/** Draws the bars of one row whose top edge is at `top`. */
export function drawDensity(
  context: CanvasRenderingContext2D,
  row: DensityRow,
  bars: readonly Bar[],
  top: number,
  palette: Palette,
): void {
  const full = BAR_BOTTOM - BAR_TOP;
  for (const { x, width, size, bin } of bars) {
    const band = severityBand(row.severities[bin] ?? 255);
    const height = Math.max(2, full * size);
    const colour = band === 'none' ? palette.density : palette.severity[band];
    context.fillStyle = colour;
    context.fillRect(x, top + BAR_BOTTOM - height, width, height);
    if (band === 'high' || band === 'critical') context.fillRect(x, top + 4, width, 1.5);
    if (band === 'critical') context.fillRect(x, top + 1, width, 1.5);
    const stopped = row.stopped[bin] ?? 0;
    if (stopped > 0)
      drawStripes(
        context,
        x,
        top + BAR_BOTTOM,
        width,
        (height * stopped) / (row.counts[bin] ?? stopped),
        palette.surface,
      );
  }
}

/** Gaps every other pixel from the bottom up: told apart without colour, at any width. */
function drawStripes(
  context: CanvasRenderingContext2D,
  x: number,
  bottom: number,
  width: number,
  height: number,
  colour: string,
): void {
  context.fillStyle = colour;
  for (let up = 2; up <= Math.max(height, 2); up += 3) context.fillRect(x, bottom - up, width, 1);
}

/** The bar from the first to the last event of a lane, with an end where it ends in sight; none (NaN) draws nothing. */
export function drawLifetime(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  width: number,
  top: number,
  palette: Palette,
): void {
  if (!(to >= 0 && from <= width)) return;
  const left = Math.max(from, -2);
  const right = Math.min(to, width + 2);
  const middle = top + (BAR_TOP + BAR_BOTTOM) / 2;
  context.fillStyle = palette.line;
  context.fillRect(left, middle - 1.5, Math.max(right - left, 1), 3);
  context.fillStyle = palette.lineStrong;
  if (from >= 0) context.fillRect(from - 1, middle - 5, 1, 10);
  if (to <= width) context.fillRect(to + 1, middle - 5, 1, 10);
}
