import { expect, test } from 'vitest';
import { stackCsv, stackJson } from '../../../../../renderer/features/stacking/stack-export.js';
import type { Stack } from '../../../../../renderer/query/spec.js';

const STACK: Stack = {
  groupCount: 2,
  groups: [
    {
      values: ['=cmd|x', 'root'],
      count: 3,
      first: { ms: Date.UTC(2026, 9, 14, 9, 2, 3, 4), ns: 5 },
      last: { ms: Date.UTC(2026, 9, 14, 10), ns: 0 },
      workloads: 2,
    },
    { values: ['', 'a"b'], count: 1, first: null, last: null, workloads: 0 },
  ],
};
const FIELDS = { fields: ['process.name', 'user.name'] as const };

test('groups as a table, safe to open', () => {
  expect(stackCsv(FIELDS, STACK).split('\r\n')).toEqual([
    'process.name,user.name,events,first (UTC),last (UTC),workloads',
    "'=cmd|x,root,3,2026-10-14T09:02:03.004000005Z,2026-10-14T10:00:00.000000000Z,2",
    ',"a""b",1,,,0',
    '',
  ]);
});

test('groups as JSON, with the search they are of', () => {
  const search = { query: 'root', range: { fromMs: 0, toMs: 1000.5 } };
  const found = { matched: 4, total: 9, hidden: 2, leavesOutHidden: true };
  expect(JSON.parse(stackJson(FIELDS, STACK, search, found))).toEqual({
    query: 'root',
    range: { from: '1970-01-01T00:00:00.000000000Z', to: '1970-01-01T00:00:01.000500000Z' },
    events: 4,
    of: 9,
    hidden: '2 hidden left out',
    fields: ['process.name', 'user.name'],
    groups: [
      {
        values: ['=cmd|x', 'root'],
        events: 3,
        first: '2026-10-14T09:02:03.004000005Z',
        last: '2026-10-14T10:00:00.000000000Z',
        workloads: 2,
      },
      { values: [null, 'a"b'], events: 1, first: null, last: null, workloads: 0 },
    ],
  });
});
