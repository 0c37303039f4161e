/**
 * How the lanes were left, for the next time the case is opened. Kept in the case's own browser storage, beside the database: a
 * convenience that may be deleted at any time, and no part of the case.
 */
import { asObject, asTexts } from '../../parsers/model/json.js';
import { LANE_LEVELS, type LaneLevel } from '../query/spec.js';
import type { LaneView, UiStore } from './ui-state.js';

const KEY = 'lanes';
/** Closed groups that are kept: their names come from evidence, and the storage is small. */
const MOST_CLOSED = 1000;

const CHOICES = {
  by: ['workload', 'identity'],
  order: ['name', 'first', 'count'],
  colour: ['outcome', 'layer', 'severity'],
} as const satisfies { readonly [name in 'by' | 'order' | 'colour']: readonly LaneView[name][] };

/** Shows the lanes as they were left, and keeps them from now on. Returns what ends that. */
export function keepLanes(store: UiStore, storage: Pick<Storage, 'getItem' | 'setItem'>): () => void {
  store.set({ lanes: readLanes(storage.getItem(KEY), store.get().lanes) });
  let kept = store.get().lanes;
  return store.subscribe(() => {
    const { lanes } = store.get();
    if (lanes === kept) return;
    kept = lanes;
    storage.setItem(KEY, JSON.stringify({ ...lanes, closed: [...lanes.closed].slice(-MOST_CLOSED) }));
  });
}

/** What was kept; where it is missing or not understood, what is in force stays. */
function readLanes(text: string | null, now: LaneView): LaneView {
  const kept = asObject(parsed(text));
  if (kept === null) return now;
  return {
    by: oneOf(CHOICES.by, kept['by'], now.by),
    foldBy: Array.isArray(kept['foldBy']) ? levelsOf(asTexts(kept['foldBy'])) : now.foldBy,
    order: oneOf(CHOICES.order, kept['order'], now.order),
    colour: oneOf(CHOICES.colour, kept['colour'], now.colour),
    closed: new Set(asTexts(kept['closed'] ?? [])),
  };
}

function levelsOf(names: readonly string[]): readonly LaneLevel[] {
  return [...new Set(names)].flatMap((name) => LANE_LEVELS.find((level) => level === name) ?? []);
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function oneOf<T>(choices: readonly T[], value: unknown, otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}
