/** What stands under the pointer, for the tooltip. */
import { COLOUR_CLASSES } from '../../query/lane-colours.js';
import type { LaneBins, TimeRange } from '../../query/spec.js';
import { momentAt, placeOf, spanOf } from './range.js';

export interface Probe {
  /** Moment under the pointer, ms with fractions. */
  readonly moment: number;
  /** Events of the row within reach of the pointer. */
  readonly events: number;
  /** The same by class of the colour, those that are there. */
  readonly classes: readonly { readonly name: string; readonly events: number }[];
  /** What they cover. */
  readonly range: TimeRange;
}

/** CSS pixels left and right of the pointer that count as under it. */
const REACH = 3;

/** Reads the bins of a row of the answer around a place (0 to 1) of the shown range. */
export function probe(answer: LaneBins, row: number, view: TimeRange, place: number, width: number): Probe {
  const moment = momentAt(view, place);
  const reach = (REACH / width) * spanOf(view);
  const binOf = (ms: number) => Math.floor(placeOf(answer.range, { ms, ns: 0 }) * answer.bins);
  const first = Math.max(0, binOf(moment - reach));
  const last = Math.min(answer.bins - 1, binOf(moment + reach));
  const sums = COLOUR_CLASSES[answer.colour].map((name) => ({ name, events: 0 }));
  for (let bin = first; bin <= last; bin += 1) {
    for (const [index, sum] of sums.entries())
      sum.events += answer.counts[(row * answer.bins + bin) * answer.classes + index] ?? 0;
  }
  return {
    moment,
    events: sums.reduce((total, { events }) => total + events, 0),
    classes: sums.filter(({ events }) => events > 0),
    range: {
      fromMs: momentAt(answer.range, first / answer.bins),
      toMs: momentAt(answer.range, (last + 1) / answer.bins),
    },
  };
}
