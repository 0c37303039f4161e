import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  barsOf,
  highestOf,
  sizeOf,
  stackHeights,
  totalsOf,
} from '../../../../../renderer/features/timeline/density.js';
import { withLevel } from '../../../../../renderer/features/timeline/fold-levels.js';
import { laneKey } from '../../../../../renderer/features/timeline/lane-keys.js';
import { groupIds, laneRows, rowLabel, type LaneRow } from '../../../../../renderer/features/timeline/lane-tree.js';
import { rowIndexes, rowsByLane, windowOf } from '../../../../../renderer/features/timeline/lane-window.js';
import { probe } from '../../../../../renderer/features/timeline/probe.js';
import { laneLabel } from '../../../../../renderer/query/lane-label.js';
import type { LaneEntry, LaneLevel, TimeRange } from '../../../../../renderer/query/spec.js';

const at = (ms: number) => ({ ms, ns: 0 });

function lane(key: string, place: Partial<LaneEntry['place']> = {}, more: Partial<LaneEntry> = {}): LaneEntry {
  return {
    number: 0,
    key,
    joined: [],
    place: { cluster: null, node: null, namespace: null, account: null, ...place },
    count: 1,
    first: at(0),
    last: at(0),
    ...more,
  };
}

const FLAT = { foldBy: [], order: 'name', closed: new Set<string>() } as const;

/** Rows as a picture: depth, sign of the group, name. */
const picture = (rows: readonly LaneRow[]) =>
  rows.map((row) => {
    const sign = row.kind === 'group' ? (row.isOpen ? '- ' : `+${row.lanes.length} `) : '';
    return `${'  '.repeat(row.depth)}${sign}${rowLabel(row, [], 'workload').name}`;
  });

test('lanes stand by name, first event or number, those without a workload or a date last', () => {
  const lanes = [
    lane('', {}, { count: 99 }),
    lane('b', {}, { first: at(5) }),
    lane('a', {}, { first: at(9), count: 7 }),
    lane('c', {}, { first: null }),
  ];
  const keys = (order: 'name' | 'first' | 'count') =>
    laneRows(lanes, { ...FLAT, order }).map((row) => (row.kind === 'lane' ? row.lane.key : row.kind));
  expect(keys('name')).toEqual(['a', 'b', 'c', '']);
  expect(keys('first')).toEqual(['b', 'a', 'c', '']);
  expect(keys('count')).toEqual(['a', 'b', 'c', '']);
});

describe('folded lanes', () => {
  const value = (text: string) => ({ value: text });
  const lanes = [
    lane('k8s/prod/shop/web', { cluster: value('prod'), namespace: value('shop'), node: value('n1') }, { number: 0 }),
    lane(
      'k8s/prod/shop/db',
      { cluster: value('prod'), namespace: value('shop'), node: value('n2') },
      { number: 1, count: 9 },
    ),
    lane('k8s/prod/(cluster)', { cluster: value('prod'), node: 'several' }, { number: 2 }),
    lane('k8s/test/shop/web', { cluster: value('test'), namespace: value('shop') }, { number: 3 }),
    lane('k8s/-/ops/job', { namespace: value('ops') }, { number: 4, joined: [{ key: 'container/abc', reason: '' }] }),
    lane('cloud/aws/1', { account: value('1') }, { number: 5 }),
    lane('', {}, { number: 6 }),
  ];

  test('stand in the chosen order of levels; what does not state a level stands beside its groups', () => {
    const by = (foldBy: readonly LaneLevel[], closed: readonly string[] = []) =>
      picture(laneRows(lanes, { foldBy, order: 'name', closed: new Set(closed) }));
    expect(by(['cluster', 'namespace'])).toEqual([
      '- prod',
      '  - shop',
      '    db',
      '    web',
      '  (cluster)',
      '- test',
      '  - shop',
      '    web',
      '- ops',
      '  job',
      '1',
      'no workload named',
    ]);
    expect(by(['node'])).toEqual([
      '- n1',
      '  web',
      '- n2',
      '  db',
      '- several nodes',
      '  (cluster)',
      '1',
      'job',
      'web',
      'no workload named',
    ]);
    expect(by(['cluster', 'namespace'], ['/cluster=prod', '/cluster=test/namespace=shop'])).toEqual([
      '+3 prod',
      '- test',
      '  +1 shop',
      '- ops',
      '  job',
      '1',
      'no workload named',
    ]);
  });

  test('hold every lane once, and sums of what they hold', () => {
    const folding = { foldBy: ['namespace', 'cluster', 'node'], order: 'count', closed: new Set<string>() } as const;
    const ids = groupIds(lanes, folding);
    fc.assert(
      fc.property(fc.subarray([...ids]), (closed) => {
        const rows = laneRows(lanes, { ...folding, closed: new Set(closed) });
        const held = rows.flatMap((row) =>
          row.kind === 'lane' ? [row.lane] : row.kind === 'group' && !row.isOpen ? row.lanes : [],
        );
        expect(held.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
        for (const row of rows)
          if (row.kind === 'group') expect(row.count).toBe(row.lanes.reduce((sum, { count }) => sum + count, 0));
        const whole = { first: 0, last: rows.length };
        const rowOf = rowsByLane({ by: 'workload', lanes, numbers: 7 }, rows, whole);
        const indexes = rowIndexes(rows, 'stated');
        for (const { number, key } of lanes) expect(rowOf[number]).toBe(indexes.get(key));
        expect(indexes.get('container/abc')).toBe(indexes.get('k8s/-/ops/job'));
      }),
    );
  });

  test('are asked for in blocks around what is in sight', () => {
    expect(windowOf(0, 9, 5000)).toEqual({ first: 0, last: 24 });
    expect(windowOf(3, 12, 5000)).toEqual({ first: 0, last: 24 });
    expect(windowOf(100, 110, 5000)).toEqual({ first: 84, last: 132 });
    expect(windowOf(100, 110, 105)).toEqual({ first: 84, last: 105 });
  });

  test('another level takes the place of one, and what stood below it goes on', () => {
    expect(withLevel(['cluster', 'namespace'], 0, 'node')).toEqual(['node', 'namespace']);
    expect(withLevel(['cluster', 'namespace'], 0, 'namespace')).toEqual(['namespace']);
    expect(withLevel(['cluster', 'namespace'], 1, 'none')).toEqual(['cluster']);
    expect(withLevel(['cluster'], 1, 'node')).toEqual(['cluster', 'node']);
  });
});

test('keys walk, open, zoom and go to the ends', () => {
  const rows = laneRows([lane('a'), lane('b', {}, { first: at(2000), last: at(3000) })], FLAT);
  const views: TimeRange[] = [];
  const done: string[] = [];
  const press = (key: string, active = 1, isShift = false): void =>
    laneKey(key, isShift, {
      rows,
      active,
      page: 10,
      bounds: { fromMs: 0, toMs: 10_000 },
      view: { fromMs: 4000, toMs: 6000 },
      onView: (view) => views.push(view),
      goTo: (index) => done.push(`row ${index}`),
      open: (row) => done.push(`open ${row.id}`),
      openAll: () => done.push('all'),
      detail: (row) => done.push(`detail ${row.id}`),
      pivot: (row) => done.push(`pivot ${row.id}`),
      keyEvent: (by) => done.push(`event ${by}`),
    })?.();
  for (const key of ['Home', 'End', 'ArrowRight', '+', '-', '0', 'z']) press(key);
  press('ArrowLeft', 1, true);
  expect(views).toEqual([
    { fromMs: 0, toMs: 2000 },
    { fromMs: 8000, toMs: 10_000 },
    { fromMs: 4200, toMs: 6200 },
    { fromMs: 4500, toMs: 5500 },
    { fromMs: 3000, toMs: 7000 },
    { fromMs: 0, toMs: 10_000 },
    { fromMs: 1500, toMs: 3500 },
    { fromMs: 3000, toMs: 5000 },
  ]);
  for (const key of ['ArrowUp', 'ArrowDown', 'PageUp', 'Enter', 'e', 'i', 'p', ',', '.', 'x']) press(key);
  press('Enter', -1);
  expect(done).toEqual([
    'row 0',
    'row 1',
    'row 0',
    'open lane b',
    'all',
    'detail lane b',
    'pivot lane b',
    'event -1',
    'event 1',
  ]);
});

test('a lane reads as workload and place', () => {
  expect(laneLabel('k8s/prod/shop/web-1')).toEqual({ name: 'web-1', place: 'k8s / prod / shop' });
  expect(laneLabel('k8s/-/shop/web-1')).toEqual({ name: 'web-1', place: 'k8s / shop' });
  expect(laneLabel('k8s/prod/a%2Fb/100%25252F')).toEqual({ name: '100%252F', place: 'k8s / prod / a/b' });
  expect(laneLabel('node')).toEqual({ name: 'node', place: '' });
  expect(laneLabel('')).toEqual({ name: 'no workload named', place: '' });
});

describe('bars', () => {
  const counts = Uint32Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 100]);

  test('stand where their bins are, also after the view has moved on', () => {
    const answered = { fromMs: 1000, toMs: 2000 };
    expect(barsOf(counts, answered, answered, 500, 100).map(({ x, bin }) => [x, bin])).toEqual([
      [0, 0],
      [450, 9],
    ]);
    expect(
      barsOf(counts, answered, { fromMs: 1900, toMs: 2400 }, 500, 100).map(({ x, width, bin }) => [x, width, bin]),
    ).toEqual([[0, 100, 9]]);
    expect(barsOf(counts, answered, { fromMs: 3000, toMs: 4000 }, 500, 100)).toEqual([]);
  });

  test('grow with the number, and a single event among millions still shows', () => {
    expect(highestOf([counts, Uint32Array.of(3)])).toBe(100);
    expect(sizeOf(100, 100)).toBe(1);
    expect(sizeOf(1, 5_000_000)).toBeGreaterThan(0.1);
    expect(sizeOf(10, 100)).toBeGreaterThan(sizeOf(9, 100));
    expect(sizeOf(0, 100)).toBe(0);
    expect(sizeOf(1, 1)).toBe(1);
  });
});

test('classes of a bar add up to its height, and each that is there is seen', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1_000_000), { minLength: 7, maxLength: 7 }),
      fc.integer({ min: 2, max: 17 }),
      (counts, height) => {
        fc.pre(counts.some((count) => count > 0));
        const heights = stackHeights(Uint32Array.from(counts), height);
        expect(heights.reduce((sum, part) => sum + part, 0)).toBeCloseTo(height);
        for (const [index, part] of heights.entries()) {
          if (counts[index] === 0) expect(part).toBe(0);
          else expect(part).toBeGreaterThan(0.28);
        }
      },
    ),
  );
});

test('the probe counts what lies within reach of the pointer, by class', () => {
  const range = { fromMs: 0, toMs: 100 };
  const counts = new Uint32Array(2 * 10 * 5);
  // Second row: bin 2 holds 3 allowed and 1 stopped, bin 3 two detected, bin 9 one stopped.
  for (const [bin, at, events] of [
    [2, 1, 3],
    [2, 4, 1],
    [3, 2, 2],
    [9, 4, 1],
  ] as const)
    counts[(10 + bin) * 5 + at] = events;
  const answer = { colour: 'outcome', range, bins: 10, rows: 2, counts, classes: 5, highest: 4 } as const;
  expect([...totalsOf(answer, 1)]).toEqual([0, 0, 4, 2, 0, 0, 0, 0, 0, 1]);
  expect(probe(answer, 1, range, 0.3, 1000)).toEqual({
    moment: 30,
    events: 6,
    classes: [
      { name: 'allowed', events: 3 },
      { name: 'detected', events: 2 },
      { name: 'stopped', events: 1 },
    ],
    range: { fromMs: 20, toMs: 40 },
  });
  expect(probe(answer, 0, range, 0.3, 1000)).toMatchObject({ events: 0, classes: [] });
  expect(probe(answer, 1, { fromMs: 90, toMs: 100 }, 1, 1000)).toMatchObject({ events: 1 });
});
