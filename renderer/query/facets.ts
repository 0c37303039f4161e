import type { ColumnField } from '../../parsers/model/fields.js';
import { foldCase } from '../db/tokens.js';
import { columnOf } from './case-fields.js';
import type { CaseIndex } from './case-index.js';
import { compareText } from './compare-text.js';
import type { RowSet } from './row-set.js';
import type { FacetValue } from './spec.js';
import { splitElements } from './stored-event.js';

/** The most frequent values of a field among rows. An event with several values counts once for each of them. */
export function facetsOf(
  set: RowSet,
  field: ColumnField,
  limit: number,
): { readonly values: readonly FacetValue[]; readonly distinct: number } {
  const values = countValues(set.index, set.rows, field);
  return { values: values.slice(0, limit), distinct: values.length };
}

const allValues = new WeakMap<CaseIndex, Map<ColumnField, readonly FacetValue[]>>();

/** Values of a field over the whole case that begin with a text, then those that hold it; letter case aside, most frequent first. */
export function valuesLike(index: CaseIndex, field: ColumnField, text: string, limit: number): readonly FacetValue[] {
  const known = allValues.get(index) ?? new Map<ColumnField, readonly FacetValue[]>();
  allValues.set(index, known);
  const values = known.get(field) ?? countValues(index, index.order.rows, field);
  known.set(field, values);
  const folded = foldCase(text);
  const begins: FacetValue[] = [];
  const holds: FacetValue[] = [];
  for (const value of values) {
    if (begins.length >= limit) break;
    const at = foldCase(value.value).indexOf(folded);
    if (at >= 0) (at === 0 ? begins : holds).push(value);
  }
  return [...begins, ...holds].slice(0, limit);
}

function countValues(index: CaseIndex, rows: Uint32Array, field: ColumnField): readonly FacetValue[] {
  const { dictionary, codes } = columnOf(index, field);
  const byCode = new Uint32Array(dictionary.length);
  for (let at = 0; at < rows.length; at += 1) byCode[codes[rows[at]!]!]! += 1;
  const counts = new Map<string, number>();
  for (let code = 1; code < byCode.length; code += 1) {
    if (byCode[code] === 0) continue;
    for (const value of new Set(splitElements(dictionary[code]!)))
      counts.set(value, (counts.get(value) ?? 0) + byCode[code]!);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || compareText(a.value, b.value));
}
