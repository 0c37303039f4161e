import { useSyncExternalStore } from 'react';
import type { SearchRun } from '../../../parsers/model/case.js';

/** Searches kept in memory; what is worth more is saved. */
const LIMIT = 50;

/** The searches of one window with their counts, newest first. No journal records them: asking is no act. */
export class SearchHistory {
  #entries: readonly SearchRun[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly entries = (): readonly SearchRun[] => this.#entries;

  /** Notes a search that was answered. The same query in another range takes the place of the one before. */
  note(run: SearchRun): void {
    const [newest] = this.#entries;
    if (run.query === '' || (newest !== undefined && isSameRun(newest, run))) return;
    this.#entries = [run, ...this.#entries.filter(({ query }) => query !== run.query)].slice(0, LIMIT);
    for (const listener of this.#listeners) listener();
  }
}

/** True where the same was asked and the answer was the same. */
export function isSameRun(a: SearchRun, b: SearchRun): boolean {
  return isSameSearch(a, b) && a.count === b.count && a.total === b.total;
}

/** True where the same was asked. */
export function isSameSearch(a: Pick<SearchRun, 'query' | 'range'>, b: Pick<SearchRun, 'query' | 'range'>): boolean {
  return a.query === b.query && a.range?.fromMs === b.range?.fromMs && a.range?.toMs === b.range?.toMs;
}

const histories = new WeakMap<object, SearchHistory>();

/** The history that belongs to an open case. */
export function historyOf(session: object): SearchHistory {
  const known = histories.get(session);
  if (known !== undefined) return known;
  const made = new SearchHistory();
  histories.set(session, made);
  return made;
}

/** The searches of an open case, followed. */
export function useSearchHistory(session: object): readonly SearchRun[] {
  const history = historyOf(session);
  return useSyncExternalStore(history.subscribe, history.entries);
}
