import { beforeEach, expect, test, vi } from 'vitest';
import type { EventId } from '../../../../parsers/model/ids.js';
import { attempt, dismissMessage } from '../../../../renderer/ui-state/attempt.js';
import { createUiStore, select, setSearch, showEvent, ui } from '../../../../renderer/ui-state/ui-state.js';

const event = '["x","",0,"",0]' as EventId;

beforeEach(() => ui.set(createUiStore().get()));

test('tells of changes only', () => {
  const store = createUiStore();
  const listener = vi.fn<() => void>();
  const stop = store.subscribe(listener);
  store.set({ place: 'ledger' });
  store.set({ place: 'ledger' });
  stop();
  store.set({ place: 'case' });
  expect(listener).toHaveBeenCalledTimes(1);
});

test('a search of equal parts is the same search', () => {
  setSearch({ query: 'a', range: { fromMs: 1, toMs: 2 } });
  const { search } = ui.get();
  setSearch({ range: { fromMs: 1, toMs: 2 } });
  expect(ui.get().search).toBe(search);
  setSearch({ range: null });
  expect(ui.get().search).toEqual({ query: 'a', range: null });
});

test('selecting opens the detail; selecting nothing leaves it', () => {
  ui.set({ isDetailOpen: false, place: 'kill-chain' });
  select(null);
  expect(ui.get().isDetailOpen).toBe(false);
  showEvent(event);
  expect(ui.get()).toMatchObject({ isDetailOpen: true, place: 'timeline', selection: event });
});

test('a failed act is shown until dismissed', async () => {
  expect(await attempt('The note could not be saved', () => Promise.reject(new Error('the disk is full')))).toBe(false);
  expect(await attempt('x', () => Promise.resolve())).toBe(true);
  expect(ui.get().messages).toEqual([{ id: 1, tone: 'error', text: 'The note could not be saved: the disk is full' }]);
  dismissMessage(1);
  expect(ui.get().messages).toEqual([]);
});
