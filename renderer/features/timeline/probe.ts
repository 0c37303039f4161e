/** What stands under the pointer, for the tooltip. */
import type { Lane, LanesAnswer, TimeRange } from '../../query/spec.js';
import { momentAt, placeOf, spanOf } from './range.js';

export interface Probe {
  readonly lane: Lane;
  /** Moment under the pointer, ms with fractions. */
  readonly moment: number;
  /** Events of the lane within reach of the pointer. */
  readonly events: number;
  readonly stopped: number;
  /** Highest severity among them, or null where none is stated. */
  readonly severity: number | null;
  /** What they cover. */
  readonly range: TimeRange;
}

/** CSS pixels left and right of the pointer that count as under it. */
const REACH = 3;

/** Reads a lane's bins around a place (0 to 1) of the shown range. */
export function probe(answer: LanesAnswer, lane: Lane, view: TimeRange, place: number, width: number): Probe {
  const moment = momentAt(view, place);
  const reach = (REACH / width) * spanOf(view);
  const binOf = (ms: number) => Math.floor(placeOf(answer.range, { ms, ns: 0 }) * answer.bins);
  const first = Math.max(0, binOf(moment - reach));
  const last = Math.min(answer.bins - 1, binOf(moment + reach));
  let events = 0;
  let stopped = 0;
  let severity: number | null = null;
  for (let bin = first; bin <= last; bin += 1) {
    events += lane.counts[bin] ?? 0;
    stopped += lane.stopped[bin] ?? 0;
    const stated = lane.severities[bin] ?? 255;
    if ((lane.counts[bin] ?? 0) > 0 && stated <= 10) severity = Math.max(severity ?? 0, stated);
  }
  const range = {
    fromMs: momentAt(answer.range, first / answer.bins),
    toMs: momentAt(answer.range, (last + 1) / answer.bins),
  };
  return { lane, moment, events, stopped, severity, range };
}
