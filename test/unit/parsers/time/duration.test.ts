import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nsText, parseDuration } from '../../../../parsers/time/duration.js';

test.each([
  ['1.5s', 1_500_000_000n],
  ['-1.5 s', -1_500_000_000n],
  ['−2 h', -7_200_000_000_000n],
  ['+2h 3min', 7_380_000_000_000n],
  ['268 days', 268n * 86_400_000_000_000n],
  ['12 µs', 12_000n],
])('%s', (text, ns) => {
  expect(parseDuration(text)).toBe(ns);
});

test.each(['', '5', 's', '1.5 ns', '2 fortnights', '1 h -3 min', '--1 s'])('"%s" is none', (text) => {
  expect(parseDuration(text)).toBeNull();
});

test('what is printed is read back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (ns) => {
      expect(parseDuration(nsText(ns, true))).toBe(ns);
    }),
  );
});
