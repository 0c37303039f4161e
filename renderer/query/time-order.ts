import { ROW_DUPLICATE } from '../db/layout.js';
import type { CaseColumns } from './case-columns.js';
import type { EffectiveTimes } from './effective-time.js';
import { type Compare, sorted } from './sorted.js';

/** All visible rows of the case: placed ones by effective time, then those without a place. Repeats are left out. */
export interface TimeOrder {
  readonly rows: Uint32Array;
  /** How many rows, from the start, have a place on the time line. */
  readonly placed: number;
}

/**
 * Merges the exhibits' stored orders. Only members with a clock correction leave their exhibit's order: they are taken
 * out, sorted if the correction disturbed them, and merged back. Ties: exhibit, member, offset, index. Rows without a
 * place stand in order of exhibit, member, offset, index.
 */
export function buildTimeOrder(columns: CaseColumns, times: EffectiveTimes): TimeOrder {
  const byPlace: Compare = (a, b) =>
    columns.member[a]! - columns.member[b]! || columns.offset[a]! - columns.offset[b]! || a - b;
  const byTime: Compare = (a, b) => times.ms[a]! - times.ms[b]! || times.ns[a]! - times.ns[b]! || byPlace(a, b);

  const runs = columns.orders
    .flatMap((order) => splitByCorrection(order, columns, times))
    .map((run) => sorted(run, byTime));
  const placed = mergeAll(runs, byTime);
  const unplaced = sorted(rowsWithoutPlace(columns, times), byPlace);
  const rows = new Uint32Array(placed.length + unplaced.length);
  rows.set(placed);
  rows.set(unplaced, placed.length);
  return { rows, placed: placed.length };
}

/** Placed rows of one exhibit in its stored order: one run of those as recorded, one of every corrected member. */
function splitByCorrection(order: Uint32Array, columns: CaseColumns, times: EffectiveTimes): readonly Uint32Array[] {
  const placed = order.filter((row) => times.placed[row] === 1);
  const runOf = (row: number) => (times.corrections[columns.member[row]!] === null ? -1 : columns.member[row]!);
  const lengths = new Map<number, number>();
  for (const row of placed) lengths.set(runOf(row), (lengths.get(runOf(row)) ?? 0) + 1);
  if (lengths.size <= 1) return [placed];
  const runs = new Map([...lengths].map(([run, length]) => [run, { rows: new Uint32Array(length), filled: 0 }]));
  for (const row of placed) {
    const run = runs.get(runOf(row))!;
    run.rows[run.filled] = row;
    run.filled += 1;
  }
  return [...runs.values()].map((run) => run.rows);
}

function rowsWithoutPlace(columns: CaseColumns, times: EffectiveTimes): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < columns.rows; row += 1) {
    if (times.placed[row] === 0 && (columns.flags[row]! & ROW_DUPLICATE) === 0) rows.push(row);
  }
  return Uint32Array.from(rows);
}

function mergeAll(runs: readonly Uint32Array[], compare: Compare): Uint32Array {
  let left = runs.filter((run) => run.length > 0);
  while (left.length > 1) {
    const merged: Uint32Array[] = [];
    for (let index = 0; index < left.length; index += 2) {
      const other = left[index + 1];
      merged.push(other === undefined ? left[index]! : merge(left[index]!, other, compare));
    }
    left = merged;
  }
  return left[0] ?? new Uint32Array();
}

function merge(a: Uint32Array, b: Uint32Array, compare: Compare): Uint32Array {
  const out = new Uint32Array(a.length + b.length);
  let fromA = 0;
  let fromB = 0;
  for (let index = 0; index < out.length; index += 1) {
    const takesA = fromB === b.length || (fromA < a.length && compare(a[fromA]!, b[fromB]!) <= 0);
    if (takesA) {
      out[index] = a[fromA]!;
      fromA += 1;
    } else {
      out[index] = b[fromB]!;
      fromB += 1;
    }
  }
  return out;
}
