import type { Annotation, BulkChange } from '../../parsers/model/case.js';
import { emptyMask, type RowMask } from './row-mask.js';
import type { RowSet } from './row-set.js';

/** One act on many events as rows of the case. */
export interface MarkedRows {
  readonly id: string;
  readonly change: BulkChange;
  /** Ascending. */
  readonly rows: Uint32Array;
  /** Events that the case holds no more. */
  readonly missing: number;
}

/** What the examiner said of events, as rows of the case. */
export interface MarkRows {
  /** In the order in which they were given: a later review overrules. */
  readonly marks: readonly MarkedRows[];
  readonly annotated: ReadonlyMap<number, Annotation>;
  /** Rows that a mark hides; null where none does. */
  readonly hidden: RowMask | null;
}

/** The rows that marks hide, of that many in all; null where no mark hides any. */
export function hiddenRows(marks: readonly MarkedRows[], rows: number): RowMask | null {
  const hiding = marks.filter(({ change }) => change.kind === 'hide');
  if (hiding.length === 0) return null;
  const mask = emptyMask(rows);
  for (const { rows: hidden } of hiding) for (const row of hidden) mask[row] = 1;
  return mask;
}

/** How many rows of a result marks hide. */
export function countHidden({ rows, index }: RowSet): number {
  const { hidden } = index.marks;
  let count = 0;
  if (hidden !== null) for (let at = 0; at < rows.length; at += 1) count += hidden[rows[at]!]!;
  return count;
}

/** A result without the rows that marks hide. */
export function withoutHidden({ index, rows, placed }: RowSet): RowSet {
  const { hidden } = index.marks;
  if (hidden === null) return { index, rows, placed };
  const shown = rows.filter((row) => hidden[row] === 0);
  let stillPlaced = 0;
  for (let at = 0; at < placed; at += 1) stillPlaced += 1 - hidden[rows[at]!]!;
  return { index, rows: shown, placed: stillPlaced };
}
