import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../../../parsers/time/instant.js';
import {
  between,
  boundsOf,
  clampTo,
  isWhole,
  lengthText,
  MIN_SPAN_MS,
  momentAt,
  pan,
  placeOf,
  spanOf,
  zoom,
} from '../../../../../renderer/features/timeline/range.js';

const JANUARY = Date.UTC(2024, 0, 1);
const year = { fromMs: JANUARY, toMs: JANUARY + 365 * 86_400_000 };

/** One step between doubles of our time is 2^-12 ms. */
const QUANTUM = 2 ** -12;

const ranges = fc
  .record({
    from: fc.double({ min: 0, max: 300 * 86_400_000, noNaN: true }),
    span: fc.double({ min: MIN_SPAN_MS, max: 60 * 86_400_000, noNaN: true }),
  })
  .map(({ from, span }) => ({ fromMs: JANUARY + from, toMs: JANUARY + from + span }));

describe('zoom', () => {
  test('keeps the moment under the pointer, from a year down to microseconds', () => {
    const place = 0.37;
    const wanted = momentAt(year, place) + 0.1234;
    let range = year;
    while (spanOf(range) > 0.1) range = zoom(year, range, (wanted - range.fromMs) / spanOf(range), 0.5);
    const seen = (wanted - range.fromMs) / spanOf(range);
    expect(spanOf(range)).toBeGreaterThanOrEqual(MIN_SPAN_MS);
    expect(Math.abs(seen - place)).toBeLessThan(0.05);
  });

  test('never leaves the bounds nor goes below the closest zoom', () => {
    fc.assert(
      fc.property(
        ranges,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        (range, place, factor) => {
          const zoomed = zoom(year, range, place, factor);
          expect(zoomed.fromMs).toBeGreaterThanOrEqual(year.fromMs);
          expect(zoomed.toMs).toBeLessThanOrEqual(year.toMs + QUANTUM);
          expect(spanOf(zoomed)).toBeGreaterThanOrEqual(MIN_SPAN_MS - QUANTUM);
        },
      ),
    );
  });

  test('out shows the whole and says so', () => {
    expect(isWhole(year, zoom(year, { fromMs: JANUARY + 5, toMs: JANUARY + 6 }, 0.5, 1e30))).toBe(true);
    expect(isWhole(year, zoom(year, year, 0.5, 0.9))).toBe(false);
  });
});

test('pan keeps the span and stops at the ends', () => {
  fc.assert(
    fc.property(ranges, fc.double({ min: -5, max: 5, noNaN: true }), (range, part) => {
      const moved = pan(year, range, part);
      expect(Math.abs(spanOf(moved) - spanOf(range))).toBeLessThanOrEqual(QUANTUM);
      expect(moved.fromMs).toBeGreaterThanOrEqual(year.fromMs);
      expect(moved.toMs).toBeLessThanOrEqual(year.toMs + QUANTUM);
    }),
  );
});

test('places tell nanoseconds apart where the range is close enough', () => {
  const range = { fromMs: JANUARY + 7, toMs: JANUARY + 7.0625 };
  expect(placeOf(range, { ms: JANUARY + 7, ns: 0 })).toBe(0);
  expect(placeOf(range, { ms: JANUARY + 7, ns: 31_250 })).toBe(0.5);
  expect(placeOf(range, { ms: JANUARY + 7, ns: 31_251 })).toBeGreaterThan(0.5);
});

test('a single moment gets room on both sides', () => {
  const bounds = boundsOf({ fromMs: JANUARY, toMs: JANUARY });
  expect(bounds).toEqual({ fromMs: JANUARY - 500, toMs: JANUARY + 500 });
});

test('a brush in either direction is the same range', () => {
  expect(between(year, JANUARY + 20, JANUARY + 10)).toEqual({ fromMs: JANUARY + 10, toMs: JANUARY + 20 });
  expect(clampTo(year, { fromMs: 0, toMs: JANUARY })).toEqual(year);
});

test.each([
  [0.012, '12 µs'],
  [250, '250 ms'],
  [1500, '1 s 500 ms'],
  [90_061_000, '1 d 1 h'],
  [120_000, '2 min'],
  [400 * 86_400_000 + 3_600_000, '400 d'],
])('a length of %d ms reads %s', (ms, text) => {
  expect(lengthText(ms)).toBe(text);
});

describe('the scale from months to microseconds', () => {
  const places = fc.double({ min: 0, max: 1, noNaN: true });

  test('never puts a later instant before an earlier one, and loses no nanosecond that a pixel could show', () => {
    fc.assert(
      fc.property(ranges, places, fc.integer({ min: 1, max: 1_000_000 }), (range, place, stepNs) => {
        const at = partsOf(momentAt(range, place));
        const total = at.ns + stepNs;
        const later = { ms: at.ms + Math.floor(total / 1e6), ns: total % 1e6 };
        const [first, second] = [placeOf(range, at), placeOf(range, later)];
        expect(second).toBeGreaterThanOrEqual(first);
        // Across 4,000 pixels.
        const pixels = (stepNs / 1e6 / spanOf(range)) * 4000;
        if (pixels >= 0.01) expect(Math.abs((second - first) * 4000 - pixels)).toBeLessThan(0.1);
      }),
    );
  });

  test('zooming is continuous: a small factor moves nothing by more than it, at any span', () => {
    fc.assert(
      fc.property(
        ranges,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -0.01, max: 0.01, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (range, anchor, change, watched) => {
          // Away from both limits, where a range is held.
          fc.pre(spanOf(range) > MIN_SPAN_MS * 1.1);
          const moment = momentAt(range, watched);
          const zoomed = zoom({ fromMs: 0, toMs: 4e12 }, range, anchor, 1 + change);
          const moved = (moment - zoomed.fromMs) / spanOf(zoomed) - watched;
          // The change itself, and what one step between doubles of our time is of the span.
          expect(Math.abs(moved)).toBeLessThanOrEqual(0.0102 + (4 * QUANTUM) / spanOf(range));
        },
      ),
    );
  });
});
