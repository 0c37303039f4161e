import { COLOUR_CLASSES } from '../query/lane-colours.js';
import type { LaneEntry } from '../query/spec.js';
import type { CaseSession } from '../session/session.js';
import type { CitedEvent, LanesData } from './model.js';

/** Columns of the printed figure. */
export const BINS = 120;
/** Lanes of cited events, the ones with most of them first; more would not fit a page. */
const MOST_LANES = 24;
/** Outcomes that are hatched. */
const STOPPED: ReadonlySet<string> = new Set(['failed', 'stopped'] satisfies (typeof COLOUR_CLASSES.outcome)[number][]);
const MARGIN = 0.04;
const LEAST_MARGIN_MS = 1000;

/** Density of the workloads that the report cites, over the time that it speaks of. Null where nothing cited has a place. */
export async function lanesData(session: CaseSession, events: readonly CitedEvent[]): Promise<LanesData | null> {
  const times = events.flatMap(({ detail }) => (detail.time === null ? [] : [detail.time.ms]));
  if (times.length === 0) return null;
  const first = Math.min(...times);
  const last = Math.max(...times);
  const margin = Math.max((last - first) * MARGIN, LEAST_MARGIN_MS);
  const range = { fromMs: Math.floor(first - margin), toMs: Math.ceil(last + margin) };
  const found = await session.query.search('report-lanes', { query: '', range });
  if ('problem' in found) throw new Error(found.problem.message);
  const { lanes, numbers } = await session.query.laneList(found.id, 'workload');
  const cited = citedLanes(lanes, events);
  const shown = cited.slice(0, MOST_LANES);
  const rowOf = new Int32Array(numbers).fill(-1);
  for (const [row, { number }] of shown.entries()) rowOf[number] = row;
  const request = { by: 'workload', colour: 'outcome', range, bins: BINS, rows: shown.length, rowOf } as const;
  const { counts, classes } = await session.query.laneBins(found.id, request);
  const perBin = (row: number, isCounted: (outcome: number) => boolean): readonly number[] =>
    Array.from({ length: BINS }, (_, bin) => {
      const start = (row * BINS + bin) * classes;
      return counts.subarray(start, start + classes).reduce((sum, n, at) => (isCounted(at) ? sum + n : sum), 0);
    });
  return {
    range,
    lanes: shown.map((lane, row) => ({
      names: namesOf(lane),
      count: lane.count,
      counts: perBin(row, () => true),
      stopped: perBin(row, (outcome) => STOPPED.has(COLOUR_CLASSES.outcome[outcome] ?? '')),
    })),
    citedLanes: cited.length,
    laneCount: lanes.length,
    shown: shown.reduce((sum, { count }) => sum + count, 0),
    inRange: found.matched,
  };
}

/** All names under which sources speak of a lane, its own first. */
function namesOf({ key, joined }: LaneEntry): readonly string[] {
  return [key, ...joined.map((join) => join.key)];
}

/** In the order in which they are first cited; where there are too many, those cited most. */
function citedLanes(lanes: readonly LaneEntry[], events: readonly CitedEvent[]): readonly LaneEntry[] {
  const byName = new Map(lanes.flatMap((lane) => namesOf(lane).map((name) => [name, lane] as const)));
  const counts = new Map<LaneEntry, number>();
  for (const { detail } of events) {
    const lane = byName.get(detail.fields['exhibit.lane'] ?? '');
    if (lane !== undefined) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  }
  const cited = [...counts.keys()];
  return cited.length <= MOST_LANES ? cited : cited.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}
