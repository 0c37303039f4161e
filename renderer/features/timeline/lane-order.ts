import type { Lane } from '../../query/spec.js';

export type LaneOrder = 'name' | 'first' | 'count';

/** Lanes in the order the person chose; the lane of events that name no workload is always last. */
export function orderLanes(lanes: readonly Lane[], order: LaneOrder): readonly Lane[] {
  const compare = {
    name: byName,
    first: (a: Lane, b: Lane) => firstOf(a) - firstOf(b) || byName(a, b),
    count: (a: Lane, b: Lane) => b.count - a.count || byName(a, b),
  }[order];
  return lanes.toSorted((a, b) => Number(a.key === '') - Number(b.key === '') || compare(a, b));
}

function byName(a: Lane, b: Lane): number {
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

/** A lane of undated events only has no first one: it comes after all others. */
function firstOf({ firstMs }: Lane): number {
  return Number.isNaN(firstMs) ? Number.MAX_VALUE : firstMs;
}
