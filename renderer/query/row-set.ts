import type { CaseIndex } from './case-index.js';
import type { RowMask } from './row-mask.js';
import type { TimeRange } from './spec.js';

/** Rows that answer a search: placed ones in order of effective time, then those without a place. */
export interface RowSet {
  readonly index: CaseIndex;
  readonly rows: Uint32Array;
  /** How many rows, from the start, have a place on the time line. */
  readonly placed: number;
}

/** Rows of the mask (null: all) within the range (null: all, those without a place too). */
export function selectRows(index: CaseIndex, mask: RowMask | null, range: TimeRange | null): RowSet {
  const all = { index, ...index.order };
  const candidates = range === null ? all : withinRange(all, range);
  if (mask === null) return candidates;
  const rows = new Uint32Array(candidates.rows.length);
  let count = 0;
  let placed = 0;
  for (let at = 0; at < candidates.rows.length; at += 1) {
    if (at === candidates.placed) placed = count;
    const row = candidates.rows[at]!;
    rows[count] = row;
    count += mask[row]!;
  }
  if (candidates.placed === candidates.rows.length) placed = count;
  return { index, rows: rows.slice(0, count), placed };
}

/** Effective span of the placed rows, half-open, or null where there are none. */
export function spanOf({ index, rows, placed }: RowSet): TimeRange | null {
  if (placed === 0) return null;
  const { ms } = index.times;
  return { fromMs: ms[rows[0]!]!, toMs: ms[rows[placed - 1]!]! + 1 };
}

/** Position of the row behind the longest time between two placed rows, the first of equal ones; null where no time passes. */
export function longestSilence({ index, rows, placed }: RowSet): number | null {
  const { ms, ns } = index.times;
  let longest: number | null = null;
  let longestMs = 0;
  let longestNs = 0;
  for (let at = 1; at < placed; at += 1) {
    const [before, after] = [rows[at - 1]!, rows[at]!];
    const byMs = ms[after]! - ms[before]!;
    const byNs = ns[after]! - ns[before]!;
    // Milliseconds borrow where the nanoseconds run backwards.
    const wholeMs = byNs < 0 ? byMs - 1 : byMs;
    const restNs = byNs < 0 ? byNs + 1_000_000 : byNs;
    if (wholeMs < longestMs || (wholeMs === longestMs && restNs <= longestNs)) continue;
    [longest, longestMs, longestNs] = [at, wholeMs, restNs];
  }
  return longest;
}

/** Position of the first placed row at or after a time (ms with fractions, compared to the nanosecond). */
export function firstAt({ index, rows, placed }: RowSet, time: number): number {
  const { ms, ns } = index.times;
  const wholeMs = Math.floor(time);
  const restNs = (time - wholeMs) * 1e6;
  let low = 0;
  let high = placed;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle]!;
    if (ms[row]! < wholeMs || (ms[row] === wholeMs && ns[row]! < restNs)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withinRange(all: RowSet, { fromMs, toMs }: TimeRange): RowSet {
  const from = firstAt(all, fromMs);
  const rows = all.rows.subarray(from, Math.max(from, firstAt(all, toMs)));
  return { index: all.index, rows, placed: rows.length };
}
