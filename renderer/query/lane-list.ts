import type { InstantParts } from '../../parsers/model/time.js';
import { laneTable } from './lane-table.js';
import type { RowSet } from './row-set.js';
import type { LaneBy, LaneList } from './spec.js';

const lists = new WeakMap<RowSet, Map<LaneBy, LaneList>>();

/** The lanes that a result has events of. Kept with the result. */
export function listLanes(set: RowSet, by: LaneBy): LaneList {
  const known = lists.get(set) ?? new Map<LaneBy, LaneList>();
  lists.set(set, known);
  const list = known.get(by) ?? makeList(set, by);
  known.set(by, list);
  return list;
}

function makeList({ index, rows, placed }: RowSet, by: LaneBy): LaneList {
  const { lanes, codes, laneOf } = laneTable(index.columns, by);
  const { ms, ns } = index.times;
  const timeOf = (row: number): InstantParts | null => (row < 0 ? null : { ms: ms[row]!, ns: ns[row]! });
  const counts = new Uint32Array(lanes.length);
  const first = new Int32Array(lanes.length).fill(-1);
  const last = first.slice();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const lane = laneOf[codes[row]!]!;
    counts[lane]! += 1;
    if (at >= placed) continue;
    // Rows are in order of time.
    if (first[lane] === -1) first[lane] = row;
    last[lane] = row;
  }
  return {
    by,
    numbers: lanes.length,
    lanes: lanes.flatMap((lane, number) =>
      counts[number] === 0
        ? []
        : [{ ...lane, number, count: counts[number]!, first: timeOf(first[number]!), last: timeOf(last[number]!) }],
    ),
  };
}
