import { ROW_DATED, ROW_DUPLICATE, ROW_ZONE_NEEDED } from '../db/layout.js';
import type { SegmentMarks } from './parse-messages.js';

const DIGIT = 0x1_0000;

/**
 * The exhibit's rows (segment * 65536 + row) in order of recorded time, then member, offset, index within the record.
 * Times that wait for a zone follow the dated ones (in order of what is written), undated rows come last (in order of member and
 * offset). Repeats are left out: they are counted, never drawn.
 *
 * @param segments numbered from 0 without gaps, in order; member indexes in order of paths.
 */
export function timeOrder(segments: readonly SegmentMarks[]): {
  readonly order: Uint32Array<ArrayBuffer>;
  /** How many rows at the front have a place on the time line. */
  readonly dated: number;
} {
  const shelves = [
    rowsWith(segments, ROW_DATED),
    rowsWith(segments, ROW_DATED | ROW_ZONE_NEEDED),
    rowsWith(segments, 0),
  ] as const;
  const order = new Uint32Array(shelves.reduce((sum, rows) => sum + rows.length, 0));
  let at = 0;
  for (const rows of shelves) {
    order.set(sorted(rows, segments), at);
    at += rows.length;
  }
  return { order, dated: shelves[0].length };
}

/** Rows whose dated, zone-needed and duplicate bits are exactly these, ascending. */
function rowsWith(segments: readonly SegmentMarks[], bits: number): Uint32Array<ArrayBuffer> {
  const asked = ROW_DATED | ROW_ZONE_NEEDED | ROW_DUPLICATE;
  let count = 0;
  for (const { flags } of segments) for (const flag of flags) if ((flag & asked) === bits) count += 1;
  const rows = new Uint32Array(count);
  let at = 0;
  for (const { segment, flags } of segments) {
    for (let row = 0; row < flags.length; row += 1) {
      if ((flags[row]! & asked) !== bits) continue;
      rows[at] = segment * DIGIT + row;
      at += 1;
    }
  }
  return rows;
}

function sorted(rows: Uint32Array<ArrayBuffer>, segments: readonly SegmentMarks[]): Uint32Array<ArrayBuffer> {
  const key = (column: 'timeMs' | 'timeNs' | 'member' | 'offset'): Float64Array => {
    const keys = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) keys[at] = segments[rows[at]! >>> 16]![column][rows[at]! & 0xff_ff]!;
    return keys;
  };
  const order = stableOrder(rows.length, [
    () => key('offset'),
    () => key('member'),
    () => key('timeNs'),
    () => key('timeMs'),
  ]);
  return order.map((item) => rows[item]!);
}

/**
 * Items 0 to `count` - 1 ordered by several keys, the last given key first; equal ones keep their order. Radix sort on whole
 * numbers: linear in any order of input, where millions of rows with a comparing function are not.
 */
export function stableOrder(count: number, keys: readonly (() => Float64Array)[]): Uint32Array<ArrayBuffer> {
  let items = new Uint32Array(count);
  for (let item = 0; item < count; item += 1) items[item] = item;
  let spare = new Uint32Array(count);
  const ends = new Uint32Array(DIGIT + 1);
  for (const keyOf of keys) {
    const key = keyOf();
    let lowest = Infinity;
    let highest = -Infinity;
    for (const value of key) {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
    for (let unit = 1; unit <= highest - lowest; unit *= DIGIT) {
      ends.fill(0);
      for (const value of key) ends[digit(value - lowest, unit) + 1]! += 1;
      for (let at = 1; at <= DIGIT; at += 1) ends[at]! += ends[at - 1]!;
      for (const item of items) {
        const bin = digit(key[item]! - lowest, unit);
        spare[ends[bin]!] = item;
        ends[bin]! += 1;
      }
      [items, spare] = [spare, items];
    }
  }
  return items;
}

function digit(value: number, unit: number): number {
  return Math.floor(value / unit) % DIGIT;
}
