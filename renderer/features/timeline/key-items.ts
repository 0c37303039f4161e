/** What vis-timeline is given. It stays quick up to about 300 items in view. */
import type { InstantParts } from '../../../parsers/model/time.js';
import type { TimeRange } from '../../query/spec.js';
import type { Mark } from './marks.js';
import { placeOf, spanOf } from './range.js';

export const MAX_IN_VIEW = 300;

/** Rows of labels; below them stand the marks whose label finds no room. */
export const LABEL_ROWS = 3;
/** Between the end of a label and the next mark, CSS pixels. */
const GAP = 10;
/** What a mark takes left and right of its moment, CSS pixels. */
const DOT = 8;

export interface KeyItem {
  readonly mark: Mark;
  /** 0 is the upmost; `LABEL_ROWS` holds marks without their label. */
  readonly row: number;
}

/** Marks in view, at most `MAX_IN_VIEW`, steps before annotated events. */
export function keyItems(
  placed: readonly Mark[],
  view: TimeRange,
): { readonly shown: readonly Mark[]; readonly inView: number } {
  const inside = placed.filter(({ claim }) => {
    const place = placeOf(view, claim.time);
    return place >= 0 && place <= 1;
  });
  const steps = inside.filter(({ step }) => step !== null);
  const others = inside.filter(({ step }) => step === null);
  return { shown: [...steps, ...others].slice(0, MAX_IN_VIEW), inView: inside.length };
}

/**
 * Gives every mark a row so that no label lies over another mark or label: the first row with room, steps first. A mark whose
 * label fits nowhere stands without it in the last row.
 *
 * @param width of the plot, CSS pixels
 * @param labelWidth of a mark's label, CSS pixels
 */
export function assignRows(
  shown: readonly Mark[],
  view: TimeRange,
  width: number,
  labelWidth: (mark: Mark) => number,
): readonly KeyItem[] {
  const taken: (readonly [from: number, to: number])[][] = Array.from({ length: LABEL_ROWS }, () => []);
  return shown.map((mark) => {
    const from = placeOf(view, mark.claim.time) * width - DOT;
    const to = from + 2 * DOT + labelWidth(mark) + GAP;
    const row = taken.findIndex((spans) => spans.every(([start, end]) => to <= start || from >= end));
    taken[row]?.push([from, to]);
    return { mark, row: row === -1 ? LABEL_ROWS : row };
  });
}

/** How moments are told to vis-timeline, which knows whole milliseconds only and whose own axis is not shown. */
export interface VisScale {
  /** Whole milliseconds that count as zero. */
  readonly baseMs: number;
  /** Of one nanosecond, or of a microsecond where nanoseconds would go beyond what a `Date` holds. */
  readonly unitNs: 1 | 1000;
}

/** The largest `Date`, which vis-timeline makes of every number, with room to move beyond the ends. */
const LIMIT = 4e15;

/** A scale on which all moments of the bounds are told apart: to the nanosecond up to 46 days, else to the microsecond. */
export function visScale(bounds: TimeRange): VisScale {
  const baseMs = Math.floor(bounds.fromMs);
  return { baseMs, unitNs: spanOf(bounds) * 1e6 <= LIMIT ? 1 : 1000 };
}

/** A moment on the scale; those beyond it stand at its edge. */
export function visTime({ baseMs, unitNs }: VisScale, at: InstantParts): number {
  const units = (at.ms - baseMs) * (1e6 / unitNs) + Math.floor(at.ns / unitNs);
  return Math.min(Math.max(units, -2 * LIMIT), 2 * LIMIT);
}

/** A range on the scale. */
export function visRange(scale: VisScale, { fromMs, toMs }: TimeRange): readonly [start: number, end: number] {
  const at = (ms: number) => Math.round((ms - scale.baseMs) * (1e6 / scale.unitNs));
  return [at(fromMs), at(toMs)];
}

/** The range that vis-timeline moved to. */
export function rangeOfVis({ baseMs, unitNs }: VisScale, start: Date, end: Date): TimeRange {
  const ms = (units: number) => baseMs + (units * unitNs) / 1e6;
  const range = { fromMs: ms(start.getTime()), toMs: ms(end.getTime()) };
  return spanOf(range) > 0 ? range : { fromMs: range.fromMs, toMs: range.fromMs + 0.001 };
}
