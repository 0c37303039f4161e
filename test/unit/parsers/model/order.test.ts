import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalOf, orderUndecided, type TimeClaim } from '../../../../parsers/model/order.js';

const claim = (ms: number, ns: number, resolution: TimeClaim['resolution'], uncertaintyNs = '0'): TimeClaim => ({
  time: { ms, ns },
  resolution,
  uncertaintyNs,
});

describe('order of events', () => {
  it('is undecided within a second that was written to the second', () => {
    expect(orderUndecided(claim(5000, 0, 's'), claim(5999, 999_999, 'ns'))).toBe(true);
    expect(orderUndecided(claim(5000, 0, 's'), claim(6000, 0, 'ns'))).toBe(false);
    expect(orderUndecided(claim(5000, 0, 's'), claim(4999, 999_999, 'ns'))).toBe(false);
  });

  it('is decided between two different nanoseconds, undecided for the same', () => {
    expect(orderUndecided(claim(5000, 1, 'ns'), claim(5000, 2, 'ns'))).toBe(false);
    expect(orderUndecided(claim(5000, 1, 'ns'), claim(5000, 1, 'ns'))).toBe(true);
  });

  it('takes the uncertainty of a clock correction on both sides', () => {
    expect(intervalOf(claim(1, 0, 'ms', '500000'))).toEqual({ from: 500_000n, to: 2_500_000n });
    expect(orderUndecided(claim(5000, 0, 'ns', '2000000'), claim(5001, 0, 'ns'))).toBe(true);
  });

  it('does not depend on who is asked first', () => {
    const any = fc.record({
      time: fc.record({ ms: fc.integer({ min: -1e12, max: 1e12 }), ns: fc.integer({ min: 0, max: 999_999 }) }),
      resolution: fc.constantFrom<TimeClaim['resolution'][]>('ns', 'us', 'ms', 's', 'min', 'day'),
      uncertaintyNs: fc.bigInt({ min: 0n, max: 10n ** 12n }).map(String),
    });
    fc.assert(fc.property(any, any, (a, b) => orderUndecided(a, b) === orderUndecided(b, a)));
  });
});
