import { binEdges } from './histogram.js';
import { classOf, COLOUR_CLASSES, COLOUR_FIELDS } from './lane-colours.js';
import { laneTable } from './lane-table.js';
import { firstAt, type RowSet } from './row-set.js';
import type { LaneBins, LaneBinsRequest } from './spec.js';

/**
 * Counts events of the lanes in sight by row, bin and class of the colour: one walk over the rows of the range, whatever
 * number of lanes there is. Throws `RangeError` for a request that does not fit the result.
 */
export function countLaneBins(set: RowSet, { by, colour, range, bins, rows, rowOf }: LaneBinsRequest): LaneBins {
  const { columns } = set.index;
  const { codes, laneOf, lanes } = laneTable(columns, by);
  if (rowOf.length !== lanes.length) throw new RangeError(`${rowOf.length} rows for ${lanes.length} lanes`);
  const rowOfCode = Int32Array.from(laneOf, (lane) => rowOf[lane]!);
  const coloured = columns.fields[COLOUR_FIELDS[colour]];
  const classes = COLOUR_CLASSES[colour].length;
  const classOfCode = Uint8Array.from(coloured.dictionary, (value) => classOf(colour, value));
  const counts = new Uint32Array(rows * bins * classes);
  // Where each bin ends among the rows; those are in order of time.
  const ends = Float64Array.from(binEdges(range, bins), (edge) => firstAt(set, edge));
  let highest = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const end = ends[bin + 1]!;
    highest = Math.max(highest, end - ends[bin]!);
    for (let at = ends[bin]!; at < end; at += 1) {
      const event = set.rows[at]!;
      const row = rowOfCode[codes[event]!]!;
      if (row >= 0) counts[(row * bins + bin) * classes + classOfCode[coloured.codes[event]!]!]! += 1;
    }
  }
  return { colour, range, bins, rows, counts, classes, highest };
}
