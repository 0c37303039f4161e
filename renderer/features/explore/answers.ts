/** The values that answer a question, each with the records that say so. */
import { FIELDS, type FieldName } from '../../../parsers/model/fields.js';
import type { EventRow } from '../../query/spec.js';
import type { Answer } from '../../ui-state/pivot.js';

export interface AnswerValue {
  readonly value: string;
  /** Records among those read that state it. */
  readonly count: number;
  /** First and last of them in the order of time; undated ones stand at the end. */
  readonly first: EventRow;
  readonly last: EventRow;
  /** The record to cite: the one nearest to the moment asked about, else the first. */
  readonly cited: EventRow;
}

/** Groups rows, which stand in the order of time, by the value of the field asked for. Rows that do not state it say nothing. */
export function answerValues(rows: readonly EventRow[], answer: Answer): readonly AnswerValue[] {
  const values = new Map<string, AnswerValue>();
  for (const row of rows) {
    for (const value of new Set(valuesOf(row, answer.field))) {
      const known = values.get(value);
      values.set(
        value,
        known === undefined
          ? { value, count: 1, first: row, last: row, cited: row }
          : {
              ...known,
              count: known.count + 1,
              last: row,
              cited: distanceTo(row, answer.atMs) < distanceTo(known.cited, answer.atMs) ? row : known.cited,
            },
      );
    }
  }
  return inOrder([...values.values()], answer.order);
}

function inOrder(values: readonly AnswerValue[], order: Answer['order']): readonly AnswerValue[] {
  switch (order) {
    // The values came in the order of their first records, and sorting keeps that among equals.
    case 'first':
      return values;
    case 'frequent':
      return values.toSorted((a, b) => b.count - a.count);
    case 'rare':
      return values.toSorted((a, b) => a.count - b.count);
  }
}

/** Only addresses are told apart where a record states several: other values may hold a comma. */
function valuesOf(row: EventRow, field: FieldName): readonly string[] {
  const text = row.fields[field];
  if (text === undefined || text === '') return [];
  return FIELDS[field].type === 'ip' ? text.split(', ') : [text];
}

function distanceTo({ time }: EventRow, atMs: number | null): number {
  if (atMs === null || time === null) return Number.POSITIVE_INFINITY;
  return Math.abs(time.ms - atMs);
}
