import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventsBefore, longestSilences, seenRuns } from '../../../../../renderer/features/overview/coverage.js';

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

test('the longest silence lies between records, not before the first or after the last', () => {
  const counts = (text: string) => Uint32Array.from(text, (bin) => (bin === '.' ? 0 : 1));
  expect(longestSilences(counts('.....x....x......x........'))).toEqual([
    { from: 6, to: 10 },
    { from: 11, to: 17 },
  ]);
  expect(longestSilences(counts('x.x.........x'))).toEqual([{ from: 3, to: 12 }]);
  expect(longestSilences(counts('..xx..'))).toEqual([]);
  expect(longestSilences(counts('......'))).toEqual([]);
});

test('counts the events before a bin', () => {
  const counts = Uint32Array.from([2, 0, 0, 3, 1]);
  expect([0, 1, 3, 5].map((bin) => eventsBefore(counts, bin))).toEqual([0, 2, 2, 6]);
});
