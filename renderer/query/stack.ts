import type { InstantParts } from '../../parsers/model/time.js';
import type { CodeColumn } from './code-column.js';
import { compareText } from './compare-text.js';
import type { RowSet } from './row-set.js';
import type { Stack, StackGroup, StackOrder, StackRequest } from './spec.js';
import { splitElements } from './stored-event.js';

/** A field as its single values: `values[0]` is `''`, not stated. */
interface ElementColumn {
  readonly values: readonly string[];
  readonly codes: CodeColumn['codes'];
  /** By code of the column: the values it holds, at least one. */
  readonly elements: readonly (readonly number[])[];
  /** By code of the column: its only value, or -1 where it holds several. */
  readonly single: Int32Array;
}

/** Numbers combinations of values: the numbers of two combined with the third stay far below 2^53. */
class Combinations {
  readonly #numbers = new Map<number, number>();
  readonly #keys: number[] = [];

  /** Extends a combination by a value of the field after it. */
  extend(before: number, isThird: boolean, values: number, value: number): number {
    return (isThird ? this.#number(before) : before) * values + value;
  }

  /** The combination before the last value, and that value. */
  split(key: number, isThird: boolean, values: number): readonly [before: number, value: number] {
    const before = Math.floor(key / values);
    return [isThird ? this.#keys[before]! : before, key % values];
  }

  #number(key: number): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#keys.push(key) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Groups while they are counted: one entry per group in every array. */
class GroupTable {
  readonly #numbers = new Map<number, number>();
  readonly keys: number[] = [];
  readonly counts: number[] = [];
  /** First and last placed row, -1 where there is none. */
  readonly first: number[] = [];
  readonly last: number[] = [];

  /** Number of the group of that key. */
  at(key: number): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.keys.push(key) - 1;
    this.#numbers.set(key, number);
    this.counts.push(0);
    this.first.push(-1);
    this.last.push(-1);
    return number;
  }
}

/**
 * Groups rows by the values of one to three fields. An event with several values of a field counts once in the group of
 * each; one that does not state a field is in the group of `''`. Groups come in the asked order, ties by their values.
 */
export function stackRows(set: RowSet, { fields, order, limit }: StackRequest): Stack {
  if (fields.length < 1 || fields.length > 3 || new Set(fields).size < fields.length) {
    throw new RangeError('events are grouped by one to three different fields');
  }
  const columns = fields.map((field) => elementsOf(set.index.columns.fields[field]));
  const counted = countGroups(set, columns);
  const groups = counted.table.keys.map((_, group) => toGroup(set, columns, counted, group));
  return { groups: groups.toSorted(ORDERS[order]).slice(0, limit), groupCount: groups.length };
}

interface Counted {
  readonly combinations: Combinations;
  readonly table: GroupTable;
  /** By group: distinct workloads. */
  readonly workloads: readonly number[];
}

function countGroups({ index, rows, placed }: RowSet, columns: readonly ElementColumn[]): Counted {
  const lanes = index.columns.fields['exhibit.lane'];
  const laneCount = lanes.dictionary.length;
  const combinations = new Combinations();
  const table = new GroupTable();
  const workloads: number[] = [];
  const seen = new Set<number>();
  const add = (key: number, row: number, isPlaced: boolean): void => {
    const group = table.at(key);
    table.counts[group]! += 1;
    if (isPlaced) {
      if (table.first[group] === -1) table.first[group] = row;
      table.last[group] = row;
    }
    workloads[group] ??= 0;
    const lane = lanes.codes[row]!;
    const pair = group * laneCount + lane;
    if (lane === 0 || seen.has(pair)) return;
    seen.add(pair);
    workloads[group]! += 1;
  };
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    let key = 0;
    for (let field = 0; field < columns.length && key >= 0; field += 1) {
      const { single, codes, values } = columns[field]!;
      const element = single[codes[row]!]!;
      key = element < 0 ? -1 : combinations.extend(key, field === 2, values.length, element);
    }
    if (key >= 0) add(key, row, at < placed);
    else for (const each of keysOf(combinations, columns, row)) add(each, row, at < placed);
  }
  return { combinations, table, workloads };
}

/** Keys of all groups that an event with several values is in. */
function keysOf(combinations: Combinations, columns: readonly ElementColumn[], row: number): readonly number[] {
  return columns.reduce<readonly number[]>(
    (keys, { elements, codes, values }, field) =>
      keys.flatMap((key) =>
        elements[codes[row]!]!.map((element) => combinations.extend(key, field === 2, values.length, element)),
      ),
    [0],
  );
}

const known = new WeakMap<CodeColumn, ElementColumn>();

/** Asked for again with every change of the filter, so it is kept with the column. */
function elementsOf(column: CodeColumn): ElementColumn {
  const before = known.get(column);
  if (before !== undefined) return before;
  const values = [''];
  const numbers = new Map([['', 0]]);
  const elements = column.dictionary.map((stored) => {
    const stated = [...new Set(splitElements(stored))];
    return (stated.length === 0 ? [''] : stated).map((value) => {
      const number = numbers.get(value) ?? values.push(value) - 1;
      numbers.set(value, number);
      return number;
    });
  });
  const single = Int32Array.from(elements, (each) => (each.length === 1 ? each[0]! : -1));
  const made: ElementColumn = { values, codes: column.codes, elements, single };
  known.set(column, made);
  return made;
}

function toGroup(
  { index }: RowSet,
  columns: readonly ElementColumn[],
  { combinations, table, workloads }: Counted,
  group: number,
): StackGroup {
  const timeOf = (row: number): InstantParts | null =>
    row < 0 ? null : { ms: index.times.ms[row]!, ns: index.times.ns[row]! };
  const values: string[] = [];
  let key = table.keys[group]!;
  for (let field = columns.length - 1; field >= 0; field -= 1) {
    const column = columns[field]!;
    const [before, value] = combinations.split(key, field === 2, column.values.length);
    values.unshift(column.values[value]!);
    key = before;
  }
  return {
    values,
    count: table.counts[group]!,
    first: timeOf(table.first[group]!),
    last: timeOf(table.last[group]!),
    workloads: workloads[group]!,
  };
}

type Compare = (a: StackGroup, b: StackGroup) => number;

const byValues: Compare = (a, b) =>
  a.values.map((value, index) => compareText(value, b.values[index]!)).find((order) => order !== 0) ?? 0;

/** Groups without a place on the time line stand last whatever the direction. */
function byTime(timeOf: (group: StackGroup) => InstantParts | null, direction: 1 | -1): Compare {
  return (a, b) => {
    const [one, other] = [timeOf(a), timeOf(b)];
    if (one === null || other === null) return one === other ? byValues(a, b) : one === null ? 1 : -1;
    return direction * (one.ms - other.ms || one.ns - other.ns) || byValues(a, b);
  };
}

const ORDERS: { readonly [order in StackOrder]: Compare } = {
  most: (a, b) => b.count - a.count || byValues(a, b),
  fewest: (a, b) => a.count - b.count || byValues(a, b),
  first: byTime(({ first }) => first, 1),
  last: byTime(({ last }) => last, -1),
  workloads: (a, b) => b.workloads - a.workloads || b.count - a.count || byValues(a, b),
  values: byValues,
};
