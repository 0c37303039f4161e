import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { PairTable } from '../../../../renderer/query/pair-table.js';

it('numbers pairs in the order in which they first come', () => {
  const side = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1));
  fc.assert(
    fc.property(fc.array(fc.tuple(side, side), { maxLength: 2000, size: 'max' }), (pairs) => {
      const table = new PairTable();
      const plain = new Map<string, number>();
      for (const [left, right] of pairs) {
        const key = `${left} ${right}`;
        if (!plain.has(key)) plain.set(key, plain.size);
        const number = table.numberOf(left, right);
        expect(number).toBe(plain.get(key));
        expect([table.left(number), table.right(number)]).toEqual([left, right]);
      }
      expect(table.size).toBe(plain.size);
    }),
    { numRuns: 60 },
  );
});
