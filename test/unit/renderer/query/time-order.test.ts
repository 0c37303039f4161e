import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROW_DATED, ROW_DUPLICATE, ROW_ZONE_NEEDED } from '../../../../renderer/db/layout.js';
import type { CaseColumns } from '../../../../renderer/query/case-columns.js';
import { indexCase } from '../../../../renderer/query/case-index.js';

interface Row {
  readonly ms: number;
  readonly ns: number;
  readonly flags: number;
  readonly member: number;
  readonly offset: number;
}

/** Two exhibits with two members each. */
const MEMBERS = [
  ['T/1', 'a'],
  ['T/1', 'b'],
  ['T/2', 'a'],
  ['T/2', 'b'],
] as const;

const row: fc.Arbitrary<Row> = fc.record({
  ms: fc.integer({ min: -2, max: 4 }),
  ns: fc.constantFrom(0, 1, 999_999),
  flags: fc.constantFrom(0, ROW_DATED, ROW_DATED, ROW_DATED, ROW_DATED | ROW_ZONE_NEEDED, ROW_DATED | ROW_DUPLICATE),
  member: fc.integer({ min: 0, max: 3 }),
  offset: fc.integer({ min: 0, max: 5 }),
});

/** Rows as two parse workers may have stored them: exhibits in turn, everything else in any order. */
const stored = fc
  .array(row, { maxLength: 40 })
  .map((rows) => [...rows.filter(({ member }) => member < 2), ...rows.filter(({ member }) => member >= 2)]);

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

function columnsOf(rows: readonly Row[]): CaseColumns {
  const recorded = (of: (member: number) => boolean): Uint32Array =>
    Uint32Array.from(
      [...rows.keys()]
        .filter((at) => of(rows[at]!.member) && (rows[at]!.flags & ROW_DUPLICATE) === 0)
        .toSorted((a, b) =>
          compare(
            [rows[a]!.ms, rows[a]!.ns, rows[a]!.member, rows[a]!.offset, a],
            [rows[b]!.ms, rows[b]!.ns, rows[b]!.member, rows[b]!.offset, b],
          ),
        ),
    );
  return {
    rows: rows.length,
    members: MEMBERS.map(([number, path]) => ({ exhibit: { number }, ledger: { path } })),
    timeMs: Float64Array.from(rows, ({ ms }) => ms),
    timeNs: Uint32Array.from(rows, ({ ns }) => ns),
    flags: Uint8Array.from(rows, ({ flags }) => flags),
    member: Uint32Array.from(rows, ({ member }) => member),
    offset: Float64Array.from(rows, ({ offset }) => offset),
    orders: [recorded((member) => member < 2), recorded((member) => member >= 2)],
  } as unknown as CaseColumns;
}

describe('the time order', () => {
  it('equals a plain sort, ties by exhibit, member, offset, index, and rows without a place last', () => {
    fc.assert(
      fc.property(
        stored,
        fc.array(fc.tuple(fc.constantFrom(null, '+01:00'), fc.constantFrom(null, 0, 1, -1_000_001)), {
          minLength: 4,
          maxLength: 4,
        }),
        (rows, clocks) => {
          const adjustments = clocks.flatMap(([zone, offset], member) => {
            const [exhibit, path] = MEMBERS[member]!;
            if (offset === null) return [];
            return [{ exhibit, member: path, zone, offsetNs: String(offset), uncertaintyNs: '0', reason: '' }];
          });
          const { order, times } = indexCase(columnsOf(rows), adjustments);
          const keys = rows.flatMap(({ ms, ns, flags, member, offset }, at) => {
            if ((flags & ROW_DUPLICATE) !== 0) return [];
            const [zone, shift] = clocks[member]!;
            const isAnswered = shift !== null && zone !== null;
            const needsZone = (flags & ROW_ZONE_NEEDED) !== 0;
            const isPlaced = (flags & ROW_DATED) !== 0 && (!needsZone || isAnswered);
            const recorded = ms * 1_000_000 + ns - (needsZone && isAnswered ? 3_600_000 * 1_000_000 : 0);
            return [isPlaced ? [0, recorded + (shift ?? 0), member, offset, at] : [1, 0, member, offset, at]];
          });
          const sorted = keys.toSorted(compare);
          expect([...order.rows]).toEqual(sorted.map((key) => key[4]));
          expect(order.placed).toBe(sorted.filter(([shelf]) => shelf === 0).length);
          for (const [shelf, time, , , at] of sorted) {
            if (shelf === 0) expect(times.ms[at!]! * 1_000_000 + times.ns[at!]!).toBe(time);
            if (shelf === 0) expect(times.ns[at!]).toBeLessThan(1_000_000);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
