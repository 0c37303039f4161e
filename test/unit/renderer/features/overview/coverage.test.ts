import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seenRuns } from '../../../../../renderer/features/overview/coverage.js';

test('runs hold every bin with records and no other', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 }), { maxLength: 60 }), (counts) => {
      const runs = seenRuns(Uint32Array.from(counts));
      const seen = counts.map(() => false);
      for (const { from, to } of runs) seen.fill(true, from, to);
      expect(seen).toEqual(counts.map((count) => count > 0));
      for (let at = 1; at < runs.length; at += 1) expect(runs[at]!.from).toBeGreaterThan(runs[at - 1]!.to);
    }),
  );
});
