/** Which rows are asked for, and which row a lane is drawn on. */
import type { LaneList } from '../../query/spec.js';
import type { LaneRow } from './lane-tree.js';

/** Rows are asked for in blocks, so that scrolling a little asks nothing. */
const BLOCK = 12;

export interface LaneWindow {
  /** First row and one after the last. */
  readonly first: number;
  readonly last: number;
}

/** The rows in sight with some room on both sides, which changes only every few rows. */
export function windowOf(firstInSight: number, lastInSight: number, rows: number): LaneWindow {
  const first = Math.max(0, Math.floor(firstInSight / BLOCK - 1) * BLOCK);
  const last = Math.min(rows, Math.ceil(lastInSight / BLOCK + 1) * BLOCK);
  return { first, last: Math.max(first, last) };
}

/** Row within the window by number of the lane: closed groups take all lanes below them, open ones none. */
export function rowsByLane(list: LaneList, rows: readonly LaneRow[], { first, last }: LaneWindow): Int32Array {
  const rowOf = new Int32Array(list.numbers).fill(-1);
  for (let index = first; index < last; index += 1) {
    const row = rows[index];
    if (row?.kind === 'lane') rowOf[row.lane.number] = index - first;
    if (row?.kind === 'group' && !row.isOpen) for (const { number } of row.lanes) rowOf[number] = index - first;
  }
  return rowOf;
}

/** Index of the row on which events of a lane are drawn, by every name the lane has: its own row, or the closed group's. */
export function rowIndexes(rows: readonly LaneRow[], statedLane: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'stated') found.set(statedLane, index);
    else if (row.kind === 'lane' || !row.isOpen) {
      for (const { key, joined } of row.kind === 'lane' ? [row.lane] : row.lanes) {
        found.set(key, index);
        for (const other of joined) found.set(other.key, index);
      }
    }
  }
  return found;
}
