import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROW_DATED, ROW_DUPLICATE, ROW_ZONE_NEEDED } from '../../../../renderer/db/layout.js';
import { stableOrder, timeOrder } from '../../../../renderer/workers/import-order.js';
import type { SegmentMarks } from '../../../../renderer/workers/parse-messages.js';

const rowArbitrary = fc.record({
  flags: fc.constantFrom(
    0,
    ROW_DATED,
    ROW_DATED,
    ROW_DATED,
    ROW_DATED | ROW_ZONE_NEEDED,
    ROW_DATED | ROW_DUPLICATE,
    ROW_DUPLICATE,
  ),
  timeMs: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -62_000_000_000_000, max: 253_000_000_000_000 })),
  timeNs: fc.integer({ min: 0, max: 999_999 }),
  member: fc.integer({ min: 0, max: 3 }),
  offset: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2 ** 40 })),
});
type Row = typeof rowArbitrary extends fc.Arbitrary<infer T> ? T : never;

function marks(segment: number, rows: readonly Row[]): SegmentMarks {
  return {
    segment,
    rows: rows.length,
    timeMs: Float64Array.from(rows, (row) => row.timeMs),
    timeNs: Uint32Array.from(rows, (row) => row.timeNs),
    flags: Uint8Array.from(rows, (row) => row.flags),
    member: Uint32Array.from(rows, (row) => row.member),
    offset: Float64Array.from(rows, (row) => row.offset),
    chunkStarts: new Uint32Array(1),
  };
}

/** 0 dated, 1 waiting for a zone, 2 undated. */
const shelf = (row: Row): number => (row.flags & ROW_ZONE_NEEDED ? 1 : row.flags & ROW_DATED ? 0 : 2);

test('order of time agrees with a comparing sort', () => {
  fc.assert(
    fc.property(fc.array(fc.array(rowArbitrary, { maxLength: 30 }), { maxLength: 4 }), (segments) => {
      const expected = segments
        .flatMap((rows, segment) => rows.map((row, at) => ({ row, id: segment * 65_536 + at })))
        .filter(({ row }) => (row.flags & ROW_DUPLICATE) === 0)
        .toSorted(
          (a, b) =>
            shelf(a.row) - shelf(b.row) ||
            a.row.timeMs - b.row.timeMs ||
            a.row.timeNs - b.row.timeNs ||
            a.row.member - b.row.member ||
            a.row.offset - b.row.offset ||
            a.id - b.id,
        );
      const answer = timeOrder(segments.map((rows, segment) => marks(segment, rows)));
      expect([...answer.order]).toEqual(expected.map(({ id }) => id));
      expect(answer.dated).toBe(expected.filter(({ row }) => shelf(row) === 0).length);
    }),
  );
});

test('stable order keeps equal items in place', () => {
  const key = Float64Array.of(3, -1, 3, 2 ** 45, -1);
  expect([...stableOrder(5, [() => key])]).toEqual([1, 4, 0, 2, 3]);
});
