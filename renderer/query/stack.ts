import type { InstantParts } from '../../parsers/model/time.js';
import { columnOf } from './case-fields.js';
import type { CodeColumn } from './code-column.js';
import { compareText } from './compare-text.js';
import { enlarged, PairTable } from './pair-table.js';
import type { RowSet } from './row-set.js';
import type { Stack, StackGroup, StackOrder, StackRequest } from './spec.js';
import { splitElements } from './stored-event.js';

/** A field as its single values: `values[0]` is `''`, not stated. */
interface ElementColumn {
  readonly values: readonly string[];
  /** By value: its place among all values in order. */
  readonly ranks: Uint32Array;
  readonly codes: CodeColumn['codes'];
  /** By code of the column: the values it holds, at least one. */
  readonly elements: readonly (readonly number[])[];
  /** By code of the column: its only value, or -1 where it holds several. */
  readonly single: Int32Array;
}

/** No row: the group has no event with a place on the time line. */
const NO_ROW = 0xff_ff_ff_ff;

/** Groups by number. */
interface Groups {
  /** How many numbers are in use; those of no event have a count of 0. */
  size: number;
  counts: Uint32Array;
  /** First and last placed row, or `NO_ROW`. */
  first: Uint32Array;
  last: Uint32Array;
  workloads: Uint32Array;
  /** By field after the first: group of the fields before and value of this one. */
  readonly pairs: readonly PairTable[];
}

/**
 * Groups rows by the values of one to three fields. An event with several values of a field counts once in the group of
 * each; one that does not state a field is in the group of `''`. Groups come in the asked order, ties by their values.
 */
export function stackRows(set: RowSet, { fields, order, limit }: StackRequest): Stack {
  if (fields.length < 1 || fields.length > 3 || new Set(fields).size < fields.length) {
    throw new RangeError('events are grouped by one to three different fields');
  }
  const columns = fields.map((field) => elementsOf(columnOf(set.index, field)));
  const groups = countGroups(set, columns);
  const present: number[] = [];
  for (let group = 0; group < groups.size; group += 1) if (groups.counts[group]! > 0) present.push(group);
  const compare = comparison(set, columns, groups, order);
  return {
    groups: firstOf(present, compare, limit).map((group) => toGroup(set, columns, groups, group)),
    groupCount: present.length,
  };
}

function countGroups({ index, rows, placed }: RowSet, columns: readonly ElementColumn[]): Groups {
  const lanes = index.columns.fields['exhibit.lane'].codes;
  const groups = emptyGroups(columns);
  const seen = new PairTable();
  const add = (group: number, row: number, isPlaced: boolean): void => {
    if (group >= groups.counts.length) enlarge(groups);
    if (group >= groups.size) groups.size = group + 1;
    groups.counts[group]! += 1;
    if (isPlaced) {
      if (groups.first[group] === NO_ROW) groups.first[group] = row;
      groups.last[group] = row;
    }
    const lane = lanes[row]!;
    if (lane === 0) return;
    const before = seen.size;
    if (seen.numberOf(group, lane) === before) groups.workloads[group]! += 1;
  };
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    let group = 0;
    for (let field = 0; field < columns.length && group >= 0; field += 1) {
      const { single, codes } = columns[field]!;
      const value = single[codes[row]!]!;
      group = value < 0 ? -1 : field === 0 ? value : groups.pairs[field - 1]!.numberOf(group, value);
    }
    if (group >= 0) add(group, row, at < placed);
    else for (const each of groupsOf(groups, columns, row)) add(each, row, at < placed);
  }
  return groups;
}

/** All groups that an event with several values is in. */
function groupsOf({ pairs }: Groups, columns: readonly ElementColumn[], row: number): readonly number[] {
  const [first, ...others] = columns.map(({ elements, codes }) => elements[codes[row]!]!);
  return others.reduce<readonly number[]>(
    (groups, values, field) => groups.flatMap((group) => values.map((value) => pairs[field]!.numberOf(group, value))),
    first!,
  );
}

/** The groups of one field are its values; those of several are numbered as they come. */
function emptyGroups(columns: readonly ElementColumn[]): Groups {
  const length = columns.length === 1 ? columns[0]!.values.length : 1 << 10;
  return {
    size: 0,
    counts: new Uint32Array(length),
    first: new Uint32Array(length).fill(NO_ROW),
    last: new Uint32Array(length),
    workloads: new Uint32Array(length),
    pairs: columns.slice(1).map(() => new PairTable()),
  };
}

function enlarge(groups: Groups): void {
  const { length } = groups.counts;
  groups.counts = enlarged(groups.counts);
  groups.first = enlarged(groups.first).fill(NO_ROW, length);
  groups.last = enlarged(groups.last);
  groups.workloads = enlarged(groups.workloads);
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
  const ranks = new Uint32Array(values.length);
  const sorted = values.map((_, number) => number).toSorted((a, b) => compareText(values[a]!, values[b]!));
  for (const [rank, number] of sorted.entries()) ranks[number] = rank;
  const single = Int32Array.from(elements, (each) => (each.length === 1 ? each[0]! : -1));
  const made: ElementColumn = { values, ranks, codes: column.codes, elements, single };
  known.set(column, made);
  return made;
}

/** Value of every field of a group. */
function valuesOf({ pairs }: Groups, group: number): readonly number[] {
  const values: number[] = [];
  let rest = group;
  for (const table of pairs.toReversed()) {
    values.unshift(table.right(rest));
    rest = table.left(rest);
  }
  return [rest, ...values];
}

function toGroup({ index }: RowSet, columns: readonly ElementColumn[], groups: Groups, group: number): StackGroup {
  const timeOf = (row: number): InstantParts | null =>
    groups.first[group] === NO_ROW ? null : { ms: index.times.ms[row]!, ns: index.times.ns[row]! };
  return {
    values: valuesOf(groups, group).map((value, field) => columns[field]!.values[value]!),
    count: groups.counts[group]!,
    first: timeOf(groups.first[group]!),
    last: timeOf(groups.last[group]!),
    workloads: groups.workloads[group]!,
  };
}

type Compare = (a: number, b: number) => number;

function comparison({ index }: RowSet, columns: readonly ElementColumn[], groups: Groups, order: StackOrder): Compare {
  const { counts, workloads, first, last } = groups;
  const byValues: Compare = (a, b) => {
    const others = valuesOf(groups, b);
    for (const [field, value] of valuesOf(groups, a).entries()) {
      const { ranks } = columns[field]!;
      if (value !== others[field]) return ranks[value]! - ranks[others[field]!]!;
    }
    return 0;
  };
  // Groups without a place on the time line stand last whatever the direction.
  const byTime =
    (rows: Uint32Array, direction: 1 | -1): Compare =>
    (a, b) => {
      const isOut = [first[a] === NO_ROW, first[b] === NO_ROW];
      if (isOut[0] === true || isOut[1] === true) return Number(isOut[0]) - Number(isOut[1]) || byValues(a, b);
      const { ms, ns } = index.times;
      const [one, other] = [rows[a]!, rows[b]!];
      return direction * (ms[one]! - ms[other]! || ns[one]! - ns[other]!) || byValues(a, b);
    };
  switch (order) {
    case 'most':
      return (a, b) => counts[b]! - counts[a]! || byValues(a, b);
    case 'fewest':
      return (a, b) => counts[a]! - counts[b]! || byValues(a, b);
    case 'first':
      return byTime(first, 1);
    case 'last':
      return byTime(last, -1);
    case 'workloads':
      return (a, b) => workloads[b]! - workloads[a]! || counts[b]! - counts[a]! || byValues(a, b);
    case 'values':
      return byValues;
  }
}

/** The first of all in order, without sorting the rest: most are only compared with the last one kept. */
function firstOf(groups: readonly number[], compare: Compare, limit: number): readonly number[] {
  if (limit >= groups.length) return groups.toSorted(compare);
  const kept = groups.slice(0, limit).toSorted(compare);
  for (let at = limit; at < groups.length; at += 1) {
    const group = groups[at]!;
    if (limit === 0 || compare(group, kept[limit - 1]!) >= 0) continue;
    let low = 0;
    let high = limit - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(kept[middle]!, group) <= 0) low = middle + 1;
      else high = middle;
    }
    kept.pop();
    kept.splice(low, 0, group);
  }
  return kept;
}
