import type { Outcome } from '../../parsers/model/event.js';
import { compareText } from './compare-text.js';
import { binEdges } from './histogram.js';
import { firstAt, type RowSet } from './row-set.js';
import type { Lane, LanesAnswer, TimeRange } from './spec.js';

const STOPPED: ReadonlySet<string> = new Set(['prevented', 'denied', 'killed', 'failed'] satisfies Outcome[]);
const NO_SEVERITY = 255;

/** What holds of a lane over the whole result, whatever range is drawn. */
interface LaneTotals {
  readonly counts: Uint32Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
}

type MutableLane = { -readonly [Key in keyof Lane]: Lane[Key] };

/** Density of the busiest lanes of a result over a range. Which lanes these are does not depend on the range. */
export function countByLane(set: RowSet, range: TimeRange, bins: number, limit: number): LanesAnswer {
  const { columns } = set.index;
  const { dictionary, codes } = columns.fields['exhibit.lane'];
  const totals = totalsOf(set);
  const present = [...totals.counts.keys()].filter((code) => totals.counts[code]! > 0);
  const lanes = new Map<number, MutableLane>();
  for (const code of busiest(present, totals.counts, limit, dictionary))
    lanes.set(code, emptyLane(dictionary[code]!, code, totals, bins));

  const outcomes = columns.fields['exhibit.outcome'];
  const isStopped = outcomes.dictionary.map((outcome) => STOPPED.has(outcome));
  const severities = columns.fields['exhibit.severity'].codes;
  const laneOf = Array.from(dictionary, (_, code) => lanes.get(code));
  // Where each bin ends among the rows; those are in order of time.
  const ends = Float64Array.from(binEdges(range, bins), (edge) => firstAt(set, edge));
  const end = ends[bins]!;
  let bin = 0;
  for (let at = ends[0]!; at < end; at += 1) {
    const row = set.rows[at]!;
    while (at >= ends[bin + 1]!) bin += 1;
    const lane = laneOf[codes[row]!];
    if (lane === undefined) continue;
    lane.counts[bin]! += 1;
    if (isStopped[outcomes.codes[row]!] === true) lane.stopped[bin]! += 1;
    const severity = severities[row]! - 1;
    if (severity >= 0 && (lane.severities[bin] === NO_SEVERITY || lane.severities[bin]! < severity)) {
      lane.severities[bin] = severity;
    }
  }
  return { range, bins, lanes: [...lanes.values()], laneCount: present.length };
}

function emptyLane(key: string, code: number, totals: LaneTotals, bins: number): MutableLane {
  return {
    key,
    count: totals.counts[code]!,
    counts: new Uint32Array(bins),
    severities: new Uint8Array(bins).fill(NO_SEVERITY),
    stopped: new Uint32Array(bins),
    firstMs: totals.firstMs[code]!,
    lastMs: totals.lastMs[code]!,
  };
}

/** The `limit` lanes with most events, in order of their keys. */
function busiest(
  codes: readonly number[],
  counts: Uint32Array,
  limit: number,
  dictionary: readonly string[],
): readonly number[] {
  return codes
    .toSorted((a, b) => counts[b]! - counts[a]! || compareText(dictionary[a]!, dictionary[b]!))
    .slice(0, limit)
    .toSorted((a, b) => compareText(dictionary[a]!, dictionary[b]!));
}

const totalsBySet = new WeakMap<RowSet, LaneTotals>();

/** Asked for at every step of panning and zooming, so it is kept with the result. */
function totalsOf(set: RowSet): LaneTotals {
  const known = totalsBySet.get(set);
  if (known !== undefined) return known;
  const totals = countTotals(set);
  totalsBySet.set(set, totals);
  return totals;
}

function countTotals({ index, rows, placed }: RowSet): LaneTotals {
  const { dictionary, codes } = index.columns.fields['exhibit.lane'];
  const { ms } = index.times;
  const counts = new Uint32Array(dictionary.length);
  const firstMs = new Float64Array(dictionary.length).fill(NaN);
  const lastMs = firstMs.slice();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const code = codes[row]!;
    counts[code]! += 1;
    if (at >= placed) continue;
    if (Number.isNaN(firstMs[code]!)) firstMs[code] = ms[row]!;
    lastMs[code] = ms[row]!;
  }
  return { counts, firstMs, lastMs };
}
