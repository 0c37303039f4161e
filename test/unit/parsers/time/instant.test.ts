import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareParts, fromParts, instant, partsOf, toParts } from '../../../../parsers/time/instant.js';
import type { Instant } from '../../../../parsers/model/time.js';

const anyInstant = fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }).map((value) => value as Instant);

test('an instant split and joined again is the same, and its nanoseconds lie within the millisecond', () => {
  fc.assert(
    fc.property(anyInstant, (value) => {
      const parts = toParts(value);
      expect(fromParts(parts)).toBe(value);
      expect(parts.ns >= 0 && parts.ns < 1_000_000).toBe(true);
    }),
  );
});

test('split and whole instants have the same order', () => {
  fc.assert(
    fc.property(anyInstant, anyInstant, (a, b) => {
      expect(Math.sign(compareParts(toParts(a), toParts(b)))).toBe(a < b ? -1 : Number(a > b));
    }),
  );
});

test('parts of a fractional millisecond', () => {
  expect(partsOf(1_704_067_200_000.25)).toEqual({ ms: 1_704_067_200_000, ns: 250_000 });
  expect(partsOf(-0.75)).toEqual({ ms: -1, ns: 250_000 });
  expect(partsOf(0.9999999)).toEqual({ ms: 1, ns: 0 });
});

test('one nanosecond before 1970 is the last of the millisecond before', () => {
  expect(toParts(instant(0, -1))).toEqual({ ms: -1, ns: 999_999 });
});
