import { expect, test } from 'vitest';
import { keepLanes } from '../../../../renderer/ui-state/kept-lanes.js';
import { createUiStore } from '../../../../renderer/ui-state/ui-state.js';

function storage(first: Readonly<Record<string, string>> = {}) {
  const held = new Map(Object.entries(first));
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
}

test('lanes come back as they were left', () => {
  const kept = storage();
  const before = createUiStore();
  const end = keepLanes(before, kept);
  const left = {
    by: 'identity',
    foldBy: ['node', 'cluster'],
    order: 'count',
    colour: 'severity',
    closed: new Set(['cluster "a/b"', 'node ‮x']),
  } as const;
  before.set({ lanes: left });
  end();
  before.set({ lanes: { ...left, order: 'first' } });

  const after = createUiStore();
  keepLanes(after, kept);
  expect(after.get().lanes).toEqual(left);
});

test.each(['', 'null', '[]', '{', '{"by":7,"foldBy":"x","order":"best","colour":null,"closed":null}'])(
  'what is no kept view changes nothing: %s',
  (text) => {
    const store = createUiStore();
    const first = store.get().lanes;
    keepLanes(store, storage({ lanes: text }));
    expect(store.get().lanes).toEqual(first);
  },
);

test('levels that are none are left out, and the newest thousand closed groups are kept', () => {
  const kept = storage({ lanes: '{"foldBy":["node","moon","node","cluster"]}' });
  const store = createUiStore();
  keepLanes(store, kept);
  expect(store.get().lanes.foldBy).toEqual(['node', 'cluster']);
  const closed = new Set(Array.from({ length: 1500 }, (_, index) => `group ${index}`));
  store.set({ lanes: { ...store.get().lanes, closed } });
  const next = createUiStore();
  keepLanes(next, kept);
  expect([...next.get().lanes.closed]).toEqual([...closed].slice(500));
});
