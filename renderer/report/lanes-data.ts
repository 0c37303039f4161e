import type { CaseSession } from '../session/session.js';
import type { CitedEvent, LanesData } from './model.js';

/** Columns of the printed figure. */
export const BINS = 120;
/** Lanes of cited events, the ones with most of them first; more would not fit a page. */
const MOST_LANES = 24;
/** Workloads that are asked for; a case with more has its figure say so. */
const ASKED_LANES = 10_000;
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
  const { lanes, laneCount } = await session.query.lanes(found.id, range, BINS, ASKED_LANES);
  const cited = citedLanes(events);
  const keys = cited.slice(0, MOST_LANES);
  const shown = keys.flatMap((key) => lanes.filter((lane) => lane.key === key));
  return {
    range,
    lanes: shown.map(({ key, counts, stopped, count }) => ({
      key,
      count,
      counts: Array.from(counts),
      stopped: Array.from(stopped),
    })),
    citedLanes: cited.length,
    laneCount,
    shown: shown.reduce((sum, { count }) => sum + count, 0),
    inRange: found.matched,
  };
}

/** In the order in which they are first cited; where there are too many, those cited most. */
function citedLanes(events: readonly CitedEvent[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { detail } of events) {
    const lane = detail.fields['exhibit.lane'] ?? '';
    counts.set(lane, (counts.get(lane) ?? 0) + 1);
  }
  const keys = [...counts.keys()];
  return keys.length <= MOST_LANES ? keys : keys.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}
