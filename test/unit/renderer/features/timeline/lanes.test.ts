import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  barsOf,
  highestOf,
  sizeOf,
  stackHeights,
  totalsOf,
} from '../../../../../renderer/features/timeline/density.js';
import { withLevel } from '../../../../../renderer/features/timeline/lane-controls.js';
import { groupIds, laneRows, rowLabel, type Folding } from '../../../../../renderer/features/timeline/lane-tree.js';
import { rowIndexes, rowsByLane, windowOf } from '../../../../../renderer/features/timeline/lane-window.js';
import { probe } from '../../../../../renderer/features/timeline/probe.js';
import { laneLabel } from '../../../../../renderer/query/lane-label.js';
import { LANE_LEVELS, type LaneBins, type LaneEntry, type LanePlace } from '../../../../../renderer/query/spec.js';

const NOWHERE: LanePlace = { cluster: null, node: null, namespace: null, account: null };
const place = (more: Partial<LanePlace>): LanePlace => ({ ...NOWHERE, ...more });
let nextNumber = 0;

function lane(key: string, more: Partial<LaneEntry> = {}): LaneEntry {
  nextNumber += 1;
  return { number: nextNumber, key, joined: [], place: NOWHERE, count: 1, firstMs: 0, lastMs: 0, ...more };
}

const FLAT: Folding = { foldBy: [], order: 'name', closed: new Set() };
const idsOf = (lanes: readonly LaneEntry[], folding: Partial<Folding>) =>
  laneRows(lanes, { ...FLAT, ...folding }).map(({ id }) => id);

describe('rows of the lanes', () => {
  test('stand by name, first event or number, those without a workload or a date last', () => {
    const lanes = [
      lane('', { count: 99 }),
      lane('b', { firstMs: 5 }),
      lane('a', { firstMs: 9, count: 7 }),
      lane('c', { firstMs: Number.NaN }),
    ];
    const keys = (order: Folding['order']) => idsOf(lanes, { order }).map((id) => id.replace('lane ', ''));
    expect(keys('name')).toEqual(['a', 'b', 'c', '']);
    expect(keys('first')).toEqual(['b', 'a', 'c', '']);
    expect(keys('count')).toEqual(['a', 'b', 'c', '']);
  });

  const lanes = [
    lane('k8s/prod/shop/web', { place: place({ cluster: { value: 'prod' }, namespace: { value: 'shop' } }), count: 5 }),
    lane('k8s/prod/pay/api', { place: place({ cluster: { value: 'prod' }, namespace: { value: 'pay' } }), count: 2 }),
    lane('k8s/-/shop/old', { place: place({ cluster: 'several', namespace: { value: 'shop' } }) }),
    lane('node/n1', { place: place({ node: { value: 'n1' } }) }),
    lane('k8s/-/shop/lone', { place: place({ namespace: { value: 'shop' } }) }),
  ];

  test('fold by levels; what states no level stands beside its groups, what states several in one of its own', () => {
    const rows = laneRows(lanes, { ...FLAT, foldBy: ['cluster', 'namespace'] });
    expect(rows.map((row) => [row.kind, row.depth, rowLabel(row, ['cluster', 'namespace'], 'workload').name])).toEqual([
      ['group', 0, 'prod'],
      ['group', 1, 'pay'],
      ['lane', 2, 'api'],
      ['group', 1, 'shop'],
      ['lane', 2, 'web'],
      ['group', 0, 'several clusters'],
      ['group', 1, 'shop'],
      ['lane', 2, 'old'],
      ['group', 0, 'shop'],
      ['lane', 1, 'lone'],
      ['lane', 0, 'n1'],
    ]);
  });

  test('a closed group hides what is below it, and carries its number', () => {
    const [prod] = groupIds(lanes, { ...FLAT, foldBy: ['cluster', 'namespace'] });
    const rows = laneRows(lanes, { ...FLAT, foldBy: ['cluster', 'namespace'], closed: new Set([prod!]) });
    expect(rows[0]).toMatchObject({ kind: 'group', name: 'prod', isOpen: false, count: 7 });
    expect(rows[1]).toMatchObject({ kind: 'group', depth: 0 });
    const at = rowIndexes(rows, 'stated');
    expect(at.get('k8s/prod/shop/web')).toBe(0);
    expect(at.get('k8s/prod/pay/api')).toBe(0);
    const window = windowOf(0, rows.length, rows.length);
    const numbers = rowsByLane({ by: 'workload', lanes, numbers: nextNumber + 1 }, rows, window);
    expect([numbers[lanes[0]!.number], numbers[lanes[1]!.number], numbers[lanes[2]!.number]]).toEqual([0, 0, 3]);
  });

  test('however they are folded, every lane stands in exactly one row, and no event is lost', () => {
    const value = fc.constantFrom<LanePlace['cluster']>(null, 'several', { value: 'a' }, { value: 'b' });
    const some = fc.array(fc.record({ cluster: value, node: value, namespace: value, account: value }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        some,
        fc.shuffledSubarray([...LANE_LEVELS]),
        fc.constantFrom<Folding['order']>('name', 'first', 'count'),
        fc.array(fc.nat(), { maxLength: 4 }),
        (places, foldBy, order, closing) => {
          const made = places.map((where, index) => lane(`k${index}`, { place: where, count: index + 1 }));
          const ids = groupIds(made, { ...FLAT, foldBy, order });
          const closed = new Set(closing.map((at) => ids[at % Math.max(ids.length, 1)] ?? ''));
          const rows = laneRows(made, { foldBy, order, closed });
          const shown = rows.flatMap((row) =>
            row.kind === 'lane'
              ? [row.lane.key]
              : row.kind === 'group' && !row.isOpen
                ? row.lanes.map((l) => l.key)
                : [],
          );
          expect(shown.toSorted()).toEqual(made.map(({ key }) => key).toSorted());
          expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        },
      ),
    );
  });

  test('a level taken again moves up; none ends the list', () => {
    expect(withLevel(['cluster', 'namespace'], 0, 'namespace')).toEqual(['namespace']);
    expect(withLevel(['cluster', 'node'], 1, 'account')).toEqual(['cluster', 'account']);
    expect(withLevel(['cluster', 'node'], 0, 'none')).toEqual([]);
    expect(withLevel([], 0, 'node')).toEqual(['node']);
  });
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

const answer: LaneBins = {
  colour: 'outcome',
  range: { fromMs: 0, toMs: 100 },
  bins: 10,
  rows: 2,
  // Row 0 is empty; row 1: bin 2 has three detected and one stopped, bin 3 two stopped, bin 9 one of unknown outcome.
  counts: countsOf([
    [1, 2, 2, 3],
    [1, 2, 4, 1],
    [1, 3, 4, 2],
    [1, 9, 0, 1],
  ]),
  classes: 5,
  highest: 4,
};

function countsOf(filled: readonly (readonly [row: number, bin: number, kind: number, count: number])[]): Uint32Array {
  const counts = new Uint32Array(2 * 10 * 5);
  for (const [row, bin, kind, count] of filled) counts[(row * 10 + bin) * 5 + kind] = count;
  return counts;
}

test('the total of a bin is that of its classes', () => {
  expect([...totalsOf(answer, 0)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...totalsOf(answer, 1)]).toEqual([0, 0, 4, 2, 0, 0, 0, 0, 0, 1]);
});

test('the parts of a bar add up to it, and every class that is there is seen', () => {
  fc.assert(
    fc.property(
      fc.uint32Array({ minLength: 1, maxLength: 7, max: 1e6 }),
      fc.double({ min: 2, max: 17, noNaN: true }),
      (counts, height) => {
        fc.pre(counts.some((count) => count > 0));
        const heights = stackHeights(counts, height);
        expect(heights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(height, 6);
        for (const [index, count] of counts.entries()) expect(heights[index]! > 0).toBe(count > 0);
      },
    ),
  );
});

test('the probe counts what lies within reach of the pointer', () => {
  const { range } = answer;
  expect(probe(answer, 1, range, 0.3, 1000)).toEqual({
    moment: 30,
    events: 6,
    classes: [
      { name: 'detected', events: 3 },
      { name: 'stopped', events: 3 },
    ],
    range: { fromMs: 20, toMs: 40 },
  });
  expect(probe(answer, 1, range, 0.65, 1000)).toMatchObject({ events: 0, classes: [] });
  expect(probe(answer, 0, range, 0.3, 1000)).toMatchObject({ events: 0 });
  expect(probe(answer, 1, { fromMs: 90, toMs: 100 }, 1, 1000)).toMatchObject({
    events: 1,
    classes: [{ name: 'unknown', events: 1 }],
  });
});
