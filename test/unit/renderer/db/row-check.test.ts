import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checked, checkOf, intact, unchecked } from '../../../../renderer/db/row-check.js';

/** Rows as IndexedDB stores them: typed arrays of several kinds, lists of texts, numbers, nested objects, absent members. */
const rows = fc.record(
  {
    exhibit: fc.nat(),
    raw: fc.uint8Array({ maxLength: 70 }),
    start: fc.uint32Array({ maxLength: 20 }),
    timeMs: fc.float64Array({ maxLength: 10 }),
    formats: fc.array(fc.string({ unit: 'binary' })),
    contexts: fc.array(fc.record({ name: fc.string(), envelope: fc.option(fc.dictionary(fc.string(), fc.string())) })),
    ledger: fc.option(fc.jsonValue()),
  },
  { requiredKeys: ['exhibit', 'raw'] },
);

describe('the check of a stored row', () => {
  it('holds for what the engine gives back', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(intact(structuredClone(checked(row)))).toEqual(row);
        expect(unchecked(checked(row))).toEqual(row);
      }),
    );
  });

  it('fails when one bit of the bytes is another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(7), (raw, at, bit) => {
        const row = structuredClone(checked({ raw }));
        row.raw[at % raw.length]! ^= 1 << bit;
        expect(intact(row)).toBeNull();
      }),
    );
  });

  it('fails when a text, a number or a name is another', () => {
    const row = { exhibit: 1, columns: { 'rule.name': ['', 'shell'] }, ledger: null };
    const others = [
      { ...row, exhibit: 2 },
      { ...row, columns: { 'rule.name': ['', 'shel1'] } },
      { ...row, columns: { 'rule.nam': ['', 'shell'] } },
      { ...row, columns: { 'rule.name': ['s', 'hell'] } },
      { ...row, ledger: undefined },
    ];
    expect(new Set([row, ...others].map(checkOf)).size).toBe(others.length + 1);
  });

  it('does not depend on where in its buffer an array begins', () => {
    const bytes = Uint8Array.from({ length: 41 }, (_, at) => at * 7);
    for (let from = 0; from < 8; from += 1) {
      expect(checkOf(bytes.subarray(from, from + 33))).toBe(checkOf(bytes.slice(from, from + 33)));
    }
  });

  it('is missed where there is no row, or one without a check', () => {
    expect([intact(null), intact(undefined), intact({ exhibit: 1 } as never)]).toEqual([null, null, null]);
  });
});
