import { expect, test } from 'vitest';
import { bulkObstacle, changeOf, NEW_BULK_DRAFT } from '../../../../../renderer/features/bulk/bulk-draft.js';
import { marksInForce } from '../../../../../renderer/session/marks-in-force.js';
import type { BulkChange, BulkMark } from '../../../../../parsers/model/case.js';

test('a tag and a note need words; the rest does not', () => {
  expect(changeOf({ ...NEW_BULK_DRAFT, kind: 'tag', text: ' ' })).toBeNull();
  expect(changeOf({ ...NEW_BULK_DRAFT, kind: 'note', text: ' seen ' })).toEqual({ kind: 'note', note: 'seen' });
  expect(changeOf({ ...NEW_BULK_DRAFT, review: 'benign' })).toEqual({ kind: 'review', review: 'benign' });
  expect(changeOf({ ...NEW_BULK_DRAFT, kind: 'hide' })).toEqual({ kind: 'hide' });
});

test('what cannot be marked says why', () => {
  expect(bulkObstacle('hide', 0)).toContain('nothing to mark');
  expect(bulkObstacle('hide', 1_000_000)).toBeNull();
  expect(bulkObstacle('hide', 1_000_001)).toContain('1,000,000');
  expect(bulkObstacle('for-report', 501)).toContain('Narrow');
});

test('of several reviews the last one holds, and unreviewed takes it back', () => {
  const mark = (id: string, change: BulkChange): BulkMark => ({
    id,
    change,
    search: { query: '', range: null, count: 1, total: 1 },
    digest: '',
    events: [],
  });
  const marks = [
    mark('1', { kind: 'review', review: 'benign' }),
    mark('2', { kind: 'tag', tag: 'x' }),
    mark('3', { kind: 'review', review: 'relevant' }),
    mark('4', { kind: 'review', review: 'unreviewed' }),
  ];
  const held = (ids: readonly string[]) => marksInForce(marks, ids).map(({ id }) => id);
  expect(held(['1', '2', '3'])).toEqual(['2', '3']);
  expect(held(['1', '2'])).toEqual(['1', '2']);
  expect(held(['1', '2', '3', '4'])).toEqual(['2']);
});
