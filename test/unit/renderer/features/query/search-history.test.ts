import { expect, test } from 'vitest';
import { SearchHistory } from '../../../../../renderer/features/query/search-history.js';

const run = (query: string, count: number, range: { fromMs: number; toMs: number } | null = null) => ({
  query,
  range,
  count,
  total: 100,
});

test('keeps searches with their counts, the newest first, each query once', () => {
  const history = new SearchHistory();
  let told = 0;
  history.subscribe(() => (told += 1));
  history.note(run('a', 1));
  history.note(run('b', 2));
  history.note(run('', 100));
  history.note(run('b', 2));
  history.note(run('a', 0, { fromMs: 1, toMs: 2 }));
  expect(history.entries()).toEqual([run('a', 0, { fromMs: 1, toMs: 2 }), run('b', 2)]);
  expect(told).toBe(3);
});

test('forgets the oldest', () => {
  const history = new SearchHistory();
  for (let index = 0; index < 60; index += 1) history.note(run(`q${index}`, index));
  expect(history.entries()).toHaveLength(50);
  expect(history.entries()[0]?.query).toBe('q59');
});
