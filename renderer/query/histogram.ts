import type { Histogram, TimeRange } from './spec.js';
import { firstAt, type RowSet } from './row-set.js';

/** Where bins begin, ms with fractions, and where the last one ends: `bins + 1` numbers. A bin is half-open. */
export function binEdges({ fromMs, toMs }: TimeRange, bins: number): Float64Array {
  if (!(toMs > fromMs) || !Number.isInteger(bins) || bins < 1)
    throw new RangeError('a histogram needs a span and bins');
  return Float64Array.from({ length: bins + 1 }, (_, bin) =>
    bin === bins ? toMs : fromMs + ((toMs - fromMs) * bin) / bins,
  );
}

/** Counts rows per bin. Rows are in order of time, so each edge is looked up instead of each row. */
export function countByTime(set: RowSet, range: TimeRange, bins: number): Histogram {
  const starts = Uint32Array.from(binEdges(range, bins), (edge) => firstAt(set, edge));
  const counts = Uint32Array.from({ length: bins }, (_, bin) => starts[bin + 1]! - starts[bin]!);
  return { range, counts };
}
