import { useMemo } from 'react';
import type { CaseState } from '../../../parsers/model/case.js';
import { isOutdated } from '../../query/outdated.js';
import type { QueryClient, SourceTimes } from '../../query/spec.js';
import type { CaseSession } from '../../session/session.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { useLatest } from '../../ui/use-latest.js';
import { writtenOffset, type ZoneEvidence } from './proposals.js';

/** Records looked at for the offsets they write; spread evenly over the time line. */
const SAMPLED = 32;

export interface CaseTimes {
  readonly times: readonly SourceTimes[];
  readonly writtenOffsets: ZoneEvidence['writtenOffsets'];
}

/** What all sources of the case say about their times; null until it is known. */
export function useCaseTimes(session: CaseSession): {
  readonly known: CaseTimes | null;
  readonly failure: string | null;
} {
  const { dataVersion } = useSnapshot(session);
  const question = useMemo(() => ({ dataVersion }), [dataVersion]);
  const { answered, failure } = useLatest(question, () => caseTimes(session.query), isOutdated);
  return { known: answered?.answer ?? null, failure };
}

async function caseTimes(query: QueryClient): Promise<CaseTimes> {
  const everything = await query.search('clocks', { query: '', range: null });
  if ('problem' in everything) throw new Error(everything.problem.message);
  const placed = everything.matched - everything.unplaced;
  const step = Math.max(1, Math.floor(placed / SAMPLED));
  const counts = new Map<string, number>();
  for (let at = 0; at < placed && at < step * SAMPLED; at += step) {
    const [row] = await query.rows(everything.id, at, 1);
    const time = row === undefined ? null : ((await query.detail(row.id))?.event.time ?? null);
    const offset = time === null || time.zone !== 'record' ? null : writtenOffset(time.text);
    if (offset !== null) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  return {
    times: await query.sourceTimes(),
    writtenOffsets: [...counts]
      .map(([offset, records]) => ({ offset, records }))
      .toSorted((a, b) => b.records - a.records),
  };
}

/** Zones that were answered for sources other than the ones asked about. */
export function answeredElsewhere(state: CaseState, asked: ReadonlySet<string>): ZoneEvidence['answered'] {
  return [...state.adjustments].flatMap(([key, adjustment]) => (asked.has(key) ? [] : [adjustment]));
}
