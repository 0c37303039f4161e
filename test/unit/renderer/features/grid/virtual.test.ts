import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampTop,
  fullHeight,
  isNative,
  itemsInSight,
  MAX_HEIGHT,
  scrollHeight,
  scrollOfTop,
  topOfScroll,
  topToShow,
} from '../../../../../renderer/features/grid/virtual.js';

const million = { items: 5_000_000, itemHeight: 26, viewport: 400 };
const few = { items: 1000, itemHeight: 26, viewport: 400 };

const extents = fc.record({
  items: fc.integer({ min: 0, max: 20_000_000 }),
  itemHeight: fc.integer({ min: 16, max: 80 }),
  viewport: fc.integer({ min: 0, max: 3000 }),
});

describe('virtual scrolling', () => {
  test('few rows scroll pixel by pixel', () => {
    expect(isNative(few)).toBe(true);
    expect(scrollHeight(few)).toBe(26_000);
    expect(topOfScroll(few, 1234)).toBe(1234);
  });

  test('millions of rows fit below the cap, both ends reached', () => {
    expect(scrollHeight(million)).toBe(MAX_HEIGHT);
    expect(topOfScroll(million, 0)).toBe(0);
    expect(topOfScroll(million, MAX_HEIGHT - million.viewport)).toBe(fullHeight(million) - million.viewport);
    expect(itemsInSight(million, fullHeight(million) - million.viewport).to).toBe(5_000_000);
  });

  test('position and distance are each other’s inverse', () => {
    fc.assert(
      fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), (extent, part) => {
        const top = clampTop(extent, part * fullHeight(extent));
        expect(Math.abs(topOfScroll(extent, scrollOfTop(extent, top)) - top)).toBeLessThan(0.01);
        expect(scrollOfTop(extent, top)).toBeLessThanOrEqual(
          Math.max(scrollHeight(extent) - extent.viewport, 0) + 0.01,
        );
      }),
    );
  });

  test('every item can be brought into sight by the smallest move', () => {
    fc.assert(
      fc.property(
        extents.filter(({ items, viewport, itemHeight }) => items > 0 && viewport >= itemHeight),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (extent, part, which) => {
          const item = Math.floor(which * extent.items);
          const before = clampTop(extent, part * fullHeight(extent));
          const top = topToShow(extent, before, item);
          expect(item * extent.itemHeight).toBeGreaterThanOrEqual(top);
          expect((item + 1) * extent.itemHeight).toBeLessThanOrEqual(top + extent.viewport);
          expect(topToShow(extent, top, item)).toBe(top);
          const { from, to } = itemsInSight(extent, top);
          expect(item).toBeGreaterThanOrEqual(from);
          expect(item).toBeLessThan(to);
        },
      ),
    );
  });
});
