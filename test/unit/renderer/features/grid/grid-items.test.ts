import { expect, test } from 'vitest';
import { dividerOf, itemCount, itemOfRow, rowOfItem } from '../../../../../renderer/features/grid/grid-items.js';

test('a divider stands before the rows without a place', () => {
  const shape = { rows: 5, unplaced: 2 };
  expect(itemCount(shape)).toBe(6);
  expect([0, 1, 2, 3, 4, 5].map((item) => rowOfItem(shape, item))).toEqual([0, 1, 2, null, 3, 4]);
  expect([0, 1, 2, 3, 4].map((row) => itemOfRow(shape, row))).toEqual([0, 1, 2, 4, 5]);
});

test('without such rows there is none, with only such rows it comes first', () => {
  expect(dividerOf({ rows: 5, unplaced: 0 })).toBe(-1);
  expect(itemCount({ rows: 5, unplaced: 0 })).toBe(5);
  expect(rowOfItem({ rows: 2, unplaced: 2 }, 0)).toBeNull();
  expect(itemOfRow({ rows: 2, unplaced: 2 }, 0)).toBe(1);
});
