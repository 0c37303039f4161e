/** What vis-timeline is given. It stays quick up to about 300 items in view. */
import type { InstantParts } from '../../../parsers/model/time.js';
import type { TimeRange } from '../../query/spec.js';
import type { Mark } from './marks.js';
import { placeOf, spanOf } from './range.js';

export const MAX_IN_VIEW = 300;

/** Marks in view, at most `MAX_IN_VIEW`, steps before annotated events. */
export function keyItems(
  placed: readonly Mark[],
  view: TimeRange,
): { readonly shown: readonly Mark[]; readonly inView: number } {
  const inside = placed.filter(({ claim }) => {
    const place = placeOf(view, claim.time);
    return place >= 0 && place <= 1;
  });
  const steps = inside.filter(({ step }) => step !== null);
  const others = inside.filter(({ step }) => step === null);
  return { shown: [...steps, ...others].slice(0, MAX_IN_VIEW), inView: inside.length };
}

/**
 * A moment as vis-timeline is told: microseconds in the place of its milliseconds, because it knows nothing finer than
 * whole milliseconds and its own axis is not shown. Good for the years 1697 to 2242; moments beyond stand at that edge.
 */
export function visTime(at: InstantParts | null): number {
  const us = at === null ? 0 : at.ms * 1000 + Math.floor(at.ns / 1000);
  return Math.min(Math.max(us, -LIMIT), LIMIT);
}

/** The largest `Date`, which vis-timeline makes of every number. */
const LIMIT = 8.6e15;

/** The range that vis-timeline moved to. */
export function rangeOfVis(start: Date, end: Date): TimeRange {
  const range = { fromMs: start.getTime() / 1000, toMs: end.getTime() / 1000 };
  return spanOf(range) > 0 ? range : { fromMs: range.fromMs, toMs: range.fromMs + 0.001 };
}
