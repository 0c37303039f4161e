/** Where the person has been: place, search and selection, gone through as a browser does its pages. */
import { useSyncExternalStore } from 'react';
import { ui, type UiState, type UiStore } from './ui-state.js';

/** What going back restores. */
export type Visit = Pick<UiState, 'place' | 'search' | 'answer' | 'selection'>;

export interface Trail {
  readonly visits: readonly Visit[];
  /** Index of the visit one is at. */
  readonly at: number;
  /** What the last change was, and when: a run of one kind (arrow keys through rows, a drag) is one visit. */
  readonly last: { readonly kind: 'selection' | 'range'; readonly ms: number } | null;
}

/** Visits kept. */
const LENGTH = 200;
/** A change of the same kind within this time goes on with the one before, ms. */
const RUN_MS = 1000;

export function startTrail(first: Visit): Trail {
  return { visits: [first], at: 0, last: null };
}

/** The trail after the state became `next` at `ms`. What lay ahead is forgotten. */
export function follow(trail: Trail, next: Visit, ms: number): Trail {
  const here = trail.visits[trail.at];
  if (here === undefined || isSame(here, next)) return trail;
  const kind = kindOfChange(here, next);
  const isRun = kind !== null && trail.last?.kind === kind && ms - trail.last.ms < RUN_MS;
  const kept = trail.visits.slice(0, isRun ? trail.at : trail.at + 1);
  const visits = [...kept, next].slice(-LENGTH);
  return { visits, at: visits.length - 1, last: kind === null ? null : { kind, ms } };
}

/** The trail one step back (-1) or forward (1); the same where there is none. */
export function step(trail: Trail, by: -1 | 1): Trail {
  const at = trail.at + by;
  return at < 0 || at >= trail.visits.length ? trail : { ...trail, at, last: null };
}

function kindOfChange(before: Visit, after: Visit): 'selection' | 'range' | null {
  if (before.place !== after.place || before.answer !== after.answer || before.search.query !== after.search.query)
    return null;
  if (before.selection === after.selection) return 'range';
  return before.search === after.search ? 'selection' : null;
}

function isSame(a: Visit, b: Visit): boolean {
  return a.place === b.place && a.search === b.search && a.answer === b.answer && a.selection === b.selection;
}

interface TrailStore {
  readonly get: () => Trail;
  readonly go: (by: -1 | 1) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Follows a store from now on. `now` is the clock, ms. */
export function createTrailStore(store: UiStore, now: () => number): TrailStore {
  let trail = startTrail(visitOf(store.get()));
  const listeners = new Set<() => void>();
  const change = (next: Trail): void => {
    if (next === trail) return;
    trail = next;
    for (const listener of listeners) listener();
  };
  store.subscribe(() => change(follow(trail, visitOf(store.get()), now())));
  return {
    get: () => trail,
    go(by) {
      const next = step(trail, by);
      const visit = next.visits[next.at];
      if (next === trail || visit === undefined) return;
      change(next);
      store.set(visit);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function visitOf({ place, search, answer, selection }: UiState): Visit {
  return { place, search, answer, selection };
}

const trails = createTrailStore(ui, Date.now);

/** Goes back to where the person was before. */
export function goBack(): void {
  trails.go(-1);
}

export function goForward(): void {
  trails.go(1);
}

/** Whether there is a visit before and one after, followed. */
export function useTrail(): { readonly canGoBack: boolean; readonly canGoForward: boolean } {
  const { at, visits } = useSyncExternalStore(trails.subscribe, trails.get);
  return { canGoBack: at > 0, canGoForward: at < visits.length - 1 };
}
