import { expect, test } from 'vitest';
import type { EventId } from '../../../../parsers/model/ids.js';
import { createTrailStore, follow, startTrail, step, type Visit } from '../../../../renderer/ui-state/trail.js';
import { createUiStore } from '../../../../renderer/ui-state/ui-state.js';

const first: Visit = { place: 'overview', search: { query: '', range: null }, answer: null, selection: null };
const event = (offset: number) => `["x","",${offset},"",0]` as EventId;

test('a run of the same kind of change is one visit, a pause begins another', () => {
  let trail = startTrail(first);
  trail = follow(trail, { ...first, selection: event(1) }, 1000);
  trail = follow(trail, { ...first, selection: event(2) }, 1500);
  trail = follow(trail, { ...first, selection: event(3) }, 2400);
  expect(trail.visits.map(({ selection }) => selection)).toEqual([null, event(3)]);
  trail = follow(trail, { ...first, selection: event(4) }, 3500);
  expect(trail.visits).toHaveLength(3);
});

test('every query and every place is a visit of its own, however fast', () => {
  let trail = startTrail(first);
  for (const query of ['a', 'b', 'c']) trail = follow(trail, { ...first, search: { query, range: null } }, 0);
  trail = follow(trail, { ...first, place: 'ledger' }, 0);
  expect(trail.visits).toHaveLength(5);
});

test('going somewhere else forgets what lay ahead; the ends are ends', () => {
  const second = { ...first, place: 'timeline' as const };
  const third = { ...first, place: 'case' as const };
  let trail = follow(startTrail(first), second, 0);
  expect(step(trail, 1)).toBe(trail);
  trail = step(trail, -1);
  expect(step(trail, -1)).toBe(trail);
  trail = follow(trail, third, 0);
  expect(trail.visits).toEqual([first, third]);
});

test('a store goes back and forward without making visits of it', () => {
  const store = createUiStore();
  let now = 0;
  const trails = createTrailStore(store, () => (now += 10_000));
  const search = { query: 'x', range: { fromMs: 1, toMs: 2 } };
  store.set({ place: 'timeline', search, selection: event(1) });
  store.set({ zone: 'Asia/Tokyo' });
  store.set({ selection: event(2) });
  trails.go(-1);
  expect(store.get()).toMatchObject({ place: 'timeline', search, selection: event(1), zone: 'Asia/Tokyo' });
  trails.go(-1);
  expect(store.get()).toMatchObject({ place: 'overview', search: { query: '' }, selection: null });
  trails.go(1);
  trails.go(1);
  trails.go(1);
  expect(store.get()).toMatchObject({ search, selection: event(2) });
  expect(trails.get().visits).toHaveLength(3);
});
