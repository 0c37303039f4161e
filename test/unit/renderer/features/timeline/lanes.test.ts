import { describe, expect, test } from 'vitest';
import { barsOf, highestOf, sizeOf } from '../../../../../renderer/features/timeline/density.js';
import { orderLanes } from '../../../../../renderer/features/timeline/lane-order.js';
import { probe } from '../../../../../renderer/features/timeline/probe.js';
import { laneLabel } from '../../../../../renderer/query/lane-label.js';
import type { Lane } from '../../../../../renderer/query/spec.js';

function lane(key: string, more: Partial<Lane> = {}): Lane {
  return {
    key,
    count: 1,
    counts: new Uint32Array(10),
    severities: new Uint8Array(10).fill(255),
    stopped: new Uint32Array(10),
    firstMs: 0,
    lastMs: 0,
    ...more,
  };
}

test('lanes stand by name, first event or number, those without a workload or a date last', () => {
  const lanes = [
    lane('', { count: 99 }),
    lane('b', { firstMs: 5 }),
    lane('a', { firstMs: 9, count: 7 }),
    lane('c', { firstMs: Number.NaN }),
  ];
  const keys = (order: 'name' | 'first' | 'count') => orderLanes(lanes, order).map(({ key }) => key);
  expect(keys('name')).toEqual(['a', 'b', 'c', '']);
  expect(keys('first')).toEqual(['b', 'a', 'c', '']);
  expect(keys('count')).toEqual(['a', 'b', 'c', '']);
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

test('the probe counts what lies within reach of the pointer', () => {
  const range = { fromMs: 0, toMs: 100 };
  const busy = lane('a', {
    counts: Uint32Array.from([0, 0, 4, 2, 0, 0, 0, 0, 0, 1]),
    stopped: Uint32Array.from([0, 0, 1, 2, 0, 0, 0, 0, 0, 0]),
    severities: Uint8Array.from([255, 255, 3, 255, 255, 255, 255, 255, 255, 8]),
  });
  const answer = { range, bins: 10, lanes: [busy], laneCount: 1 };
  expect(probe(answer, busy, range, 0.3, 1000)).toEqual({
    lane: busy,
    moment: 30,
    events: 6,
    stopped: 3,
    severity: 3,
    range: { fromMs: 20, toMs: 40 },
  });
  expect(probe(answer, busy, range, 0.65, 1000)).toMatchObject({ events: 0, severity: null });
  expect(probe(answer, busy, { fromMs: 90, toMs: 100 }, 1, 1000)).toMatchObject({ events: 1, severity: 8 });
});
