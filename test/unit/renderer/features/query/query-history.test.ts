import { expect, test } from 'vitest';
import { EMPTY_HISTORY, remember, walk } from '../../../../../renderer/features/query/query-history.js';

test('walks back through what was run and returns to the draft', () => {
  const history = ['a', 'b', 'a'].reduce(remember, EMPTY_HISTORY);
  expect(history.entries).toEqual(['b', 'a']);
  const first = walk(history, -1, 'draft');
  expect(first?.text).toBe('a');
  const second = walk(first!.history, -1, first!.text);
  expect(second?.text).toBe('b');
  expect(walk(second!.history, -1, second!.text)).toBeNull();
  const back = walk(walk(second!.history, 1, 'b')!.history, 1, 'a');
  expect(back?.text).toBe('draft');
});

test('walking back from the query in force does not show it again', () => {
  const history = ['a', 'b'].reduce(remember, EMPTY_HISTORY);
  expect(walk(history, -1, 'b')?.text).toBe('a');
});

test('an empty query is no entry', () => {
  expect(remember(EMPTY_HISTORY, '  ').entries).toEqual([]);
});
